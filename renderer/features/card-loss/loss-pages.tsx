import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { LossService } from './loss-service.tsx';

/** 挂失, from the person's page. */
export function ReportLossPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/report-loss' });
  return <OfPerson personId={personId} kind="report-loss" />;
}

/** 解挂, from the person's page. */
export function LiftLossReportPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/lift-loss-report' });
  return <OfPerson personId={personId} kind="lift-loss-report" />;
}

function OfPerson(props: {
  readonly personId: string;
  readonly kind: 'report-loss' | 'lift-loss-report';
}): ReactElement {
  const { personId, kind } = props;
  const query = useCounterQuery('getPersonPage', { personId });
  return (
    <Answer query={query} rows={10}>
      {(page) => <LossService key={`${kind}/${personId}`} page={page} kind={kind} />}
    </Answer>
  );
}
