import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/civil-date.ts';
import type { CommandContext } from '../command/command-rule.ts';
import { change } from '../records/change.ts';
import type { DayClose } from '../records/day-close.ts';
import type { StockMovement } from '../records/stock-movement.ts';
import type { SerialRange } from '../stock/serial-ranges.ts';
import {
  beginning,
  blankCard,
  centre,
  clerk,
  context,
  otherWorkstation,
  today,
  workstation,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { CloseDayRequest, PlaceOfDay } from './close-day-request.ts';
import { beginningOf, chainOf } from './day-chain.ts';

const supervisor = { ...clerk, id: 'clerk-gu', role: 'supervisor' } as const;
const yesterday = addDays(today, -1);
const own = {
  scope: 'clerk',
  officeId: centre.id,
  workstationId: workstation.id,
  clerkId: clerk.id,
} as const;
const whole = { scope: 'office', officeId: centre.id, workstationId: null, clerkId: null } as const;
const signature = { reason: '已核对柜内实物', signature: 'c2ln' } as const;

/** The day before, or an earlier one, as it is closed in these tests. */
const first = 'first-day';

function range(from: number, to: number): SerialRange {
  return { first: blankCard(from).id, last: blankCard(to).id };
}

/** A line of the book: from the safe into the drawer, unless the fields say otherwise. */
function line(
  id: string,
  movedOn: string,
  ranges: readonly SerialRange[],
  fields: Partial<StockMovement> = {},
) {
  return change('stockMovement', {
    ...{ id, kind: 'moved', movedOn, movedAt: `${movedOn}T09:00:00.000+08:00`, ranges, serviceId: null },
    ...{ clerkId: supervisor.id, officeId: centre.id, workstationId: otherWorkstation.id },
    ...{ fromOfficeId: centre.id, fromWorkstationId: null },
    ...{ toOfficeId: centre.id, toWorkstationId: workstation.id },
    ...fields,
  });
}
const out = {
  kind: 'used',
  ...{ fromOfficeId: centre.id, fromWorkstationId: workstation.id, toOfficeId: null, toWorkstationId: null },
} as const;

function drawer(opening: readonly SerialRange[], closing: readonly SerialRange[]): PlaceOfDay {
  return { workstationId: workstation.id, opening, closing };
}

/** What was counted in the drawer on a day: as much as there was. */
function count(day: string) {
  return change('stockCount', {
    ...{ id: `count ${day}`, officeId: centre.id, workstationId: workstation.id, clerkId: clerk.id },
    ...{ countedOn: day, countedAt: `${day}T17:00:00.000+08:00`, book: 0, counted: 0 },
    ...{ missing: [], surplus: [], explanation: null, supervisorId: null },
  });
}

type Closing = Pick<CloseDayRequest, 'places'> & Partial<CloseDayRequest>;

/** Closes the day that follows the first one, of the clerk unless the fields say otherwise. */
function close(base: FactBase, request: Closing, who: Partial<CommandContext> = {}) {
  return base.run(
    {
      kind: 'close-day',
      request: {
        ...{ scope: 'clerk', clerkId: clerk.id, workstationId: workstation.id, day: today },
        ...{ previousId: first, previousDay: yesterday },
        ...{ looks: [], waiting: [], reason: null, signature: null },
        heard: base.all('stockMovement').map(({ id }) => id),
        ...request,
      },
    },
    { ...context, commandId: 'next-day', ...who },
  );
}

/** Five lay in the drawer, three came and one was used: two to eight lie there when the first day is closed. */
function afterFirstDay(firstDay = yesterday): FactBase {
  const base = new FactBase([
    ...beginning,
    change('clerk', supervisor),
    line('came', firstDay, [range(6, 8)]),
    line('used', firstDay, [range(1, 1)], out),
    ...[firstDay, today].map(count),
  ]);
  const decision = close(
    base,
    {
      ...{ day: firstDay, previousId: beginningOf(chainOf(own)), previousDay: null },
      places: [drawer([range(1, 5)], [range(2, 8)])],
    },
    { commandId: first },
  );
  expect(codesOf(decision)).toEqual(['accepted']);
  return base;
}

function cardsOf(base: FactBase, id = 'next-day'): DayClose['report']['cards'] {
  return base.get('dayClose', id).report.cards;
}

describe('the cards with which a day begins', () => {
  it('are those with which the day before was closed, whatever the counter says', () => {
    const base = afterFirstDay();
    const places = [drawer([range(2, 8)], [range(2, 8)])];
    expect(codesOf(close(base, { places }))).toEqual(['accepted']);
    expect(cardsOf(base)).toMatchObject([{ opening: [range(2, 8)], closing: [range(2, 8)], difference: [] }]);
  });

  // None of these comes out by itself: the page that the counter sends leaves cards away, or has some that never came.
  it.each<[what: string, places: readonly PlaceOfDay[], difference: readonly SerialRange[]]>([
    ['are not fewer from one day to the next', [drawer([range(2, 5)], [range(2, 5)])], [range(6, 8)]],
    ['are not more either', [drawer([range(2, 9)], [range(2, 9)])], [range(9, 9)]],
    ['are told where the counter tells nothing of the drawer', [], [range(2, 8)]],
  ])('%s: that is a difference, which a supervisor signs for', (_what, places, difference) => {
    const base = afterFirstDay();
    expect(codesOf(close(base, { places }))).toEqual(['day-leftovers-unsigned', 'day-reason-missing']);
    expect(codesOf(close(base, { places, ...signature }, { clerkId: supervisor.id }))).toEqual(['accepted']);
    expect(cardsOf(base)).toMatchObject([{ opening: [range(2, 8)], difference }]);
    expect(base.get('dayClose', 'next-day').report.leftovers.map(({ kind }) => kind)).toEqual([
      'cards-differ',
    ]);
  });

  it('are, behind a difference that was signed for, those that were found: nobody signs for it twice', () => {
    const base = afterFirstDay();
    const places = [drawer([range(2, 5)], [range(2, 5)])];
    close(base, { places, ...signature }, { clerkId: supervisor.id });
    const tomorrow = addDays(today, 1);
    base.apply([count(tomorrow)]);
    const request = { day: tomorrow, previousId: 'next-day', previousDay: today, places };
    expect(codesOf(close(base, request, { today: tomorrow, commandId: 'third-day' }))).toEqual(['accepted']);
    expect(cardsOf(base, 'third-day')).toMatchObject([{ opening: [range(2, 5)], difference: [] }]);
  });

  it('count what was written to the day before after it was closed', () => {
    const base = afterFirstDay();
    base.apply([line('late', yesterday, [range(2, 2)], { ...out, kind: 'spoiled' })]);
    const places = [drawer([range(3, 8)], [range(3, 8)])];
    expect(codesOf(close(base, { places }))).toEqual(['accepted']);
    expect(cardsOf(base)).toMatchObject([{ opening: [range(3, 8)], came: [], left: [] }]);
  });

  it('count what moved on the days between, on which nobody closed', () => {
    const firstDay = addDays(today, -3);
    const base = afterFirstDay(firstDay);
    base.apply([
      line('between', addDays(today, -2), [range(2, 3)], out),
      line('before', yesterday, [range(9, 10)]),
      line('today', today, [range(11, 11)]),
    ]);
    const places = [drawer([range(4, 10)], [range(4, 11)])];
    expect(codesOf(close(base, { places, previousDay: firstDay }))).toEqual(['accepted']);
    expect(cardsOf(base)).toMatchObject([
      { opening: [range(4, 10)], closing: [range(4, 11)], difference: [] },
    ]);
  });

  it('and with which it ends, leave out what the counter has not heard of: that is no difference', () => {
    const base = afterFirstDay();
    const heard = base.all('stockMovement').map(({ id }) => id);
    base.apply([
      line('late elsewhere', yesterday, [range(2, 2)], out),
      line('taken elsewhere', today, [range(3, 3)], out),
      line('brought elsewhere', today, [range(9, 9)]),
    ]);
    const places = [drawer([range(2, 8)], [range(2, 8)])];
    expect(codesOf(close(base, { places, heard }))).toEqual(['accepted']);
    expect(cardsOf(base)).toMatchObject([{ opening: [range(3, 8)], closing: [range(4, 9)], difference: [] }]);
  });

  it('hang on the day that was closed before, which is not another one than the records have', () => {
    const base = afterFirstDay();
    const places = [drawer([range(2, 8)], [range(2, 8)])];
    for (const previousDay of [null, addDays(today, -2), today]) {
      expect(codesOf(close(base, { places, previousDay }))).toContain('day-chain-moved');
    }
    const beginningAnew = { places, previousId: beginningOf(chainOf(own)) };
    expect(codesOf(close(base, beginningAnew))).toContain('day-chain-moved');
  });
});

describe('the places on the page of a day', () => {
  it('are of a clerk his drawer alone, whatever else the counter tells of', () => {
    const base = afterFirstDay();
    const places = [
      drawer([range(2, 8)], [range(2, 8)]),
      { workstationId: otherWorkstation.id, opening: [range(20, 29)], closing: [range(20, 29)] },
      { workstationId: null, opening: [range(30, 39)], closing: [range(30, 39)] },
    ];
    expect(codesOf(close(base, { places }))).toEqual(['accepted']);
    expect(cardsOf(base).map(({ workstationId }) => workstationId)).toEqual([workstation.id]);
  });

  it('are of an office the safe and every drawer that had cards when it was last closed, or got some', () => {
    const base = new FactBase([...beginning, change('clerk', supervisor)]);
    const ofOffice = { scope: 'office', clerkId: null, workstationId: null, ...signature } as const;
    const safe = { workstationId: null, opening: [range(1, 9)], closing: [range(1, 9)] };
    const places = [safe, drawer([range(10, 12)], [range(10, 12)])];
    const chain = { previousId: beginningOf(chainOf(whole)), previousDay: null };
    const who = { clerkId: supervisor.id };
    const firstDay = { ...ofOffice, ...chain, day: yesterday, places };
    expect(codesOf(close(base, firstDay, { ...who, commandId: first }))).toEqual(['accepted']);
    base.apply([line('came', today, [range(9, 9)], { toWorkstationId: otherWorkstation.id })]);
    const request = { ...ofOffice, places: [{ ...safe, closing: [range(1, 8)] }] };
    expect(codesOf(close(base, request, who))).toEqual(['accepted']);
    expect(cardsOf(base).map(({ workstationId, difference }) => [workstationId, difference])).toEqual([
      [null, []],
      [workstation.id, [range(10, 12)]],
      [otherWorkstation.id, [range(9, 9)]],
    ]);
  });
});
