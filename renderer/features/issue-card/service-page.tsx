import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { DeskServiceDone } from '../desk-service/desk-service-done.tsx';
import { TransferPage } from '../transfer/transfer-page.tsx';
import { BankServicePage } from '../unfreezing/bank-service-page.tsx';
import { PayoutService } from '../payout/payout-service.tsx';
import { ServiceSteps } from './service-steps.tsx';

/** A service that was accepted: it opens at the step where it stands, whoever left it there. */
export function ServicePage(): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber } = useParams({ from: '/services/$serviceNumber' });
  const navigate = useNavigate();
  const query = useCounterQuery('getService', { serviceNumber });
  // The steps have a way back of their own.
  useFunctionKey(
    'Escape',
    t('keys.back'),
    query.isLoadingError ? () => void navigate({ to: '/services' }) : null,
  );
  return (
    <Answer query={query} rows={10}>
      {(service) =>
        service.kind === 'issue-card' ? (
          <ServiceSteps key={serviceNumber} service={service} />
        ) : service.kind === 'request-bank-service' ? (
          <BankServicePage key={serviceNumber} service={service} />
        ) : service.kind === 'payout' ? (
          <PayoutService key={serviceNumber} service={service} />
        ) : (service.kind === 'transfer-out' || service.kind === 'transfer-in') && service.stands ? (
          <TransferPage key={serviceNumber} service={service} />
        ) : (
          <DeskServiceDone key={serviceNumber} service={service} />
        )
      }
    </Answer>
  );
}
