import type { Chance } from '../faults/support/chance.ts';
import type { Happening } from '../faults/support/history.ts';
import { desks, personsOfAWay } from '../faults/support/small-county.ts';
import { turns } from '../faults/support/statement-work.ts';

/** Enough that a person's page does not grow long over a few thousand commands. */
export const personsOfCounty = 100;
/** So many of them begin with each thing that is not like everybody's: a lost card, a wrong seal, a child, a locked card. */
export const ways = 5;
/** So many wait at the service point for a card that is under way: those before them. */
export const waitingAtPoint = 12;
/** The service point's counter; the others are the centre's. */
const pointAt = desks.length - 1;
/** At most so many days go by at once, and in all: up to the last of December. */
const longestPause = 9;
const daysOfCounty = 38;

/** One thing that happens; or days go by, and a month that has begun is turned; or all comes to rest and is looked at. */
export type WalkStep =
  Happening | { readonly what: 'days'; readonly days: number } | { readonly what: 'rest' };
/** How often something else is done than what comes next, and at another desk. */
const outOfTurn = 0.2;
const elsewhere = 0.25;
/** On these turns another clerk than the first decides. */
const secondPersons: ReadonlySet<number> = new Set([26, 27]);
/** So many persons stand in the offices at the same time; the counters come into each other's way over them. */
const room = 8;
/** At most so many times a clerk turns to one of them before he goes home. */
const longestStay = 40;
/** For whom nothing could be done so often in a row goes earlier; after so many times something else is tried. */
const patience = 5;
const tries = 2;
/** How many have come for what moves money, and how often a second person is told at once that something waits for him. */
const forMoney = 0.6;
const toldAtOnce = 0.7;

/** In the place of a turn: what was done for him is sent, bank and other areas are asked, and his desk hears of it. */
const answered = -1;

/**
 * What a person has come for, as the turns of the clerk's work by which it goes on (clerk-work.ts and the files beside it),
 * one after the other. Chance alone would come to the end of hardly anything that takes many steps.
 */
const purposes: readonly (readonly number[])[] = [
  // A card, made and handed over, at a window or by way of the service point; given up, or spoiled, now and then.
  [13, 13, 3, 13, 13, 37, 13, 37, 13, 9, 12, 11],
  [13, 13, 1, 13, 13, 13, 10, 13, 13, 13, 13, 0, 13, 4],
  // A card that is not in its parcel.
  [10, 10, 13, 13, 13, 10, 13, 13, 13],
  [10, 13, answered, 13, answered, 13, 13],
  // A card of a batch of his employer's.
  [7, 7, 13, 13, 13, 13, 13, 8, 37, 0],
  // A loss, found again or replaced.
  [3, 8, 4, 7, 3, 4, 13, 13, 13, 13, 13, 13, 37],
  // A password, and the card locked and unlocked.
  [11, 12, 12, 12, 11, 23],
  // The seal and the bank.
  [20, 19, 21, 20, 22, 19, 20, 36],
  [19, 7, 20, 13, 36],
  // Insurance stopped, made good, resumed.
  [21, 22, 22, 21, 23, 36],
  // Nobody's: blanks, and the day's end.
  [14, 15, 16, 17, 18, 2, 37],
  // Anything.
  Array.from({ length: turns }, (_unused, turn) => turn),
];

/** The same of whoever has come for what moves money. */
const purposesOfMoney: readonly (readonly number[])[] = [
  // What was posted wrongly goes back.
  [24, 26, 24, 25, 24, 26, 24, 27, 28, 36],
  // The balance is paid out, and claimed back.
  [21, 29, 29, 26, answered, answered, 29, 24, 26, answered, 24, 24, 26, 21],
  [21, 29, 29, 27, answered, 29, 26, answered, 29, 30],
  // He leaves, and what has gone is claimed back.
  [21, 31, 26, answered, 35, answered, 31, 31, answered, 24, 26, answered, 24, 24, 26, 21],
  [21, 31, 33, 31, 27, answered, 31, 26, 33],
  // He comes, and money that is not right goes back.
  [32, answered, 32, answered, 32, 32, 35, 34, 26, answered, 32, 36],
  [32, 33, 32, answered, 32, 34, 27, answered, 34, 26, answered, 33],
];

interface Visitor {
  readonly person: number;
  readonly purpose: readonly number[];
  /** The counter that he mostly comes to. */
  readonly at: number;
  /** How often he was there. */
  came: number;
  left: number;
  /** So often in a row nothing could be done for him. */
  inVain: number;
}

