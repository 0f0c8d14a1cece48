/**
 * Chance that is no chance: everything is computed from the county's seed, a stream (what is being decided) and an
 * index (for whom), so that person i can be made without making the persons before him, and the same seed gives the
 * same county on every machine. Integer arithmetic on 32 bits alone.
 */

/** What is decided: every decision draws from its own stream, so that a change to one never moves the others. */
export const streams = {
  birth: 1,
  pair: 2,
  document: 3,
  name: 4,
  nameKind: 5,
  history: 6,
  contributions: 7,
  ledger: 8,
  card: 9,
  financialAccount: 10,
  death: 11,
  place: 12,
  employer: 13,
  service: 14,
  sex: 15,
  portrait: 16,
  medicalBill: 17,
} as const;
export type Stream = (typeof streams)[keyof typeof streams];

/** The 32-bit FNV-1a hash of a text's UTF-16 code units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Two 32-bit numbers into one, every bit of the answer depending on every bit given (the finaliser of MurmurHash3). */
export function mix(first: number, second: number): number {
  let hash = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A row of draws: the generator mulberry32. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** A whole number from `first` to `last`, both included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  /** True with the given probability. */
  odds(probability: number): boolean {
    return this.next() < probability;
  }

  /** One member of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return at(list, this.below(list.length));
  }
}

/** The draws of one person, or of whatever else is numbered, for one decision. */
export function chanceFor(seed: number, stream: Stream, index: number): Chance {
  return new Chance(mix(mix(seed, stream), index));
}

/**
 * A permutation of the numbers of `bits` bits (an even number of them): a Feistel network of four rounds.
 * @returns for each value below 2^bits another one, no two the same
 */
export function permute(key: number, bits: number, value: number): number {
  const half = bits / 2;
  const mask = (1 << half) - 1;
  let left = value >>> half;
  let right = value & mask;
  for (let round = 0; round < 4; round += 1) {
    const next = left ^ (mix(key + round, right) & mask);
    left = right;
    right = next;
  }
  return (left << half) | right;
}

/**
 * The place of an index in a shuffle of its thousand: of any 1,000 persons that follow each other from a multiple of
 * 1,000, each place 0 to 999 is had by exactly one. So shares are kept and the rarest case is there in every thousand.
 */
export function placeInThousand(seed: number, stream: Stream, index: number): number {
  const key = mix(mix(seed, stream + 1000), Math.floor(index / 1000));
  let place = index % 1000;
  do place = permute(key, 10, place);
  while (place >= 1000);
  return place;
}

/** A member of a list that must be there. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const member = list[index];
  if (member === undefined) throw new RangeError(`no member ${index} among ${list.length}`);
  return member;
}

/** A list in which each member of `weighted` stands as often as its weight says, to be picked from in one step. */
export function spread<T>(weighted: readonly (readonly [member: T, weight: number])[]): readonly T[] {
  return weighted.flatMap(([member, weight]) => Array.from({ length: weight }, () => member));
}
