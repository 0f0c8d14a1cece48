import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { askPaperAgain } from '../receipt/paper-asked-again.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { ApprovalPaper } from './approval-paper.tsx';

/** 复核单 before it is printed. */
export function ApprovalPaperPage(): ReactElement {
  const { t } = useTranslation();
  const { approvalId } = useParams({ from: '/approvals/$approvalId/paper' });
  const { from } = useSearch({ from: '/approvals/$approvalId/paper' });
  const navigate = useNavigate();
  const query = useCounterQuery('getApprovalPaper', { approvalId });
  const back = () =>
    void navigate({ to: '/approvals/$approvalId', params: { approvalId }, search: { from } });
  useFunctionKey('Escape', t('keys.back'), back);
  return (
    <Answer query={query} rows={10}>
      {(paper) => (
        <PaperDesk
          title={t('approval-paper.preview')}
          explanation={t('approval-paper.explain')}
          reprint={paper.reprint}
          preview={<ApprovalPaper paper={paper} />}
          record={{ paper: 'approval-sheet', approvalId }}
          askAgain={() =>
            askPaperAgain(query, (fresh, reprint) => ({
              form: 'approval-sheet',
              content: { paper: { ...fresh, reprint } },
            }))
          }
          onBack={back}
        />
      )}
    </Answer>
  );
}
