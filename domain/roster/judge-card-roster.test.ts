import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import type { Employer, InsuredPerson } from '../records/records.ts';
import { card, person, service, today } from '../testing/county.ts';
import { FactBase } from '../testing/fact-base.ts';
import {
  cardRosterLookups,
  firstRowsByNumber,
  judgeCardRosterRow,
  personOfRow,
  readCardRosterRow,
} from './judge-card-roster.ts';
import { cardRosterColumns, type CardRosterColumn } from './roster-columns.ts';
import { findRoster } from './roster-rows.ts';

const employer: Employer = {
  id: '91350100M000100Y43',
  name: '桐溪县新程物流有限公司',
  phone: '0571-1',
  active: true,
};
const insured: InsuredPerson = { ...person, employerId: employer.id };

function entryOf(cells: Partial<Record<CardRosterColumn, string>>) {
  const whole = { name: insured.name, documentNumber: insured.documentNumber, ...cells };
  const columns = cardRosterColumns.map(({ name, headings }) => ({
    heading: headings[0],
    text: (whole as Partial<Record<CardRosterColumn, string>>)[name] ?? '',
  }));
  const line = (texts: readonly string[]) =>
    texts.map((text) => (text === '' ? undefined : ({ kind: 'text', text } as const)));
  const rows = [
    { rowNumber: 1, cells: line(columns.map(({ heading }) => heading)) },
    { rowNumber: 2, cells: line(columns.map(({ text }) => text)) },
  ];
  const reading = findRoster([{ name: 's', date1904: false, rows }], cardRosterColumns, 10);
  const row = reading.ok ? reading.roster.rows[0] : undefined;
  if (row === undefined) throw new Error('no row');
  return readCardRosterRow(row);
}

function judge(
  cells: Partial<Record<CardRosterColumn, string>>,
  {
    records = [insured],
    held = [],
    earlierRow = null,
  }: {
    readonly records?: readonly InsuredPerson[];
    readonly held?: ConstructorParameters<typeof FactBase>[0];
    readonly earlierRow?: number | null;
  } = {},
) {
  const entry = entryOf(cells);
  const found = personOfRow(
    entry,
    records.filter(({ documentNumber }) => documentNumber === entry.documentNumber),
  );
  return judgeCardRosterRow(entry, {
    employer,
    today,
    person: found,
    held: found === undefined ? null : new FactBase(held).facts(cardRosterLookups(found.id)),
    earlierRow,
  });
}
const codes = (...asked: Parameters<typeof judge>) => judge(...asked).refusals.map(({ code }) => code);

