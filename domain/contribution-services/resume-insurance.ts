import { daysBetween } from '../calendar/civil-date.ts';
import { addMonths, monthOf, monthRange } from '../calendar/month.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { keptParameters, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import { registrationDays } from '../employer/late-registration.ts';
import { change } from '../records/change.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import {
  askedBy,
  askerLookups,
  letterOf,
  refuseAsker,
  refuseEmployer,
  refuseOthersPeople,
} from './contribution-asker.ts';
import { baseLimitsIn, baseLookups, refuseBase } from './contribution-base.ts';
import {
  areaOf,
  contributionEffect,
  effectLookups,
  sealChanges,
  type ContributionEffect,
} from './contribution-effect.ts';
import type { Employment, ResumeInsuranceRequest } from './contribution-requests.ts';
import { lastPaidMonth, monthsInWords } from './paid-months.ts';
import { payoutLookups, refuseDuringPayout } from '../payout/payout.ts';
import { openPeriodsOf } from './suspend-insurance.ts';
import { refuseDuringTransfer, transferLookups } from '../transfer/relationship-transfer.ts';

type ResumptionAsked = Pick<ResumeInsuranceRequest, 'serviceNumber' | 'employment' | 'fromMonth' | 'base'>;

interface Resumption {
  readonly person: InsuredPerson;
  readonly period: ContributionPeriod;
  readonly record: ContributionRecord;
  readonly effect: ContributionEffect;
  readonly used: readonly UsedParameter[];
}

/**
 * 续保: with a new employer, or in flexible employment. It begins with the present month or the next one; months before it
 * were not paid when due and are made good as back payment, so that nobody escapes a waiting period by a date. An
 * employer that is late (art. 58) is told so and not refused: the insured person has a right to his insurance, and the
 * lateness is the employer's, who answers for it apart (art. 84).
 */
export const resumeInsurance: CommandRule<ResumeInsuranceRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...askerLookups(request.asker),
    ...resumptionLookups(request),
    ...transferLookups(request.personId),
    ...payoutLookups(request.personId),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) return refuseAll(refusals);
    const { employment, fromMonth, base } = request;
    const employerId = employerOf(employment);
    refusals.push(
      ...refuseAsker(facts, request.asker, person, context.today),
      ...refuseOthersPeople(facts, request.asker, employerId),
      ...refuseResumption(facts, request, person, context.today),
      ...refuseDuringTransfer(facts, person.id, 'out'),
      ...refuseDuringPayout(facts, person.id),
    );
    if (refusals.length > 0) return refuseAll(refusals);
    const resumption = resumptionOf(facts, request, person, context);
    const late = daysLate(employment, context.today);
    const { floor, ceiling } = baseLimitsIn(facts, fromMonth);
    return accept([
      change('contributionPeriod', resumption.period),
      change('insuredPerson', resumption.person),
      ...sealChanges(facts, person.id, resumption.effect, context.today),
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'resume-insurance',
          step: late > 0 ? 'resumed-late' : 'resumed',
          ...askedBy(request.asker),
          details: {
            of: 'resume-insurance',
            employerId,
            hiredOn: employment.manner === 'employer' ? employment.hiredOn : null,
            fromMonth,
            base,
            letterNumber: letterOf(request.asker),
          },
          parameters: keptParameters(...[floor, ceiling].flatMap((one) => one ?? []), ...resumption.used),
        }),
      ),
    ]);
  },
};

/** What resuming looks at besides who asks. */
export function resumptionLookups(request: Pick<ResumeInsuranceRequest, 'personId' | 'employment'>) {
  const employerId = employerOf(request.employment);
  return [
    ...effectLookups(request.personId),
    ...baseLookups(),
    ...(employerId === null ? [] : [{ table: 'employer', by: 'id', value: employerId } as const]),
  ];
}

/** By how many days the employer is later than the law allows; 0 in time, and for who pays himself. */
export function daysLate(employment: Employment, today: string): number {
  if (employment.manner === 'flexible') return 0;
  return Math.max(0, daysBetween(employment.hiredOn, today) - registrationDays);
}

/** Every reason why this person's insurance is not resumed so; facts: `resumptionLookups`. */
export function refuseResumption(
  facts: Facts,
  { employment, fromMonth, base }: ResumptionAsked,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const refusals: Refusal[] = [...refuseResuming(periods, person, today)];
  if (employment.manner === 'employer') {
    refusals.push(...refuseEmployer(facts, employment.employerId, 'employment.employerId'));
    const { hiredOn } = employment;
    if (hiredOn > today) refusals.push(refuse('hired-in-future', { date: hiredOn }, 'employment.hiredOn'));
  }
  const earliest = monthOf(today);
  const latest = addMonths(earliest, 1);
  if (fromMonth < earliest || fromMonth > latest) {
    refusals.push(refuse('resume-month-unfit', { month: fromMonth, earliest, latest }, 'fromMonth'));
  } else if (openPeriodsOf(periods).length === 0) {
    // What begins now has no end: no month from it on may be paid already, wherever.
    const paid = lastPaidMonth(periods);
    if (paid !== undefined && paid >= fromMonth) {
      const count = monthRange(fromMonth, paid).length;
      refusals.push(
        refuse('months-paid-already', { months: monthsInWords(fromMonth, paid), count }, 'fromMonth'),
      );
    }
  }
  return [...refusals, ...refuseBase(facts, base, fromMonth)];
}

/** What of the person himself stands in the way, whatever the form says; also for his page. */
export function refuseResuming(
  periods: readonly ContributionPeriod[],
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  if (person.deceasedOn !== null) return [refuse('insured-person-deceased', { date: person.deceasedOn })];
  const refusals: Refusal[] = [];
  if (openPeriodsOf(periods).length > 0) refusals.push(refuse('insurance-paying-already'));
  if (person.retiredFrom !== null && person.retiredFrom <= monthOf(today)) {
    refusals.push(refuse('insured-person-retired', { month: person.retiredFrom }));
  }
  return refusals;
}

/** The record as it stands after it, and the effect; for the rule and for what is shown before. */
export function resumptionOf(
  facts: Facts,
  { serviceNumber, employment, fromMonth, base }: ResumptionAsked,
  person: InsuredPerson,
  { county, today }: Pick<CommandContext, 'county' | 'today'>,
): Resumption {
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const employerId = employerOf(employment);
  const period: ContributionPeriod = {
    // One service begins one period: its number names it.
    id: serviceNumber,
    personId: person.id,
    employerId,
    insuranceKind: '310',
    fromMonth,
    toMonth: null,
    base,
    paidOn: null,
    areaCode: county,
  };
  const after: InsuredPerson = { ...person, employerId, insuranceStatus: '1' };
  const record = { periods: [...periods, period], person: after };
  const account = facts.one('personalAccount', person.id);
  const { effect, used } = contributionEffect(
    { periods, person },
    record,
    areaOf(facts, county),
    today,
    account?.status === 'closed' ? { ...account, status: 'open' } : account,
  );
  const move = account?.status === 'closed' ? openedAnew(effect.account) : effect.account;
  return { person: after, period, record, effect: { ...effect, account: move }, used };
}

/** Who was paid out, or transferred away, and is insured here again has an account again: what is allocated needs one. */
function openedAnew(move: ContributionEffect['account']): ContributionEffect['account'] {
  return move === 'sealed' ? 'opened-sealed' : 'opened';
}

function employerOf(employment: Employment): string | null {
  return employment.manner === 'employer' ? employment.employerId : null;
}
