import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { ContributionPeriod, InsuredPerson, PersonalAccount } from '../../../domain/records/records.ts';
import type { ContributionKind } from './contribution-work.ts';
import { areaCodes } from './history-areas.ts';
import type { CardThing } from './oracle-lines.ts';

type Span = Pick<ContributionPeriod, 'fromMonth' | 'toMonth' | 'base' | 'paidOn' | 'employerId'> & {
  /** The other area in which it was paid; without it, here. */
  readonly areaCode?: string;
};

/** What a service of these says of who asked and what was done. */
export interface ContributionDone {
  readonly step: string;
  /** Whether the account's seal was put on or taken off. */
  readonly moved: 'sealed' | 'open' | null;
}

/**
 * Who pays for whom, told a second time and as simply as it can be. No gap of a history is longer than three months, so
 * the pooled fund covers a month where the month before it was paid, when due or made good.
 */
export class ContributionRoom {
  readonly #spans = new Map<string, Map<string, Span>>();
  readonly #insured = new Map<string, Pick<InsuredPerson, 'insuranceStatus' | 'employerId'>>();
  readonly #accounts: Map<string, string>;
  readonly #employers = new Map<string, boolean>();

  /** @param accounts personal accounts by person: sealed, open or closed; shared with who releases a seal */
  constructor(accounts: Map<string, string>) {
    this.#accounts = accounts;
  }

  foreign(change: Change): void {
    if (change.table === 'contributionPeriod')
      this.#spansOf(change.record.personId).set(change.record.id, change.record);
    if (change.table === 'personalAccount') this.#accounts.set(change.record.id, change.record.status);
    if (change.table === 'insuredPerson') this.#insured.set(change.record.id, change.record);
    if (change.table === 'employer') this.#employers.set(change.record.id, change.record.active);
  }

  /** With whom a person is insured, while he is. */
  employerOf(person: string): string | null {
    const found = this.#insured.get(person);
    return found?.insuranceStatus === '1' ? found.employerId : null;
  }

