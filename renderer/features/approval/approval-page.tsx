import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { DecidedSheet } from './decided-sheet.tsx';
import { WaitingSheet } from './waiting-sheet.tsx';
import './approval.css';

/** 复核单, from the queue or from the page of its service, and back to where the clerk came from. */
export function ApprovalPage(): ReactElement {
  const { t } = useTranslation();
  const { approvalId } = useParams({ from: '/approvals/$approvalId' });
  const { from } = useSearch({ from: '/approvals/$approvalId' });
  const navigate = useNavigate();
  const query = useCounterQuery('getApproval', { approvalId });
  const toQueue = () => void navigate({ to: '/approvals' });
  // The sheets have a way back of their own.
  useFunctionKey('Escape', t('keys.back'), query.isLoadingError ? toQueue : null);
  const onPrint = () =>
    void navigate({ to: '/approvals/$approvalId/paper', params: { approvalId }, search: { from } });
  return (
    <Answer query={query} rows={10}>
      {(sheet) => {
        const { serviceNumber } = sheet;
        const onBack =
          from === 'service'
            ? () => void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } })
            : toQueue;
        const Sheet = sheet.state === 'waiting' ? WaitingSheet : DecidedSheet;
        return <Sheet key={approvalId} sheet={sheet} onPrint={onPrint} onBack={onBack} />;
      }}
    </Answer>
  );
}
