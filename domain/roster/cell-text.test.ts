import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/civil-date.ts';
import { readCell, readDateText, trimCell, type ColumnKind } from './cell-text.ts';
import type { SheetCell } from './sheet.ts';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });
const number = (value: number): SheetCell => ({ kind: 'number', value });
const read = (kind: ColumnKind, cell: SheetCell | undefined, date1904 = false) =>
  readCell(kind, cell, date1904);

describe('a number', () => {
  it.each([
    ['as it should be', text('11010519491231002X'), '11010519491231002X'],
    ['in full-width digits', text('１１０１０５１９４９１２３１００２Ｘ'), '11010519491231002X'],
    ['with a small x', text('11010519491231002x'), '11010519491231002X'],
    ['with blanks of every kind', text('\u3000110105 1949\u00a01231\u200b002X \ufeff'), '11010519491231002X'],
    ['behind an apostrophe', text("'11010519491231002X"), '11010519491231002X'],
    ['with line breaks around it', text('\r\n11010519491231002X\r\n'), '11010519491231002X'],
    ['as an exact quantity', number(13_800_138_000), '13800138000'],
    ['as the largest exact quantity', number(999_999_999_999_999), '999999999999999'],
    ['with a fraction of nothing', text('13800138000.0'), '13800138000'],
    ['a passport with an E in it', text('1E2345678'), '1E2345678'],
    ['a missing cell', undefined, ''],
  ])('%s', (_, cell, expected) => {
    expect(read('number', cell)).toEqual({ text: expected, problem: null });
  });

  it.each([
    ['as a spreadsheet shows it', text('1.1E+17'), '1.1E+17'],
    ['with more digits', text('1.10105E+17'), '1.10105E+17'],
    ['with all that a program knew', text('1.1010519491231002e+17'), '1.1010519491231002E+17'],
    ['without a fraction', text('1E+17'), '1E+17'],
    ['in full-width characters', text('１．１Ｅ＋１７'), '1.1E+17'],
    ['as a telephone number', text('1.38E+10'), '1.38E+10'],
    ['as a quantity of 18 digits', number(110_105_194_912_310_020), '1.1010519491231002E+17'],
    ['as the first quantity that is not exact', number(1e15), '1E+15'],
  ])('that has lost its digits, %s, is told and never guessed', (_, cell, expected) => {
    expect(read('number', cell)).toEqual({ text: expected, problem: 'roster-number-damaged' });
  });
});

describe('a date', () => {
  it.each([
    [text('2026-11-03'), '2026-11-03'],
    [text('2026-11-3'), '2026-11-03'],
    [text('2026/1/3'), '2026-01-03'],
    [text('2026.11.3'), '2026-11-03'],
    [text('2026年11月3日'), '2026-11-03'],
    [text('２０２６年１１月３日'), '2026-11-03'],
    [text(' 2026 年 11 月 3 号 '), '2026-11-03'],
    [text('20261103'), '2026-11-03'],
    [text('2026-11-03 00:00:00'), '2026-11-03'],
    [text('2026-11-03T08:00:00.000'), '2026-11-03'],
    [number(20_261_103), '2026-11-03'],
    [number(46_329), '2026-11-03'],
    [number(46_329.75), '2026-11-03'],
    [text('46329'), '2026-11-03'],
    [{ kind: 'date', date: '2026-11-03' } as const, '2026-11-03'],
    [text('2024-02-29'), '2024-02-29'],
    [undefined, ''],
    [text(' '), ''],
  ])('%o', (cell, expected) => {
    expect(read('date', cell)).toEqual({ text: expected, problem: null });
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-11',
    '11/3/2026',
    '26-11-03',
    '3 November 2026',
    '去年',
    '19999',
    '80001',
    '2026-11-03 前后',
  ])('%s is told, and shown as it stands', (written) => {
    expect(read('date', text(written))).toEqual({ text: written, problem: 'roster-date-unreadable' });
  });

  it('is counted from 1904 where the workbook says so', () => {
    expect(read('date', number(46_329 - 1462), true)).toEqual({ text: '2026-11-03', problem: null });
  });

  it('is the same in every way of writing it', () => {
    const day = fc.integer({ min: 25_000, max: 55_000 });
    fc.assert(
      fc.property(day, (serial) => {
        const date = addDays('1899-12-30', serial);
        const [year = '', month = '', dayOfMonth = ''] = date.split('-');
        const short = [month, dayOfMonth].map(Number);
        for (const written of [
          date,
          date.replaceAll('-', ''),
          [year, ...short].join('/'),
          [year, ...short].join('.'),
          `${year}年${short.join('月')}日`,
        ]) {
          expect(readDateText(written)).toBe(date);
        }
        expect(read('date', number(serial)).text).toBe(date);
      }),
    );
  });
});

describe('a name', () => {
  it.each([
    ['blanks around it go', '\u3000\u00a0 阿依古丽·买买提 \u200b\r\n', '阿依古丽·买买提'],
    ['blanks in it stay: they are for a person to judge', '张　三', '张　三'],
    ['a look-alike of the middle dot stays', '买买提\u2022吐尔逊', '买买提\u2022吐尔逊'],
    ['a compatibility ideograph stays', '李\uf9e9', '李\uf9e9'],
    ['full-width letters stay', 'Ｓmith', 'Ｓmith'],
    ['the mark of a text goes', "'王芳", '王芳'],
    ['an apostrophe of its own stays', "'t Hooft", "'t Hooft"],
    ['a rare character stays whole', '王\u{31350}', '王\u{31350}'],
  ])('%s', (_, written, expected) => {
    expect(read('name', text(written))).toEqual({ text: expected, problem: null });
  });
});

describe('a formula', () => {
  it.each(['name', 'number', 'date', 'text'] as const)(
    'without a value, or in error, is told (%s)',
    (kind) => {
      expect(read(kind, { kind: 'formula-without-value' }).problem).toBe('roster-formula-without-value');
      expect(read(kind, { kind: 'error' }).problem).toBe('roster-cell-error');
    },
  );
});

it('a cell that is longer than any name or number is told, and kept from everything behind', () => {
  const cell = text('一'.repeat(2_001));
  expect(read('name', cell)).toEqual({ text: '', problem: 'roster-cell-too-long' });
});

it('trimming takes nothing from inside and is done once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (written) => {
      const trimmed = trimCell(written);
      expect(written.includes(trimmed)).toBe(true);
      expect(trimCell(`\u3000${written}\u00a0`)).toBe(trimmed);
    }),
  );
});
