import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { mix, permute, streams } from './chance.ts';
import type { Timeline } from './timeline.ts';

/** How many persons a county can have: every one has a place of his own among these. */
export const LARGEST_COUNTY = 1_000_000;
const PLACE_BITS = 20;
const PLACES = 1 << PLACE_BITS;

/**
 * How many of ten thousand insured persons are of each age, from the given age on. Employees' insurance: hardly any
 * children, few of 18 to 24, and a quarter retired (men at 60, women at 50 or 55).
 */
const AGE_WEIGHTS: readonly (readonly [fromAge: number, perYear: number])[] = [
  [0, 6.5],
  [16, 0],
  [18, 25],
  [21, 100],
  [25, 225],
  [50, 180],
  [60, 105],
  [70, 55],
  [80, 22],
  [90, 3],
  [99, 0],
];

export interface Birth {
  readonly date: CivilDate;
  /** 1 to 498: no two persons of one birth date have the same, so no two have the same sequence number. */
  readonly place: number;
}

/**
 * Who is born when. The places of the largest county are laid out along the days of the last hundred years, each day
 * as wide as its age is frequent, and each person gets one place by a permutation. Persons on the same day then have
 * different places there, and from that comes a resident ID number that nobody else has, without looking at anybody.
 */
export class BirthDates {
  private readonly timeline: Timeline;
  private readonly key: number;
  /** For each day the number of places before it. */
  private readonly placesBefore: Int32Array;

  constructor(timeline: Timeline, seed: number) {
    this.timeline = timeline;
    this.key = mix(seed, streams.birth);
    const days = timeline.todayNumber + 1;
    const weights = Array.from({ length: days }, (_, day) => weightOf(timeline.todayNumber - day));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.placesBefore = new Int32Array(days + 1);
    let sum = 0;
    weights.forEach((weight, day) => {
      sum += weight;
      this.placesBefore[day + 1] = Math.round((sum / total) * PLACES);
    });
  }

  /**
   * The birth of a person.
   * @param second whether he is the second of two who share the first one's birthday (twins): `index` is the first's
   */
  birthOf(index: number, second: boolean): Birth {
    const place = permute(this.key, PLACE_BITS, index);
    const day = this.dayOf(place);
    const rank = place - (this.placesBefore[day] ?? 0);
    // Two neighbouring places for each rank: the twin's number follows on. Where the day's row begins is the day's own.
    const shifted = (2 * rank + (mix(this.key, day) % 249) * 2) % 498;
    return { date: this.timeline.day(day), place: 1 + shifted + (second ? 1 : 0) };
  }

  /** How many births the busiest day can have: at most 249, or numbers would repeat. */
  get busiestDay(): number {
    let most = 0;
    for (let day = 0; day + 1 < this.placesBefore.length; day += 1) {
      most = Math.max(most, (this.placesBefore[day + 1] ?? 0) - (this.placesBefore[day] ?? 0));
    }
    return most;
  }

  /** The day that holds a place: the last one with no more places before it than that. */
  private dayOf(place: number): number {
    let low = 0;
    let high = this.placesBefore.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.placesBefore[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}

function weightOf(daysAgo: number): number {
  const age = Math.floor(daysAgo / 365.25);
  let weight = 0;
  for (const [fromAge, perYear] of AGE_WEIGHTS) if (age >= fromAge) weight = perYear;
  return weight;
}
