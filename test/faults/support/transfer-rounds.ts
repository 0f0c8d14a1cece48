import type { Happening } from './history.ts';

type Fate = Extract<Happening, { readonly what: 'send' }>['fate'];

const work = (at: number, person: number, ...turns: readonly number[]): readonly Happening[] =>
  turns.map((turn) => ({ what: 'work', at, person, turn, steps: 1 }));
const send = (at: number, fate: Fate = 'delivered'): readonly Happening[] => [
  { what: 'send', at, few: 10, fate },
];
/** These counters hear everything. */
const hear = (...counters: readonly number[]): readonly Happening[] =>
  counters.map((at) => ({ what: 'feed', at, limit: 100, fate: 'delivered' }));
/** The central office goes so often to the bank and to the other areas. */
const errands = (times: number): readonly Happening[] =>
  Array.from({ length: times }, () => ({ what: 'bank', fate: 'served' }));
/** Each errand is lost once, and then made by two at the same time. */
const badErrands = (times: number): readonly Happening[] =>
  Array.from({ length: times }).flatMap((): readonly Happening[] => [
    { what: 'bank', fate: 'note lost' },
    { what: 'bank', fate: 'served twice' },
  ]);

/** Done at one window and heard at another. */
const told = (from: number, to: number, fate?: Fate) => [...send(from, fate), ...hear(from, to)];

const [stops, inquires, approves, refuses, paysOut] = [21, 23, 26, 27, 29];
const [leaves, comes, withdraws, returns, asks] = [31, 32, 33, 34, 35];
const paysIn = comes;

/** Transfers take a second person, the bank and another area: chance alone comes to the end of none. */
export const transferRounds: readonly (readonly [string, readonly Happening[]])[] = [
  [
    'somebody who leaves at two windows that know nothing of each other: approved, remitted, closed when the other place has him',
    [
      ...work(1, 8, stops),
      ...told(1, 0),
      ...work(1, 8, leaves),
      ...work(0, 8, leaves),
      ...send(1, 'answer lost'),
      ...send(0, 'doubled'),
      { what: 'settle', at: 0 },
      ...hear(0, 1),
      ...work(0, 8, approves),
      ...send(0, 'request late'),
      { what: 'late request', at: 0 },
      ...badErrands(7),
      ...hear(1),
      ...work(1, 8, leaves, withdraws),
      ...send(1, 'doubled'),
    ],
  ],
  [
    'too much that comes with somebody: matched at two windows, credited, the excess sent back once it is approved',
    [
      ...work(0, 4, inquires, comes),
      ...send(0, 'answer lost'),
      ...badErrands(2),
      ...hear(0, 1),
      ...work(0, 4, paysIn),
      ...work(1, 4, paysIn),
      ...send(0, 'answer lost'),
      ...send(1, 'doubled'),
      ...hear(0, 1),
      ...work(1, 4, paysIn),
      ...told(1, 0, 'doubled, second answer'),
      ...work(0, 4, returns),
      ...told(0, 1, 'doubled'),
      ...work(1, 4, refuses),
      ...told(1, 0),
      ...work(0, 4, returns),
      ...told(0, 1),
      ...work(1, 4, approves),
      ...send(1, 'answer late'),
      ...badErrands(6),
      ...hear(0),
      ...work(0, 4, returns),
    ],
  ],
  [
    'money that comes twice: the second cannot be his and goes back, which the bank cannot do',
    [
      ...work(1, 6, comes),
      ...told(1, 0),
      ...badErrands(2),
      ...hear(1),
      ...work(1, 6, paysIn, paysIn),
      ...told(1, 0, 'answer lost'),
      ...work(1, 6, returns),
      ...told(1, 0, 'doubled'),
      ...work(0, 6, approves),
      ...send(0),
      ...badErrands(3),
      ...hear(1),
      ...work(1, 6, returns),
    ],
  ],
  [
    'money for another person that is asked to go back, when the transfer is withdrawn before anybody has approved that',
    [
      ...work(1, 5, comes),
      ...told(1, 0),
      ...errands(2),
      ...hear(1),
      ...work(1, 5, paysIn, returns),
      ...send(1, 'answer lost'),
      ...work(1, 5, withdraws),
      ...told(1, 0),
      ...work(0, 5, approves),
      ...send(0, 'doubled'),
      ...badErrands(4),
    ],
  ],
  [
    'too little that comes with somebody: asked for, credited together, by a window whose word comes after the turn of a month that has sealed his account',
    [
      ...work(0, 4, comes),
      ...told(0, 1),
      ...errands(2),
      ...hear(0),
      ...work(0, 4, paysIn, paysIn, asks),
      ...send(0, 'answer lost'),
      ...badErrands(2),
      ...hear(0),
      ...work(0, 4, paysIn),
      ...told(0, 1),
      ...work(0, 4, paysIn),
      ...work(1, 4, stops),
      ...send(1),
      { what: 'month', offices: 1 },
      ...send(0, 'doubled'),
    ],
  ],
  [
    'somebody who leaves, and somebody whose balance is paid out: accepted before the turn of a month that has sealed both accounts, and not heard of until after it',
    [
      ...work(1, 8, stops),
      ...work(1, 1, stops),
      ...told(1, 0),
      ...work(1, 8, leaves),
      ...work(1, 1, paysOut, paysOut),
      { what: 'month', offices: 1 },
      ...hear(1),
      ...send(1, 'doubled'),
      ...hear(0, 1),
      ...work(0, 8, approves),
      ...work(0, 1, approves),
      ...send(0, 'answer lost'),
      ...badErrands(7),
      ...hear(1),
    ],
  ],
  [
    'money that the other place does not take: it comes back, is credited and paid out',
    [
      ...work(0, 11, ...Array.from({ length: 6 }, () => inquires)),
      ...told(0, 1),
      ...work(1, 11, leaves),
      ...told(1, 0),
      ...work(0, 11, approves),
      ...send(0),
      ...badErrands(6),
      ...hear(1),
      ...work(1, 11, leaves, leaves),
      ...told(1, 0),
      ...work(1, 11, paysOut, paysOut),
      ...send(1, 'doubled'),
    ],
  ],
  [
    'transfers that end otherwise: refused by the other place, sent back by the second person, withdrawn, returned by the bank',
    [
      ...work(1, 0, stops, leaves),
      ...told(1, 0),
      ...work(0, 0, approves),
      ...send(0, 'doubled'),
      ...badErrands(2),
      ...hear(0, 1),
      ...work(1, 0, leaves),
      ...told(1, 0),
      ...work(1, 0, refuses),
      ...told(1, 0, 'answer lost'),
      ...work(1, 0, leaves, withdraws),
      ...told(1, 0, 'doubled'),
      ...work(1, 0, leaves),
      ...told(1, 0),
      ...work(0, 0, approves),
      ...send(0),
      ...badErrands(5),
    ],
  ],
  [
    'somebody who asks for a card at one window and leaves at another',
    [
      ...work(1, 3, stops),
      ...told(1, 0),
      ...work(0, 3, 13),
      ...work(1, 3, leaves),
      ...send(0, 'answer lost'),
      ...send(1, 'doubled'),
      ...hear(1),
      ...work(1, 3, leaves),
    ],
  ],
];
