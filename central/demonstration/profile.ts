import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { ageOn } from '../../domain/calendar/civil-date.ts';
import type { IdentityDocumentKind } from '../../domain/identity/identity-document.ts';
import { chanceFor, mix, placeInThousand, streams } from './chance.ts';
import type { PersonPlan } from './plan.ts';
import { retirementMonth } from './working-life.ts';

export type NameKind =
  'common' | 'compound' | 'four-characters' | 'rare' | 'newest-rare' | 'turkic' | 'long' | 'other-minority';

/** How somebody came to the months he has paid. */
export type History =
  | 'child'
  | 'continuous'
  | 'gap-open'
  | 'gap-made-good-in-time'
  | 'gap-made-good-late'
  | 'moved-here'
  | 'stopped-recently'
  | 'stopped-long-ago'
  | 'ended'
  | 'retired';

/**
 * Twins share their birthday, their parents' name and their home, and have numbers that follow each other. Namesakes
 * share name, sex and birthday and nothing else.
 */
export type Pairing = 'none' | 'twin' | 'namesake';

/** What decides everything else about a person; made from the seed and his index alone. */
export interface Profile {
  readonly index: number;
  readonly pairing: Pairing;
  /** The second of a pair; the first has the index before his. */
  readonly second: boolean;
  readonly sex: 'male' | 'female';
  readonly birthDate: CivilDate;
  readonly birthMonth: number;
  /** The place among those of the same birth date, 1 to 498. */
  readonly birthPlace: number;
  readonly age: number;
  readonly documentKind: IdentityDocumentKind;
  readonly nameKind: NameKind;
  readonly history: History;
  /** The month from which retirement benefits apply, or null. */
  readonly retiredFrom: number | null;
  readonly deceasedOn: CivilDate | null;
  /** The heirs have been paid and the account is closed. */
  readonly settled: boolean;
}

/** The person's profile. `index` counts from 0. */
export function profileOf(plan: PersonPlan, index: number): Profile {
  const { seed, timeline } = plan;
  const pairing = pairingOf(plan, index >>> 1);
  const second = pairing !== 'none' && index % 2 === 1;
  const first = second ? index - 1 : index;
  const birth = plan.births.birthOf(first, second);
  const sexOf = pairing === 'namesake' ? first : index;
  const sex = mix(mix(seed, streams.sex), sexOf) % 100 < 52 ? 'male' : 'female';
  const age = ageOn(birth.date, timeline.today);
  const birthMonth = timeline.monthNumber(birth.date);
  const documentKind = pairing === 'none' ? documentKindOf(plan, index, age) : plainDocument(age, index);
  const death = deathOf(plan, index, age);
  const working = workingLife(plan, index, sex, birthMonth, age, death.deceasedOn);
  return {
    index,
    pairing,
    second,
    sex,
    birthDate: birth.date,
    birthMonth,
    birthPlace: birth.place,
    age,
    documentKind,
    nameKind: pairing === 'none' ? nameKindOf(plan, index) : 'common',
    ...working,
    ...death,
  };
}

function pairingOf(plan: PersonPlan, pair: number): Pairing {
  if (2 * pair + 1 >= plan.persons) return 'none';
  const place = placeInThousand(plan.seed, streams.pair, pair);
  if (place < 12) return 'twin';
  return place < 17 ? 'namesake' : 'none';
}

function plainDocument(age: number, index: number): IdentityDocumentKind {
  return age < 16 && index % 3 !== 0 ? 'household-booklet' : 'resident-id-card';
}

function documentKindOf(plan: PersonPlan, index: number, age: number): IdentityDocumentKind {
  // Foreigners and people from Hong Kong, Macau and Taiwan are here to work.
  if (age < 22 || age > 58) return plainDocument(age, index);
  const place = placeInThousand(plan.seed, streams.document, index);
  if (place < 12) return 'residence-permit-hmt';
  if (place < 20) return 'permanent-residence-card';
  if (place < 26) return 'passport';
  if (place < 28) return 'temporary-id-card';
  if (place < 30) return 'household-booklet';
  return 'resident-id-card';
}

function nameKindOf(plan: PersonPlan, index: number): NameKind {
  const place = placeInThousand(plan.seed, streams.nameKind, index);
  if (place < 8) return 'turkic';
  if (place < 10) return 'long';
  if (place < 18) return 'other-minority';
  if (place < 23) return 'compound';
  if (place < 31) return 'rare';
  if (place < 33) return 'newest-rare';
  return place < 43 ? 'four-characters' : 'common';
}

function deathOf(plan: PersonPlan, index: number, age: number): Pick<Profile, 'deceasedOn' | 'settled'> {
  if (age < 45 || placeInThousand(plan.seed, streams.death, index) >= 14)
    return { deceasedOn: null, settled: false };
  const { timeline } = plan;
  const daysAgo = chanceFor(plan.seed, streams.death, index).between(10, 700);
  const deceasedOn = timeline.day(timeline.todayNumber - daysAgo);
  // Settled means closed in a year before this one, so that the account has no entries this year.
  return { deceasedOn, settled: timeline.year > Number(deceasedOn.slice(0, 4)) && index % 3 !== 0 };
}

function workingLife(
  plan: PersonPlan,
  index: number,
  sex: 'male' | 'female',
  birthMonth: number,
  age: number,
  deceasedOn: CivilDate | null,
): Pick<Profile, 'history' | 'retiredFrom'> {
  if (age < 18) return { history: 'child', retiredFrom: null };
  const { timeline } = plan;
  const formerAge = sex === 'male' ? 60 : mix(mix(plan.seed, streams.history), index) % 2 === 0 ? 50 : 55;
  const retires = retirementMonth(birthMonth, formerAge, timeline.monthNumber('2025-01'));
  const reached = deceasedOn === null ? timeline.thisMonth : timeline.monthNumber(deceasedOn);
  if (retires <= reached) return { history: 'retired', retiredFrom: retires };
  if (deceasedOn !== null) return { history: 'ended', retiredFrom: null };
  // Who has just come of age has no history yet.
  return { history: age < 19 ? 'continuous' : historyOf(plan, index), retiredFrom: null };
}

function historyOf(plan: PersonPlan, index: number): History {
  const place = placeInThousand(plan.seed, streams.history, index);
  if (place < 480) return 'continuous';
  if (place < 570) return 'gap-open';
  if (place < 670) return 'gap-made-good-in-time';
  if (place < 730) return 'gap-made-good-late';
  if (place < 820) return 'moved-here';
  if (place < 890) return 'stopped-recently';
  return place < 940 ? 'stopped-long-ago' : 'ended';
}
