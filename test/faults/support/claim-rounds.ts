import type { Happening } from './history.ts';
import { badErrands, hear, send, told, work } from './round-steps.ts';

const [inquires, claims, approvesHere, approves, refuses, paysOut] = [23, 24, 25, 26, 27, 29];
/** On the same turn money is recorded that has come back, and now and then a mistake is found. */
const recordsOrReverses = claims;
const settle = (at: number): readonly Happening[] => [{ what: 'settle', at }];

/** A balance that the bank has paid, claimed back with a second person: its services are two. */
const claimed: readonly Happening[] = [
  ...work(1, 11, paysOut, paysOut),
  ...told(1, 0),
  ...work(0, 11, approves),
  ...send(0),
  ...badErrands(7),
  ...hear(0, 1),
  ...work(1, 11, claims),
  ...told(1, 0, 'answer lost'),
  ...work(0, 11, approves),
  ...told(0, 1),
];
/** Another service of the same person, known at both windows: the next one comes upon a mistake. */
const another: readonly Happening[] = [...work(0, 11, inquires), ...told(0, 1)];

/** What is owed takes a payout, a second person and the bank, before anything of it can go wrong. */
export const claimRounds: readonly (readonly [string, readonly Happening[]])[] = [
  [
    'money claimed back of which a repayment was recorded by mistake: taken back at two windows, recorded rightly by the same reference, taken back once more when all was paid',
    [
      ...claimed,
      ...work(1, 11, recordsOrReverses),
      ...told(1, 0, 'doubled'),
      ...another,
      ...work(1, 11, recordsOrReverses),
      ...work(0, 11, recordsOrReverses),
      ...send(1, 'answer lost'),
      ...send(0, 'doubled'),
      ...work(0, 11, approvesHere),
      ...work(1, 11, approvesHere),
      ...send(0, 'answer late'),
      ...send(1, 'doubled, second answer'),
      ...settle(1),
      ...hear(0, 1),
      ...work(1, 11, refuses),
      ...told(1, 0),
      ...work(0, 11, recordsOrReverses),
      ...told(0, 1, 'answer lost'),
      ...work(1, 11, recordsOrReverses),
      ...send(1, 'request late'),
      { what: 'late request', at: 1 },
      ...hear(0, 1),
      ...another,
      ...work(1, 11, recordsOrReverses),
      ...told(1, 0, 'doubled'),
      ...work(0, 11, approves),
      ...send(0, 'request late'),
      { what: 'late request', at: 0 },
      ...hear(0, 1),
      ...work(0, 11, recordsOrReverses),
    ],
  ],
  [
    'money claimed back by mistake: reversed at one window while another records a repayment, its account closed again, and claimed anew',
    [
      ...claimed,
      ...another,
      ...work(1, 11, recordsOrReverses),
      ...told(1, 0, 'doubled'),
      ...work(1, 11, recordsOrReverses),
      ...work(0, 11, approves),
      ...send(0, 'answer lost'),
      ...send(1, 'doubled'),
      ...settle(1),
      ...hear(0, 1),
      ...work(1, 11, claims),
      ...told(1, 0, 'answer late'),
      ...work(0, 11, approves),
      ...told(0, 1),
      ...work(1, 11, recordsOrReverses),
      ...send(1, 'answer lost'),
    ],
  ],
  [
    'money claimed back, of which something comes before a second person has reversed the claim: it stands',
    [
      ...claimed,
      ...another,
      ...work(1, 11, recordsOrReverses),
      ...told(1, 0, 'answer lost'),
      ...work(1, 11, recordsOrReverses),
      ...work(0, 11, approves),
      ...send(1, 'doubled'),
      ...send(0, 'answer late'),
      ...settle(0),
      ...hear(0, 1),
      ...work(1, 11, refuses),
      ...told(1, 0),
    ],
  ],
];
