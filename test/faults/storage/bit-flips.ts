import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError, systemCode } from '../../../db/database-error.ts';
import { openCounterStorage } from '../../../db/counter-storage.ts';
import { recordTables, tableNames, type TableName } from '../../../domain/records/record-tables.ts';
import { connect } from '../../../db/open-database.ts';
import { Chance } from '../support/chance.ts';
import { takeStep } from '../support/clerk-step.ts';
import { counterFile, memoryFolder } from '../support/counter.ts';
import { persons } from '../support/history.ts';
import { personId } from '../support/small-county.ts';
import { turns } from '../support/statement-work.ts';
import { behindEachWrite } from './behind-each-write.ts';
import { openDesk, type PreparedDesk } from './prepared-desks.ts';
import { databaseIn, filesOf, putFiles, readStored } from './stored.ts';

export interface BitFlipFigures {
  flips: number;
  /** Refused by the opening, by code. */
  readonly atOpening: Map<string, number>;
  /** An error when it was read, by SQLite's code. */
  readonly atReading: Map<string, number>;
  /** The same content, and `integrity_check` finds it: in a page that holds nothing. */
  atChecking: number;
  /** The same content, in spite of it. */
  harmless: number;
  /** Of a log: the state before its last transaction, as if the power had gone during it. */
  lastTransaction: number;
  readonly broken: string[];
}

/** All that is read of a file: its records as the counter gets them, and every row of every table. */
interface Served {
  readonly content: string;
  readonly broken: readonly string[];
}

/** A file whose whole content is known. */
interface Subject {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly records: readonly (readonly [TableName, string])[];
  readonly content: string;
  /** With a log: the content before its last transaction; null where there is no log. */
  readonly before: string | null;
}

const log = `${counterFile}-wal`;
const pageSize = 4096;
/** What the opening may say of a file in which a bit fell over. The first page is that of another key, from outside. */
const openingCodes: ReadonlySet<string> = new Set([
  'database-damaged',
  'database-key-wrong',
  'database-not-encrypted',
]);
const readingCodes = /^SQLITE_(CORRUPT|NOTADB|IOERR)/;

/**
 * One bit after the other falls over in a random page of a valid file, closed or left with its log, and the file is
 * opened with the ordinary opening and read whole: it is found, or makes no difference; other content is never served.
 */
export async function flipBits(
  desks: readonly PreparedDesk[],
  settings: {
    readonly count: number;
    readonly seed: number;
    readonly only: number | null;
    readonly tell: (line: string) => void;
  },
): Promise<BitFlipFigures> {
  const figures: BitFlipFigures = {
    ...{ flips: 0, atChecking: 0, harmless: 0, lastTransaction: 0 },
    ...{ atOpening: new Map<string, number>(), atReading: new Map<string, number>(), broken: [] },
  };
  const seeds = new Chance(settings.seed);
  const place = mkdtempSync(join(memoryFolder, 'guitai-bit-flips-'));
  try {
    const subjects = await subjectsOf(desks, join(place, 'data'), new Chance(settings.seed));
    for (let index = 0; index < settings.count; index += 1) {
      const chance = new Chance(seeds.seed());
      if (settings.only !== null && index !== settings.only) continue;
      const again = `again: bit-flips --seed ${settings.seed} --only ${index}`;
      flipOne(join(place, 'data'), chance.pick(subjects), { chance, figures, again });
      if (index % 200 === 199) settings.tell(tellBitFlips(figures));
    }
    return figures;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The figures in one line. */
export function tellBitFlips(figures: BitFlipFigures): string {
  const table = (map: ReadonlyMap<string, number>) =>
    [...map].map(([code, count]) => `${code} ${count}`).join(', ') || 'none';
  return [
    `bit flips ${figures.flips}`,
    `found at opening: ${table(figures.atOpening)}`,
    `at reading: ${table(figures.atReading)}`,
    `by the check alone ${figures.atChecking}`,
    `harmless ${figures.harmless}`,
    `last transaction of a log taken for cut off ${figures.lastTransaction}`,
    `served otherwise ${figures.broken.length}`,
  ].join(' | ');
}

/** Closed files, and as many that a program has left with several transactions in the log. */
async function subjectsOf(
  desks: readonly PreparedDesk[],
  folder: string,
  chance: Chance,
): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const desk of desks.slice(0, 6)) {
    subjects.push(subjectOf(folder, desk.files, null));
    subjects.push(await leftWithLog(desk, folder, chance));
  }
  return subjects;
}

