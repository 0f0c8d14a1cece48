import type { LedgerEntry, PersonalAccount, PersonalAccountStatus } from '../../domain/records/records.ts';
import { balanceOf, effectOn } from '../../domain/ledger/balance.ts';
import { at, chanceFor, streams, type Chance } from './chance.ts';
import { FIRST_MONTH, spansOf, type Span } from './contributions.ts';
import { countyCode, countyName, designatedInstitutions } from './places.ts';
import type { PersonPlan } from './plan.ts';
import type { Profile } from './profile.ts';

const AGENCY = `${countyName}医疗保障中心`;

/** No person has as many entries: serials of one person are this far apart from the next one's. */
const SERIALS_PER_PERSON = 64;

/** Contributions of a month are credited on this day of it. */
const CREDIT_DAY = 25;

/** The months that are credited one by one; the earlier ones of the year came over from the former system as one sum. */
const MONTHS_ONE_BY_ONE = 3;

/** What retirees are credited a month, fen: parameter retiree-credit-monthly. */
export const RETIREE_CREDIT = 10_500;

/** Of the contribution base: parameter credit-rate-employee. */
const CREDIT_PER_HUNDRED = 2;

/** Nothing of the demonstration is money that has come and is nobody's yet. */
type OwnEntry = LedgerEntry & { readonly personId: string };

type Movement = Pick<
  LedgerEntry,
  'postedOn' | 'kind' | 'institution' | 'debitAccount' | 'creditAccount' | 'amount'
> & { readonly reversed?: boolean };

/**
 * A person's entries of this year in the order of posting: what was left on 1 January and its interest, allocations,
 * spending that never exceeds what is there, and a few reversals.
 */
export function ledgerEntriesOf(plan: PersonPlan, profile: Profile): readonly OwnEntry[] {
  if (profile.settled) return [];
  const chance = chanceFor(plan.seed, streams.ledger, profile.index);
  const spans = spansOf(plan, profile);
  const credits = [...carriedOver(plan, profile, spans, chance), ...allocations(plan, profile, spans)];
  return post(plan, profile, credits.sort(byDay), chance);
}

/** The account as its ledger leaves it. */
export function personalAccountOf(plan: PersonPlan, profile: Profile): PersonalAccount {
  const first = spansOf(plan, profile).find((span) => span.areaCode === countyCode);
  const opened = first?.from ?? profile.retiredFrom ?? plan.timeline.thisMonth - 1;
  const openedOn = plan.timeline.dayOfMonth(Math.max(opened, plan.timeline.monthNumber(FIRST_MONTH)), 1);
  return {
    id: personId(profile),
    status: accountStatus(profile),
    openedOn: openedOn < profile.birthDate ? profile.birthDate : openedOn,
    balance: balanceOf(ledgerEntriesOf(plan, profile)),
    hold: null,
  };
}

function accountStatus(profile: Profile): PersonalAccountStatus {
  if (profile.settled) return 'closed';
  if (profile.deceasedOn !== null) return 'sealed';
  switch (profile.history) {
    case 'stopped-recently':
    case 'stopped-long-ago':
    case 'ended':
      return 'sealed';
    case 'child':
    case 'continuous':
    case 'gap-open':
    case 'gap-made-good-in-time':
    case 'gap-made-good-late':
    case 'moved-here':
    case 'retired':
      return 'open';
    default:
      return profile.history satisfies never;
  }
}

function carriedOver(
  plan: PersonPlan,
  profile: Profile,
  spans: readonly Span[],
  chance: Chance,
): readonly Movement[] {
  const january = plan.timeline.firstMonthOfYear;
  const earlier =
    spans.some((span) => span.from < january - 1) || (profile.retiredFrom ?? january) < january - 1;
  // One in twelve had spent everything.
  if (!earlier || chance.odds(1 / 12)) return [];
  const amount = 100 + Math.floor(chance.next() ** 2 * 900_000);
  const interest = Math.round(amount * 0.0035);
  const postedOn = `${plan.timeline.year}-01-01`;
  return [
    credit(postedOn, 'carry-over', AGENCY, 'carried-forward', amount),
    ...(interest > 0 ? [credit(postedOn, 'interest', AGENCY, 'interest-expense', interest)] : []),
  ];
}

function allocations(plan: PersonPlan, profile: Profile, spans: readonly Span[]): readonly Movement[] {
  const { timeline } = plan;
  const january = timeline.firstMonthOfYear;
  const due = Number(timeline.today.slice(8, 10)) >= CREDIT_DAY ? timeline.thisMonth : timeline.thisMonth - 1;
  const lastMonth =
    profile.deceasedOn === null ? due : Math.min(due, timeline.monthNumber(profile.deceasedOn) - 1);
  const movements: Movement[] = [];
  let sum = 0;
  let summedTo = 0;
  for (let month = january; month <= lastMonth; month += 1) {
    const amount = creditOf(profile, spans, month);
    if (amount === 0) continue;
    if (month > due - MONTHS_ONE_BY_ONE)
      movements.push(allocation(timeline.dayOfMonth(month, CREDIT_DAY), AGENCY, amount));
    else {
      sum += amount;
      summedTo = month;
    }
  }
  if (sum > 0) {
    const institution = `${AGENCY}（原系统迁移：${timeline.year}年${summedTo - january + 1}月止划入合计）`;
    movements.push(allocation(timeline.dayOfMonth(summedTo, CREDIT_DAY), institution, sum));
  }
  return [...movements, ...backPayments(plan, spans)];
}

