import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { minuteOf, readableSerial } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { PointProgress } from '../service-point/point-progress.tsx';
import { serviceOfType } from './applicant-choice.tsx';
import { CardStep } from './card-step.tsx';
import { HandOverStep } from './hand-over-step.tsx';
import { awaitsHolder, HolderPinStep } from './holder-pin-step.tsx';
import { PinStep } from './pin-step.tsx';
import { ServiceLayout, type PrimaryAction } from './service-layout.tsx';
import { currentStepOf, mayWithdraw, stepReached } from './service-progress.ts';
import { ServicePanel } from './service-panel.tsx';
import { Step } from './step.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const order = ['card', 'pin', 'hand-over', 'closed'] as const;

/** The steps after acceptance: card, password, hand-over. */
export function ServiceSteps(props: { readonly service: ServiceView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { service } = props;
  const { serviceNumber, personId } = service;
  const [primary, setPrimary] = useState<PrimaryAction | null>(null);
  const [withdrawing, setWithdrawing] = useState(false);
  const { office } = useKnownCounterStatus();
  const current = currentStepOf(service, office);
  const closed = current === 'closed';
  const isForAPoint = service.standing !== null;
  // A card that was taken back may be collected at the centre itself.
  const atTheMaker = isForAPoint && office?.kind === 'county-centre' && service.officeId !== office.id;
  const awaiting = awaitsHolder(service);

  const receipt = () => void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } });
  const isSlip = isForAPoint && service.standing !== 'ready' && service.standing !== 'told' && !closed;
  const paperLabel = t(isSlip ? 'keys.slip' : 'keys.receipt');
  useFunctionKey('F4', paperLabel, isSlip && atTheMaker ? null : receipt);

  function stateOf(step: (typeof order)[number]): 'done' | 'now' | 'later' {
    const distance = order.indexOf(step) - order.indexOf(stepReached(service));
    if (service.stage === 'withdrawn') return 'later';
    if (distance < 0) return 'done';
    return distance === 0 && current === step ? 'now' : 'later';
  }

  const documentSummary =
    service.documentKind === null
      ? t('issue-card.noDocument')
      : service.documentValidUntil === null
        ? // As the employer's roster has it: the document itself was not shown.
          t('issue-card.rosterDocument', { kind: t(`document-kind.${service.documentKind}`) })
        : t('issue-card.documentSummary', {
            kind: t(`document-kind.${service.documentKind}`),
            until:
              service.documentValidUntil === 'long-term'
                ? t('issue-card.longTerm')
                : t('issue-card.until', { date: service.documentValidUntil }),
          });

  return (
    <ServiceLayout
      title={t(`service-kind.${serviceOfType(service.applicationType)}`)}
      personName={service.personName}
      maskedNumber={service.maskedNumber ?? ''}
      serviceNumber={serviceNumber}
      confirmation={service.confirmation}
      onSuspend={
        closed
          ? null
          : () => {
              void message.info(t('issue-card.suspendedService'));
              void navigate({ to: '/services' });
            }
      }
      onBack={() =>
        void (atTheMaker
          ? navigate({ to: '/service-point/$show', params: { show: 'to-make' } })
          : navigate({
              to: '/persons/$personId',
              params: { personId },
              search: { by: 'service', reference: serviceNumber },
            }))
      }
      primary={
        (closed && !awaiting) || (current === 'elsewhere' && !atTheMaker)
          ? { label: paperLabel, busy: false, run: receipt }
          : primary
      }
      moreButtons={
        !closed &&
        mayWithdraw(service, office) && (
          <button type="button" className="button" onClick={() => setWithdrawing(true)}>
            {t('withdraw.button')}
          </button>
        )
      }
      steps={
        <>
          <ol className="steps">
            <Step
              number={1}
              title={t('issue-card.step-applicant')}
              state="done"
              summary={[
                service.representative === null
                  ? t('issue-card.inPerson')
                  : `${t(`channel.${service.channel}`)} ${service.representative.name}`,
                t(`application-type.${service.applicationType}`),
                ...(service.fee > 0 ? [t('receipt.yuan', { amount: formatYuan(service.fee) })] : []),
              ].join(' · ')}
            />
            <Step number={2} title={t('issue-card.step-document')} state="done" summary={documentSummary} />
            <Step
              number={3}
              title={t('issue-card.step-card')}
              state={stateOf('card')}
              summary={
                service.blankSerial !== null && service.cardNumber !== null
                  ? t('issue-card.cardSummary', {
                      serial: readableSerial(service.blankSerial),
                      card: service.cardNumber,
                    })
                  : current === 'card'
                    ? undefined
                    : t(isForAPoint ? 'service-point.madeAtCentre' : 'issue-card.cardLater')
              }
            >
              <CardStep service={service} onPrimary={setPrimary} />
            </Step>
            <Step
              number={4}
              title={t('issue-card.step-pin')}
              state={awaiting ? 'now' : stateOf('pin')}
              summary={
                service.pinSet
                  ? t('issue-card.pinSummary')
                  : t(atTheMaker ? 'service-point.doneThere' : 'issue-card.pinLater')
              }
            >
              {awaiting ? (
                <HolderPinStep service={service} onPrimary={setPrimary} />
              ) : (
                <PinStep service={service} onPrimary={setPrimary} />
              )}
            </Step>
            <Step
              number={5}
              title={t('issue-card.step-hand-over')}
              state={stateOf('hand-over')}
              summary={
                service.stage === 'completed' && service.closedAt !== null
                  ? [
                      service.collector !== null &&
                        `${t(`collector-role.${service.collector.role}`)} ${service.collector.name}`,
                      t('issue-card.handOverSummary', { time: minuteOf(service.closedAt) }),
                    ]
                      .filter((part) => part !== false)
                      .join(' · ')
                  : t(atTheMaker ? 'service-point.doneThere' : 'issue-card.handOverLater')
              }
            >
              <HandOverStep service={service} onPrimary={setPrimary} />
            </Step>
          </ol>
          {current === 'elsewhere' && <PointProgress service={service} onPrimary={setPrimary} />}
          {closed && <Outcome service={service} />}
        </>
      }
      panel={
        <>
          <ServicePanel service={service} />
          <WithdrawDialog service={service} open={withdrawing} onClose={() => setWithdrawing(false)} />
        </>
      }
    />
  );
}

/** How it ended, in a sentence: it changes by itself when the central office answers. */
function Outcome(props: { readonly service: ServiceView }): ReactElement {
  const { t } = useTranslation();
  const { service } = props;
  const { stage } = service;
  const kind = stage === 'withdrawn' || stage === 'completed' ? stage : 'application';
  const isVoid = service.confirmation === 'refused' || service.confirmation === 'settled';
  const isSealed = kind === 'completed' && service.cardSealed && !isVoid;
  const tone = { waiting: 'warn', confirmed: 'ok', refused: 'bad', settled: '' }[service.confirmation];
  return (
    <div className={`notice ${tone}`} role="status">
      <strong>
        {awaitsHolder(service)
          ? t('outcome.taken')
          : t(`outcome.${kind}${isVoid ? '-void' : isSealed ? '-sealed' : ''}`)}
      </strong>
      <p>{t(`outcome.${kind}-${service.confirmation}`)}</p>
      {isSealed && <p>{t('outcome.cardSealed')}</p>}
    </div>
  );
}
