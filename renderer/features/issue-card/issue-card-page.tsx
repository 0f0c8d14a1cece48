import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { CardApplication } from './card-application.tsx';

/** 申领社会保障卡, from the start: the document, and then the acceptance. */
export function IssueCardPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/issue-card' });
  const query = useCounterQuery('getPersonPage', { personId });
  return (
    <Answer query={query} rows={10}>
      {(page) => <CardApplication key={personId} page={page} />}
    </Answer>
  );
}
