import type { Change } from '../../../domain/records/change.ts';
import { servicePoint } from '../../../domain/testing/county.ts';
import type { Chance } from '../support/chance.ts';
import type { Counter } from '../support/counter.ts';
import { cardsEach } from '../support/parcel-under-way.ts';
import { desks, personId, smallCounty, thoseBesides } from '../support/small-county.ts';
import { turns } from '../support/statement-work.ts';

/**
 * Who stands in front of a counter that is killed again and again. One in three is whoever comes, for anything; the others
 * come back until their affair is over, at whichever window: it takes several windows, the bank or another area, and chance
 * alone would hardly come to its end.
 */

/** The county in which counters are killed. */
export function killCounty(): readonly Change[] {
  return smallCounty({ ...size, blanksEach: 300, underWay });
}

const size = { persons: 200, ways: 10 };
const losers = thoseBesides('loser', size);
const locked = thoseBesides('locked', size);
/** In three parcels: one is called back, of the others a card is missing. */
const underWay = 9;
const firstUnderWay = (losers[0] ?? 0) - underWay;
const firstMissing = firstUnderWay + cardsEach;
/** Enough that each conduct of another area is met. */
const newcomers = 10;
const firstNewcomer = firstUnderWay - newcomers;
const employees = 4;
const firstEmployee = firstNewcomer - employees;
const payers = 6;
const firstPayer = firstEmployee - payers;

/** So many stand in front of all counters at the same time, and come into each other's way. */
const queue = 8;
/** How many of all steps are those of who come back. */
const comeBack = 2 / 3;
/** How many of their visits are about what a second person has to sign, while something waits for one. */
const signed = 0.7;
/** So many steps that came to something, most of them of those who come back, and the next one stands there. */
const stepsEach = 24;

/** Whoever comes, by their numbers, when clerks have done so many steps. */
export function standingInLine(steps: number): readonly number[] {
  const first = Math.floor(steps / stepsEach);
  return Array.from({ length: queue }, (_none, index) => (first + index) % firstPayer);
}

/** Somebody, and what a clerk does with him one after the other. */
export interface Visit {
  readonly personId: string;
  readonly turns: readonly number[];
}

/** The next in front of this counter. */
export function nextVisit(counter: Counter, line: readonly number[], chance: Chance): Visit {
  if (!chance.happens(comeBack))
    return { personId: personId(chance.pick(line)), turns: [chance.below(turns)] };
  const affair = chance.pick(affairs);
  const id = personId(chance.pick(affair.who));
  const { storage, settings } = counter;
  const waits = storage.queries
    .approvalsWaiting(settings.place.officeId, 0, 200)
    .some((one) => one.personId === id);
  const visits = waits && chance.happens(signed) ? secondPerson : affair.visits(counter, id);
  return { personId: id, turns: chance.pick(visits) };
}

type Visits = readonly (readonly number[])[];

/** What somebody comes back for: what may be done with him this time, by what this counter knows of him. */
interface Affair {
  readonly who: readonly number[];
  readonly visits: (counter: Counter, personId: string) => Visits;
}

const [telephones, loses, employed, finds, sends, missing, help, change, recalls] = [
  3, 4, 8, 7, 9, 10, 11, 12, 12,
];
const [seal, bank, stops, makesGood, inquires, prints] = [19, 20, 21, 22, 23, 37];
const [claims, approvesHere, approves, refuses, paysOut, takesBack] = [24, 25, 26, 27, 29, 30];
const [leaves, comes, withdraws, returns, asks] = [31, 32, 33, 34, 35];

const secondPerson: Visits = [[approves], [approves], [approves], [approvesHere], [approvesHere], [refuses]];

const supervisor = desks[0]?.clerkId;

const balancePaidOut: Affair = {
  who: locked.slice(5),
  visits({ storage: { records }, settings }, id) {
    const payout = records.find('payout', 'personId', id).find(({ state }) => state !== 'withdrawn');
    const isEntered = payout !== undefined && payout.state !== 'accepted' && payout.state !== 'returned';
    // Nobody else may approve so much, and nobody approves what he has entered.
    if (!isEntered && settings.clerkId === supervisor) return [[inquires]];
    if (payout === undefined) return [[paysOut, paysOut]];
    if (payout.state === 'paid') return [[paysOut], [claims]];
    return payout.state === 'closed' ? [[claims]] : [[paysOut]];
  },
};
const cardMissing: Affair = {
  who: numbers(firstMissing, underWay - cardsEach),
  visits: () => [[missing]],
};

const affairs: readonly Affair[] = [
  { who: losers, visits: () => [[seal], [finds], [telephones, finds], [loses, finds]] },
  { who: thoseBesides('holder', size), visits: () => [[bank]] },
  { who: locked.slice(0, 3), visits: () => [[help], [help], [change, change, change], [inquires]] },
  { who: locked.slice(3, 5), visits: () => [[leaves], [withdraws], [paysOut, takesBack]] },
  { who: numbers(firstEmployee, employees), visits: () => [[employed, employed, employed]] },
  // The longest of all: a second person, the bank, and what is owed when it has paid.
  balancePaidOut,
  balancePaidOut,
  // Made, sent and looked for by turns, at two offices.
  cardMissing,
  cardMissing,
  {
    who: numbers(firstUnderWay, cardsEach),
    // Where it is to arrive nobody waits for it.
    visits: ({ settings }) =>
      settings.place.officeId === servicePoint.id ? [[inquires]] : [[recalls], [recalls], [sends]],
  },
  { who: numbers(firstNewcomer, newcomers), visits: () => [[comes], [comes], [comes], [returns], [asks]] },
  {
    who: numbers(firstPayer, payers),
    // With a paper in his hand: of what two windows do at the same time one paper has nothing behind it.
    visits: () => [[stops, prints], [stops, prints], [prints], [makesGood], [makesGood, prints]],
  },
];

function numbers(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_none, index) => first + index);
}
