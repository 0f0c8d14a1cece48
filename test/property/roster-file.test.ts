import { randomBytes } from 'node:crypto';
import * as XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardRosterColumns } from '../../domain/roster/roster-columns.ts';
import { rowXml, sheetXml, workbookOf, zipOf } from '../helpers/archives.ts';
import { saveWithOffice, type OfficeFormat } from '../helpers/office-program.ts';
import { usualLimits } from '../../electron/backend/roster/limits.ts';
import { readRosterFile } from '../../electron/backend/roster/read-roster-file.ts';

const read = (bytes: Uint8Array, limits = usualLimits) =>
  readRosterFile({ name: '名册.csv', bytes: Buffer.from(bytes) }, cardRosterColumns, limits);

function rosterIn(bytes: Uint8Array) {
  const reading = read(bytes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.roster;
}
function problemIn(bytes: Uint8Array, limits = usualLimits) {
  const reading = read(bytes, limits);
  return reading.ok ? 'it was read' : reading.problem;
}
const people = (bytes: Uint8Array) =>
  rosterIn(bytes).rows.map(({ rowNumber, cells }) => [rowNumber, cells.name, cells.documentNumber]);

describe('a roster that LibreOffice has saved', () => {
  const text = (value: string) =>
    `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
  const number = (value: string) => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
  const date = (value: string) =>
    `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${value}"/>`;
  const formula = (value: string) =>
    `<table:table-cell table:formula="of:=CONCATENATE(&quot;${value}&quot;;&quot;&quot;)" office:value-type="string" office:string-value="${value}"><text:p>${value}</text:p></table:table-cell>`;
  const row = (...cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
  const empty = '<table:table-cell/>';
  const document =
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"' +
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"' +
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"' +
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"' +
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"' +
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"' +
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">' +
    '<office:automatic-styles>' +
    '<number:date-style style:name="chinese" number:language="zh" number:country="CN"><number:year number:style="long"/><number:text>年</number:text>' +
    '<number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>' +
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="chinese"/>' +
    '</office:automatic-styles>' +
    '<office:body><office:spreadsheet><table:table table:name="申领名册">' +
    row(
      '<table:table-cell table:number-columns-spanned="5" office:value-type="string"><text:p>桐溪县新程物流有限公司社保卡申领名册</text:p></table:table-cell>',
      '<table:covered-table-cell table:number-columns-repeated="4"/>',
    ) +
    row(text('入职日期'), text('序号'), text('身份证号'), text('姓 名'), text('手机号')) +
    row(
      date('2026-11-03'),
      number('1'),
      text('11010519491231002X'),
      text('阿依古丽·买买提'),
      number('13800138000'),
    ) +
    row(
      text('2026.11.3'),
      number('2'),
      text('４４０５２４１８８００１０１００１４'),
      text('王\u{31350}'),
      empty,
    ) +
    row(empty, number('3'), number('440308199901101512'), text('　张伟 '), empty) +
    row(date('2026-02-28'), number('4'), formula('440308199901101512'), text('李𠮷'), empty) +
    row(text('合计'), text('4 人')) +
    '</table:table></office:spreadsheet></office:body></office:document>';

  let saved: Readonly<Record<OfficeFormat, Buffer>>;
  beforeAll(async () => {
    saved = await saveWithOffice({ name: '名册.fods', content: document }, [
      'xlsx',
      'xls',
      'csv-gb18030',
      'csv-utf8',
    ]);
  });

  const expected = [
    [3, '阿依古丽·买买提', '11010519491231002X', '2026-11-03', '13800138000', []],
    [4, '王\u{31350}', '440524188001010014', '2026-11-03', '', []],
    [5, '张伟', '', '', '', ['roster-number-damaged']],
    [6, '李𠮷', '440308199901101512', '2026-02-28', '', []],
  ];

  it.each(['xlsx', 'xls', 'csv-gb18030', 'csv-utf8'] as const)('as %s is read the same', (format) => {
    const roster = rosterIn(saved[format]);
    expect(roster.headerRow).toBe(2);
    expect(roster.skippedRows).toEqual([7]);
    const rows = roster.rows.map(({ rowNumber, cells, problems }) => [
      rowNumber,
      cells.name,
      // What is left of a damaged number differs by format; that it is damaged does not.
      problems.length > 0 ? '' : cells.documentNumber,
      cells.hiredOn,
      cells.phone,
      problems.map(({ code }) => code),
    ]);
    // In an .xls LibreOffice leaves out what a formula came to: then it is told, and not guessed.
    const uncalculated = [6, '李𠮷', '', '2026-02-28', '', ['roster-formula-without-value']];
    expect(rows).toEqual(format === 'xls' ? [...expected.slice(0, 3), uncalculated] : expected);
  });
});

describe('a text', () => {
  const lines = ['姓名,证件号码', '王芳,11010519491231002X', '买买提·吐尔逊,440524188001010014'];
  const expected = [
    [2, '王芳', '11010519491231002X'],
    [3, '买买提·吐尔逊', '440524188001010014'],
  ];
  const text = lines.join('\r\n');

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['GB 18030', iconv.encode(text, 'gb18030')],
    ['GB 18030 with its mark', iconv.encode(`\ufeff${text}`, 'gb18030')],
    ['UTF-16 as Excel saves it', Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['everything quoted', Buffer.from(text.replace(/[^,\r\n]+/g, '"$&"'))],
    ['line feeds alone', Buffer.from(text.replaceAll('\r', ''))],
    ['empty lines at the end', Buffer.from(`${text}\r\n\r\n,,,\r\n`)],
  ])('with %s', (_, bytes) => {
    expect(people(bytes)).toEqual(expected);
  });

  it('counts empty lines and cells of several lines as a spreadsheet does', () => {
    const bytes = Buffer.from(
      '名册\n\n姓名,证件号码,备注\n王芳,11010519491231002X,"一\n二"\n\n张伟,440524188001010014,\n',
    );
    expect(people(bytes)).toEqual([
      [4, '王芳', '11010519491231002X'],
      [6, '张伟', '440524188001010014'],
    ]);
  });

  it.each([
    ['never closed', '姓名,证件号码\n王芳,1\n"张伟,2\n李娜,3\n', 3],
    ['closed too early', '姓名,证件号码\n"王"芳,1\n', 2],
    ['opened too late', '姓名,证件号码\n张伟,1\n王"芳,2\n', 3],
  ])('whose quotation mark is %s names the line', (_, broken, line) => {
    expect(problemIn(Buffer.from(broken))).toEqual({ code: 'roster-quote-unbalanced', params: { line } });
  });

  it('of a million rows is refused without being read to its end', () => {
    const bytes = Buffer.from(`姓名,证件号码\n${'a,1\n'.repeat(1_000_000)}`);
    expect(problemIn(bytes)).toEqual({
      code: 'roster-too-many-rows',
      params: { rows: 1_000_002, limit: 20_000 },
    });
  });

  it('with more columns than a list has is refused', () => {
    const wide = Array.from({ length: 201 }, () => 'x').join(',');
    expect(problemIn(Buffer.from(`姓名,证件号码\n${wide}\n`))).toMatchObject({
      code: 'roster-too-many-columns',
    });
  });
});

describe('a workbook', () => {
  const header = rowXml(1, ['姓名', '证件号码', '入职日期']);

  it('has its formulas read and not calculated', () => {
    const rows =
      `<row r="2"><c t="str"><f>1/0</f><v>王芳</v></c><c><f>A1</f></c></row>` +
      `<row r="3"><c t="inlineStr"><is><t>张伟</t></is></c><c t="e"><f>NA()</f><v>#N/A</v></c></row>` +
      rowXml(4, ['=cmd|calc!A0', '11010519491231002X']);
    const roster = rosterIn(zipOf(workbookOf([{ content: sheetXml(header + rows) }])));
    expect(roster.rows.map(({ cells, problems }) => [cells.name, problems.map(({ code }) => code)])).toEqual([
      ['王芳', ['roster-formula-without-value']],
      ['张伟', ['roster-cell-error']],
      ['=cmd|calc!A0', []],
    ]);
  });

  it('keeps the row numbers where rows are left out', () => {
    const rows = rowXml(7, ['王芳', '11010519491231002X']);
    expect(people(zipOf(workbookOf([{ content: sheetXml(header + rows) }])))).toEqual([
      [7, '王芳', '11010519491231002X'],
    ]);
  });

  it('is not searched on hidden sheets', () => {
    const book = XLSX.utils.book_new();
    const sheet = XLSX.utils.aoa_to_sheet([
      ['姓名', '证件号码'],
      ['王芳', '11010519491231002X'],
    ]);
    XLSX.utils.book_append_sheet(book, sheet, '字典');
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['说明']]), '封面');
    book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    expect(problemIn(bytes)).toMatchObject({ code: 'roster-columns-missing', params: { sheet: '封面' } });
  });

  it('counts days from 1904 where it says so', () => {
    const book = XLSX.utils.book_new();
    const sheet = XLSX.utils.aoa_to_sheet([
      ['姓名', '证件号码', '入职日期'],
      ['王芳', '11010519491231002X', { t: 'n', v: 46_329 - 1462, z: 'yyyy-mm-dd' }],
    ]);
    XLSX.utils.book_append_sheet(book, sheet, '名册');
    book.Workbook = { WBProps: { date1904: true } };
    for (const bookType of ['xlsx', 'biff8'] as const) {
      const bytes = XLSX.write(book, { type: 'buffer', bookType }) as Buffer;
      expect(rosterIn(bytes).rows.map(({ cells }) => cells.hiredOn)).toEqual(['2026-11-03']);
    }
  });
});

