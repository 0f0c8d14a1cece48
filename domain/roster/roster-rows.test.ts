import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardRosterColumns, recogniseHeader, type CardRosterColumn } from './roster-columns.ts';
import { findRoster, type RosterReading } from './roster-rows.ts';
import type { Sheet } from './sheet.ts';

type Line = readonly string[];

function sheet(lines: readonly Line[], name = 'Sheet1'): Sheet {
  return {
    name,
    date1904: false,
    rows: lines.map((line, index) => ({
      rowNumber: index + 1,
      cells: line.map((text) => (text === '' ? undefined : { kind: 'text', text })),
    })),
  };
}

const find = (...sheets: readonly Sheet[]) => findRoster(sheets, cardRosterColumns, 20_000);
const findLines = (...lines: readonly Line[]) => find(sheet(lines));

function rosterOf(reading: RosterReading<CardRosterColumn>) {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.roster;
}
function problemOf(reading: RosterReading<CardRosterColumn>) {
  if (reading.ok) throw new Error('it was read');
  return reading.problem;
}

describe('the columns', () => {
  it.each(cardRosterColumns.flatMap(({ name, headings }) => headings.map((heading) => ({ name, heading }))))(
    '$heading is $name',
    ({ name, heading }) => {
      expect(recogniseHeader(['序号', heading], cardRosterColumns).columns).toMatchObject([
        { name, index: 1 },
      ]);
    },
  );

  it.each([
    ['* 姓 名', 'name'],
    ['姓名（必填）', 'name'],
    ['身份证\n号码', 'documentNumber'],
    ['证件号码(18位)：', 'documentNumber'],
    ['ＩＤ　Ｎｕｍｂｅｒ', 'documentNumber'],
    ['【证件类型】', 'documentKind'],
    ['入职日期（年-月-日）', 'hiredOn'],
  ])('%j is %s', (heading, name) => {
    expect(recogniseHeader([heading], cardRosterColumns).columns).toMatchObject([{ name }]);
  });

  it.each([
    '参加工作日期',
    '合同起始日期',
    '参保日期',
    '出生日期',
    '联系人姓名',
    '姓名拼音',
    '开户行账号',
    '单位名称',
  ])('%s is none of them', (heading) => {
    expect(recogniseHeader([heading], cardRosterColumns).columns).toEqual([]);
  });

  it('of two with the same meaning the likelier counts', () => {
    const { columns, twice } = recogniseHeader(['社会保障号码', '姓名', '证件号码'], cardRosterColumns);
    expect(columns.find(({ name }) => name === 'documentNumber')).toMatchObject({ index: 2 });
    expect(twice).toBeNull();
  });
});

const header = ['序号', '姓名', '证件号码', '入职日期'];

