import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import type { BirthDates } from './birth-dates.ts';
import type { CardNumbers } from './card-numbers.ts';
import type { Timeline } from './timeline.ts';

/** What every person is made from; nothing in it grows with their number. */
export interface PersonPlan {
  /** 32 bits. */
  readonly seed: number;
  readonly persons: number;
  readonly employers: number;
  readonly timeline: Timeline;
  readonly births: BirthDates;
}

/** All that is fixed before the first record is made. */
export interface Plan extends PersonPlan {
  /** The services of the last days, by the index of the person who came. */
  readonly services: ReadonlyMap<number, PlannedService>;
}

/** A card issued in the last days, with the blank it was made from. */
export interface PlannedService {
  readonly id: string;
  readonly day: CivilDate;
  /** 1 to 6. */
  readonly workstation: number;
  /** Minutes after midnight. */
  readonly startsAt: number;
  readonly blank: CardNumbers;
  /** The blank that was spoiled before, or null. */
  readonly spoiled: CardNumbers | null;
}
