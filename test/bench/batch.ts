import * as XLSX from '@e965/xlsx';
import { join } from 'node:path';
import type { CallInput } from '../../contract/counter-calls.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { recordTables } from '../../domain/records/record-tables.ts';
import type { Employer, InsuredPerson } from '../../domain/records/records.ts';
import type { OpenCounterStorage } from '../../db/counter-storage.ts';
import { countyOf, type County } from './county-file.ts';
import { makeDesk, runDesk, type Desk, type RunningDesk } from './desk.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import { handOutBlanks } from './issuing.ts';
import { parseAndCheck } from './parse-roster.ts';
import { readBatch, writeBatchAnew } from './raw-batch.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { threadMilliseconds, watchTurns } from './turns.ts';

/** The largest batch that the goals speak of. */
export const rowsOfBatch = 10_000;
/** As the program takes them (counter/employer-batch/run-batch.ts). */
const rowsInTransaction = 10;
/** Each run makes ten thousand cards in a county of its own. */
export const mostRuns = 3;

export const employer: Employer = {
  id: '91350100M000100Y43',
  name: '批量单位',
  phone: '0571-1',
  active: true,
};

/** Who brings the letter of introduction. */
export const agent = {
  name: '李建国',
  documentKind: 'resident-id-card',
  documentNumber: '440524188001010014',
  documentValidUntil: 'long-term',
  phone: '13900139000',
} as const;

interface Measured {
  readonly ours: number;
  readonly bare: number;
  /** The bare INSERTs in one single transaction, which nobody could stop or resume. */
  readonly atOnce: number;
  readonly longest: number;
  readonly reading: number;
  readonly making: number;
  readonly processor: number;
  readonly pages: Readonly<Record<PageName, number>>;
}

/** What is asked for while the services of a batch wait, and its slowest page. */
const pageNames = [
  'work list',
  'services of the day',
  'those that wait',
  'the day in numbers',
  'a person',
] as const;
type PageName = (typeof pageNames)[number];

/**
 * An employer's batch of ten thousand rows from the file to the last card, at the backend's border as a window asks,
 * beside the bare parse of the same file, the check digits of its numbers, and bare INSERTs of the very rows that the
 * program has left behind (records, outbox, audit) in as many transactions. And how long another call has to wait.
 */
export async function measureBatch(persons: number, runs: number): Promise<readonly Figure[]> {
  const county = await countyOf(persons);
  const measured: Measured[] = [];
  for (let run = 0; run < Math.min(runs, mostRuns); run += 1) measured.push(await measureOnce(county));
  const of = (name: Exclude<keyof Measured, 'pages'>) => measured.map((one) => one[name]);
  const size = `${rowsOfBatch.toLocaleString('en')} rows`;
  return [
    {
      part: 'batch',
      what: `reading, judging and making ${size}`,
      unit: 'ms',
      ours: spreadOf(of('ours')),
      limit: spreadOf(of('bare')),
      goal: { kind: 'at-most-times', bound: 5 },
      notes: [
        `reading and judging ${medianOf(of('reading')).toFixed(0)} ms, opening and making ` +
          `${medianOf(of('making')).toFixed(0)} ms, of it ${medianOf(of('processor')).toFixed(0)} ms of the processor; ` +
          `four commands a row, ${String(rowsInTransaction)} rows in a transaction, here and there; bare in one ` +
          `single transaction ${medianOf(of('atOnce')).toFixed(0)} ms`,
      ],
    },
    {
      part: 'batch',
      what: 'longest that another call waits meanwhile',
      unit: 'ms',
      ours: spreadOf(of('longest')),
      limit: null,
      goal: { kind: 'at-most', bound: 50 },
      notes: ['work of the backend’s thread at one stretch; the screen has a process of its own'],
    },
    ...pageNames.map((name): Figure => ({
      part: 'batch',
      what: `slowest page while ${size} wait: ${name}`,
      unit: 'ms',
      ours: spreadOf(measured.map(({ pages }) => pages[name])),
      limit: null,
      goal: { kind: 'at-most', bound: 50 },
      notes: ['from the call to its answer'],
    })),
  ];
}

async function measureOnce(county: County): Promise<Measured> {
  const { desk, bytes } = await deskWithEmployer(county, { line: false });
  const folder = await temporaryFolder('batch');
  try {
    const ours = await makeBatch(desk, bytes);
    const begun = performance.now();
    parseAndCheck(bytes, rowsOfBatch);
    const parsing = performance.now() - begun;
    const written = readBatch(desk.database);
    const write = (rows: number, name: string) =>
      writeBatchAnew(written, rows, { ...desk.database, file: join(folder, name) });
    const atOnce = write(rowsOfBatch, 'at-once.db');
    return { ...ours, atOnce, bare: parsing + write(rowsInTransaction, 'bare.db') };
  } finally {
    await desk.remove();
  }
}