async function leftWithLog(desk: PreparedDesk, folder: string, chance: Chance): Promise<Subject> {
  putFiles(folder, desk.files);
  const left: ReadonlyMap<string, Buffer>[] = [];
  const counter = openDesk(desk, folder, {
    variant: behindEachWrite(() => {
      const files = filesOf(folder);
      // A transaction that has changed nothing leaves no trace in the log.
      const last = left.at(-1)?.get(log);
      if (last === undefined || !files.get(log)?.equals(last)) left.push(files);
    }),
  });
  try {
    for (let step = 0; step < 12; step += 1) {
      const work = {
        what: 'work',
        personId: personId(chance.below(persons)),
        turn: chance.below(turns),
      } as const;
      await takeStep(counter, step === 0 ? desk.step : work, () => undefined);
    }
  } finally {
    counter.file.close();
  }
  const [before, files] = left.slice(-2);
  if (before === undefined || files === undefined) throw new Error('nothing was written');
  return subjectOf(folder, files, before);
}

function subjectOf(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  before: ReadonlyMap<string, Buffer> | null,
): Subject {
  putFiles(folder, files);
  const database = connect(databaseIn(folder));
  const records = tableNames.flatMap((table) =>
    database
      .prepare<[], string>(`SELECT id FROM ${recordTables[table].sqlName} ORDER BY id`)
      .pluck()
      .all()
      .map((id) => [table, id] as const),
  );
  database.close();
  const contentOf = (some: ReadonlyMap<string, Buffer>) => readAll(folder, some, records).content;
  return { files, records, content: contentOf(files), before: before === null ? null : contentOf(before) };
}

/** @throws what the opening throws, and SQLite's own errors where a page cannot be read */
function readAll(folder: string, files: ReadonlyMap<string, Buffer>, records: Subject['records']): Served {
  putFiles(folder, files);
  const storage = openCounterStorage(databaseIn(folder));
  const hash = createHash('sha256');
  try {
    for (const [table, id] of records) hash.update(JSON.stringify(storage.records.get(table, id) ?? null));
  } finally {
    storage.close();
  }
  // Closing has moved the log into the file; the rest is read of what was there.
  putFiles(folder, files);
  const { content, broken } = readStored(folder);
  return { content: hash.update(content).digest('hex'), broken };
}

function flipOne(
  folder: string,
  subject: Subject,
  {
    chance,
    figures,
    again,
  }: { readonly chance: Chance; readonly figures: BitFlipFigures; readonly again: string },
): void {
  const name = subject.before !== null && chance.happens(0.7) ? log : counterFile;
  const bytes = Buffer.from(subject.files.get(name) ?? Buffer.alloc(0));
  // Now and then where there is only one of its kind: the first page, the header of a log.
  const page = chance.happens(0.1) ? 0 : chance.below(Math.ceil(bytes.length / pageSize));
  const place = Math.min(
    page * pageSize + chance.below(chance.happens(0.1) ? 40 : pageSize),
    bytes.length - 1,
  );
  bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << chance.below(8)), place);
  const file = new Map([...subject.files, [name, bytes]]);
  figures.flips += 1;
  const where = `byte ${place} of ${bytes.length} of ${name}; ${again}`;
  const read = readAfter(folder, file, subject.records);
  switch (read.found) {
    case 'at opening':
      count(figures.atOpening, read.code);
      if (!openingCodes.has(read.code)) figures.broken.push(`refused as ${read.code}: ${where}`);
      return;
    case 'at reading':
      count(figures.atReading, read.code);
      if (!readingCodes.test(read.code)) figures.broken.push(`read with ${read.code}: ${where}`);
      return;
    case 'nothing':
      break;
    default:
      read satisfies never;
  }
  const { content, broken } = read.served;
  if (content === subject.content) figures[broken.length > 0 ? 'atChecking' : 'harmless'] += 1;
  else if (name === log && content === subject.before) figures.lastTransaction += 1;
  else figures.broken.push(`other content is served: ${where}`);
}

type Read =
  | { readonly found: 'at opening' | 'at reading'; readonly code: string }
  | { readonly found: 'nothing'; readonly served: Served };

function readAfter(folder: string, files: ReadonlyMap<string, Buffer>, records: Subject['records']): Read {
  try {
    return { found: 'nothing', served: readAll(folder, files, records) };
  } catch (error) {
    if (error instanceof DatabaseError) return { found: 'at opening', code: error.code };
    const code = systemCode(error);
    if (code === null) throw error;
    return { found: 'at reading', code };
  }
}

function count(map: Map<string, number>, code: string): void {
  map.set(code, (map.get(code) ?? 0) + 1);
}
