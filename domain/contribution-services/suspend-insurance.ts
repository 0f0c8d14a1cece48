import { monthOf } from '../calendar/month.ts';
import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { change } from '../records/change.ts';
import type { ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { askedBy, askerLookups, letterOf, refuseAsker, refuseOthersPeople } from './contribution-asker.ts';
import {
  areaOf,
  contributionEffect,
  effectLookups,
  sealChanges,
  type ContributionEffect,
} from './contribution-effect.ts';
import type { SuspendInsuranceRequest } from './contribution-requests.ts';

type SuspensionAsked = Pick<SuspendInsuranceRequest, 'personId' | 'lastMonth' | 'ground'> & {
  readonly deceasedOn: string | null;
};

/** What a suspension makes of the record, and what follows from it. */
interface Suspension {
  readonly person: InsuredPerson;
  readonly closed: readonly ContributionPeriod[];
  /** The record as it stands after it. */
  readonly record: ContributionRecord;
  readonly effect: ContributionEffect;
}

/**
 * 停保: nobody pays from the month after `lastMonth` on. What is paid ends, the years stay; the status follows (AAC031: 2
 * suspended, 3 ended by death), and where the pooled fund covers no longer today, account and card are sealed with it.
 */
export const suspendInsurance: CommandRule<SuspendInsuranceRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...askerLookups(request.asker),
    ...effectLookups(request.personId),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) return refuseAll(refusals);
    const asked = suspensionAsked(request);
    refusals.push(
      ...refuseAsker(facts, request.asker, person, context.today),
      ...(request.ground === 'deceased' ? [] : refuseOthersPeople(facts, request.asker, person.employerId)),
      ...refuseSuspension(facts, asked, person, context.today),
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
            lastMonth: request.lastMonth,
            letterNumber: letterOf(request.asker),
            deceasedOn: asked.deceasedOn,
            deathCertificate: request.ground === 'deceased' ? request.asker.certificate : null,
          },
        }),
      ),
    ]);
  },
};

/** Of a request what its months and its record are about. */
function suspensionAsked(request: SuspendInsuranceRequest): SuspensionAsked {
  const { personId, lastMonth, ground } = request;
  return { personId, lastMonth, ground, deceasedOn: ground === 'deceased' ? request.asker.deceasedOn : null };
}

/** Every reason why this person's insurance is not stopped so; facts: `effectLookups`. */
export function refuseSuspension(
  facts: Facts,
  { personId, lastMonth, ground, deceasedOn }: SuspensionAsked,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  if (person.deceasedOn !== null) return [refuse('insured-person-deceased', { date: person.deceasedOn })];
  const open = openPeriodsOf(facts.all('contributionPeriod', 'personId', personId));
  const refusals: Refusal[] = [];
  // Who pays no longer, or does not yet, can still die.
  if (open.length === 0 && ground !== 'deceased') refusals.push(refuse('insurance-not-paying'));
  if (lastMonth > monthOf(today)) {
    refusals.push(refuse('last-month-in-future', { month: lastMonth, present: monthOf(today) }, 'lastMonth'));
  }
  for (const { fromMonth } of open) {
    // What was to begin after the month of death never begins: it ends before its beginning and names no month.
    const neverBegins = deceasedOn !== null && fromMonth > monthOf(deceasedOn);
    if (lastMonth < fromMonth && !neverBegins) {
      refusals.push(refuse('last-month-before-begin', { month: lastMonth, from: fromMonth }, 'lastMonth'));
    }
  }
  if (deceasedOn !== null && lastMonth > monthOf(deceasedOn)) {
    refusals.push(refuse('last-month-after-death', { month: lastMonth, date: deceasedOn }, 'lastMonth'));
  }
  return refusals;
}

/** The record as it stands after it, and the effect; for the rule and for what is shown before. */
export function suspensionOf(
  facts: Facts,
  { lastMonth, deceasedOn }: SuspensionAsked,
  person: InsuredPerson,
  { county, today }: Pick<CommandContext, 'county' | 'today'>,
): Suspension {
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const closed = openPeriodsOf(periods).map((period) => ({ ...period, toMonth: lastMonth }));
  const closedIds = new Set(closed.map(({ id }) => id));
  const after: InsuredPerson = {
    ...person,
    employerId: null,
    insuranceStatus: deceasedOn === null ? '2' : '3',
    deceasedOn,
  };
  const record = {
    periods: [...periods.filter(({ id }) => !closedIds.has(id)), ...closed],
    person: after,
  };
  const effect = contributionEffect(
    { periods, person },
    record,
    areaOf(facts, county),
    today,
    facts.one('personalAccount', person.id),
  );
  return { person: after, closed, record, effect };
}

/** What is paid month by month, with no end yet. */
export function openPeriodsOf(periods: readonly ContributionPeriod[]): readonly ContributionPeriod[] {
  return periods.filter(({ toMonth }) => toMonth === null);
}