/** What is credited for a month that was paid when due, fen; 0 for one that was not. */
function creditOf(profile: Profile, spans: readonly Span[], month: number): number {
  if (profile.retiredFrom !== null && month >= profile.retiredFrom) return RETIREE_CREDIT;
  const span = spans.find((one) => one.paidOn === null && one.from <= month && month <= (one.to ?? month));
  return span?.areaCode === countyCode ? creditOfBase(span.base) : 0;
}

/** Arrears made good this year are credited on the day they were paid. */
function backPayments(plan: PersonPlan, spans: readonly Span[]): readonly Movement[] {
  const newYear = `${plan.timeline.year}-01-01`;
  return spans.flatMap(({ from, to, base, paidOn }) =>
    paidOn === null || to === null || paidOn < newYear
      ? []
      : [allocation(paidOn, `${AGENCY}（补缴${to - from + 1}个月）`, creditOfBase(base) * (to - from + 1))],
  );
}

function creditOfBase(base: number): number {
  return Math.round((base * CREDIT_PER_HUNDRED) / 100);
}

/** Posts credits in the order of their days, and between them what the person spent. */
function post(
  plan: PersonPlan,
  profile: Profile,
  credits: readonly Movement[],
  chance: Chance,
): readonly OwnEntry[] {
  const number = String(profile.index + 1).padStart(9, '0');
  const entries: OwnEntry[] = [];
  let balance = 0;
  const add = (movement: Movement, reversesId: string | null): string => {
    const id = `L${number}-${entries.length + 1}`;
    const serial = profile.index * SERIALS_PER_PERSON + entries.length + 1;
    const { postedOn, kind, institution, debitAccount, creditAccount, amount } = movement;
    const accounts = { debitAccount, creditAccount, amount, reversesId };
    // Each was posted by itself, by nobody at a counter.
    const group = { insuranceKind: '310', groupId: id, serviceId: null } as const;
    entries.push({ id, personId: `P${number}`, serial, postedOn, kind, institution, ...group, ...accounts });
    balance += effectOn('personal-account', movement);
    return id;
  };
  const purchases = spendingDays(plan, profile, chance);
  for (const movement of [...credits, ...purchases].sort(byDay)) {
    if (movement.kind !== 'spending') {
      add(movement, null);
      continue;
    }
    const amount = Math.min(movement.amount, Math.floor(balance * 0.8));
    if (amount < 100) continue;
    const spent: Movement = { ...movement, amount };
    const id = add(spent, null);
    if (movement.reversed === true) add(reversal(spent), id);
  }
  return entries;
}

/** Visits to hospitals and pharmacies, at the amounts asked for. */
function spendingDays(plan: PersonPlan, profile: Profile, chance: Chance): readonly Movement[] {
  const { timeline } = plan;
  const visits =
    at([0, 0, 0, 1, 1, 1, 1, 2, 2, 3], chance.below(10)) + (profile.age >= 60 && chance.odds(0.5) ? 1 : 0);
  const months = timeline.thisMonth - timeline.firstMonthOfYear;
  const last = profile.deceasedOn ?? timeline.today;
  const movements: Movement[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const postedOn = timeline.dayOfMonth(
      timeline.firstMonthOfYear + chance.between(0, months),
      chance.between(2, 28),
    );
    const institution = at(
      designatedInstitutions,
      Math.floor(chance.next() ** 1.6 * designatedInstitutions.length),
    );
    const amount = 800 + Math.floor(chance.next() ** 2.5 * 60_000);
    const reversed = chance.odds(0.03);
    if (postedOn >= last) continue;
    movements.push({
      postedOn,
      kind: 'spending',
      institution,
      debitAccount: 'personal-account',
      creditAccount: 'designated-institutions',
      amount,
      reversed,
    });
  }
  return movements;
}

/** The same amount back on the same day, debit and credit exchanged. */
function reversal(spent: Movement): Movement {
  return { ...spent, kind: 'reversal', debitAccount: spent.creditAccount, creditAccount: spent.debitAccount };
}

function allocation(postedOn: string, institution: string, amount: number): Movement {
  return credit(postedOn, 'allocation', institution, 'contributions-received', amount);
}

function credit(
  postedOn: string,
  kind: LedgerEntry['kind'],
  institution: string,
  debitAccount: LedgerEntry['debitAccount'],
  amount: number,
): Movement {
  return { postedOn, kind, institution, debitAccount, creditAccount: 'personal-account', amount };
}

/** Sorting keeps the order of those of one day. */
function byDay(first: Movement, second: Movement): number {
  return first.postedOn < second.postedOn ? -1 : first.postedOn > second.postedOn ? 1 : 0;
}

function personId(profile: Profile): string {
  return `P${String(profile.index + 1).padStart(9, '0')}`;
}