describe('a hostile or broken file', () => {
  const small = { ...usualLimits, unpackedBytes: 1024 * 1024 };
  const good = sheetXml(rowXml(1, ['姓名', '证件号码']) + rowXml(2, ['王芳', '11010519491231002X']));
  const zeros = Buffer.alloc(8 * 1024 * 1024);

  it('that unpacks to too much is refused by what it declares', () => {
    expect(problemIn(zipOf(workbookOf([{ content: zeros }])), small)).toEqual({
      code: 'roster-too-large',
      params: { megabytes: 1 },
    });
  });

  it('that lies about what it unpacks to is refused while it is unpacked', () => {
    for (const declaredSize of [0, 10, 1024 * 1024]) {
      const bytes = zipOf(workbookOf([{ content: zeros, declaredSize }]));
      expect(problemIn(bytes, small)).toMatchObject({ code: 'roster-too-large' });
    }
  });

  it('whose parts are small and together too large is refused', () => {
    const sheets = Array.from({ length: 9 }, () => ({
      content: zeros.subarray(0, 128 * 1024),
      declaredSize: 1,
    }));
    expect(problemIn(zipOf(workbookOf(sheets)), small)).toMatchObject({ code: 'roster-too-large' });
  });

  it('of a million rows is refused before the workbook is read', () => {
    const rows = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'.repeat(1_000_000);
    expect(problemIn(zipOf(workbookOf([{ content: sheetXml(rows) }])))).toEqual({
      code: 'roster-too-many-rows',
      params: { rows: 1_000_000, limit: 20_000 },
    });
  });

  it('formatted down to its last row is read all the same', () => {
    const rows = '<row r="9" s="1"><c s="1"/></row>'.repeat(100_000);
    const content = good.replace('</sheetData>', `${rows}</sheetData>`);
    expect(people(zipOf(workbookOf([{ content }])))).toEqual([[2, '王芳', '11010519491231002X']]);
  });

  it('that claims to reach to the last cell is read as far as there are cells', () => {
    const content = good.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>');
    expect(people(zipOf(workbookOf([{ content }])))).toEqual([[2, '王芳', '11010519491231002X']]);
  });

  it('with pictures, macros and things beside the cells is read without them', () => {
    const beside = [
      'xl/media/image1.png',
      'xl/vbaProject.bin',
      'xl/worksheets/_rels/sheet1.xml.rels',
      'evil/../../x',
    ];
    const files = beside.map((name) => ({ name, content: zeros, declaredSize: 5 }));
    expect(people(zipOf([...files, ...workbookOf([{ content: good }])]))).toHaveLength(1);
  });

  it('with entities that grow is read without them', () => {
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    expect(people(zipOf(workbookOf([{ content: entities + good }])))).toHaveLength(1);
  });

  const whole = zipOf(workbookOf([{ content: good }]));
  it.each([
    ['nothing', Buffer.alloc(0), 'roster-without-header'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'roster-kind-unknown'],
    [
      'a page of the web called .xls',
      Buffer.from('<html><table><tr><td>姓名</td></tr></table>'),
      'roster-kind-unknown',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'roster-kind-unknown'],
    ['another kind of archive', zipOf([{ name: 'content.xml', content: 'x' }]), 'roster-kind-unknown'],
    ['an archive of which half is missing', whole.subarray(0, whole.length / 2), 'roster-damaged'],
    [
      'an archive with a locked entry',
      zipOf([{ name: 'xl/workbook.xml', content: '', encrypted: true }]),
      'roster-encrypted',
    ],
    ['a container with a locked workbook', lockedXlsx(), 'roster-encrypted'],
    ['an old workbook that is locked', lockedXls(), 'roster-encrypted'],
    [
      'an old container with noise',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(4096)]),
      'roster-damaged',
    ],
    [
      'an archive that begins and is noise',
      Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(4096)]),
      'roster-damaged',
    ],
  ])('is told: %s', (_, bytes, code) => {
    expect(problemIn(bytes)).toMatchObject({ code });
  });

  it('cut anywhere, or with any byte changed, is read or refused, and nothing else happens', () => {
    for (let at = 0; at < whole.length; at += 7) {
      read(whole.subarray(0, at));
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      read(changed);
    }
  });
});

