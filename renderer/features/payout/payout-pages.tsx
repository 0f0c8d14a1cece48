import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { DeskOfPerson } from '../../components/desk-of-person.tsx';
import { AcceptPayout } from './accept-payout.tsx';

/** 一次性支取, from the person's page. */
export function PayoutPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/payout' });
  const query = useCounterQuery('getPayoutDesk', { personId });
  return (
    <DeskOfPerson personId={personId} desk={query}>
      {(page, desk) => <AcceptPayout page={page} desk={desk} />}
    </DeskOfPerson>
  );
}
