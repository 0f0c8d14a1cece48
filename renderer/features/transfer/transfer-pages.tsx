import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { TransferDesk } from '../../../contract/transfer-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { TransferIn } from './transfer-in-form.tsx';
import { TransferOut } from './transfer-out-form.tsx';

/** 关系转出, from the person's page. */
export function TransferOutPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/transfer-out' });
  return <OfPerson personId={personId}>{(page, desk) => <TransferOut page={page} desk={desk} />}</OfPerson>;
}

/** 关系转入, from the person's page. */
export function TransferInPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/transfer-in' });
  return <OfPerson personId={personId}>{(page, desk) => <TransferIn page={page} desk={desk} />}</OfPerson>;
}

function OfPerson(props: {
  readonly personId: string;
  readonly children: (page: PersonPage, desk: TransferDesk) => ReactElement;
}): ReactElement {
  const { personId } = props;
  const page = useCounterQuery('getPersonPage', { personId });
  const desk = useCounterQuery('getTransferDesk', { personId });
  return (
    <Answer query={page} rows={10}>
      {(person) => (
        <Answer key={personId} query={desk} rows={10}>
          {(form) => props.children(person, form)}
        </Answer>
      )}
    </Answer>
  );
}
