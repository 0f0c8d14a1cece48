import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { succeed } from '../../../contract/envelope.ts';
import { Answer } from '../../components/answer.tsx';
import { outcomeOf, useCounterQuery } from '../../components/counter-queries.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { StatementPaper } from './statement-paper.tsx';

/** 交易明细, as it is printed; printed again it says the same. */
export function StatementResult(props: {
  readonly receipt: ReceiptPaper;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { receipt, onBack } = props;
  const { serviceNumber } = receipt;
  const query = useCounterQuery('getStatement', { serviceNumber });
  const again = useCounterQuery('getReceipt', { serviceNumber });

  async function askAgain() {
    const statement = outcomeOf(await query.refetch());
    const fresh = outcomeOf(await again.refetch());
    if (!statement.ok) return statement;
    if (!fresh.ok) return fresh;
    return succeed((reprint: number) => (
      <StatementPaper receipt={{ ...fresh.value, reprint }} statement={statement.value} />
    ));
  }

  return (
    <Answer query={query} rows={10}>
      {(statement) => (
        <PaperDesk
          title={t('statement.result')}
          explanation={t(`statement.explain-${receipt.standing}`)}
          reprint={receipt.reprint}
          preview={<StatementPaper receipt={receipt} statement={statement} />}
          record={{ serviceNumber, paper: receipt.paper }}
          askAgain={askAgain}
          onBack={onBack}
        />
      )}
    </Answer>
  );
}
