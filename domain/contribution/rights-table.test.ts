import { describe, expect, it } from 'vitest';
import { beginningAndStopRows } from '../testing/rights-table/beginning-and-stop.ts';
import { madeGoodRows } from '../testing/rights-table/made-good.ts';
import { placesAndEmployersRows } from '../testing/rights-table/places-and-employers.ts';
import { retirementAndDeathRows } from '../testing/rights-table/retirement-and-death.ts';
import { answersOf, recordOf, rightsOfRow, sheetOf } from '../testing/rights-table/rights-row.ts';
import { waitingPeriodRows } from '../testing/rights-table/waiting-periods.ts';
import { areaWith, here } from '../testing/contribution-history.ts';
import type { MonthStatus } from './contribution-rights.ts';
import { isReadable, timelineOf } from './contribution-timeline.ts';
import { standingsOf, type MonthStanding } from './month-standing.ts';
import { RightsParameters } from './rights-parameters.ts';
import { reasonCodes } from './rights-reason.ts';

const rows = [
  ...beginningAndStopRows,
  ...madeGoodRows,
  ...waitingPeriodRows,
  ...placesAndEmployersRows,
  ...retirementAndDeathRows,
];

const everyStanding: Readonly<Record<MonthStanding['kind'], true>> = {
  due: true,
  retired: true,
  unpaid: true,
  'in-time': true,
  late: true,
  undecided: true,
};

const everyStatus: Readonly<Record<MonthStatus, true>> = {
  paid: true,
  waiting: true,
  'made-good-in-time': true,
  'made-good-late': true,
  'made-good': true,
  gap: true,
  retired: true,
  'after-death': true,
  'not-due': true,
};

describe('a history by hand, and what the rules give for it', () => {
  it.each(rows)('$name', (row) => {
    expect(sheetOf(row, answersOf(rightsOfRow(row)))).toBe(sheetOf(row, row));
  });
});

describe('the table of histories', () => {
  it('has at least sixty rows, each with its own name and a source', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.filter(({ source }) => source === '')).toEqual([]);
  });

  it('gives both answers for the same months', () => {
    expect(rows.filter(({ pooled, personal }) => pooled.length !== personal.length)).toEqual([]);
  });

  it('tells every reason there is', () => {
    const told = rows.flatMap((row) => {
      const { months, today } = rightsOfRow(row);
      const reasons = months.flatMap(({ pooled, personal }) => [pooled.reason.code, personal.reason.code]);
      return [today.pooled.reason.code, today.balance.reason.code, ...reasons];
    });
    expect([...new Set(told)].sort()).toEqual([...reasonCodes].sort());
  });

  it('has a month of every status', () => {
    const found = rows.flatMap((row) => rightsOfRow(row).months.map(({ status }) => status));
    expect([...new Set(found)].sort()).toEqual(Object.keys(everyStatus).sort());
  });

  it('has a month of every standing', () => {
    const found = rows.flatMap((row) => {
      const record = recordOf(row);
      if (!isReadable(record, row.asked)) return [];
      const parameters = new RightsParameters(areaWith(row.published).parameters);
      return standingsOf(timelineOf(record, here, row.asked), parameters).map(({ kind }) => kind);
    });
    expect([...new Set(found)].sort()).toEqual(Object.keys(everyStanding).sort());
  });
});
