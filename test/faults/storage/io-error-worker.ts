import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type Database from 'better-sqlite3';
import type { CounterStorage } from '../../../counter/ports.ts';
import { systemCode } from '../../../db/database-error.ts';
import { connect } from '../../../db/open-database.ts';
import { Chance } from '../support/chance.ts';
import { takeStep } from '../support/clerk-step.ts';
import { memoryFolder, type Counter } from '../support/counter.ts';
import { resultUnknown } from '../support/told.ts';
import { FaultRun, faultModes, type FaultMode, type IoErrorWork } from './io-error-run.ts';
import { lineServices } from './line-services.ts';
import { preparedDesks, openDesk, type PreparedDesk } from './prepared-desks.ts';
import { calls, ShimControl } from './shim.ts';
import { contentHash, filesOf, putFiles, readStored } from './stored.ts';
import { clearCodes, storageServices, type StorageService } from './storage-services.ts';

/**
 * Does every kind of command with an error at each place at which it touches the disk, in one process whose files are
 * watched by shim.c. Told what to do in one line of JSON, its only parameter; ends as the command does.
 */

const work = JSON.parse(process.argv[2] ?? '') as IoErrorWork;
const run = new FaultRun(work);
const control = new ShimControl(work.control);
/** The mistake is put over the real storage from outside. */
const counterOf = work.neverUnknown === true ? { variant: { wrapStorage: neverUnknown } } : {};
const besides = mkdtempSync(join(memoryFolder, 'guitai-io-errors-left-'));
try {
  const desks = await preparedDesks(work.desks, work.kinds, run.tell);
  for (const desk of desks) {
    if (!run.isWanted(desk.kind)) continue;
    for (const mode of faultModes) await everyPlace(desk.kind, (at) => tryCommand(desk, mode, at));
    run.tellFigures(desk.kind);
  }
  for (const service of [...storageServices, ...(await lineServices(desks, besides))]) {
    if (!run.isWanted(service.name)) continue;
    for (const mode of faultModes) await everyPlace(service.name, (at) => tryService(service, mode, at));
    run.tellFigures(service.name);
  }
  process.exitCode = run.verdict();
} catch (error) {
  console.log(`broken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 2;
} finally {
  control.mend();
  rmSync(besides, { recursive: true, force: true });
}

function neverUnknown(storage: CounterStorage): CounterStorage {
  return { ...storage, unitOfWork: { ...storage.unitOfWork, written: () => 0 } };
}

/** From the first call on, until the work is done without having met the error. */
async function everyPlace(name: string, attempt: (at: number) => Promise<boolean>): Promise<void> {
  for (let at = work.seed % work.every; await attempt(at); at += work.every) {
    if (at > 5_000) throw new Error(`${name} touches the disk without end`);
  }
}

function arm(name: string, mode: FaultMode, at: number): void {
  const torn = new Chance(work.seed + at + name.length).happens(0.5);
  control.fail({ ...mode, at, torn });
}

/** How many calls have failed; from now on none does. */
function disarm(): number {
  const failed = control.failed();
  control.mend();
  return failed;
}

interface Attempt {
  /** A clerk was told that it is done. */
  readonly done: boolean;
  /** What he was told otherwise, each code; what was thrown has SQLite's own. */
  readonly codes: readonly string[];
  /** He was told that it is not saved, and nothing else. */
  readonly denied: boolean;
  /** Calls that failed meanwhile. */
  readonly failed: number;
}

/** One step of the clerk. */
async function attemptStep(counter: Counter, desk: PreparedDesk): Promise<Attempt> {
  const told: string[] = [];
  counter.reported.length = 0;
  counter.failedLooks.length = 0;
  let thrown: unknown = null;
  try {
    await takeStep(counter, desk.step, (what) => told.push(what));
  } catch (error) {
    thrown = error;
  }
  const failed = disarm();
  const strange = [...(thrown === null ? [] : [thrown]), ...counter.reported].find(
    (error) => systemCode(error) === null,
  );
  if (strange !== undefined) throw new Error('not an error of the disk', { cause: strange });
  const codes = [
    ...told
      .filter((what) => what.startsWith(`${desk.kind} `))
      .map((what) => what.slice(desk.kind.length + 1)),
    ...(thrown === null ? [] : [systemCode(thrown) ?? '']),
  ];
  // Of work that is settled a second time the papers may be said already; it is settled all the same.
  const done = codes.includes('ok') || told.includes('settle ok');
  // What was thrown came from the clerk's own eyes, and is nothing that he was told.
  const denied = !done && thrown === null && !codes.some((code) => code.endsWith(resultUnknown));
  // Of all that he heard: who saw nothing has done what comes of seeing nothing, and so has he for whom another command of
  // the step was not taken.
  const others = told
    .filter((what) => !what.startsWith(`${desk.kind} `) && !what.endsWith(' ok'))
    .map((what) => what.slice(what.indexOf(' ') + 1));
  const heard = [...codes, ...others, ...counter.failedLooks].filter((code) => code !== 'ok');
  return { done, denied, codes: heard, failed };
}

/** Answers whether the error was met. */
async function tryCommand(desk: PreparedDesk, mode: FaultMode, at: number): Promise<boolean> {
  const where = { name: desk.kind, mode, at };
  putFiles(work.folder, desk.files);
  const counter = openDesk(desk, work.folder, counterOf);
  const reader = connect(counter.database);
  let first: Attempt;
  let again: Attempt | null = null;
  let own: ReadonlySet<string>;
  try {
    const before = commandsIn(reader);
    const content = contentHash(reader);
    arm(desk.kind, mode, at);
    try {
      first = await attemptStep(counter, desk);
    } catch (error) {
      control.mend();
      run.break(where, inspect(error));
      return true;
    }
    run.attempted(first.failed > 0, first.done);
    if (!first.done) {
      if (first.codes.length === 0) run.break(where, 'the clerk was told nothing');
      // Where an earlier call of the same step has failed, a later one may be refused for that.
      else if (!first.codes.some(isClear)) run.break(where, `told as ${first.codes.join(', ')}`);
      for (const one of first.codes) run.code(one);
      const left = [...commandsIn(reader)].filter((id) => !before.has(id)).length;
      const goesOn = left === 0 || run.isPartOf(desk.kind, left) || desk.step.what === 'settle';
      if (!goesOn) {
        if (first.denied) run.break(where, 'told as not saved, and stored');
        run.leftBehind(desk.kind, left, where);
      } else {
        if (left > 0) run.completed(desk.kind);
        else if (content !== contentHash(reader)) run.partly(desk.kind);
        if (left === 0) await lookAfterRestart(desk, before, first.denied, where);
        again = await attemptStep(counter, desk);
        if (!again.done) run.break(where, `does not go on when there is room: ${again.codes.join(' ')}`);
      }
    }
    own = new Set([...commandsIn(reader)].filter((id) => !before.has(id)));
  } finally {
    reader.close();
    counter.file.close();
  }
  const lost = [...counter.acknowledged].filter((id) => !own.has(id));
  if (lost.length > 0) run.break(where, `${lost.length} acknowledged commands are not stored`);
  if (first.done || again !== null) run.effect(desk.kind, first.failed === 0, own.size, where);
  const stored = readStored(work.folder);
  for (const what of stored.broken) run.break(where, what);
  for (const id of own)
    if (!stored.commands.has(id)) run.break(where, 'a stored command is gone after a restart');
  return first.failed > 0;
}

/** The program ends right after the failure: what it finds then is nothing of the command, or all of it. */
async function lookAfterRestart(
  desk: PreparedDesk,
  before: ReadonlySet<string>,
  denied: boolean,
  where: { readonly name: string; readonly mode: FaultMode; readonly at: number },
): Promise<void> {
  putFiles(besides, filesOf(work.folder));
  const stored = readStored(besides);
  for (const what of stored.broken) run.break(where, `after a restart: ${what}`);
  const more = [...stored.commands].filter((id) => !before.has(id)).length;
  if (more === 0) return;
  if (denied) run.break(where, 'told as not saved, and there after a restart');
  const counter = openDesk(desk, besides, counterOf);
  try {
    const again = await attemptStep(counter, desk);
    run.storedAfterAll(
      desk.kind,
      more,
      again.done ? 'done a second time' : again.codes.join(' ') || 'nothing to do',
    );
  } finally {
    counter.file.close();
  }
}

/** Answers whether the error was met. */
async function tryService(service: StorageService, mode: FaultMode, at: number): Promise<boolean> {
  const where = { name: service.name, mode, at };
  putFiles(work.folder, await service.files(besides));
  const begun = service.begin(work.folder);
  arm(service.name, mode, at);
  let error: unknown = null;
  try {
    await begun.run();
  } catch (thrown) {
    error = thrown;
  }
  const failed = disarm();
  run.attempted(failed > 0, error === null);
  if (error !== null) {
    const code = codeOfDisk(error);
    run.code(code);
    // SQLite itself takes a page that cannot be read for a damaged one (SQLITE_IOERR_CORRUPTFS), a first page that cannot
    // be read for that of another key.
    const clear =
      mode.kinds === calls.read
        ? /^(database-(damaged|key-wrong|disk-failing)|SQLITE_(CORRUPT|NOTADB|IOERR.*)|EIO)$/
        : clearCodes;
    if (!clear.test(code)) run.break(where, `told as ${code}`);
  }
  const wrong = await begun.check(error === null);
  if (wrong !== null) run.break(where, wrong);
  return failed > 0;
}

function codeOfDisk(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return inspect(error);
  // What `rmSync` throws has the C library's words and an empty code.
  return String(error.code) || (error.message.includes('Input/output error') ? 'EIO' : inspect(error));
}

function commandsIn(reader: Database.Database): ReadonlySet<string> {
  return new Set(reader.prepare<[], string>('SELECT id FROM outbox').pluck().all());
}

/** What the clerk's screen has a sentence for, or SQLite's own word, of which the border makes such a code. */
function isClear(code: string): boolean {
  return /^storage-(full|failed)\b/.test(code) || code.startsWith('SQLITE_');
}
