import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementOf } from '../../../domain/statement/personal-statement.ts';
import { entry } from '../../../domain/testing/ledger.ts';
import { statementSheets } from './statement-layout.ts';

const everything = { from: '2000-01-01', to: '2026-12-31', scope: 'all', throughSerial: 1_000_000 } as const;

function statement(lines: number, institution = '县人民医院'): Parameters<typeof statementSheets>[0] {
  const entries = Array.from({ length: lines }, (_, index) => entry(index + 1, { institution, amount: 1 }));
  const { lines: all, ...figures } = statementOf(entries, everything);
  return { figures, lines: all };
}

const countsOf = (of: Parameters<typeof statementSheets>[0], notices: number, isChecked = false) =>
  statementSheets(of, notices, isChecked).map(({ lines }) => lines.length);

describe('the sheets of a statement', () => {
  it('are one where there is nothing, and one where everything fits with its sums', () => {
    expect(countsOf(statement(0), 0)).toEqual([0]);
    expect(countsOf(statement(1), 0)).toEqual([1]);
    expect(countsOf(statement(18), 0)).toEqual([18]);
  });

  it('never leave the sums or a line or two alone on the last', () => {
    expect(countsOf(statement(19), 0)).toEqual([16, 3]);
    expect(countsOf(statement(23), 0)).toEqual([20, 3]);
    expect(countsOf(statement(24), 0)).toEqual([21, 3]);
    expect(countsOf(statement(26), 0)).toEqual([22, 4]);
    expect(countsOf(statement(16), 3)).toEqual([13, 3]);
  });

  it('have less room where the institutions have long names', () => {
    const long = '示范县城关镇社区卫生服务中心附属第一门诊部';
    expect(countsOf(statement(30, long), 0)[0]).toBeLessThan(countsOf(statement(30), 0)[0] ?? 0);
  });

  it('leave room for how the statement is checked', () => {
    expect(countsOf(statement(14), 0, true)).toEqual([14]);
    expect(countsOf(statement(15), 0, true)).toEqual([12, 3]);
  });

  it('carry on from each other, and leave no line out, however many there are', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(4), fc.string({ maxLength: 60 }), (lines, unposted, name) => {
        const whole = statement(lines, name);
        const sheets = statementSheets(whole, unposted, false);
        expect(sheets.flatMap((one) => one.lines)).toEqual(whole.lines);
        sheets.forEach((one, index) => {
          expect(one.opening).toBe(sheets[index - 1]?.closing ?? whole.figures.opening);
          expect(one.lines.length).toBeGreaterThan(whole.lines.length === 0 ? -1 : 0);
        });
        expect(sheets.at(-1)?.closing).toBe(whole.figures.closing);
      }),
      { numRuns: 60 },
    );
  });
});
