import { billLookups, refuseOpenBills } from '../account/open-bills.ts';
import { addMonths, monthOf, type Month } from '../calendar/month.ts';
import { daysInMonth, type CivilDate } from '../calendar/civil-date.ts';
import { heldCard } from '../card/standing-card.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { lastPaidMonth } from '../contribution-services/paid-months.ts';
import { cardMakingLookups, isCardInMaking } from '../issuance/card-in-making.ts';
import {
  countOn,
  parameterLookups,
  parameterOn,
  type UsedParameter,
} from '../parameters/pooling-area-parameter.ts';
import type { CardSurrender, PayoutGround } from '../records/payout.ts';
import type { ContributionPeriod, InsuredPerson, PersonalAccount } from '../records/records.ts';
import { refuseDuringTransfer, transferLookups } from '../transfer/relationship-transfer.ts';
import { coverLookups } from '../unfreezing/release-account.ts';
import { standingSeal } from '../unfreezing/standing-seal.ts';
import { groundRules, isRetired } from './payout-grounds.ts';
import { openPayout, payoutLookups } from './payout.ts';

/** The facts on which it depends whether a balance may be paid out, and how much it is. */
export function conditionLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'ledgerEntry', by: 'personId', value: personId },
    ...cardMakingLookups(personId),
    ...billLookups(personId),
    { table: 'payment', by: 'personId', value: personId },
    ...payoutLookups(personId),
    ...transferLookups(personId),
    ...coverLookups(personId),
    ...parameterLookups('account-interest-rate', 'payout-earliest-day', 'payout-accepted-at'),
  ];
}

/** What is decided about: which ground, of whom, and which payout it is itself (null: it is asked for now). */
export interface PayoutAsked {
  readonly ground: PayoutGround;
  readonly person: InsuredPerson;
  readonly own: string | null;
}

/**
 * Every reason at once, besides ground, papers and payees, why nothing is paid out of this account today (domain rules
 * section 6): asked for at a service point, no account or a closed one, bills open, too early, a seal or a hold, something
 * else under way.
 */
export function refusePayout(
  facts: Facts,
  { ground, person, own }: PayoutAsked,
  context: Pick<CommandContext, 'county' | 'today' | 'decidedOn' | 'officeId'>,
): readonly Refusal[] {
  const refusals: Refusal[] = [...refusePayoutOffice(facts, context)];
  const account = facts.one('personalAccount', person.id);
  if (account === undefined) refusals.push(refuse('payout-no-account'));
  else if (account.status === 'closed') refusals.push(refuse('payout-account-closed'));
  else refusals.push(...refuseHeldAccount(facts, account, ground, person, context));
  refusals.push(
    ...refuseOpenBills(facts, person.id),
    ...refuseTooEarly(facts, ground, person, context.today),
    ...refuseWhileUnderWay(facts, person.id, own),
    ...refuseDuringTransfer(facts, person.id),
  );
  if (!groundRules[ground].keepsAccount && isCardInMaking(facts, person.id)) {
    refusals.push(refuse('payout-card-in-making'));
  }
  return refusals;
}

/** The values of the pooling area by which it was decided, to be kept with the service. */
export function conditionParameters(facts: Facts, today: string): readonly UsedParameter[] {
  return (['payout-earliest-day', 'payout-accepted-at'] as const).flatMap(
    (name) => parameterOn(facts, name, today) ?? [],
  );
}

/** Where payouts and what comes back of them are dealt with [local]: at the county centre alone, or at service points as well ('any-office'). */
export function refusePayoutOffice(
  facts: Facts,
  { officeId, today }: Pick<CommandContext, 'officeId' | 'today'>,
): readonly Refusal[] {
  const name = 'payout-accepted-at';
  const where = parameterOn(facts, name, today);
  const office = facts.one('office', officeId);
  if (where?.value === 'any-office' || office === undefined) return [];
  if (where?.value !== 'county-centre') return [refuse('parameter-missing', { name })];
  return office.kind === 'county-centre' ? [] : [refuse('payout-not-here', { office: office.name })];
}

/**
 * What holds the account. A hold forbids every payout. The seal of stopped contributions is what four of the grounds
 * presuppose (domain rules section 1: the balance stays the person's): there only a seal that the record does not bear out
 * refuses, because it is a mistake that somebody has to clear up first. Where nothing need have stopped, any seal refuses.
 */
