import type { ContributionPeriod } from '../../domain/records/records.ts';
import { chanceFor, streams, type Chance } from './chance.ts';
import { drawEmployer, drawFormerEmployer, employerId } from './employers.ts';
import { countyCode, otherPoolingAreas } from './places.ts';
import type { PersonPlan } from './plan.ts';
import type { Profile } from './profile.ts';

/** Months at one base, by numbers; `to` null while payment goes on. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
  /** Fen a month. */
  readonly base: number;
  readonly paidOn: string | null;
  readonly areaCode: string;
  /** The index of the employer, or null where the person pays himself 灵活就业. */
  readonly employer: number | null;
}

/** Employees' medical insurance began in most places in 2001. */
export const FIRST_MONTH = '2001-01';

/** The lowest base here: 60 per cent of the average wage 示范参数, fen a month. */
const LOWEST_BASE = 481_200;

/** The months a person has paid, in order and never twice the same month. */
export function spansOf(plan: PersonPlan, profile: Profile): readonly Span[] {
  const { timeline } = plan;
  const chance = chanceFor(plan.seed, streams.contributions, profile.index);
  const flexible = chance.odds(0.12);
  const employer = flexible ? null : drawEmployer(plan, chance);
  const base = LOWEST_BASE + Math.floor(chance.next() ** 2.4 * 18_000) * 100;
  const start = startMonth(plan, profile, chance);
  const last = timeline.thisMonth - 1;
  const builder = new SpanBuilder(plan, chance, employer, base);
  switch (profile.history) {
    case 'child':
      builder.pay(Math.max(profile.birthMonth, last - chance.between(2, 30)), null, 1);
      break;
    case 'continuous':
      builder.pay(start, null, chance.between(2, 5));
      break;
    case 'moved-here': {
      const move = chance.between(Math.max(start + 1, last - 96), Math.max(start + 2, last - 2));
      builder.payElsewhere(start, move - 1);
      builder.pay(move, null, chance.between(1, 3));
      break;
    }
    case 'gap-open':
    case 'gap-made-good-in-time':
    case 'gap-made-good-late':
      payWithGap(profile.history, builder, start, last, chance);
      break;
    case 'stopped-recently':
      builder.pay(start, last - chance.between(0, 2), chance.between(1, 4));
      break;
    case 'stopped-long-ago':
      builder.pay(start, Math.max(start + 1, last - chance.between(4, 30)), chance.between(1, 4));
      break;
    case 'ended':
      builder.pay(start, endOfEnded(plan, profile, start, last, chance), chance.between(1, 3));
      break;
    case 'retired':
      builder.pay(start, (profile.retiredFrom ?? last) - 1, chance.between(1, 4));
      break;
    default:
      profile.history satisfies never;
  }
  return builder.spans;
}

/** The spans as records; the last employer is the one the person is with. */
export function contributionPeriodsOf(plan: PersonPlan, profile: Profile): readonly ContributionPeriod[] {
  const { timeline } = plan;
  const number = String(profile.index + 1).padStart(9, '0');
  return spansOf(plan, profile).map((span, index) => ({
    id: `C${number}-${index + 1}`,
    personId: `P${number}`,
    employerId: span.employer === null ? null : employerId(span.employer),
    insuranceKind: '310',
    fromMonth: timeline.month(span.from),
    toMonth: span.to === null ? null : timeline.month(span.to),
    base: span.base,
    paidOn: span.paidOn,
    areaCode: span.areaCode,
  }));
}

function startMonth(plan: PersonPlan, profile: Profile, chance: Chance): number {
  const { timeline } = plan;
  const earliest = Math.max(profile.birthMonth + 216, timeline.monthNumber(FIRST_MONTH));
  const started = Math.max(earliest, profile.birthMonth + 12 * chance.between(18, 26) + chance.below(12));
  // Who came of age lately began lately.
  return Math.max(earliest, Math.min(started, timeline.thisMonth - chance.between(4, 9)));
}

function endOfEnded(plan: PersonPlan, profile: Profile, start: number, last: number, chance: Chance): number {
  const end =
    profile.deceasedOn === null
      ? last - chance.between(3, 60)
      : plan.timeline.monthNumber(profile.deceasedOn);
  return Math.max(start, Math.min(end, last));
}

function payWithGap(
  history: 'gap-open' | 'gap-made-good-in-time' | 'gap-made-good-late',
  builder: SpanBuilder,
  start: number,
  last: number,
  chance: Chance,
): void {
  const months = history === 'gap-made-good-in-time' ? chance.between(1, 3) : chance.between(4, 11);
  const open = history === 'gap-open' ? chance.between(1, 14) : months;
  // Most gaps lie within the years that the screen shows.
  const resumed = last - chance.between(1, chance.odds(0.7) ? 24 : 90);
  const stopped = resumed - open;
  if (stopped - start < 2) {
    builder.pay(start, null, chance.between(1, 3));
    return;
  }
  builder.pay(start, stopped - 1, chance.between(1, 2));
  if (history === 'gap-made-good-in-time') builder.payBack(stopped, resumed - 1, resumed);
  if (history === 'gap-made-good-late')
    builder.payBack(stopped, resumed - 1, Math.min(last, resumed + chance.below(3)));
  builder.pay(resumed, null, 1);
}

/** Puts spans one after the other; earlier years have lower bases and sometimes another employer. */
class SpanBuilder {
  readonly spans: Span[] = [];
  private readonly plan: PersonPlan;
  private readonly chance: Chance;
  private readonly employer: number | null;
  private readonly base: number;

  constructor(plan: PersonPlan, chance: Chance, employer: number | null, base: number) {
    this.plan = plan;
    this.chance = chance;
    this.employer = employer;
    this.base = base;
  }

  /** Paid when due, in so many spans or fewer; nothing where `to` is before `from`. */
  pay(from: number, to: number | null, spans: number): void {
    const end = to ?? this.plan.timeline.thisMonth;
    const length = end - from + 1;
    if (length <= 0) return;
    const count = Math.min(spans, Math.max(1, Math.floor(length / 6)));
    const borders = [from];
    for (let part = 1; part < count; part += 1) {
      const width = Math.floor(length / count);
      borders.push(from + part * width - this.chance.below(Math.max(1, Math.floor(width / 2))));
    }
    borders.forEach((border, part) => {
      const next = borders[part + 1];
      this.add(border, next === undefined ? to : next - 1, null, count - 1 - part);
    });
  }

  /** Paid later, all months on one day of `paidMonth`; that day is past or today. */
  payBack(from: number, to: number, paidMonth: number): void {
    const { timeline } = this.plan;
    this.add(from, to, timeline.dayOfMonth(paidMonth, this.chance.between(2, 28)), 0);
  }

  /** Paid in another pooling area. */
  payElsewhere(from: number, to: number): void {
    const base = Math.round((this.base * 0.85) / 100) * 100;
    this.spans.push({
      from,
      to,
      base,
      paidOn: null,
      areaCode: this.chance.pick(otherPoolingAreas),
      employer: null,
    });
  }

  private add(from: number, to: number | null, paidOn: string | null, stepsBack: number): void {
    const former = stepsBack > 0 && this.employer !== null && this.chance.odds(0.4);
    this.spans.push({
      from,
      to,
      base: Math.max(200_000, Math.round((this.base * 0.9 ** stepsBack) / 100) * 100),
      paidOn,
      areaCode: countyCode,
      employer: former ? drawFormerEmployer(this.plan, this.chance) : this.employer,
    });
  }
}
