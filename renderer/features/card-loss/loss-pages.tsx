import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LateSkeleton } from '../../components/late-skeleton.tsx';
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
  if (query.error !== null) return <FailureNotice failure={failureOf(query.error)} fate="not-read" />;
  if (query.data === undefined) return <LateSkeleton rows={10} />;
  return <LossService key={`${kind}/${personId}`} page={query.data} kind={kind} />;
}
