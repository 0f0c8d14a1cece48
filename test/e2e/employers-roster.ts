import { addDays, civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import { card } from '../../domain/testing/county.ts';
import { employee, employer } from '../../domain/testing/employer-batch.ts';
import { saveWithOffice } from '../helpers/office-program.ts';

/** An employer of the demonstration county with so many people, and a roster of theirs as its own office program wrote it. */

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const givenNames = ['芳', '伟', '秀英', '敏', '静', '丽', '强', '磊', '军', '洋', '建国', '海燕'];

export function numberOf(sequence: number): string {
  const day = String(1 + Math.floor(sequence / 1_000)).padStart(2, '0');
  const first17 = `330199199001${day}${String(sequence % 1_000).padStart(3, '0')}`;
  return first17 + residentIdCheckCharacter(first17);
}

export function workersOf(count: number): readonly InsuredPerson[] {
  return Array.from({ length: count }, (_none, index) => {
    const sequence = index % 1_000;
    const birthDate = `1990-01-${String(1 + Math.floor(index / 1_000)).padStart(2, '0')}`;
    return {
      ...employee,
      id: `batch-worker-${String(index).padStart(5, '0')}`,
      documentNumber: numberOf(index),
      name: `${surnames[index % 10] ?? ''}${givenNames[Math.floor(index / 10) % 12] ?? ''}`,
      // The 17th digit says so.
      sex: sequence % 2 === 1 ? 'male' : 'female',
      birthDate,
    };
  });
}

/** Everybody of them insured; the first has a card already. */
export function recordsOf(workers: readonly InsuredPerson[]): readonly Change[] {
  const [first] = workers;
  return [
    change('employer', employer),
    ...workers.map((one) => change('insuredPerson', one)),
    ...(first === undefined ? [] : [change('card', card({ id: 'Z90000001', personId: first.id }))]),
  ];
}

interface Row {
  readonly name: string;
  readonly number: string;
  readonly hiredOn?: string;
  /** A number that the office program took for a quantity. */
  readonly damaged?: boolean;
}

/**
 * The roster as LibreOffice saves it: everybody, and behind them a row for each verdict that is against one.
 * @param stranger somebody who is insured elsewhere
 */
export async function rosterOf(
  workers: readonly InsuredPerson[],
  stranger: Pick<InsuredPerson, 'name' | 'documentNumber'>,
): Promise<Buffer> {
  const today = civilDateInShanghai(Date.now());
  const [, second, third] = workers;
  const wrong = numberOf(900_1 % 9_000);
  const rows: readonly Row[] = [
    ...workers.map(({ name, documentNumber }) => ({ name, number: documentNumber })),
    { name: stranger.name, number: stranger.documentNumber },
    { name: '郑未参保', number: numberOf(8_001), hiredOn: addDays(today, -60) },
    { name: '错号码', number: wrong.slice(0, 17) + (wrong.endsWith('1') ? '2' : '1') },
    { name: second?.name ?? '', number: second?.documentNumber ?? '' },
    { name: '=名字不符', number: third?.documentNumber ?? '' },
    { name: '数值号码', number: numberOf(8_002), damaged: true },
  ];
  const { xlsx } = await saveWithOffice({ name: 'roster.fods', content: documentOf(rows) }, ['xlsx']);
  return xlsx;
}

function documentOf(rows: readonly Row[]): string {
  const text = (value: string) =>
    `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
  const number = (value: string) => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
  const line = (...cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"' +
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"' +
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"' +
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">' +
    '<office:body><office:spreadsheet><table:table table:name="申领名册">' +
    line(text('桐溪县第一机械厂社会保障卡申领名册')) +
    line(text('序号'), text('姓名'), text('身份证号'), text('入职日期')) +
    rows
      .map(({ name, number: idNumber, hiredOn = '', damaged = false }, index) =>
        line(
          number(String(index + 1)),
          text(name),
          damaged ? number(idNumber.replace('X', '0')) : text(idNumber),
          text(hiredOn),
        ),
      )
      .join('') +
    '</table:table></office:spreadsheet></office:body></office:document>'
  );
}
