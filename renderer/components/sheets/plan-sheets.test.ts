import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSheets, type MeasuredBlock, type SheetPart } from './plan-sheets.ts';

const table = (rows: number, height = 10): MeasuredBlock => ({
  kind: 'table',
  head: 10,
  rows: Array.from({ length: rows }, () => height),
});
const whole = (height: number, closes = false): MeasuredBlock => ({ kind: 'whole', height, closes });
const rowsOf = (sheets: readonly (readonly SheetPart[])[]) =>
  sheets.map((parts) => parts.map(({ from, to }) => to - from));

describe('sheets', () => {
  it('take as many rows as they have room for below the repeated head', () => {
    expect(rowsOf(planSheets([table(9)], 100))).toEqual([[9]]);
    expect(rowsOf(planSheets([table(20)], 100))).toEqual([[9], [9], [2]]);
  });

  it('never have one row alone at the end', () => {
    expect(rowsOf(planSheets([table(10)], 100))).toEqual([[8], [2]]);
    expect(rowsOf(planSheets([table(19)], 100))).toEqual([[9], [8], [2]]);
  });

  it('never begin a table with one row at the foot of a sheet', () => {
    expect(rowsOf(planSheets([whole(75), table(5)], 100))).toEqual([[0], [5]]);
    expect(rowsOf(planSheets([whole(70), table(5)], 100))).toEqual([[0, 2], [3]]);
  });

  it('have rows beside the signatures that close a table', () => {
    expect(rowsOf(planSheets([table(9), whole(30, true)], 100))).toEqual([[7], [2, 0]]);
    expect(rowsOf(planSheets([table(6), whole(30, true)], 100))).toEqual([[6, 0]]);
    expect(rowsOf(planSheets([table(9), whole(30)], 100))).toEqual([[9], [0]]);
  });

  it('give what is higher than a sheet one for itself', () => {
    expect(rowsOf(planSheets([whole(20), whole(150), whole(20)], 100))).toEqual([[0], [0], [0]]);
    expect(rowsOf(planSheets([table(3, 200)], 100))).toEqual([[1], [1], [1]]);
  });

  it('have less room where every sheet but the first says whose they are', () => {
    expect(rowsOf(planSheets([table(25)], 100, 60))).toEqual([[9], [5], [5], [4], [2]]);
    expect(rowsOf(planSheets([table(9), whole(30, true)], 100, 60))).toEqual([[7], [2, 0]]);
    expect(rowsOf(planSheets([table(9), whole(35, true)], 100, 60))).toEqual([[9], [0]]);
  });

  it('are one where there is nothing', () => {
    expect(planSheets([], 100)).toEqual([[]]);
  });

  const aBlock = fc.oneof(
    fc.record({
      kind: fc.constant('whole' as const),
      height: fc.integer({ min: 1, max: 90 }),
      closes: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      head: fc.integer({ min: 1, max: 20 }),
      rows: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 }),
    }),
  );

  it('have every block and every row once and in order, and none is fuller than it is high', () => {
    fc.assert(
      fc.property(fc.array(aBlock, { maxLength: 6 }), (blocks) => {
        const sheets = planSheets(blocks, 100);
        const told = sheets
          .flat()
          .flatMap(({ block, from, to }) =>
            blocks[block]?.kind === 'whole'
              ? [`${block}`]
              : Array.from({ length: to - from }, (_none, row) => `${block}/${from + row}`),
          );
        const wanted = blocks.flatMap((block, index) =>
          block.kind === 'whole' ? [`${index}`] : block.rows.map((_row, row) => `${index}/${row}`),
        );
        expect(told).toEqual(wanted);
        for (const parts of sheets) {
          const height = parts.reduce((sum, { block, from, to }) => {
            const one = blocks[block];
            if (one === undefined) throw new Error('a block that there is not');
            if (one.kind === 'whole') return sum + one.height;
            return sum + one.head + one.rows.slice(from, to).reduce((rows, row) => rows + row, 0);
          }, 0);
          expect(height).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('leave no row of equal rows alone where the table has three or more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 200 }), fc.integer({ min: 0, max: 95 }), (count, before) => {
        const parts = rowsOf(planSheets([whole(before), table(count)], 100))
          .flat()
          .filter((rows) => rows > 0);
        expect(parts.reduce((sum, rows) => sum + rows, 0)).toBe(count);
        expect(Math.min(...parts)).toBeGreaterThan(1);
      }),
    );
  });
});
