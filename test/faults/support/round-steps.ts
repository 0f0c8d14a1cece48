import type { Happening } from './history.ts';

type Fate = Extract<Happening, { readonly what: 'send' }>['fate'];

export const work = (at: number, person: number, ...turns: readonly number[]): readonly Happening[] =>
  turns.map((turn) => ({ what: 'work', at, person, turn, steps: 1 }));
export const send = (at: number, fate: Fate = 'delivered'): readonly Happening[] => [
  { what: 'send', at, few: 10, fate },
];
/** These counters hear everything. */
export const hear = (...counters: readonly number[]): readonly Happening[] =>
  counters.map((at) => ({ what: 'feed', at, limit: 100, fate: 'delivered' }));
/** The central office goes so often to the bank and to the other areas. */
export const errands = (times: number): readonly Happening[] =>
  Array.from({ length: times }, () => ({ what: 'bank', fate: 'served' }));
/** Each errand is lost once, and then made by two at the same time. */
export const badErrands = (times: number): readonly Happening[] =>
  Array.from({ length: times }).flatMap((): readonly Happening[] => [
    { what: 'bank', fate: 'note lost' },
    { what: 'bank', fate: 'served twice' },
  ]);

/** Done at one window and heard at another. */
export const told = (from: number, to: number, fate?: Fate): readonly Happening[] => [
  ...send(from, fate),
  ...hear(from, to),
];
