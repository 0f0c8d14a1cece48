import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { Answer } from '../../components/answer.tsx';
import { outcomeOf, useCounterQuery } from '../../components/counter-queries.ts';
import { useResultAgain } from '../receipt/paper-asked-again.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { InquiryPaper } from './inquiry-paper.tsx';

/** 查询结果: what was asked for, as it is printed. */
export function InquiryResult(props: {
  readonly receipt: ReceiptPaper;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { receipt, onBack } = props;
  const { serviceNumber } = receipt;
  const query = useCounterQuery('getInquiryAnswers', { serviceNumber });
  const askAgain = useResultAgain(
    serviceNumber,
    async () => outcomeOf(await query.refetch()),
    (fresh, answers) => ({ form: 'inquiry', content: { receipt: fresh, answers } }),
  );

  return (
    <Answer query={query} rows={10}>
      {(answers) => (
        <PaperDesk
          title={t('inquiry.preview')}
          explanation={t(`inquiry.explain-${receipt.standing}`)}
          reprint={receipt.reprint}
          preview={<InquiryPaper receipt={receipt} answers={answers} />}
          record={{ serviceNumber, paper: receipt.paper }}
          askAgain={askAgain}
          onBack={onBack}
        />
      )}
    </Answer>
  );
}
