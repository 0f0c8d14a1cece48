import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { succeed } from '../../../contract/envelope.ts';
import { Answer } from '../../components/answer.tsx';
import { outcomeOf, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useSpreadsheet } from '../../components/use-spreadsheet.tsx';
import { VerificationNews } from '../../components/verification-news.tsx';
import { useResultAgain } from '../receipt/paper-asked-again.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { StatementSheets } from './statement-paper.tsx';

/** 交易明细, as it is printed; printed again it says the same. */
export function StatementResult(props: {
  readonly receipt: ReceiptPaper;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { receipt, onBack } = props;
  const { serviceNumber } = receipt;
  const query = useCounterQuery('getStatement', { serviceNumber });

  const spreadsheet = useSpreadsheet();
  const save = () => void spreadsheet.save({ of: 'statement', serviceNumber });
  useFunctionKey('F7', t('statement.save'), save);

  const askAgain = useResultAgain(
    serviceNumber,
    // The lines say the same whenever they are asked for; what may have come meanwhile stands on the receipt.
    async () => (query.data === undefined ? outcomeOf(await query.refetch()) : succeed(query.data)),
    (fresh, statement) => ({ form: 'statement', content: { receipt: fresh, statement } }),
  );

  return (
    <Answer query={query} rows={10}>
      {(statement) => (
        <PaperDesk
          title={t('statement.result')}
          explanation={
            <>
              {t(`statement.explain-${receipt.standing}`)}
              <VerificationNews verification={receipt.verification} />
              <span className="statement-save">
                <button type="button" className="button" onClick={save}>
                  <kbd>F7</kbd>
                  {t('statement.save')}
                </button>
              </span>
              <FailureNotice failure={spreadsheet.failure} fate="not-saved" />
            </>
          }
          reprint={receipt.reprint}
          preview={<StatementSheets receipt={receipt} statement={statement} />}
          record={{ serviceNumber, paper: receipt.paper }}
          askAgain={askAgain}
          onBack={onBack}
        />
      )}
    </Answer>
  );
}
