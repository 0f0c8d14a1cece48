import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/counter-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { ServicePanel } from '../issue-card/service-panel.tsx';
import { Step } from '../issue-card/step.tsx';

const tone = { waiting: 'warn', confirmed: 'ok', refused: 'bad', settled: '' } as const;

/** A report or its lifting that was done: what it says, how far the central office is, and the paper. */
export function LossDone(props: { readonly service: ServiceView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { service } = props;
  const { serviceNumber, personId, kind } = service;
  const receipt = () => void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } });
  useFunctionKey('F4', t('keys.receipt'), receipt);
  const isVoid = service.confirmation === 'refused' || service.confirmation === 'settled';
  const step = service.steps[0]?.step ?? '';
  return (
    <ServiceLayout
      title={t(`service-kind.${kind}`)}
      personName={service.personName}
      maskedNumber={service.maskedNumber ?? ''}
      serviceNumber={serviceNumber}
      confirmation={service.confirmation}
      onSuspend={null}
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={{ label: t('keys.receipt'), busy: false, run: receipt }}
      steps={
        <>
          <ol className="steps">
            <Step
              number={1}
              title={t('card-loss.step-card')}
              state="done"
              summary={t('card-loss.cardSummary', { card: service.formerCardNumber ?? '' })}
            />
            <Step
              number={2}
              title={t('card-loss.step-who')}
              state="done"
              summary={t(`card-loss.channel-${service.channel}`)}
            />
            <Step
              number={3}
              title={t('card-loss.step-effect')}
              state="done"
              summary={service.closedAt === null ? '' : minuteOf(service.closedAt)}
            />
          </ol>
          <div className={`notice ${tone[service.confirmation]}`} role="status">
            <strong>{t(isVoid ? 'card-loss.done-void' : `card-loss.done-${step}`)}</strong>
            <p>{t(`card-loss.outcome-${service.confirmation}`)}</p>
          </div>
        </>
      }
      panel={<ServicePanel service={service} />}
    />
  );
}
