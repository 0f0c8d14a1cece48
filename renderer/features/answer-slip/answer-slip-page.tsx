import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { askPaperAgain } from '../receipt/paper-asked-again.ts';
import { PaperDesk } from '../receipt/paper-desk.tsx';
import { AnswerSlipPaper } from './answer-slip-paper.tsx';

/** 答复单 about a month, or about today. */
export function AnswerSlipPage(): ReactElement {
  const { t } = useTranslation();
  const { personId, month } = useParams({ from: '/persons/$personId/answer-slip/$month' });
  const navigate = useNavigate();
  const asked = month === 'today' ? null : month;
  const query = useCounterQuery('getAnswerSlip', { personId, month: asked });
  const back = () => void navigate({ to: '/persons/$personId', params: { personId } });
  useFunctionKey('Escape', t('keys.back'), back);

  return (
    <Answer query={query} rows={10}>
      {(slip) => (
        <PaperDesk
          title={t('answer-slip.preview')}
          explanation={t('answer-slip.explain')}
          reprint={slip.reprint}
          preview={<AnswerSlipPaper slip={slip} />}
          record={{ paper: 'answer-slip', personId, month: asked }}
          askAgain={() =>
            askPaperAgain(query, (fresh, reprint) => ({
              form: 'answer-slip',
              content: { slip: { ...fresh, reprint } },
            }))
          }
          onBack={back}
        />
      )}
    </Answer>
  );
}
