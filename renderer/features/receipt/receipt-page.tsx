import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { InquiryResult } from '../inquiry/inquiry-result.tsx';
import { StatementResult } from '../statement/statement-result.tsx';
import { CollectionSlip } from './collection-slip.tsx';
import { askPaperAgain } from './paper-asked-again.ts';
import { PaperDesk } from './paper-desk.tsx';
import { ReceiptPaper } from './receipt-paper.tsx';
import { receiptWords } from './receipt-words.ts';

/** The paper of a service: its receipt, or what it is answered with. */
export function ReceiptPage(): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber } = useParams({ from: '/services/$serviceNumber/receipt' });
  const navigate = useNavigate();
  const query = useCounterQuery('getReceipt', { serviceNumber });
  const back = () => void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } });
  useFunctionKey('Escape', t('keys.back'), back);

  const askAgain = () =>
    askPaperAgain(query, (fresh, reprint) => ({
      form: fresh.paper === 'collection-slip' ? 'collection-slip' : 'receipt',
      content: { receipt: { ...fresh, reprint } },
    }));

  return (
    <Answer query={query} rows={10}>
      {(receipt) =>
        receipt.kind === 'answer-inquiry' ? (
          <InquiryResult receipt={receipt} onBack={back} />
        ) : receipt.kind === 'issue-statement' ? (
          <StatementResult receipt={receipt} onBack={back} />
        ) : (
          <PaperDesk
            title={t(receipt.paper === 'collection-slip' ? 'collection-slip.preview' : 'receipt.preview')}
            explanation={t(
              receipt.paper === 'collection-slip'
                ? 'collection-slip.explain'
                : receiptWords(receipt).explanation,
            )}
            reprint={receipt.reprint}
            preview={<Paper receipt={receipt} />}
            record={{ serviceNumber, paper: receipt.paper }}
            comesOnRoll
            askAgain={askAgain}
            onBack={back}
          />
        )
      }
    </Answer>
  );
}

/** 领卡凭证 while the card is on its way to its service point, 回执 otherwise. */
function Paper(props: { readonly receipt: Receipt }): ReactElement {
  return props.receipt.paper === 'collection-slip' ? (
    <CollectionSlip receipt={props.receipt} />
  ) : (
    <ReceiptPaper receipt={props.receipt} />
  );
}
