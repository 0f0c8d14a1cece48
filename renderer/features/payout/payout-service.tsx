import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutView } from '../../../contract/payout-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { Answer } from '../../components/answer.tsx';
import { useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { DeskServiceDone } from '../desk-service/desk-service-done.tsx';
import { ServiceLayout, type PrimaryAction } from '../issue-card/service-layout.tsx';
import { ServicePanel } from '../issue-card/service-panel.tsx';
import { Step } from '../issue-card/step.tsx';
import { CheckStep } from './check-step.tsx';
import { CloseStep } from './close-step.tsx';
import { CorrectionStep } from './correction-step.tsx';
import { PayoutFacts } from './payout-facts.tsx';
import { PayoutPayees } from './payout-payees.tsx';
import { ReckoningPanel } from './reckoning-panel.tsx';
import './payout.css';

/** A payout that was accepted, at the step where it stands. */
export function PayoutService(props: { readonly service: ServiceView }): ReactElement {
  const { service } = props;
  const { serviceNumber } = service;
  const query = useCounterQuery('getPayout', { serviceNumber }, service.stands);
  // What the central office refused from the start is nowhere but here, as it was done.
  if (!service.stands) return <DeskServiceDone service={service} />;
  return (
    <Answer query={query} rows={10}>
      {(payout) => <StandingPayout payout={payout} />}
    </Answer>
  );
}

const wayToTheEnd = ['accepted', 'checked', 'approved', 'paid', 'closed'] as const;
/** What was withdrawn went no further. */
const wayBack = ['accepted', 'withdrawn'] as const;
type WayStep = (typeof wayToTheEnd)[number] | (typeof wayBack)[number];

/** How many steps of the way are behind it. */
const done = {
  accepted: 1,
  checked: 2,
  approved: 3,
  returned: 3,
  corrected: 3,
  paid: 4,
  closed: 5,
  withdrawn: 2,
} as const satisfies { readonly [S in PayoutView['state']]: number };

const tone = {
  accepted: 'warn',
  checked: 'warn',
  approved: 'warn',
  returned: 'bad',
  corrected: 'warn',
  paid: 'ok',
  closed: 'ok',
  withdrawn: '',
} as const satisfies { readonly [S in PayoutView['state']]: string };

function StandingPayout({ payout }: { readonly payout: PayoutView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [primary, setPrimary] = useState<PrimaryAction | null>(null);
  const { service, state } = payout;
  const { serviceNumber, personId, confirmation } = service;
  const receipt = () => void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } });
  useFunctionKey('F4', t('keys.receipt'), receipt);
  const isDeciding = state === 'accepted' || state === 'checked';
  const { approval } = service;
  const toSheet = () => {
    if (approval === null) return;
    const { approvalId } = approval;
    void navigate({ to: '/approvals/$approvalId', params: { approvalId }, search: { from: 'service' } });
  };
  const waitsForSecond = approval?.state === 'waiting';
  const sentBack = state === 'accepted' || state === 'returned' ? sentBackBecause(payout) : null;
  const standing = (
    <>
      <div className={`notice ${tone[state]}`} role="status">
        <strong>{t(`payout.stands-${state}`)}</strong>
        {confirmation === 'waiting' && <p>{t('payout.unconfirmed')}</p>}
        {sentBack !== null && <p>{t('payout.sentBack', sentBack)}</p>}
        {state !== 'closed' && state !== 'withdrawn' && (
          <p>
            {t(payout.isLate ? 'payout.late' : 'payout.due', { date: payout.dueOn })}
            {payout.dueProvisional && t('payout.dueProvisional')}
          </p>
        )}
      </div>
      <PayoutFacts payout={payout} />
      <PayoutPayees payout={payout} />
    </>
  );
  const step = stepOf(payout, setPrimary);
  const way: readonly WayStep[] = state === 'withdrawn' ? wayBack : wayToTheEnd;
  return (
    <ServiceLayout
      title={t('service-kind.payout')}
      personName={service.personName}
      maskedNumber={payout.maskedNumber}
      serviceNumber={serviceNumber}
      confirmation={confirmation}
      onSuspend={null}
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={
        waitsForSecond
          ? { label: t('approval.thisDesk'), busy: false, run: toSheet }
          : (primary ?? { label: t('keys.receipt'), busy: false, run: receipt })
      }
      moreButtons={
        <>
          {isDeciding && <WithdrawPayout serviceNumber={serviceNumber} payout={payout} />}
          {approval !== null && !waitsForSecond && (
            <button type="button" className="button" onClick={toSheet}>
              {t('approval.openSheet')}
            </button>
          )}
        </>
      }
      steps={
        <>
          <ol className="steps">
            {way.map((one, index) => (
              <Step
                key={one}
                number={index + 1}
                title={t(`payout.step-${one}`)}
                state={index < done[state] ? 'done' : index === done[state] ? 'now' : 'later'}
                summary={summaryOf(payout, one, (key, params) => t(key, params))}
              >
                {standing}
                {step}
              </Step>
            ))}
          </ol>
          {done[state] === way.length && <section className="card payout-end">{standing}</section>}
        </>
      }
      panel={
        <>
          {payout.reckoning !== null && <ReckoningPanel reckoning={payout.reckoning} />}
          <ServicePanel service={service} />
        </>
      }
    />
  );
}

/** What is to be done now; the frame is given the one thing that F10 does. */
function stepOf(payout: PayoutView, onPrimary: (action: PrimaryAction | null) => void): ReactNode {
  switch (payout.state) {
    case 'accepted':
      return <CheckStep payout={payout} onPrimary={onPrimary} />;
    case 'returned':
      return <CorrectionStep payout={payout} onPrimary={onPrimary} />;
    case 'paid':
      return <CloseStep payout={payout} onPrimary={onPrimary} />;
    case 'checked':
    case 'approved':
    case 'corrected':
    case 'closed':
    case 'withdrawn':
      return null;
    default:
      return payout.state satisfies never;
  }
}

/** Why the second person has sent it back last, and who. */
function sentBackBecause({
  service: { approval },
}: PayoutView): { readonly by: string; readonly reason: string } | null {
  return approval?.state === 'refused'
    ? { by: approval.decidedBy ?? '', reason: approval.reason ?? '' }
    : null;
}

function summaryOf(
  { acceptedOn, amount, payees }: PayoutView,
  step: WayStep,
  t: (key: string, params: Readonly<Record<string, string | number>>) => string,
): string {
  if (step === 'accepted')
    return t('payout.summary-accepted', { date: acceptedOn, amount: formatYuan(amount) });
  if (step !== 'approved') return '';
  const sheets = payees.filter(({ amount: approved }) => approved !== null).length;
  return sheets === 0 ? '' : t('payout.summary-approved', { amount: formatYuan(amount) });
}

/** 撤回, before the approval: whoever asked takes it back, and gets his card back. */
function WithdrawPayout(props: {
  readonly serviceNumber: string;
  readonly payout: PayoutView;
}): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const withdraw = useCommand('withdrawPayout');
  const { serviceNumber, payout } = props;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('payout.withdraw')}
      </button>
      <ReasonDialog
        open={open}
        title={t('payout.withdraw-title')}
        explanation={t(
          payout.card?.surrender === 'taken-in' ? 'payout.withdraw-card-back' : 'payout.withdraw-explanation',
        )}
        label={t('payout.withdraw-reason')}
        submit={t('payout.withdraw')}
        command={withdraw}
        run={(reason) => withdraw.run({ serviceNumber, reason })}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