describe('a row of a card batch', () => {
  it('of somebody insured here without a card is valid', () => {
    expect(judge({})).toEqual({ rowNumber: 2, personId: insured.id, refusals: [], remarks: [] });
    expect(codes({ hiredOn: '2020-01-01' })).toEqual([]);
  });

  it.each([
    ['who has a card', { held: [change('card', card())] }, ['card-already-valid']],
    [
      'whose card is reported lost',
      { held: [change('card', card({ status: '2' }))] },
      ['card-reported-lost'],
    ],
    ['whose card is being made', { held: [change('serviceRecord', service())] }, ['card-in-making']],
    ['whose card was cancelled', { held: [change('card', card({ status: '9' }))] }, []],
    [
      'who is insured with another employer',
      { records: [{ ...insured, employerId: '91310110666007217T' }] },
      ['not-insured-with-employer'],
    ],
    [
      'whose insurance is suspended',
      { records: [{ ...insured, insuranceStatus: '2' as const }] },
      ['not-insured-with-employer'],
    ],
    ['whom the county does not know', { records: [] }, ['person-unknown']],
    ['who stands in an earlier row', { earlierRow: 7 }, ['roster-person-twice']],
    ['who has died', { records: [{ ...insured, deceasedOn: '2026-01-02' }] }, ['person-deceased']],
    ['who is under 16', { records: [{ ...insured, birthDate: '2011-01-02' }] }, ['guardian-required']],
  ])('of somebody %s', (_, facts, expected) => {
    expect(codes({}, facts)).toEqual(expected);
  });

  it.each([
    ['a wrong check digit', { documentNumber: '110105194912310021' }, ['document-number-invalid']],
    ['a day that there is not', { documentNumber: '11010119900230123X' }, ['document-number-invalid']],
    ['too few digits', { documentNumber: '1101051949' }, ['document-number-invalid']],
    ['digits that a spreadsheet cut', { documentNumber: '110105194912310000' }, ['roster-number-damaged']],
    ['a number as a quantity', { documentNumber: '1.10105E+17' }, ['roster-number-damaged']],
    ['another name', { name: '王芳' }, ['roster-name-differs']],
    ['a look-alike of the middle dot', { name: '阿依古丽\u2022买买提' }, []],
    ['a name with a digit', { name: '王芳2' }, ['roster-name-characters', 'roster-name-differs']],
    ['a kind of document that there is not', { documentKind: '工作证' }, ['document-kind-not-accepted']],
    ['the kind of another document', { documentKind: '港澳台居民居住证' }, ['document-number-invalid']],
    ['the kind that it is', { documentKind: '居民身份证' }, []],
    ['a day of hiring that is still to come', { hiredOn: '2026-11-23' }, ['hired-in-future']],
    ['a day that cannot be read', { hiredOn: '去年' }, ['roster-date-unreadable']],
  ])('with %s', (_, cells, expected) => {
    expect(codes(cells)).toEqual(expected);
  });

  it.each([
    ['2026-11-22', false],
    ['2026-10-23', false],
    ['2026-10-22', true],
    ['2025-01-01', true],
  ])('hired on %s and not registered by 2026-11-22: overdue is %s', (hiredOn, overdue) => {
    const unknown = codes({ hiredOn }, { records: [] });
    expect(unknown).toEqual(['person-unknown', ...(overdue ? ['registration-overdue'] : [])]);
    const elsewhere = codes({ hiredOn }, { records: [{ ...insured, employerId: null }] });
    expect(elsewhere).toEqual(['not-insured-with-employer', ...(overdue ? ['registration-overdue'] : [])]);
  });

  it('tells every reason at once, each with its legal basis', () => {
    const { refusals } = judge(
      { name: '王芳', hiredOn: '2026-01-01' },
      {
        records: [{ ...insured, employerId: null }],
        held: [change('card', card())],
        earlierRow: 2,
      },
    );
    expect(refusals.map(({ code, basis }) => [code, basis])).toEqual([
      ['roster-person-twice', 'social-security-card-rules'],
      ['roster-name-differs', 'real-name-practice'],
      ['not-insured-with-employer', 'social-insurance-law-58-1'],
      ['registration-overdue', 'social-insurance-law-58-1'],
      ['card-already-valid', 'social-security-card-rules'],
    ]);
  });

  it('gives the employer neither the recorded name nor the other employer', () => {
    const { refusals } = judge(
      { name: '王芳' },
      { records: [{ ...insured, employerId: '91310110666007217T' }] },
    );
    expect(JSON.stringify(refusals)).not.toContain(insured.name);
    expect(JSON.stringify(refusals)).not.toContain('91310110666007217T');
  });

  it('is not refused for a telephone number that was damaged', () => {
    const { refusals, remarks } = judge({ phone: '1.38E+10' });
    expect(refusals).toEqual([]);
    expect(remarks.map(({ code }) => code)).toEqual(['roster-number-damaged']);
  });

  it.each([
    ['440524188001010014', 'resident-id-card'],
    ['810000199408230021', 'residence-permit-hmt'],
    ['932682198501010017', 'permanent-residence-card'],
    ['USA110012345678', 'permanent-residence-card'],
    ['E12345678', 'passport'],
  ])('%s without a kind is taken for a %s, and is right', (documentNumber, documentKind) => {
    expect(entryOf({ documentNumber })).toMatchObject({ documentKind, numberIsRight: true, refusals: [] });
  });

  it('finds the same person under a number of 15 digits', () => {
    const entries = [
      { ...entryOf({ documentNumber: '440308990110151' }), rowNumber: 2 },
      { ...entryOf({ documentNumber: '440308199901101512' }), rowNumber: 3 },
      { ...entryOf({ documentNumber: '440308199901101513' }), rowNumber: 4 },
    ];
    expect([...firstRowsByNumber(entries)]).toEqual([['440308199901101512', 2]]);
    expect(entries[0]?.warnings).toEqual(['converted-from-15']);
  });

  it('means the passport’s holder who is called so, where two states gave one number', () => {
    const smith: InsuredPerson = {
      ...insured,
      documentKind: 'passport',
      documentNumber: 'E12345678',
      name: 'SMITH JOHN',
    };
    const other = { ...smith, id: 'person-2', name: 'LI WEI' };
    const entry = entryOf({ documentNumber: 'E12345678', name: 'Li Wei' });
    expect(personOfRow(entry, [smith, other])?.id).toBe('person-2');
  });
});