// The library's typings leave its containers untyped.
const containers = XLSX.CFB as {
  utils: {
    cfb_new(): unknown;
    cfb_add(container: unknown, path: string, content: Uint8Array): unknown;
  };
  read(bytes: Buffer, options: { type: 'buffer' }): unknown;
  find(container: unknown, path: string): { content: Buffer };
  write(container: unknown, options: { type: 'buffer' }): Buffer;
};

function lockedXlsx(): Buffer {
  const container = containers.utils.cfb_new();
  containers.utils.cfb_add(container, '/EncryptionInfo', randomBytes(64));
  containers.utils.cfb_add(container, '/EncryptedPackage', randomBytes(8192));
  return containers.write(container, { type: 'buffer' });
}

/** A workbook of 1997 with a FilePass record, as one has that asks for a password. */
function lockedXls(): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['姓名']]), 's');
  const bytes = XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
  const stream = Buffer.from(
    containers.find(containers.read(bytes, { type: 'buffer' }), '/Workbook').content,
  );
  const afterBeginning = 4 + stream.readUInt16LE(2);
  // XOR obfuscation: key and hash of the password.
  const filePass = Buffer.from('2f0006000000ffff1234', 'hex');
  const locked = Buffer.concat([
    stream.subarray(0, afterBeginning),
    filePass,
    stream.subarray(afterBeginning),
  ]);
  const container = containers.utils.cfb_new();
  containers.utils.cfb_add(container, '/Workbook', locked);
  return containers.write(container, { type: 'buffer' });
}
