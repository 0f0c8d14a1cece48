import type { ColumnKind } from './cell-text.ts';

/** One column that a roster may have. */
export interface RosterColumn<Name extends string = string> {
  readonly name: Name;
  readonly kind: ColumnKind;
  /** Without it the roster is refused; a row without it is a row with a problem. */
  readonly required: boolean;
  /** What employers write over it, the likeliest first: of two that a sheet has, the earlier one counts. */
  readonly headings: readonly [string, ...string[]];
}

export type CardRosterColumn = 'name' | 'documentNumber' | 'documentKind' | 'hiredOn' | 'phone' | 'remark';

/**
 * The roster of an employer's batch of cards. 参加工作日期 is not among the headings of the day of hiring: it is the first
 * day of somebody's working life, at whichever employer. Nor is 合同起始日期, which every renewal moves.
 */
export const cardRosterColumns: readonly RosterColumn<CardRosterColumn>[] = [
  {
    name: 'name',
    kind: 'name',
    required: true,
    headings: [
      ...(['姓名', '职工姓名', '员工姓名', '参保人姓名', '参保人员姓名', '人员姓名', '申领人姓名'] as const),
      ...['申领人', '参保人', '名字', 'name', 'full name'],
    ],
  },
  {
    name: 'documentNumber',
    kind: 'number',
    required: true,
    headings: [
      ...(['证件号码', '证件号', '身份证件号码', '有效证件号码', '公民身份号码', '公民身份证号码'] as const),
      ...['身份证号码', '身份证号', '居民身份证号码', '居民身份证号', '身份证', '身份号码', '社会保障号码'],
      ...['社会保障号', '社保号码', '社保号', 'id number', 'id no.', 'id', 'document number'],
    ],
  },
  {
    name: 'documentKind',
    kind: 'text',
    required: false,
    headings: [
      '证件类型',
      '证件种类',
      '身份证件类型',
      '有效证件类型',
      '证件类别',
      'document type',
      'id type',
    ],
  },
  {
    name: 'hiredOn',
    kind: 'date',
    required: false,
    headings: [
      ...(['入职日期', '入职时间', '用工日期', '用工时间', '用工起始日期', '录用日期', '录用时间'] as const),
      ...['聘用日期', '聘用时间', '到岗日期', '入职', 'hired on', 'date of hiring', 'hire date'],
    ],
  },
  {
    name: 'phone',
    kind: 'number',
    required: false,
    headings: ['联系电话', '手机号码', '手机号', '手机', '电话', '电话号码', '联系方式', 'phone', 'mobile'],
  },
  { name: 'remark', kind: 'text', required: false, headings: ['备注', '说明', 'remark', 'remarks', 'note'] },
];

/** A column of a sheet that was recognised. */
export interface RecognisedColumn<Name extends string = string> {
  readonly name: Name;
  /** As it stands in the sheet. */
  readonly heading: string;
  /** Counted from 0. */
  readonly index: number;
}

export interface HeaderReading<Name extends string> {
  readonly columns: readonly RecognisedColumn<Name>[];
  readonly missing: readonly RosterColumn<Name>[];
  /** A heading that stands over two columns, so that nobody can say which one counts. */
  readonly twice: string | null;
}

/** Recognises the columns in the texts of one row, in whatever order they stand. */
export function recogniseHeader<Name extends string>(
  texts: readonly string[],
  wanted: readonly RosterColumn<Name>[],
): HeaderReading<Name> {
  const keys = texts.map(headingKey);
  const columns: RecognisedColumn<Name>[] = [];
  let twice: string | null = null;
  for (const { name, headings } of wanted) {
    const heading = headings.map(headingKey).find((key) => keys.includes(key));
    if (heading === undefined) continue;
    const index = keys.indexOf(heading);
    if (keys.includes(heading, index + 1)) twice ??= (texts[index] ?? '').trim();
    columns.push({ name, index, heading: (texts[index] ?? '').replace(/\s+/g, ' ').trim() });
  }
  const missing = wanted.filter(
    ({ name, required }) => required && !columns.some((one) => one.name === name),
  );
  return { columns, missing, twice };
}

/**
 * What of a heading counts: without blanks, without the marks of a required field, without what stands in brackets
 * behind it (“证件号码（18位）”), full-width letters as half-width ones, in lower case.
 */
function headingKey(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\p{Cf}*:'"【】[\]]/gu, '')
    .replace(/(?<=.)\([^()]*\)/gu, '')
    .toLowerCase();
}
