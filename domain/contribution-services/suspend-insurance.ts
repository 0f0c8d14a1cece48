import { monthOf } from '../calendar/month.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { keptParameters, type UsedParameter } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import type { SuspensionGround } from '../records/service-details.ts';
import { askedBy, askerLookups, letterOf, refuseAsker } from './contribution-asker.ts';
import {
  areaOf,
  contributionEffect,
  effectLookups,
  sealChanges,
  type ContributionEffect,
} from './contribution-effect.ts';
import type { SuspendInsuranceRequest } from './contribution-requests.ts';
import { lastPaidMonth } from './paid-months.ts';

/** Of a request what its months and its record are about. */
export interface SuspensionAsked {
  readonly personId: string;
  readonly ground: SuspensionGround;
  readonly lastMonth: string | null;
  /** Whose payment ends; undefined where nobody said so. */
  readonly employerId: string | null | undefined;
  readonly deceasedOn: string | null;
}

/** What a suspension makes of the record, and what follows from it. */
interface Suspension {
  readonly person: InsuredPerson;
  readonly lastMonth: string | null;
  readonly closed: readonly ContributionPeriod[];
  /** The record as it stands after it. */
  readonly record: ContributionRecord;
  readonly effect: ContributionEffect;
  /** The published values on which the effect rests. */
  readonly used: readonly UsedParameter[];
}

/**
 * 停保: nobody pays from the month after `lastMonth` on; who leaves one of two employers is paid for by the other. What is
 * paid ends, the years stay; the status follows (AAC031: 2 suspended, 3 ended by death), and where the pooled fund covers no
 * longer today, account and card are sealed with it.
 */
export const suspendInsurance: CommandRule<SuspendInsuranceRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...askerLookups(request.asker),
    ...suspensionLookups(suspensionAsked(request)),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) return refuseAll(refusals);
    const asked = suspensionAsked(request);
    refusals.push(
      ...refuseAsker(facts, request.asker, person, context.today),
      ...refuseSuspension(facts, asked, person, context),
    );
    if (refusals.length > 0) return refuseAll(refusals);
    const suspension = suspensionOf(facts, asked, person, context);
    return accept([
      ...suspension.closed.map((period) => change('contributionPeriod', period)),
      change('insuredPerson', suspension.person),
      ...sealChanges(facts, person.id, suspension.effect, context.today),
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'suspend-insurance',
          step: 'suspended',
          ...askedBy(request.asker),
          details: {
            of: 'suspend-insurance',
            ground: request.ground,
            lastMonth: suspension.lastMonth,
            letterNumber: letterOf(request.asker),
            deceasedOn: asked.deceasedOn,
            deathCertificate: request.ground === 'deceased' ? request.asker.certificate : null,
          },
          parameters: keptParameters(...suspension.used),
        }),
      ),
    ]);
  },
};

function suspensionAsked(request: SuspendInsuranceRequest): SuspensionAsked {
  const { personId, lastMonth, ground } = request;
  return {
    personId,
    lastMonth,
    ground,
    employerId: payerOf(request),
    deceasedOn: ground === 'deceased' ? request.asker.deceasedOn : null,
  };
}

/** An employer ends what it pays itself, on whatever ground. */
function payerOf(request: SuspendInsuranceRequest): string | null | undefined {
  if (request.ground === 'deceased') return undefined;
  if (request.asker.channel === 'employer') return request.asker.employerId;
  return request.ground === 'left-employer' ? request.employerId : undefined;
}

/** The facts from which a suspension follows. */
export function suspensionLookups({ personId, employerId }: SuspensionAsked): readonly Lookup[] {
  const employers: readonly Lookup[] =
    typeof employerId === 'string' ? [{ table: 'employer', by: 'id', value: employerId }] : [];
  return [...effectLookups(personId), ...employers];
}

