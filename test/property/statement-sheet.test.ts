import * as XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { StatementSheet } from '../../counter/ports/roster-files.ts';
import { createRosterFiles } from '../../electron/backend/roster/roster-files.ts';
import { statementOf } from '../../domain/statement/personal-statement.ts';
import { entries, entry } from '../../domain/testing/ledger.ts';

const question = { from: '2026-11-01', to: '2026-11-30', scope: 'all', throughSerial: 9 } as const;
const dangerous = entry(5, { institution: '=HYPERLINK("http://example.invalid")', amount: 123_456 });
const { lines, ...figures } = statementOf([...entries, dangerous], question);

function sheet(fields: Partial<StatementSheet> = {}): StatementSheet {
  return {
    ...{ format: 'xlsx', language: 'zh-CN', serviceNumber: '330122-20261122-003-0001' },
    person: { name: '𠮷王芳', maskedNumber: '110105********002X' },
    statement: { ...question, figures, lines },
    ...fields,
  };
}

describe('a statement as a spreadsheet', () => {
  it('has every line and sum as numbers that add up, and no cell that is a formula', async () => {
    const { content } = await createRosterFiles().writeStatement(sheet());
    const workbook = XLSX.read(content, { type: 'base64' });
    const only = workbook.Sheets['交易明细'];
    if (only === undefined) throw new Error('there is no such sheet');
    const rows = XLSX.utils.sheet_to_json<readonly (string | number | null)[]>(only, {
      header: 1,
      defval: null,
    });
    const table = rows.slice(6, -1);
    expect(table).toHaveLength(lines.length);
    const sum = (column: number) => table.reduce((total, row) => total + Number(row[column] ?? 0), 0);
    expect(sum(3)).toBeCloseTo(figures.credits / 100, 6);
    expect(sum(4)).toBeCloseTo(figures.debits / 100, 6);
    expect(rows.at(-1)?.slice(3, 6)).toEqual([
      figures.credits / 100,
      figures.debits / 100,
      figures.closing / 100,
    ]);
    const cells = Object.values(only).filter((cell: unknown) => typeof cell === 'object');
    expect(cells.some((cell) => 'f' in (cell as object))).toBe(false);
    expect(JSON.stringify(rows)).toContain("'=HYPERLINK");
    expect(JSON.stringify(rows)).toContain('𠮷王芳');
  });

  it('as text opens in Chinese programs, with plain amounts and the English words where they are asked for', async () => {
    const { content, encoding } = await createRosterFiles().writeStatement(
      sheet({ format: 'csv', language: 'en' }),
    );
    expect(encoding).toBe('gb18030');
    const text = iconv.decode(Buffer.from(content, 'base64'), 'gb18030');
    expect(text).toContain(',1234.56,');
    expect(text).toContain('Allocation');
    expect(text.split('\r\n').some((row) => /(^|,)[=+@-]/.test(row))).toBe(false);
  });
});