/** What happens in a county, one thing after the other, always the same for the same chance. */
export class CountyDays {
  readonly #chance: Chance;
  readonly #visitors: Visitor[];
  #daysLeft = daysOfCounty;
  /** Whoever stood at a desk in what happened last; null where nobody did. */
  #last: number | null = null;
  /** What is to happen next, whatever chance says, and to whom. */
  readonly #soon: { readonly happening: Happening; readonly to: number | null }[] = [];

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#visitors = Array.from({ length: room }, () => this.#visitor());
  }

  next(): WalkStep {
    const chance = this.#chance;
    const soon = this.#soon.shift();
    this.#last = soon?.to ?? null;
    if (soon !== undefined) return soon.happening;
    const roll = chance.next();
    const at = chance.below(desks.length);
    if (roll < 0.86) return this.#work();
    if (roll < 0.91) return { what: 'send', at, few: 1 + chance.below(60), fate: 'delivered' };
    if (roll < 0.96) return { what: 'feed', at, limit: 500, fate: 'delivered' };
    if (roll < 0.968) return { what: 'content', at, bytes: 1_000, fate: 'delivered' };
    if (roll < 0.98) return { what: 'bank', fate: 'served' };
    if (roll < 0.999) return { what: 'settle', at };
    return this.#someDays();
  }

  /** Whether a command came of what happened last: for whom nothing can be done goes home. */
  note(isDone: boolean): void {
    const place = this.#last;
    const visitor = place === null ? undefined : this.#visitors[place];
    if (place === null || visitor === undefined) return;
    visitor.inVain = isDone ? 0 : visitor.inVain + 1;
    if (isDone || visitor.inVain % tries === 0) visitor.came += 1;
    if (visitor.left <= 0 || visitor.inVain === patience) this.#visitors[place] = this.#visitor();
  }

  /** Some days go by, while counters may still have what was done before; never beyond the year, whose calendar is known. */
  #someDays(): WalkStep {
    const days = Math.min(1 + this.#chance.below(longestPause), this.#daysLeft);
    this.#daysLeft -= days;
    return { what: 'days', days };
  }

  #work(): Happening {
    const chance = this.#chance;
    const place = chance.below(this.#visitors.length);
    const visitor = this.#visitors[place];
    if (visitor === undefined) throw new Error('the room is empty');
    visitor.left -= 1;
    this.#last = place;
    const { person, purpose } = visitor;
    const next = purpose[visitor.came % purpose.length] ?? 0;
    const turn = chance.happens(outOfTurn) ? chance.pick(purpose) : next;
    if (turn === answered) {
      visitor.came += 1;
      this.#last = null;
      const second = { what: 'send', at: 0, few: 60, fate: 'delivered' } as const;
      const bank = { what: 'bank', fate: 'served' } as const;
      const hears = { what: 'feed', at: visitor.at, limit: 500, fate: 'delivered' } as const;
      this.#soon.push(...[second, bank, hears].map((happening) => ({ happening, to: null })));
      return { what: 'send', at: visitor.at, few: 60, fate: 'delivered' };
    }
    const at = this.#desk(visitor, turn);
    const work = { what: 'work', at, person, turn, steps: 1 } as const;
    if (!secondPersons.has(turn) || !chance.happens(toldAtOnce)) return work;
    this.#soon.push(
      { happening: { what: 'feed', at, limit: 500, fate: 'delivered' }, to: null },
      { happening: work, to: place },
    );
    this.#last = null;
    return { what: 'send', at: visitor.at, few: 60, fate: 'delivered' };
  }

  /** Mostly where he was before, so that he gets further; the second person is mostly the supervisor, at the first desk. */
  #desk({ at }: Visitor, turn: number): number {
    const chance = this.#chance;
    if (secondPersons.has(turn)) return at === 0 || chance.happens(0.3) ? (at + 1) % pointAt : 0;
    return chance.happens(elsewhere) ? chance.below(desks.length) : at;
  }

  #visitor(): Visitor {
    const chance = this.#chance;
    const person = chance.below(personsOfCounty);
    return {
      person,
      purpose: chance.pick(chance.happens(forMoney) ? purposesOfMoney : purposes),
      // Most is done at the centre.
      at: chance.happens(waitsAtPoint(person) ? 0.7 : 0.1) ? pointAt : chance.below(pointAt),
      came: 0,
      inVain: 0,
      left: 1 + chance.below(longestStay),
    };
  }
}

function waitsAtPoint(person: number): boolean {
  const last = personsOfCounty - ways * personsOfAWay;
  return person < last && person >= last - waitingAtPoint;
}
