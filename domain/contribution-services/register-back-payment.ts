import { monthOf, monthRange } from '../calendar/month.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { BackPayment } from '../contribution/back-payment-preview.ts';
import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { keptParameters, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { amountDue, rateLookups, type AmountDue } from './back-payment-amount.ts';
import {
  askedBy,
  askerLookups,
  letterOf,
  refuseAsker,
  refuseEmployer,
  refuseOthersPeople,
} from './contribution-asker.ts';
import { baseLimitsUsed, baseLookups, refuseBase } from './contribution-base.ts';
import {
  areaOf,
  contributionEffect,
  effectLookups,
  sameEffect,
  sealChanges,
  type ContributionEffect,
} from './contribution-effect.ts';
import type { RegisterBackPaymentRequest } from './contribution-requests.ts';
import { payoutLookups, refuseDuringPayout } from '../payout/payout.ts';
import { firstInsuredMonth, monthsInWords, paidAlready } from './paid-months.ts';
import { refuseDuringTransfer, transferLookups } from '../transfer/relationship-transfer.ts';

type PaymentAsked = Pick<
  RegisterBackPaymentRequest,
  'serviceNumber' | 'personId' | 'fromMonth' | 'toMonth' | 'base' | 'employerId'
>;

/**
 * 补缴登记: months that were not paid when due are paid today. What it costs and what it changes was shown before; if
 * either is another by now, nothing is done and the clerk looks again: a citizen pays for what he was told. The payment is
 * registered, and nothing is posted: what is credited of it to the personal account comes with the county's next allocation
 * 划入, like that of every other month.
 */
export const registerBackPayment: CommandRule<RegisterBackPaymentRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...askerLookups(request.asker),
    ...backPaymentLookups(request),
    ...transferLookups(request.personId),
    ...payoutLookups(request.personId),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) return refuseAll(refusals);
    const { fromMonth, toMonth, base, employerId, seen } = request;
    refusals.push(
      ...refuseAsker(facts, request.asker, person, context.today),
      ...refuseOthersPeople(facts, request.asker, employerId),
      ...refuseBackPayment(facts, request, person, context.today),
      ...refuseDuringTransfer(facts, person.id, 'out'),
      ...refuseDuringPayout(facts, person.id),
    );
    if (refusals.length > 0) return refuseAll(refusals);
    const { due, period, effect, used } = backPaymentOf(facts, request, person, context);
    if ('refusals' in due) return refuseAll(due.refusals);
    if (due.amount !== seen.amount || !sameEffect(effect, seen.effect)) {
      return refuseAll([refuse('back-payment-changed', { seen: seen.amount, amount: due.amount })]);
    }
    return accept([
      change('contributionPeriod', period),
      ...sealChanges(facts, person.id, effect, context.today),
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'register-back-payment',
          step: 'back-payment-registered',
          ...askedBy(request.asker),
          details: {
            of: 'register-back-payment',
            employerId,
            fromMonth,
            toMonth,
            base,
            amount: due.amount,
            employerShare: due.employerShare,
            letterNumber: letterOf(request.asker),
          },
          parameters: keptParameters(...due.used, ...baseLimitsUsed(facts, fromMonth, toMonth), ...used),
        }),
      ),
    ]);
  },
};

/** What a back payment looks at besides who asks. */
export function backPaymentLookups(
  request: Pick<RegisterBackPaymentRequest, 'personId' | 'employerId'>,
): readonly Lookup[] {
  return [
    ...effectLookups(request.personId),
    ...baseLookups(),
    ...rateLookups(),
    ...(request.employerId === null
      ? []
      : [{ table: 'employer', by: 'id', value: request.employerId } as const]),
  ];
}

/** Every reason why these months are not paid back; facts: `backPaymentLookups`. */
export function refuseBackPayment(
  facts: Facts,
  { personId, fromMonth, toMonth, base, employerId }: PaymentAsked,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  const periods = facts.all('contributionPeriod', 'personId', personId);
  const refusals: Refusal[] = [...refusePayingBack(periods, person, today)];
  if (employerId !== null) refusals.push(...refuseEmployer(facts, employerId, 'employerId'));
  if (fromMonth > toMonth) {
    return [...refusals, refuse('months-reversed', { from: fromMonth, to: toMonth }, 'toMonth')];
  }
  const present = monthOf(today);
  if (toMonth > present) {
    refusals.push(refuse('months-in-future', { month: toMonth, present }, 'toMonth'));
  }
  const first = firstInsuredMonth(periods);
  if (first !== undefined && fromMonth < first) {
    refusals.push(refuse('months-before-first', { month: fromMonth, first }, 'fromMonth'));
  }
  const paid = paidAlready(periods, fromMonth, toMonth);
  const [firstPaid] = paid;
  if (firstPaid !== undefined) {
    const months = monthsInWords(firstPaid, paid.at(-1) ?? firstPaid);
    refusals.push(refuse('months-paid-already', { months, count: paid.length }, 'fromMonth'));
  }
  return [...refusals, ...refuseBases(facts, base, fromMonth, toMonth)];
}

/** What of the person himself stands in the way, whatever the form says; also for his page. */
export function refusePayingBack(
  periods: readonly ContributionPeriod[],
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  if (person.deceasedOn !== null) return [refuse('insured-person-deceased', { date: person.deceasedOn })];
  const refusals: Refusal[] = [];
  if (person.retiredFrom !== null && person.retiredFrom <= monthOf(today)) {
    refusals.push(refuse('insured-person-retired', { month: person.retiredFrom }));
  }
  if (firstInsuredMonth(periods) === undefined) refusals.push(refuse('nothing-paid-yet'));
  return refusals;
}

/** What it costs, the period that is written, and its effect; for the rule and for what is shown before. */
export function backPaymentOf(
  facts: Facts,
  request: PaymentAsked,
  person: InsuredPerson,
  { county, today }: Pick<CommandContext, 'county' | 'today'>,
): {
  readonly due: AmountDue | { readonly refusals: readonly Refusal[] };
  readonly period: BackPayment;
  readonly record: ContributionRecord;
  readonly effect: ContributionEffect;
  readonly used: readonly UsedParameter[];
} {
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const period: BackPayment = {
    // One service pays one period: its number names it.
    id: request.serviceNumber,
    personId: person.id,
    employerId: request.employerId,
    insuranceKind: '310',
    fromMonth: request.fromMonth,
    toMonth: request.toMonth,
    base: request.base,
    paidOn: today,
    areaCode: county,
  };
  const record = { periods: [...periods, period], person };
  const { effect, used } = contributionEffect(
    { periods, person },
    record,
    areaOf(facts, county),
    today,
    facts.one('personalAccount', person.id),
  );
  return { due: amountDue(facts, request), period, record, effect, used };
}

/** The limits may have changed in between; the same sentence is told once. */
function refuseBases(facts: Facts, base: number, from: string, to: string): readonly Refusal[] {
  const told = new Map<string, Refusal>();
  for (const month of monthRange(from, to)) {
    for (const one of refuseBase(facts, base, month)) {
      const key = one.code === 'parameter-missing' ? String(one.params['name']) : one.code;
      if (!told.has(key)) told.set(key, one);
    }
  }
  return [...told.values()];
}