function refuseHeldAccount(
  facts: Facts,
  account: PersonalAccount,
  ground: PayoutGround,
  person: InsuredPerson,
  context: Pick<CommandContext, 'county' | 'today' | 'decidedOn'>,
): readonly Refusal[] {
  const refusals: Refusal[] = [...refuseHold(account.hold)];
  const seal = standingSeal(facts, account, person, context);
  if (seal === 'unfounded') refusals.push(refuse('payout-seal-unfounded'));
  if (seal === 'founded' && !groundRules[ground].presupposesStop) {
    refusals.push(refuse('payout-account-sealed'));
  }
  return refusals;
}

/** Whose the account is stands in question, or a court has ordered that nothing leaves it. */
export function refuseHold(hold: PersonalAccount['hold']): readonly Refusal[] {
  switch (hold) {
    case 'disputed':
      return [refuse('payout-account-disputed')];
    case 'court-order':
      return [refuse('payout-account-court-order')];
    case null:
      return [];
    default:
      return hold satisfies never;
  }
}

/** Before the day of the month after stopping on which the last month is settled [local]. */
function refuseTooEarly(
  facts: Facts,
  ground: PayoutGround,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  if (!groundRules[ground].presupposesStop) return [];
  const earliest = earliestPayout(facts, person, today);
  if (earliest === undefined) return [refuse('parameter-missing', { name: earliestDayName })];
  return earliest !== null && today < earliest.date
    ? [refuse('payout-too-early', { month: earliest.stopped, date: earliest.date })]
    : [];
}

const earliestDayName = 'payout-earliest-day';

/**
 * The first day on which a balance is paid out after stopping, and the month that was the last; null where nothing has
 * stopped or the area knows no such day ('0'), undefined where no day is published. Facts: `conditionLookups`.
 */
export function earliestPayout(
  facts: Facts,
  person: InsuredPerson,
  today: string,
): { readonly stopped: Month; readonly date: CivilDate } | null | undefined {
  const day = countOn(facts, earliestDayName, today);
  if (day === undefined || day.count > 31) return undefined;
  const stopped = stoppedIn(person, facts.all('contributionPeriod', 'personId', person.id), today);
  if (stopped === undefined || day.count === 0) return null;
  return { stopped, date: dayOf(addMonths(stopped, 1), day.count) };
}

/** The month that was the last: of contributions, or of the benefits of a retiree who has died; undefined where none was. */
function stoppedIn(
  person: InsuredPerson,
  periods: readonly ContributionPeriod[],
  today: string,
): Month | undefined {
  const { deceasedOn } = person;
  return deceasedOn !== null && isRetired(person, today) ? monthOf(deceasedOn) : lastPaidMonth(periods);
}

function dayOf(month: Month, day: number): CivilDate {
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
  return `${month}-${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** Nothing is paid out twice: neither asked for a second time, nor while money of the account is with the bank. */
function refuseWhileUnderWay(facts: Facts, personId: string, own: string | null): readonly Refusal[] {
  const open = openPayout(facts.all('payout', 'personId', personId));
  if (open !== undefined && open.id !== own) {
    const isDeciding = open.state === 'checked' || open.state === 'corrected';
    return [refuse(isDeciding ? 'payout-under-approval' : 'payout-under-way', { service: open.id })];
  }
  const paying = facts
    .all('payment', 'personId', personId)
    .find(
      ({ state, serviceId, purpose }) =>
        (state === 'ordered' || state === 'sent') && serviceId !== own && purpose !== 'remittance-return',
    );
  return paying === undefined ? [] : [refuse('payout-payment-under-way', { service: paying.serviceId })];
}

/** The card that goes with the account, as it is given up; null where none does. */
export function surrendered(
  facts: Facts,
  ground: PayoutGround,
  personId: string,
  surrender: CardSurrender | null,
): { readonly card: { readonly cardNumber: string; readonly surrender: CardSurrender } | null } | Refused {
  const held = heldCard(facts.all('card', 'personId', personId));
  if (groundRules[ground].keepsAccount) {
    return surrender === null ? { card: null } : { refusals: [refuse('payout-card-kept', {}, 'card')] };
  }
  if (held === undefined) {
    return surrender === null ? { card: null } : { refusals: [refuse('no-card-held', {}, 'card')] };
  }
  return surrender === null
    ? { refusals: [refuse('payout-card-not-given-up', { cardTail: held.id.slice(-4) }, 'card')] }
    : { card: { cardNumber: held.id, surrender } };
}

interface Refused {
  readonly refusals: readonly Refusal[];
}
