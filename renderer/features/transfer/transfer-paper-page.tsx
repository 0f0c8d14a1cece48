import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  transferPaperKinds,
  type TransferPaperKind,
  type TransferPapers,
} from '../../../contract/transfer-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { VerificationNews } from '../../components/verification-news.tsx';
import { askPaperAgain } from '../receipt/paper-asked-again.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { ContactLetter } from './contact-letter.tsx';
import { InformationSheetPaper } from './information-sheet-paper.tsx';
import { InsuranceCertificate } from './insurance-certificate.tsx';

const forms = {
  'insurance-certificate': InsuranceCertificate,
  'information-sheet': InformationSheetPaper,
  'contact-letter': ContactLetter,
} as const satisfies Record<TransferPaperKind, unknown>;

/** 参保凭证、信息表、联系函 before they are printed. */
export function TransferPaperPage(): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber, paper: asked } = useParams({ from: '/services/$serviceNumber/papers/$paper' });
  const navigate = useNavigate();
  const query = useCounterQuery('getTransferPapers', { serviceNumber });
  const back = () => void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } });
  useFunctionKey('Escape', t('keys.back'), back);
  const paper = transferPaperKinds.find((kind) => kind === asked) ?? 'insurance-certificate';
  const Form = forms[paper];
  return (
    <Answer query={query} rows={10}>
      {(papers: TransferPapers) => (
        <PaperDesk
          title={t(`transfer.paper-${paper}`)}
          explanation={
            <>
              {t(`transfer-paper.explain-${paper}`)}
              {paper === 'insurance-certificate' && <VerificationNews verification={papers.verification} />}
            </>
          }
          reprint={papers.prints[paper]}
          preview={
            <div className="transfer-preview">
              <Form papers={papers} reprint={papers.prints[paper]} />
            </div>
          }
          record={{ serviceNumber, paper }}
          askAgain={() =>
            askPaperAgain(query, (fresh, reprint) => ({ form: paper, content: { papers: fresh, reprint } }))
          }
          onBack={back}
        />
      )}
    </Answer>
  );
}
