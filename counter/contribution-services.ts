import type { ContributionDesk, ContributionPreview } from '../contract/contribution-services.ts';
import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { addMonths, monthOf, monthRange } from '../domain/calendar/month.ts';
import type { Lookup } from '../domain/command/facts.ts';
import { refuse, type Refusal } from '../domain/command/refusal.ts';
import { baseLimitsIn, baseLookups } from '../domain/contribution-services/contribution-base.ts';
import { areaOf, type ContributionEffect } from '../domain/contribution-services/contribution-effect.ts';
import { firstInsuredMonth, paidAlready } from '../domain/contribution-services/paid-months.ts';
import {
  backPaymentLookups,
  backPaymentOf,
  refuseBackPayment,
  refusePayingBack,
} from '../domain/contribution-services/register-back-payment.ts';
import {
  daysLate,
  refuseResumption,
  refuseResuming,
  resumptionLookups,
  resumptionOf,
} from '../domain/contribution-services/resume-insurance.ts';
import {
  openPeriodsIn,
  refuseSuspension,
  suspensionLookups,
  suspensionOf,
  type SuspensionAsked,
} from '../domain/contribution-services/suspend-insurance.ts';
import { contributionRights } from '../domain/contribution/contribution-rights.ts';
import type { ContributionRecord } from '../domain/contribution/contribution-timeline.ts';
import type { ContributionPeriod, InsuredPerson } from '../domain/records/records.ts';
import { yearsOf } from './contributions.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService } from './issue-card.ts';
import { noteLook } from './note-look.ts';
import { here } from './workstation.ts';

/** 停保. */
export function suspendInsurance(
  room: CounterRoom,
  input: CallRequest<'suspendInsurance'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'suspend-insurance',
    request: { ...input, serviceNumber },
  }));
}

/** 续保. */
export function resumeInsurance(
  room: CounterRoom,
  input: CallRequest<'resumeInsurance'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'resume-insurance',
    request: { ...input, serviceNumber },
  }));
}

/** 补缴登记. */
export function registerBackPayment(
  room: CounterRoom,
  input: CallRequest<'registerBackPayment'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'register-back-payment',
    request: { ...input, serviceNumber },
  }));
}

/** What the person's page offers of the three, or why not today. */
export function contributionOffers(
  room: CounterRoom,
  person: InsuredPerson,
  today: string,
): PersonPage['offers'] {
  const periods = room.storage.records.find('contributionPeriod', 'personId', person.id);
  const present = monthOf(today);
  const first = firstInsuredMonth(periods);
  const missing = first !== undefined && gapsOf(periods, first, present).length > 0;
  const paying = refusePayingBack(periods, person, today);
  return [
    // Who pays no longer can still be reported dead; who is dead, nothing more.
    offer(
      'suspend-insurance',
      person.deceasedOn === null ? [] : [refuse('insured-person-deceased', { date: person.deceasedOn })],
    ),
    offer('resume-insurance', refuseResuming(periods, person, today)),
    offer('register-back-payment', paying.length > 0 || missing ? paying : [refuse('no-month-missing')]),
  ];
}

