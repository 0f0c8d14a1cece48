import * as XLSX from '@e965/xlsx';
import type { CallInput } from '../../contract/counter-calls.ts';
import { connect } from '../../db/open-database.ts';
import { countyOf } from './county-file.ts';
import { makeDesk, runDesk, type Desk } from './desk.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import { parseAndCheck } from './parse-roster.ts';
import { threadMilliseconds, watchTurns } from './turns.ts';

/** The largest batch that the goals speak of. */
const rowsOfRoster = 10_000;

/**
 * An employer's roster of ten thousand rows: asked for at the backend's border as a window does (base64, the worker's
 * start, limits, columns, every row judged against the county's records), beside the bare parse of the same file and
 * the check digits of its numbers in this process. And how long any other call has to wait meanwhile.
 */
export async function measureRoster(persons: number, runs: number): Promise<readonly Figure[]> {
  const county = await countyOf(persons);
  const desk = await makeDesk(county, { line: false, inPlace: true });
  try {
    const { employerCode, bytes } = makeRoster(desk);
    const input = { employerCode, fileName: 'roster.xlsx', content: bytes.toString('base64') };
    return await compare(desk, input, bytes, runs);
  } finally {
    await desk.remove();
  }
}

async function compare(
  desk: Desk,
  input: CallInput<'readRoster'>,
  bytes: Buffer,
  runs: number,
): Promise<readonly Figure[]> {
  const running = await runDesk(desk);
  const ours: number[] = [];
  const bare: number[] = [];
  const longest: number[] = [];
  const judging: number[] = [];
  try {
    // The first run warms up: code and page caches.
    for (let run = 0; run <= runs; run += 1) {
      const bareTime = timeOf(() => parseAndCheck(bytes, rowsOfRoster / 2));
      const waits = watchTurns();
      const thread = threadMilliseconds();
      const begun = performance.now();
      const view = await running.call('counter', 'readRoster', input);
      const time = performance.now() - begun;
      const wait = waits.stop();
      const inThread = threadMilliseconds() - thread;
      if (view.rows !== rowsOfRoster) throw new Error(`${view.rows} of ${rowsOfRoster} rows were read`);
      await running.call('counter', 'closeRoster', { rosterId: view.rosterId });
      if (run === 0) continue;
      ours.push(time);
      bare.push(bareTime);
      longest.push(wait);
      judging.push(inThread);
    }
  } finally {
    await running.stop();
  }
  const size = `${rowsOfRoster.toLocaleString('en')} rows`;
  return [
    {
      part: 'roster',
      what: `reading and judging ${size}`,
      unit: 'ms',
      ours: spreadOf(ours),
      limit: spreadOf(bare),
      goal: { kind: 'at-most-times', bound: 5 },
      notes: [
        `.xlsx of ${(bytes.length / 1024).toFixed(0)} KB; of it ${medianOf(judging).toFixed(0)} ms of the processor ` +
          `for judging, the rest in the worker; the making of the cards is not in it`,
      ],
    },
    {
      part: 'roster',
      what: 'longest that another call waits meanwhile',
      unit: 'ms',
      ours: spreadOf(longest),
      limit: null,
      goal: { kind: 'at-most', bound: 50 },
      notes: ['work of the backend’s thread at one stretch; the screen has a process of its own'],
    },
  ];
}

function timeOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** People of the county as the roster of the first employer, as a spreadsheet program would have saved it. */
function makeRoster(desk: Desk): { readonly employerCode: string; readonly bytes: Buffer } {
  const reader = connect(desk.database);
  try {
    const employerCode = reader
      .prepare<[], string>('SELECT id FROM employer WHERE active = 1 ORDER BY id LIMIT 1')
      .pluck()
      .get();
    const people = reader
      .prepare<[number], { name: string; documentNumber: string }>(
        `SELECT name, document_number AS documentNumber FROM insured_person
         WHERE document_kind = 'resident-id-card' ORDER BY substr(document_number, 13) LIMIT ?`,
      )
      .all(rowsOfRoster);
    if (employerCode === undefined || people.length < rowsOfRoster)
      throw new Error('the county is too small');
    const sheet = XLSX.utils.aoa_to_sheet([
      ['社会保障卡申领名册'],
      ['序号', '姓名', '证件号码', '入职日期', '联系电话', '备注'],
      ...people.map(({ name, documentNumber }, index) => {
        return [index + 1, name, documentNumber, '2026-11-03', '13800138000', ''];
      }),
    ]);
    const workbook = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(workbook, sheet, '名册');
    // With `buffer` the library gives one.
    const bytes = XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
    return { employerCode, bytes };
  } finally {
    reader.close();
  }
}