/** Every reason why this person's insurance is not stopped so; facts: `suspensionLookups`. */
export function refuseSuspension(
  facts: Facts,
  asked: SuspensionAsked,
  person: InsuredPerson,
  { county, today }: Pick<CommandContext, 'county' | 'today'>,
): readonly Refusal[] {
  const { personId, lastMonth, ground, employerId, deceasedOn } = asked;
  if (person.deceasedOn !== null) return [refuse('insured-person-deceased', { date: person.deceasedOn })];
  const open = openPeriodsIn(county, facts.all('contributionPeriod', 'personId', personId));
  const ending = endingOf(open, asked);
  const refusals: Refusal[] = [];
  // Who pays no longer, or does not yet, can still die.
  if (open.length === 0 && ground !== 'deceased') refusals.push(refuse('insurance-not-paying'));
  if (ground === 'left-employer' && employerId === undefined && open.length > 1) {
    refusals.push(refuse('payer-not-chosen', { count: open.length }, 'employerId'));
  }
  if (open.length > 0 && ending.length === 0) refusals.push(refusePayer(facts, employerId));
  if (lastMonth === null) {
    return open.length === 0 ? refusals : [...refusals, refuse('last-month-missing', {}, 'lastMonth')];
  }
  if (lastMonth > monthOf(today)) {
    refusals.push(refuse('last-month-in-future', { month: lastMonth, present: monthOf(today) }, 'lastMonth'));
  }
  for (const { fromMonth } of ending) {
    // What was to begin with the next month, or after the month of death, never begins: it ends before its beginning and
    // names no month.
    const neverBegins = fromMonth > monthOf(deceasedOn ?? today);
    if (lastMonth < fromMonth && !neverBegins) {
      refusals.push(refuse('last-month-before-begin', { month: lastMonth, from: fromMonth }, 'lastMonth'));
    }
  }
  if (deceasedOn !== null && lastMonth > monthOf(deceasedOn)) {
    refusals.push(refuse('last-month-after-death', { month: lastMonth, date: deceasedOn }, 'lastMonth'));
  }
  return refusals;
}

/** An employer speaks for those for whom it pays, and who pays for himself for himself. */
function refusePayer(facts: Facts, employerId: string | null | undefined): Refusal {
  if (typeof employerId !== 'string') return refuse('insurance-not-paying');
  const employer = facts.one('employer', employerId)?.name ?? employerId;
  return refuse('not-insured-with-employer', { employer });
}

/** What of that which is paid ends: with one employer what is paid there, otherwise everything. */
function endingOf(
  open: readonly ContributionPeriod[],
  { employerId }: SuspensionAsked,
): readonly ContributionPeriod[] {
  return employerId === undefined ? open : open.filter((period) => period.employerId === employerId);
}

/** The record as it stands after it, and the effect; for the rule and for what is shown before. */
export function suspensionOf(
  facts: Facts,
  asked: SuspensionAsked,
  person: InsuredPerson,
  { county, today }: Pick<CommandContext, 'county' | 'today'>,
): Suspension {
  const { lastMonth, deceasedOn } = asked;
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const open = openPeriodsIn(county, periods);
  const closed = endingOf(open, asked).map((period) => ({ ...period, toMonth: lastMonth }));
  const closedIds = new Set(closed.map(({ id }) => id));
  const goesOn = open.filter(({ id }) => !closedIds.has(id)).at(-1);
  const after: InsuredPerson =
    goesOn === undefined
      ? { ...person, employerId: null, insuranceStatus: deceasedOn === null ? '2' : '3', deceasedOn }
      : { ...person, employerId: goesOn.employerId };
  const record = {
    periods: [...periods.filter(({ id }) => !closedIds.has(id)), ...closed],
    person: after,
  };
  const { effect, used } = contributionEffect(
    { periods, person },
    record,
    areaOf(facts, county),
    today,
    facts.one('personalAccount', person.id),
  );
  // Where nothing was paid that ends now, the record knows the last month, whatever was said.
  const isPaid = closed.some(({ fromMonth }) => lastMonth !== null && fromMonth <= lastMonth);
  const last = isPaid ? lastMonth : (lastPaidMonth(periods) ?? null);
  return { person: after, closed, record, effect, used, lastMonth: last };
}

/** What is paid month by month in this area: what is paid elsewhere ends there. */
export function openPeriodsIn(
  county: string,
  periods: readonly ContributionPeriod[],
): readonly ContributionPeriod[] {
  return openPeriodsOf(periods).filter(({ areaCode }) => areaCode === county);
}

/** What is paid month by month, with no end yet, here or elsewhere. */
export function openPeriodsOf(periods: readonly ContributionPeriod[]): readonly ContributionPeriod[] {
  return periods.filter(({ toMonth }) => toMonth === null);
}
