import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSheets } from './batch-list-layout.ts';

const facts = [
  '桐溪县丝绸有限公司（91310110666007217T）',
  '桐机介字〔2026〕第118号',
  '阿依古丽',
  '330199-20261120-003-0071',
];
const named = (count: number, name = '欧阳建国') => Array.from({ length: count }, () => name);
const countsOf = (...of: Parameters<typeof listSheets>) => listSheets(...of).map(({ from, to }) => to - from);

describe('the sheets of a list that is signed', () => {
  it('are one where everything fits with the signature of who takes the cards', () => {
    expect(listSheets(facts, [])).toEqual([{ from: 0, to: 0, isSigned: true }]);
    expect(listSheets(facts, named(1))).toEqual([{ from: 0, to: 1, isSigned: true }]);
  });

  it('have fewer rows where names are long, or the employer’s', () => {
    const [usual = 0] = countsOf(facts, named(60));
    const [longNames = 0] = countsOf(facts, named(60, '阿卜杜热西提·阿布都克里木·买买提依明·吐尔逊江'));
    const [longEmployer = 0] = countsOf(['桐溪县'.repeat(60), ...facts.slice(1)], named(60));
    expect(usual).toBeGreaterThan(15);
    expect(longNames).toBeLessThan(usual);
    expect(longEmployer).toBeLessThan(usual);
  });

  it('leave out no row, never one alone, and only the last is signed, beside its last rows', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 200 }), (names) => {
        const sheets = listSheets(facts, names);
        let next = 0;
        for (const { from, to } of sheets) {
          expect(from).toBe(next);
          next = to;
        }
        expect(next).toBe(names.length);
        expect(sheets.filter(({ isSigned }) => isSigned)).toEqual([sheets.at(-1)]);
        if (names.length > 1) for (const { from, to } of sheets) expect(to - from).toBeGreaterThan(1);
      }),
    );
  });

  it('of ten thousand rows are as many as they take', () => {
    const sheets = listSheets(facts, named(10_000));
    expect(sheets.at(-1)).toMatchObject({ to: 10_000, isSigned: true });
    expect(sheets.length).toBeGreaterThan(400);
  });
});
