import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { serviceName } from '../../components/service-name.ts';
import { minuteOf } from '../../components/formatting.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { ServicePanel } from '../issue-card/service-panel.tsx';
import { Step } from '../issue-card/step.tsx';
import { ApprovalNotice } from '../approval/approval-notice.tsx';
import { ClaimRepayments } from '../reversal/claim-repayments.tsx';
import { detailLines } from './detail-lines.ts';
import './desk-service.css';

const tone = { waiting: 'warn', confirmed: 'ok', refused: 'bad', settled: '' } as const;

/** A service at the desk that was done: what it says, how far the central office is, and the paper. */
export function DeskServiceDone(props: { readonly service: ServiceView }): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { service } = props;
  const { serviceNumber, personId, kind } = service;
  const receipt = () => void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } });
  useFunctionKey('F4', t('keys.receipt'), receipt);
  const { approval, postedGroup } = service;
  // What a second person decides about stands as its sheet says, whatever else was refused.
  const isVoid =
    approval === null && (service.confirmation === 'refused' || service.confirmation === 'settled');
  const waitsForSecond = approval?.state === 'waiting';
  const toSheet = () => {
    if (approval === null) return;
    const { approvalId } = approval;
    void navigate({ to: '/approvals/$approvalId', params: { approvalId }, search: { from: 'service' } });
  };
  const step = service.steps[0]?.step ?? '';
  // Whether the old password was right is the central office's to say.
  const isChecked = kind === 'change-card-pin' && service.confirmation === 'waiting';
  const tried = service.refusals.find(({ code }) => code === 'pin-wrong' || code === 'pin-wrong-locked');
  const inVain = tried !== undefined || service.stage === 'withdrawn';
  const claimed =
    service.details?.of === 'request-reversal' && service.details.claim !== null ? service.details : null;
  const details = detailLines(claimed === null ? service.details : { ...claimed, claim: null }, t);
  const isAboutCard = service.formerCardNumber !== null;
  return (
    <ServiceLayout
      title={t(serviceName(service))}
      personName={service.personName}
      maskedNumber={service.maskedNumber ?? ''}
      serviceNumber={serviceNumber}
      confirmation={service.confirmation}
      onSuspend={null}
      onBack={() =>
        void navigate({
          to: '/persons/$personId',
          params: { personId },
          search: { by: 'service', reference: serviceNumber },
        })
      }
      moreButtons={
        approval !== null &&
        !waitsForSecond && (
          <button type="button" className="button" onClick={toSheet}>
            {t('approval.openSheet')}
          </button>
        )
      }
      primary={
        waitsForSecond
          ? { label: t('approval.thisDesk'), busy: false, run: toSheet }
          : { label: t('keys.receipt'), busy: false, run: receipt }
      }
      steps={
        <>
          <ol className="steps">
            <Step
              number={1}
              title={t('service-done.subject')}
              state="done"
              summary={
                isAboutCard
                  ? t('card-loss.cardSummary', { card: service.formerCardNumber })
                  : t(serviceName(service))
              }
            />
            <Step
              number={2}
              title={t('presented.step-who')}
              state="done"
              summary={t(`channel.${service.channel}`)}
            />
            <Step
              number={3}
              title={t('presented.step-effect')}
              state={isVoid || waitsForSecond ? 'later' : 'done'}
              summary={isVoid ? t('stage.void') : service.closedAt === null ? '' : minuteOf(service.closedAt)}
            />
          </ol>
          {approval !== null ? (
            <ApprovalNotice approval={approval} confirmation={service.confirmation} />
          ) : (
            <div className={`notice ${inVain ? 'bad' : tone[service.confirmation]}`} role="status">
              <strong>
                {tried !== undefined
                  ? refusalSentence(i18n, tried)
                  : t(isVoid ? 'service-done.void' : `service-done.${isChecked ? 'pin-checked' : step}`)}
              </strong>
              <p>{t(`service-done.outcome-${isChecked ? 'checking' : service.confirmation}`)}</p>
            </div>
          )}
          {details.length > 0 && (
            <dl className="card desk-details">
              {details.map(([label, value]) => (
                <div key={label}>
                  <dt className="soft">{t(label)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {claimed !== null && <ClaimRepayments service={service} details={claimed} />}
          {postedGroup !== null && (
            <p className="desk-more">
              <Link
                to="/persons/$personId/reversal/$groupId"
                params={{ personId, groupId: postedGroup }}
                className="link"
              >
                {t('reversal.ofThisService')}
              </Link>
            </p>
          )}
        </>
      }
      panel={<ServicePanel service={service} />}
    />
  );
}