describe('finding the roster', () => {
  it('below titles, above totals and signatures, with the row numbers that its maker sees', () => {
    const roster = rosterOf(
      findLines(
        ['桐溪县新程物流有限公司社保卡申领名册'],
        [],
        ['单位：桐溪县新程物流有限公司', '', '填报日期：2026年11月20日'],
        header,
        ['1', '王芳', '11010519491231002X', '2026-11-03'],
        ['2', '张伟', '440524188001010014', ''],
        [],
        ['3'],
        header,
        ['合计', '2 人'],
        ['填表人：李娜', '', '联系电话：0571-12345678'],
      ),
    );
    expect(roster.headerRow).toBe(4);
    expect(roster.rows.map(({ rowNumber, cells }) => [rowNumber, cells.name, cells.hiredOn])).toEqual([
      [5, '王芳', '2026-11-03'],
      [6, '张伟', ''],
    ]);
    expect(roster.skippedRows).toEqual([8, 9, 10, 11]);
  });

  it('keeps a row that lacks what it needs, and says so', () => {
    const roster = rosterOf(findLines(header, ['1', '王芳', ''], ['2', '', '11010519491231002X']));
    expect(roster.rows.map(({ problems }) => problems.map(({ code, field }) => [code, field]))).toEqual([
      [['roster-cell-missing', 'documentNumber']],
      [['roster-cell-missing', 'name']],
    ]);
  });

  it('takes a total for none, even where it fills the columns of a person', () => {
    const roster = rosterOf(
      findLines(['姓名', '证件号码'], ['王芳', '11010519491231002X'], ['合 计', '1 人'], ['小计', '1']),
    );
    expect([roster.rows.length, roster.skippedRows]).toEqual([1, [3, 4]]);
  });

  it('does not take a person for a total because of his name', () => {
    const roster = rosterOf(findLines(header, ['1', '单位', '11010519491231002X'], ['2', '共青', '']));
    expect(roster.rows.map(({ cells }) => cells.name)).toEqual(['单位', '共青']);
  });

  it('refuses with all missing columns at once', () => {
    expect(problemOf(findLines(['名册'], ['序号', '入职日期', '电话', '备注']))).toEqual({
      code: 'roster-columns-missing',
      params: { columns: '姓名、证件号码', row: 2, sheet: 'Sheet1' },
    });
    expect(problemOf(findLines(['序号', '姓名', '手机']))).toMatchObject({
      params: { columns: '证件号码' },
    });
  });

  it('takes the first sheet with a header, and names the others that have one', () => {
    const roster = rosterOf(
      find(
        sheet([['填写要求'], ['一、姓名按证件填写']], '填表须知'),
        sheet([header, ['1', '王芳', '11010519491231002X']], '一分厂'),
        sheet([header, ['1', '张伟', '440524188001010014']], '二分厂'),
      ),
    );
    expect([roster.sheetName, roster.otherSheets]).toEqual(['一分厂', ['二分厂']]);
  });

  it('names the sheets where none has a header', () => {
    expect(problemOf(find(sheet([['a']], '汇总'), sheet([], '空表')))).toEqual({
      code: 'roster-without-header',
      params: { sheets: '汇总、空表' },
    });
  });

  it('refuses a heading that stands over two columns, nobody at all, and too many', () => {
    expect(problemOf(findLines(['姓名', '身份证号', '身份证号'])).code).toBe('roster-heading-twice');
    expect(problemOf(findLines(header, ['合计', '0 人'])).code).toBe('roster-without-rows');
    const lines = Array.from({ length: 3 }, () => ['', '王芳', '11010519491231002X']);
    const reading = findRoster([sheet([header, ...lines])], cardRosterColumns, 2);
    expect(problemOf(reading)).toEqual({ code: 'roster-too-many-rows', params: { rows: 3, limit: 2 } });
  });
});

describe('however an employer arranges it', () => {
  const columns = ['name', 'documentNumber', 'documentKind', 'hiredOn', 'phone', 'remark'] as const;
  const people = fc.array(
    fc.record({
      name: fc.constantFrom('王芳', '阿依古丽·买买提', '王\u{31350}', 'SMITH, JOHN', '欧阳修'),
      documentNumber: fc.constantFrom('11010519491231002X', '440524188001010014', '932682198501010017'),
      documentKind: fc.constantFrom('', '居民身份证', '护照'),
      hiredOn: fc.constantFrom('', '2026-11-03', '2024-02-29'),
      phone: fc.constantFrom('', '13800138000'),
      remark: fc.constantFrom('', '司机', '合同工'),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const blanks = fc.constantFrom('', ' ', '\u3000', '\u00a0\u200b', '\t');
  const titles = fc.array(fc.constantFrom(['名册'], [], ['单位：新程物流'], ['', '2026年']), {
    maxLength: 5,
  });

  it('any order of columns, any titles, any blanks give the same rows', () => {
    fc.assert(
      fc.property(
        people,
        fc.shuffledSubarray([...columns, 'other' as const], { minLength: columns.length + 1 }),
        fc.infiniteStream(fc.nat()),
        titles,
        fc.infiniteStream(blanks),
        (rows, order, choices, above, around) => {
          const pad = (text: string) => `${String(around.next().value)}${text}${String(around.next().value)}`;
          const headings = order.map((name) => {
            const column = cardRosterColumns.find((one) => one.name === name);
            const choice = Number(choices.next().value);
            return pad(column?.headings[choice % column.headings.length] ?? '工号');
          });
          const lines = rows.map((person) => order.map((name) => pad(name === 'other' ? '7' : person[name])));
          const roster = rosterOf(findLines(...above, headings, ...lines));
          expect(roster.rows.map(({ cells }) => cells)).toEqual(rows);
          expect(roster.rows.map(({ rowNumber }) => rowNumber)).toEqual(
            rows.map((_, index) => above.length + 2 + index),
          );
        },
      ),
    );
  });
});
