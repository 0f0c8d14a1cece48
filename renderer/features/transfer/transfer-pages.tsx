import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { DeskOfPerson } from '../../components/desk-of-person.tsx';
import { TransferIn } from './transfer-in-form.tsx';
import { TransferOut } from './transfer-out-form.tsx';

/** 关系转出, from the person's page. */
export function TransferOutPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/transfer-out' });
  const query = useCounterQuery('getTransferDesk', { personId });
  return (
    <DeskOfPerson personId={personId} desk={query}>
      {(page, desk) => <TransferOut page={page} desk={desk} />}
    </DeskOfPerson>
  );
}

/** 关系转入, from the person's page. */
export function TransferInPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/transfer-in' });
  const query = useCounterQuery('getTransferDesk', { personId });
  return (
    <DeskOfPerson personId={personId} desk={query}>
      {(page, desk) => <TransferIn page={page} desk={desk} />}
    </DeskOfPerson>
  );
}
