import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { AcceptPayout } from './accept-payout.tsx';

/** 一次性支取, from the person's page. */
export function PayoutPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/payout' });
  const page = useCounterQuery('getPersonPage', { personId });
  const desk = useCounterQuery('getPayoutDesk', { personId });
  return (
    <Answer query={page} rows={10}>
      {(person) => (
        <Answer key={personId} query={desk} rows={10}>
          {(form) => <AcceptPayout page={person} desk={form} />}
        </Answer>
      )}
    </Answer>
  );
}
