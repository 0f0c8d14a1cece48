import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { LateSkeleton } from '../../components/late-skeleton.tsx';
import { LossDone } from '../card-loss/loss-done.tsx';
import { ServiceSteps } from './service-steps.tsx';

/** A service that was accepted: it opens at the step where it stands, whoever left it there. */
export function ServicePage(): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber } = useParams({ from: '/services/$serviceNumber' });
  const navigate = useNavigate();
  const query = useCounterQuery('getService', { serviceNumber });
  const failure = failureOf(query.error);
  useFunctionKey(
    'Escape',
    t('keys.back'),
    failure === null ? null : () => void navigate({ to: '/services' }),
  );
  if (failure !== null) return <FailureNotice failure={failure} fate="not-read" />;
  if (query.data === undefined) return <LateSkeleton rows={10} />;
  if (query.data.kind !== 'issue-card') return <LossDone key={serviceNumber} service={query.data} />;
  return <ServiceSteps key={serviceNumber} service={query.data} />;
}
