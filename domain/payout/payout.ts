import { calendarLookups, publishedCalendar } from '../calendar/published-calendar.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { countOn, parameterLookups, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import { change, type Change } from '../records/change.ts';
import type { Payout, PayoutState } from '../records/payout.ts';
import type { InsuredPerson, ServiceRecord } from '../records/records.ts';
import { groundRules } from './payout-grounds.ts';

/** The facts that tell whether a balance is being paid out. */
export function payoutLookups(personId: string): readonly Lookup[] {
  return [{ table: 'payout', by: 'personId', value: personId }];
}

/** The payout of a person that is not at its end; there is one at most. */
export function openPayout(payouts: readonly Payout[]): Payout | undefined {
  return payouts.find(({ closedAt }) => closedAt === null);
}

/**
 * Why another service waits: the account and the card are about to end, and with them what it would change. A payout that
 * keeps the account stands in the way of nothing. Facts: `payoutLookups`.
 */
export function refuseDuringPayout(facts: Facts, personId: string): readonly Refusal[] {
  const open = openPayout(facts.all('payout', 'personId', personId));
  // From the approval on the account is closed, which says more.
  const isDeciding = open?.state === 'accepted' || open?.state === 'checked';
  return open !== undefined && isDeciding && !groundRules[open.ground].keepsAccount
    ? [refuse('payout-under-way', { service: open.id })]
    : [];
}

/** The facts that say by when a payout must be paid. */
export function dueLookups(today: string): readonly Lookup[] {
  return [...calendarLookups(today), ...parameterLookups('payout-days-limit')];
}

/** The day by which it must be paid, so many working days from the acceptance [local]; facts: `dueLookups`. */
export function dueFrom(
  facts: Facts,
  today: string,
):
  | { readonly dueOn: string; readonly dueProvisional: boolean; readonly used: UsedParameter }
  | { readonly refusals: readonly Refusal[] } {
  const name = 'payout-days-limit';
  const limit = countOn(facts, name, today);
  if (limit === undefined) return { refusals: [refuse('parameter-missing', { name })] };
  const { date, provisional } = addWorkingDays(publishedCalendar(facts, today), today, limit.count);
  return { dueOn: date, dueProvisional: provisional, used: limit };
}

interface PayoutStep {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** What every later step of a payout looks at. */
export function payoutStepLookups(
  { serviceNumber, personId }: PayoutStep,
  context: CommandContext,
): readonly Lookup[] {
  return [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'payout', by: 'id', value: serviceNumber },
    { table: 'approval', by: 'serviceId', value: serviceNumber },
    { table: 'payment', by: 'serviceId', value: serviceNumber },
  ];
}

/** What a later step is about. */
export interface StandingPayout {
  readonly payout: Payout;
  readonly service: ServiceRecord;
  readonly person: InsuredPerson;
}

/**
 * Finds the payout that a step belongs to, or every reason why this clerk may not take it; facts: `payoutStepLookups`.
 * @param states in which the step may be taken
 */
export function findPayout(
  facts: Facts,
  { serviceNumber, personId }: PayoutStep,
  context: CommandContext,
  states: readonly PayoutState[],
): StandingPayout | { readonly refusals: readonly Refusal[] } {
  const refusals = [...refuseActor(facts, context)];
  const payout = facts.one('payout', serviceNumber);
  const service = facts.one('serviceRecord', serviceNumber);
  const person = facts.one('insuredPerson', personId);
  if (payout === undefined || service === undefined || person === undefined) {
    return { refusals: [...refusals, refuse('service-unknown', { service: serviceNumber })] };
  }
  if (payout.personId !== personId) refusals.push(refuse('service-other-person', { service: service.id }));
  if (service.officeId !== context.officeId) {
    refusals.push(refuse('service-other-office', { service: service.id }));
  }
  if (!states.includes(payout.state)) refusals.push(refuse(stateCodes[payout.state], { service: payout.id }));
  return refusals.length > 0 ? { refusals } : { payout, service, person };
}

/** Why a step cannot be taken now, by how far the payout has come. */
const stateCodes = {
  accepted: 'payout-not-checked',
  checked: 'payout-under-approval',
  approved: 'payout-at-the-bank',
  returned: 'payout-was-returned',
  corrected: 'payout-under-approval',
  paid: 'payout-was-paid',
  closed: 'payout-was-closed',
  withdrawn: 'payout-was-withdrawn',
} as const satisfies { readonly [S in PayoutState]: string };

/** The payout and its service after a step; `note` stands with the step. */
export function stepTaken(
  { service }: Pick<StandingPayout, 'service'>,
  payout: Payout,
  step: string,
  context: CommandContext,
  note: string | null = null,
): readonly Change[] {
  const stepped = withStep(service, step, context, note);
  const { details } = stepped;
  return [
    change('payout', payout),
    change('serviceRecord', {
      ...stepped,
      // What the service says is paid follows what the payout knows.
      details: details?.of === 'payout' ? { ...details, amount: payout.amount } : details,
      ...(payout.closedAt === null
        ? {}
        : { stage: payout.state === 'withdrawn' ? 'withdrawn' : 'completed', closedAt: payout.closedAt }),
    }),
  ];
}