/** What the forms begin with. */
export function getContributionDesk(
  room: CounterRoom,
  input: CallRequest<'getContributionDesk'>,
): Outcome<ContributionDesk> {
  const { records } = room.storage;
  const person = records.get('insuredPerson', input.personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-months');
  const periods = records.find('contributionPeriod', 'personId', person.id);
  const present = monthOf(room.clock.today());
  const first = firstInsuredMonth(periods);
  const latest = [...periods].sort((a, b) => ((a.toMonth ?? '9') < (b.toMonth ?? '9') ? 1 : -1))[0];
  const limits = baseLimitsIn(loadFacts(room.storage, baseLookups()), present);
  return succeed({
    present,
    employer: nameOf(room, person.employerId),
    payers: openPeriodsIn(here(room).county, periods).map(({ employerId, fromMonth }) => ({
      employer: nameOf(room, employerId),
      fromMonth,
    })),
    lastBase: latest?.base ?? null,
    lastPaidMonth: latest === undefined ? null : (latest.toMonth ?? present),
    floor: limits.floor?.count ?? null,
    ceiling: limits.ceiling?.count ?? null,
    gaps: first === undefined ? [] : gapsOf(periods, first, present),
  });
}

/**
 * 办理前的影响: what the change would make of the record and of what the person is entitled to, and everything that stands
 * in its way. By the rule's own functions; nothing is decided or written.
 */
export function getContributionEffect(
  room: CounterRoom,
  input: CallRequest<'getContributionEffect'>,
): Outcome<ContributionPreview> {
  const person = room.storage.records.get('insuredPerson', input.personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-months');
  const today = room.clock.today();
  const { county } = here(room);
  const facts = loadFacts(room.storage, lookupsOf(input));
  const context = { county, today };
  const before = { periods: facts.all('contributionPeriod', 'personId', person.id), person };
  const show = (
    refusals: readonly Refusal[],
    made: () => { readonly record: ContributionRecord; readonly effect: ContributionEffect },
    more: Partial<Pick<ContributionPreview, 'due' | 'daysLate'>> = {},
  ): Outcome<ContributionPreview> => {
    const known = { refusals: refusals.map(copied), due: null, daysLate: 0, ...more };
    if (refusals.length > 0) return succeed({ ...known, due: null, effect: null, strip: [] });
    const { record, effect } = made();
    return succeed({
      ...known,
      effect: {
        ...effect,
        regained: [...effect.regained],
        lost: [...effect.lost],
        continuous: [...effect.continuous],
      },
      strip: stripOf(before, record, areaOf(facts, county), today),
    });
  };
  switch (input.kind) {
    case 'suspend-insurance':
      return show(refuseSuspension(facts, suspensionIn(input), person, context), () =>
        suspensionOf(facts, suspensionIn(input), person, context),
      );
    case 'resume-insurance': {
      const asked = { ...input, serviceNumber: shownOnly };
      return show(
        refuseResumption(facts, asked, person, today),
        () => resumptionOf(facts, asked, person, context),
        { daysLate: daysLate(input.employment, today) },
      );
    }
    case 'register-back-payment': {
      const asked = { ...input, serviceNumber: shownOnly };
      const refusals = [...refuseBackPayment(facts, asked, person, today)];
      if (refusals.length > 0) return show(refusals, () => backPaymentOf(facts, asked, person, context));
      const made = backPaymentOf(facts, asked, person, context);
      if ('refusals' in made.due) return show(made.due.refusals, () => made);
      const { amount, employerShare, individualShare, months } = made.due;
      return show([], () => made, {
        due: { amount, employerShare, individualShare, months: months.map((one) => ({ ...one })) },
      });
    }
    default:
      return input satisfies never;
  }
}

function nameOf(room: CounterRoom, employerId: string | null): ContributionDesk['employer'] {
  if (employerId === null) return null;
  const name = room.storage.records.get('employer', employerId)?.record.name ?? employerId;
  return { id: employerId, name };
}

type SuspensionShown = Extract<CallRequest<'getContributionEffect'>, { readonly kind: 'suspend-insurance' }>;

/** Only who leaves one says whose payment ends. */
function suspensionIn({ employerId, ...input }: SuspensionShown): SuspensionAsked {
  return { ...input, employerId: input.ground === 'left-employer' ? employerId : undefined };
}

/** What is only shown has no number yet. */
const shownOnly = 'shown-only';

function lookupsOf(input: CallRequest<'getContributionEffect'>): readonly Lookup[] {
  switch (input.kind) {
    case 'suspend-insurance':
      return suspensionLookups(suspensionIn(input));
    case 'resume-insurance':
      return resumptionLookups(input);
    case 'register-back-payment':
      return backPaymentLookups(input);
    default:
      return input satisfies never;
  }
}

/** Runs of months without payment, the latest first. */
function gapsOf(
  periods: readonly ContributionPeriod[],
  first: string,
  present: string,
): ContributionDesk['gaps'] {
  const paid = new Set(paidAlready(periods, first, present));
  const gaps: { fromMonth: string; toMonth: string }[] = [];
  for (const month of monthRange(first, present)) {
    if (paid.has(month)) continue;
    const last = gaps.at(-1);
    if (last !== undefined && addMonths(last.toMonth, 1) === month) last.toMonth = month;
    else gaps.push({ fromMonth: month, toMonth: month });
  }
  return gaps.reverse();
}

/** The years in which a month changes its mark, newest first. */
function stripOf(
  before: ContributionRecord,
  after: ContributionRecord,
  area: Parameters<typeof contributionRights>[1],
  today: string,
): ContributionPreview['strip'] {
  const was = yearsOf(contributionRights(before, area, today).months);
  const becomes = yearsOf(contributionRights(after, area, today).months);
  const marks = new Map(was.map(({ year, months }) => [year, months]));
  return becomes.flatMap(({ year, months }) => {
    const old = marks.get(year) ?? 'n'.repeat(12);
    return old === months ? [] : [{ year, before: old, after: months }];
  });
}

/** As it crosses the border, where nothing is read-only. */
function copied(refusal: Refusal) {
  return { ...refusal, params: { ...refusal.params } };
}

function offer(
  kind: 'suspend-insurance' | 'resume-insurance' | 'register-back-payment',
  refusals: readonly Refusal[],
): PersonPage['offers'][number] {
  return { kind, refusals: refusals.map(copied) };
}
