import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LateSkeleton } from '../../components/late-skeleton.tsx';
import { CardApplication } from './card-application.tsx';

/** 申领社会保障卡, from the start: the document, and then the acceptance. */
export function IssueCardPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/issue-card' });
  const query = useCounterQuery('getPersonPage', { personId });
  if (query.error !== null) return <FailureNotice failure={failureOf(query.error)} fate="not-read" />;
  if (query.data === undefined) return <LateSkeleton rows={10} />;
  return <CardApplication key={personId} page={query.data} />;
}