  /** Decides a command about one who lives and asks rightly, and does it; null where it is refused. */
  decide(
    body: Extract<CommandBody, { readonly kind: ContributionKind }>,
    day: string,
  ): ContributionDone | null {
    const { kind, request } = body;
    const { serviceNumber, personId, asker } = request;
    const spans = this.#spansOf(personId);
    const month = day.slice(0, 7);
    const open = [...spans].filter(([, { toMonth }]) => toMonth === null);
    const speaksFor = (employer: string | null) =>
      asker.channel !== 'employer' || asker.employerId === employer;
    if (asker.channel === 'employer' && this.#employers.get(asker.employerId) !== true) return null;
    switch (kind) {
      case 'suspend-insurance': {
        const { lastMonth } = request;
        const leaves = request.ground === 'left-employer' ? request.employerId : undefined;
        const whose = asker.channel === 'employer' ? asker.employerId : leaves;
        if (whose === undefined && request.ground === 'left-employer' && open.length > 1) return null;
        const ending = open.filter(([, { employerId }]) => whose === undefined || employerId === whose);
        if (ending.length === 0 || lastMonth === null || lastMonth > month) return null;
        // What was to begin with the next month never begins.
        if (ending.some(([, { fromMonth }]) => lastMonth < fromMonth && fromMonth <= month)) return null;
        for (const [id, span] of ending) spans.set(id, { ...span, toMonth: lastMonth });
        const [other] = open.filter((one) => !ending.includes(one));
        this.#insured.set(personId, {
          insuranceStatus: other === undefined ? '2' : '1',
          employerId: other?.[1].employerId ?? null,
        });
        return { step: 'suspended', moved: this.follow(personId, day) };
      }
      case 'resume-insurance': {
        const { employment, fromMonth, base } = request;
        const employerId = employment.manner === 'employer' ? employment.employerId : null;
        if (!speaksFor(employerId)) return null;
        if (employerId !== null && this.#employers.get(employerId) !== true) return null;
        if (open.length > 0 || [...spans.values()].some(({ toMonth }) => (toMonth ?? '') >= fromMonth))
          return null;
        if (employment.manner === 'employer' && employment.hiredOn > day) return null;
        if (fromMonth < month || fromMonth > nextMonth(month) || base < 300_000) return null;
        // An employer has thirty days for it.
        const late = employment.manner === 'employer' && daysAfter(employment.hiredOn, 30) < day;
        spans.set(serviceNumber, { fromMonth, toMonth: null, base, paidOn: null, employerId });
        this.#insured.set(personId, { insuranceStatus: '1', employerId });
        // Who is insured again has an account again.
        if (this.#accounts.get(personId) === 'closed') this.#accounts.set(personId, 'open');
        return { step: late ? 'resumed-late' : 'resumed', moved: this.follow(personId, day) };
      }
      case 'register-back-payment': {
        const { fromMonth, toMonth, base, employerId, seen } = request;
        if (!speaksFor(employerId)) return null;
        if (employerId !== null && this.#employers.get(employerId) !== true) return null;
        const first = [...spans.values()].map((span) => span.fromMonth).sort()[0];
        if (first === undefined || fromMonth < first || toMonth > month || fromMonth > toMonth) return null;
        if (base < 300_000) return null;
        const months: string[] = [];
        for (let one = fromMonth; one <= toMonth; one = nextMonth(one)) months.push(one);
        if (months.some((one) => this.#isPaid(personId, one))) return null;
        // What was seen must still be so: a tenth of the base for each month, and the same months before and after.
        if (seen.amount !== (base / 10) * months.length) return null;
        if (seen.effect.before.paidMonths !== this.#paidMonths(personId, day)) return null;
        spans.set(serviceNumber, { fromMonth, toMonth, base, paidOn: day, employerId });
        // Whether the seal comes off by it or had come off before makes no difference.
        return { step: 'back-payment-registered', moved: this.follow(personId, day) };
      }
      default:
        return kind satisfies never;
    }
  }

  /** What must stand at the central office. */
  lines(): readonly string[] {
    return [
      ...[...this.#insured].map(([id, { insuranceStatus, employerId }]) =>
        insuredLine(id, insuranceStatus, employerId),
      ),
      ...[...this.#accounts].map(([id, status]) => accountLine(id, status)),
      ...[...this.#spans].flatMap(([person, spans]) =>
        [...spans].map(([id, span]) => spanLine(id, person, span)),
      ),
    ];
  }

  #spansOf(person: string): Map<string, Span> {
    const known = this.#spans.get(person);
    if (known !== undefined) return known;
    const none = new Map<string, Span>();
    this.#spans.set(person, none);
    return none;
  }

  #isPaid(person: string, month: string): boolean {
    return [...this.#spansOf(person).values()].some(
      ({ fromMonth, toMonth }) => fromMonth <= month && (toMonth ?? '9999') >= month,
    );
  }

  #paidMonths(person: string, day: string): number {
    let count = 0;
    for (let month = this.#firstMonth(person); month <= day.slice(0, 7); month = nextMonth(month)) {
      if (this.#isPaid(person, month)) count += 1;
    }
    return count;
  }

  #firstMonth(person: string): string {
    const months = [...this.#spansOf(person).values()].map(({ fromMonth }) => fromMonth);
    return months.sort()[0] ?? '2026-01';
  }

  /** How many months are paid until that day, here and elsewhere. */
  paidMonths(person: string, day: string): number {
    return this.#paidMonths(person, day);
  }

  isInsured(person: string): boolean {
    return this.#insured.get(person)?.insuranceStatus === '1';
  }

  /**
   * Whether months are owed of one for whom nobody pays any more: nothing was paid for one between two times with the same
   * employer. Of the time after the last payment nothing is owed, nor between two employers.
   */
  owes(person: string, day: string): boolean {
    const spans = [...this.#spansOf(person).values()]
      .filter(({ fromMonth, toMonth }) => toMonth === null || toMonth >= fromMonth)
      .sort((one, other) => (one.fromMonth < other.fromMonth ? -1 : 1));
    return spans.some(({ toMonth, employerId }, index) => {
      const next = spans[index + 1];
      if (toMonth === null || employerId === null || next?.employerId !== employerId) return false;
      for (let month = nextMonth(toMonth); month < next.fromMonth; month = nextMonth(month)) {
        if (month <= day.slice(0, 7) && !this.#isPaid(person, month)) return true;
      }
      return false;
    });
  }

  /** What was paid elsewhere joins what was paid here, each month once. */
  join(
    person: string,
    transfer: string,
    months: readonly Pick<Span, 'fromMonth' | 'toMonth' | 'base' | 'areaCode'>[],
  ): void {
    let number = 0;
    for (const { fromMonth, toMonth, base, areaCode } of months) {
      let run: string | null = null;
      for (let month = fromMonth; month <= (toMonth ?? ''); month = nextMonth(month)) {
        if (this.#isPaid(person, month)) {
          run = null;
          continue;
        }
        const span = run === null ? undefined : this.#spansOf(person).get(run);
        run ??= `${transfer}/${String((number += 1))}`;
        const from = span?.fromMonth ?? month;
        const paid = {
          base,
          paidOn: null,
          employerId: null,
          ...(areaCode === undefined ? {} : { areaCode }),
        };
        this.#spansOf(person).set(run, { ...paid, fromMonth: from, toMonth: month });
      }
    }
  }

  /** Whether the pooled fund covers the day, by what is paid. */
  isCovered(person: string, day: string): boolean {
    return this.#isPaid(person, monthBefore(day.slice(0, 7)));
  }

  /** The last month that is paid, while nobody pays any more; null while somebody does. */
  stoppedIn(person: string): string | null {
    const ends = [...this.#spansOf(person).values()].map(({ toMonth }) => toMonth);
    if (this.#insured.get(person)?.insuranceStatus === '1' || ends.includes(null)) return null;
    return (
      ends
        .flatMap((end) => end ?? [])
        .sort()
        .at(-1) ?? null
    );
  }

  /** The insurance here has ended. */
  leave(person: string): void {
    this.#insured.set(person, { insuranceStatus: '3', employerId: null });
  }

  /** The account's seal becomes what the months say; answers how it was moved. */
  follow(person: string, day: string): 'sealed' | 'open' | null {
    // What is closed is neither sealed nor opened.
    if (this.#accounts.get(person) === 'closed') return null;
    const should = this.isCovered(person, day) ? 'open' : 'sealed';
    if (this.#accounts.get(person) === should || !this.#accounts.has(person)) return null;
    this.#accounts.set(person, should);
    return should;
  }
}

/** The seal of a card in its holder's hand follows its account; a locked one stays locked. */
export function sealCard(card: CardThing | undefined, moved: 'sealed' | 'open' | null): void {
  if (card === undefined || moved === null || card.held === 'locked') return;
  card.held = moved === 'sealed' ? 'sealed' : '';
}

/** The same lines, read off the central office's records. */
export function contributionLines(records: {
  readonly persons: readonly InsuredPerson[];
  readonly accounts: readonly PersonalAccount[];
  readonly periods: readonly ContributionPeriod[];
}): readonly string[] {
  return [
    ...records.persons.map(({ id, insuranceStatus, employerId }) =>
      insuredLine(id, insuranceStatus, employerId),
    ),
    ...records.accounts.map(({ id, status }) => accountLine(id, status)),
    ...records.periods.map((period) => spanLine(period.id, period.personId, period)),
  ];
}

function insuredLine(id: string, status: string, employer: string | null): string {
  return `insured ${id}: ${status}, ${employer ?? 'nobody'}`;
}

function accountLine(id: string, status: string): string {
  return `account ${id}: ${status}`;
}

function spanLine(id: string, person: string, span: Span): string {
  const { fromMonth, toMonth, base, paidOn, employerId, areaCode = '' } = span;
  const where = areaCodes.includes(areaCode) ? `in ${areaCode}` : 'here';
  return `paid ${id}: ${person}, ${fromMonth} to ${toMonth ?? 'now'} ${where}, ${base}, ${paidOn ?? 'when due'}, ${employerId ?? 'himself'}`;
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
