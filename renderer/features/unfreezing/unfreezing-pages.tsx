import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { BankService } from './bank-service.tsx';
import { HoldsPage } from './holds-page.tsx';
import { ReleaseService } from './release-service.tsx';

/** 为什么不能用, from the person's page. */
export function UnfreezingPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/unfreezing' });
  return <OfPerson personId={personId} show={(page) => <HoldsPage key={personId} page={page} />} />;
}

/** 启封. */
export function ReleaseAccountPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/release-account' });
  return <OfPerson personId={personId} show={(page) => <ReleaseService key={personId} page={page} />} />;
}

/** 金融账户激活、解冻. */
export function RequestBankServicePage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/request-bank-service' });
  return <OfPerson personId={personId} show={(page) => <BankService key={personId} page={page} />} />;
}

function OfPerson(props: {
  readonly personId: string;
  readonly show: (page: PersonPage) => ReactElement;
}): ReactElement {
  const query = useCounterQuery('getPersonPage', { personId: props.personId });
  return (
    <Answer query={query} rows={10}>
      {props.show}
    </Answer>
  );
}
