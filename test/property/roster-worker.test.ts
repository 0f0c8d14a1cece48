import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RosterResult } from '../../counter/ports/roster-files.ts';
import { refuse } from '../../domain/command/refusal.ts';
import { cardRosterColumns } from '../../domain/roster/roster-columns.ts';
import { rowXml, sheetXml, workbookOf, zipOf } from '../helpers/archives.ts';
import { saveWithOffice } from '../helpers/office-program.ts';
import { usualLimits } from '../../electron/backend/roster/limits.ts';
import { readRosterFile } from '../../electron/backend/roster/read-roster-file.ts';
import { createRosterFiles } from '../../electron/backend/roster/roster-files.ts';
import { writeResult } from '../../electron/backend/roster/write-result.ts';

const files = createRosterFiles();
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const read = (bytes: Uint8Array | string, reader = files) =>
  reader.read({ name: '名册', content: base64(bytes) }, cardRosterColumns);

const rowsXml = (count: number) =>
  Array.from({ length: count }, (_, index) => rowXml(index + 2, ['王芳', '11010519491231002X'])).join('');
const workbook = (count: number) =>
  zipOf(workbookOf([{ content: sheetXml(rowXml(1, ['姓名', '证件号码']) + rowsXml(count)) }]));

describe('reading in a worker', () => {
  it('gives the roster back, and the next one after it', async () => {
    const [first, second] = await Promise.all([read(workbook(2)), read('姓名,证件号码\n张伟,1\n')]);
    expect(first).toMatchObject({ ok: true, roster: { rows: [{ rowNumber: 2 }, { rowNumber: 3 }] } });
    expect(second).toMatchObject({ ok: true, roster: { rows: [{ cells: { name: '张伟' } }] } });
  });

  it('of 20,000 rows is done, of one more refused', async () => {
    expect(await read(workbook(20_000))).toMatchObject({ ok: true });
    expect(await read(workbook(20_001))).toMatchObject({ problem: { code: 'roster-too-many-rows' } });
  });

  it('of too many bytes is refused', async () => {
    const reader = createRosterFiles({ ...usualLimits, fileBytes: 1024 * 1024 });
    expect(await read(Buffer.alloc(1024 * 1024 + 10), reader)).toEqual({
      ok: false,
      problem: { code: 'roster-too-large', params: { megabytes: 1 } },
    });
  });

  it('that takes too long is stopped, and told as what it is', async () => {
    const reader = createRosterFiles({ ...usualLimits, milliseconds: 1 });
    expect(await read(workbook(20_000), reader)).toMatchObject({ problem: { code: 'roster-too-complex' } });
    expect(await read(workbook(1))).toMatchObject({ ok: true });
  });

  it('that takes too much memory is stopped, and this process goes on', async () => {
    const reader = createRosterFiles({ ...usualLimits, heapMegabytes: 12 });
    expect(await read(workbook(20_000), reader)).toMatchObject({ problem: { code: 'roster-too-complex' } });
    expect(await read(workbook(1))).toMatchObject({ ok: true });
  });

  it('of what is no base64 at all is a refusal', async () => {
    const reading = await files.read({ name: 'x', content: '!!!\u0000' }, cardRosterColumns);
    expect(reading).toMatchObject({ ok: false });
  });
});

function resultOf(
  people: readonly { readonly name: string; readonly documentNumber: string; readonly remark: string }[],
  format: RosterResult['format'],
): RosterResult {
  return {
    format,
    language: 'zh-CN',
    headings: ['姓名', '证件号码', '备注'],
    rows: people.map(({ name, documentNumber, remark }, index) => ({
      rowNumber: index + 3,
      cells: [name, documentNumber, remark],
      refusals: index % 2 === 0 ? [] : [refuse('person-unknown'), refuse('roster-person-twice', { row: 2 })],
    })),
  };
}

const readBack = (content: string) => {
  const bytes = Buffer.from(content, 'base64');
  const reading = readRosterFile({ name: 'r', bytes }, cardRosterColumns, usualLimits);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.roster.rows.map(({ cells: { name, documentNumber, remark } }) => ({
    name,
    documentNumber,
    remark,
  }));
};
const textOf = (content: string, encoding: string) =>
  new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(content, 'base64'));

describe('writing the result', () => {
  it('gives every row its result and all its reasons, in the clerk’s language', async () => {
    const people = [
      { name: '王芳', documentNumber: '11010519491231002X', remark: '' },
      { name: '张伟', documentNumber: '440524188001010014', remark: '司机,夜班' },
    ];
    const chinese = await files.write(resultOf(people, 'csv'));
    expect(chinese.encoding).toBe('gb18030');
    expect(textOf(chinese.content, 'gb18030').split('\r\n')).toEqual([
      '原名册行号,姓名,证件号码,备注,结果,原因',
      '3,王芳,11010519491231002X,,可以办理,',
      '4,张伟,440524188001010014,"司机,夜班",不能办理,没有这名参保人的登记。 与第 2 行是同一人，一人一卡。',
      '',
    ]);
    const english = await files.write({ ...resultOf(people, 'csv'), language: 'en' });
    expect(textOf(english.content, 'gb18030')).toContain('The same person as in row 2');
  });

  it('leaves no cell that a spreadsheet takes for a formula', async () => {
    const remark = '=HYPERLINK("http://example.com")';
    const people = [{ name: '+王芳', documentNumber: '@SUM(1)', remark }];
    const { content } = await writeResult(resultOf(people, 'csv'));
    expect(textOf(content, 'gb18030')).toContain(`'+王芳,'@SUM(1),"'=HYPERLINK(""http://example.com"")"`);
    const { content: book } = await writeResult(resultOf(people, 'xlsx'));
    const saved = await saveWithOffice({ name: 'r.xlsx', content: Buffer.from(book, 'base64') }, [
      'csv-utf8',
    ]);
    expect(saved['csv-utf8'].toString()).toContain("'+王芳,'@SUM(1),\"'=HYPERLINK");
  });

  it('never turns a rare character into a question mark', async () => {
    // A character of the private use area that the two tables of GB 18030 know differently.
    const people = [{ name: '王\ue5e5', documentNumber: '1', remark: '\u{31350}㛃𠮷' }];
    const { content, encoding } = await writeResult(resultOf(people, 'csv'));
    expect(encoding).toBe('utf-8');
    expect(Buffer.from(content, 'base64').subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(readBack(content)).toEqual(people);
    const common = await writeResult(
      resultOf([{ name: '王\u{31350}', documentNumber: '1', remark: '' }], 'csv'),
    );
    expect(common.encoding).toBe('gb18030');
    expect(readBack(common.content)[0]?.name).toBe('王\u{31350}');
  });

  it('and reading it back gives the same rows', async () => {
    const character = fc.constantFrom(...Array.from('王𠮷\u{31350}·=+-@"\',;\n\t Aa1=一'));
    const word = fc
      .string({ unit: character, minLength: 1, maxLength: 8 })
      .map((text) => text.trim().replace(/^'+\s*/, ''))
      .filter((text) => text !== '' && !text.startsWith("'"));
    const person = fc.record({
      name: word,
      documentNumber: fc.constantFrom('11010519491231002X', '440524188001010014', 'E12345678'),
      remark: word,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('xlsx', 'csv'),
        async (people, format) => {
          expect(readBack((await writeResult(resultOf(people, format))).content)).toEqual(people);
        },
      ),
      { numRuns: 60 },
    );
  });
});