/** A desk with the employer, its ten thousand people and a blank for each, and their roster as a workbook. */
export async function deskWithEmployer(
  county: County,
  { line }: { readonly line: boolean },
): Promise<{ readonly desk: Desk; readonly bytes: Buffer }> {
  const people = makePeople();
  const desk = await makeDesk(county, {
    line,
    prepare(storage, workstation) {
      handOutBlanks(storage, workstation, rowsOfBatch);
      putPeople(storage, people);
    },
  });
  return { desk, bytes: makeRoster(people) };
}

async function makeBatch(desk: Desk, bytes: Buffer): Promise<Omit<Measured, 'bare' | 'atOnce'>> {
  const running = await runDesk(desk);
  const content = bytes.toString('base64');
  try {
    const waits = watchTurns();
    const begun = performance.now();
    const view = await running.call('counter', 'readRoster', {
      employerCode: employer.id,
      fileName: 'roster.xlsx',
      content,
    });
    const read = performance.now();
    const processor = threadMilliseconds();
    const { batchId } = await running.call('counter', 'openBatch', {
      rosterId: view.rosterId,
      letterNumber: '1',
      letterDate: civilDateInShanghai(Date.now()),
      agent,
    });
    const { batch } = await running.call('counter', 'runBatch', { batchId });
    const ended = performance.now();
    const longest = waits.stop();
    const pages = await turnPages(running);
    if (batch.made !== rowsOfBatch) throw new Error(`${batch.made} of ${rowsOfBatch} cards were made`);
    return {
      ours: ended - begun,
      reading: read - begun,
      making: ended - read,
      processor: threadMilliseconds() - processor,
      longest,
      pages,
    };
  } finally {
    await running.stop();
  }
}

/** The first pages and some behind them, as a clerk scrolls. */
const pagesTurned = 20;

async function turnPages({ call }: RunningDesk): Promise<Measured['pages']> {
  const day = civilDateInShanghai(Date.now());
  let personId = '';
  const slowest: Record<PageName, number> = {
    'work list': 0,
    'services of the day': 0,
    'those that wait': 0,
    'the day in numbers': 0,
    'a person': 0,
  };
  const timed = async <Result>(name: PageName, ask: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const answer = await ask();
    slowest[name] = Math.max(slowest[name], performance.now() - begun);
    return answer;
  };
  let after: CallInput<'listWork'>['after'] = null;
  for (let page = 0; page < pagesTurned; page += 1) {
    const { items, total, next } = await timed('work list', () => call('counter', 'listWork', { after }));
    if (total < rowsOfBatch || items.length === 0) throw new Error(`the work list has ${total} services`);
    after = next;
    personId = items.at(-1)?.service?.personId ?? personId;
  }
  for (const show of ['all', 'waiting'] as const) {
    let behind: CallInput<'listServices'>['after'] = null;
    for (let page = 0; page < pagesTurned; page += 1) {
      const { total, next } = await timed(show === 'all' ? 'services of the day' : 'those that wait', () =>
        call('counter', 'listServices', { day, show, after: behind }),
      );
      if (total < rowsOfBatch) throw new Error(`the day has ${total} services`);
      behind = next;
    }
  }
  await timed('the day in numbers', () => call('counter', 'getDayFigures', { day }));
  await timed('a person', () => call('counter', 'getPersonPage', { personId }));
  return slowest;
}

/** Ten days on which a thousand people each were born. */
function makePeople(): readonly InsuredPerson[] {
  return Array.from({ length: rowsOfBatch }, (_, index) => {
    const day = String(1 + Math.floor(index / 1_000)).padStart(2, '0');
    const first17 = `330122199001${day}${String(index % 1_000).padStart(3, '0')}`;
    return {
      id: `bench-worker-${String(index)}`,
      documentKind: 'resident-id-card',
      documentNumber: first17 + residentIdCheckCharacter(first17),
      name: '王芳',
      pinyin: 'wangfang',
      pinyinInitials: 'wf',
      sex: 'female',
      birthDate: `1990-01-${day}`,
      address: '桐溪县城南街道 8 号',
      phone: null,
      employerId: employer.id,
      insuranceStatus: '1',
      retiredFrom: null,
      deceasedOn: null,
    };
  });
}

function putPeople(storage: OpenCounterStorage, people: readonly InsuredPerson[]): void {
  const fields = Object.keys(recordTables.insuredPerson.fields);
  storage.records.putConfirmed({ table: 'employer', record: employer }, 0);
  storage.records.putRows(
    'insuredPerson',
    people.map((one) => {
      const values = new Map<string, unknown>(Object.entries(one));
      return fields.map((field) => values.get(field));
    }),
    0,
  );
}

function makeRoster(people: readonly InsuredPerson[]): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['序号', '姓名', '证件号码', '入职日期', '联系电话', '备注'],
    ...people.map(({ name, documentNumber }, index) => {
      return [index + 1, name, documentNumber, '2026-11-03', '13800138000', ''];
    }),
  ]);
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, '名册');
  // With `buffer` the library gives one.
  return XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
