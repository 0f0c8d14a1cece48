import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ContributionDesk } from '../../../contract/contribution-services.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { BackPayment } from './back-payment-page.tsx';
import { ResumeInsurance } from './resume-page.tsx';
import { SuspendInsurance } from './suspend-page.tsx';

/** 停保, from the person's page. */
export function SuspendInsurancePage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/suspend-insurance' });
  return (
    <OfPerson personId={personId}>{(page, desk) => <SuspendInsurance page={page} desk={desk} />}</OfPerson>
  );
}

/** 续保, from the person's page. */
export function ResumeInsurancePage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/resume-insurance' });
  return (
    <OfPerson personId={personId}>{(page, desk) => <ResumeInsurance page={page} desk={desk} />}</OfPerson>
  );
}

/** 补缴登记, from the person's page. */
export function BackPaymentPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/register-back-payment' });
  return <OfPerson personId={personId}>{(page, desk) => <BackPayment page={page} desk={desk} />}</OfPerson>;
}

function OfPerson(props: {
  readonly personId: string;
  readonly children: (page: PersonPage, desk: ContributionDesk) => ReactElement;
}): ReactElement {
  const { personId } = props;
  const page = useCounterQuery('getPersonPage', { personId });
  const desk = useCounterQuery('getContributionDesk', { personId });
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
