import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { DeskOfPerson } from '../../components/desk-of-person.tsx';
import { BackPayment } from './back-payment-page.tsx';
import { ResumeInsurance } from './resume-page.tsx';
import { SuspendInsurance } from './suspend-page.tsx';

/** 停保, from the person's page. */
export function SuspendInsurancePage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/suspend-insurance' });
  const query = useCounterQuery('getContributionDesk', { personId });
  return (
    <DeskOfPerson personId={personId} desk={query}>
      {(page, desk) => <SuspendInsurance page={page} desk={desk} />}
    </DeskOfPerson>
  );
}

/** 续保, from the person's page. */
export function ResumeInsurancePage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/resume-insurance' });
  const query = useCounterQuery('getContributionDesk', { personId });
  return (
    <DeskOfPerson personId={personId} desk={query}>
      {(page, desk) => <ResumeInsurance page={page} desk={desk} />}
    </DeskOfPerson>
  );
}

/** 补缴登记, from the person's page. */
export function BackPaymentPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/register-back-payment' });
  const query = useCounterQuery('getContributionDesk', { personId });
  return (
    <DeskOfPerson personId={personId} desk={query}>
      {(page, desk) => <BackPayment page={page} desk={desk} />}
    </DeskOfPerson>
  );
}
