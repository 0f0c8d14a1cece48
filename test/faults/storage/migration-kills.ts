import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { migrate, readSchemaVersion } from '../../../db/migrate.ts';
import { currentVersion, migrations } from '../../../db/migrations/migrations.ts';
import { openDatabase } from '../../../db/open-database.ts';
import { seeds } from '../../../db/testing/migration-seeds.ts';
import { Chance } from '../support/chance.ts';
import { memoryFolder } from '../support/counter.ts';
import { Disk, manners } from './disk.ts';
import { readJournal } from './journal.ts';
import type { MigrationWork } from './migration-worker.ts';
import { ShimControl, shimEnvironment } from './shim.ts';
import { contentHash, databaseIn, filesOf, putFiles } from './stored.ts';

export interface MigrationFigures {
  steps: number;
  /** Processes that were ended by kill -9 before or behind a statement. */
  kills: number;
  /** Disks that a power cut left on the way. */
  powerCuts: number;
  /** Files that the kill left at the version before the step, and behind it. */
  leftBefore: number;
  leftBehind: number;
  readonly broken: string[];
}

export interface MigrationSettings {
  readonly seed: number;
  /** Every so manieth statement of each step, beginning where the seed says; 1: every one. */
  readonly every: number;
  /** Power cuts on the way from each version to the last. */
  readonly cuts: number;
  /** Only the step to this version. */
  readonly only: number | null;
  readonly tell: (line: string) => void;
}

const worker = fileURLToPath(new URL('migration-worker.ts', import.meta.url));
/** Of each step the transaction is begun, its version is written, and it is committed. */
const statementsAround = 3;

/**
 * For every step of the schema a file of the version before, with what was in it, is opened with the ordinary opening by
 * a process that is ended before and behind each of the step's statements; and, from the journal of one that was not
 * ended, by power cuts on the way to the last version. The next opening brings each to the last version with the content
 * of a file that was never interrupted.
 */
export function killMigrations(settings: MigrationSettings): MigrationFigures {
  const figures: MigrationFigures = {
    ...{ steps: 0, kills: 0, powerCuts: 0, leftBefore: 0, leftBehind: 0 },
    broken: [],
  };
  const place = mkdtempSync(join(memoryFolder, 'guitai-migrations-'));
  try {
    for (const { version } of migrations) {
      if (settings.only !== null && version !== settings.only) continue;
      new Step(place, version, settings, figures).run();
      figures.steps += 1;
      settings.tell(`to version ${version} | ${tellMigrations(figures)}`);
    }
    return figures;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The figures in one line. */
export function tellMigrations(figures: MigrationFigures): string {
  return [
    `steps ${figures.steps} of ${migrations.length}`,
    `kills ${figures.kills} (left before the step ${figures.leftBefore}, behind it ${figures.leftBehind})`,
    `power cuts ${figures.powerCuts}`,
    `not as it must be ${figures.broken.length}`,
  ].join(' | ');
}

class Step {
  readonly #folder: string;
  readonly #place: string;
  readonly #version: number;
  readonly #settings: MigrationSettings;
  readonly #figures: MigrationFigures;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #content: string;

  constructor(place: string, version: number, settings: MigrationSettings, figures: MigrationFigures) {
    this.#folder = join(place, 'data');
    this.#place = place;
    this.#version = version;
    this.#settings = settings;
    this.#figures = figures;
    this.#files = this.#before();
    this.#content = this.#openWhole(this.#files);
  }

  run(): void {
    const step = migrations[this.#version - 1];
    if (step === undefined) throw new Error(`there is no step to version ${this.#version}`);
    const { every, seed } = this.#settings;
    for (let at = seed % every; at < step.statements.length + statementsAround; at += every) {
      for (const side of ['before', 'behind'] as const) this.#kill(at, side);
    }
    this.#cutPower();
  }

  /** The file of the version before the step, filled; no file at all before the first one. */
  #before(): ReadonlyMap<string, Buffer> {
    putFiles(this.#folder, new Map());
    if (this.#version === 1) return new Map();
    const { file, key } = databaseIn(this.#folder);
    const database = new Database(file);
    try {
      database.pragma("cipher='chacha20'");
      database.pragma(`key="raw:${key}"`);
      database.pragma('journal_mode=WAL');
      migrate(database, migrations.slice(0, this.#version - 1));
      for (const statement of seeds[this.#version]?.before ?? []) database.exec(statement);
    } finally {
      database.close();
    }
    return filesOf(this.#folder);
  }

  /** What the ordinary opening makes of these files. */
  #openWhole(files: ReadonlyMap<string, Buffer>): string {
    putFiles(this.#folder, files);
    const database = openDatabase(databaseIn(this.#folder));
    try {
      if (readSchemaVersion(database) !== currentVersion) throw new Error('not brought to the last version');
      return contentHash(database);
    } finally {
      database.close();
    }
  }

  #kill(at: number, side: MigrationWork['side']): void {
    putFiles(this.#folder, this.#files);
    const { signal, status, stderr } = this.#open({ folder: this.#folder, at, side }, {});
    if (signal !== 'SIGKILL')
      throw new Error(`not ended at statement ${at}, but with ${String(status)}: ${stderr}`);
    this.#figures.kills += 1;
    const left = filesOf(this.#folder);
    this.#countLeft(left, at, side);
    this.#judge(left, `ended ${side} statement ${at}`);
  }

  #open(work: MigrationWork, environment: Readonly<Record<string, string>>) {
    return spawnSync(process.execPath, [worker, JSON.stringify(work)], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
  }

  /** Only behind its COMMIT the step is taken. A new file has its name only when it is whole. */
  #countLeft(left: ReadonlyMap<string, Buffer>, at: number, side: MigrationWork['side']): void {
    const commit = (migrations[this.#version - 1]?.statements.length ?? 0) + statementsAround - 1;
    const taken = at === commit && side === 'behind';
    this.#figures[taken ? 'leftBehind' : 'leftBefore'] += 1;
    if (this.#version === 1) {
      if (left.has('counter.db'))
        this.#break(`ended ${side} statement ${at}`, 'a file has its name before it is whole');
      return;
    }
    putFiles(this.#folder, left);
    const { file, key } = databaseIn(this.#folder);
    const database = new Database(file);
    try {
      database.pragma("cipher='chacha20'");
      database.pragma(`key="raw:${key}"`);
      const found = readSchemaVersion(database);
      const expected = taken ? this.#version : this.#version - 1;
      if (found !== expected) this.#break(`ended ${side} statement ${at}`, `left at version ${found}`);
    } finally {
      database.close();
    }
  }

  #cutPower(): void {
    putFiles(this.#folder, this.#files);
    const [control, journal] = ['control', 'journal'].map((name) => join(this.#place, name));
    if (control === undefined || journal === undefined) throw new Error('no names');
    writeFileSync(journal, '');
    const told = new ShimControl(control);
    told.endAt(0);
    told.close();
    const environment = shimEnvironment({ folder: this.#folder, control, journal, marks: null });
    const { status, stderr } = this.#open({ folder: this.#folder, at: null, side: 'before' }, environment);
    if (status !== 0) throw new Error(`the opening ended with ${String(status)}: ${stderr}`);
    const records = readJournal(journal);
    const chance = new Chance(this.#settings.seed + this.#version);
    const places = Array.from({ length: this.#settings.cuts }, () => chance.below(records.length + 1));
    const disk = new Disk(this.#files);
    let done = 0;
    for (const at of places.sort((one, other) => one - other)) {
      for (const record of records.slice(done, at)) disk.do(record);
      done = at;
      const manner = chance.pick(manners);
      this.#figures.powerCuts += 1;
      this.#judge(
        disk.left(manner, chance),
        `power cut at record ${at} of ${records.length}, ${manner} survived`,
      );
    }
  }

  #judge(left: ReadonlyMap<string, Buffer>, where: string): void {
    try {
      if (this.#openWhole(left) !== this.#content) this.#break(where, 'other content than without it');
    } catch (error) {
      this.#break(where, error instanceof Error ? error.message : String(error));
    }
  }

  #break(where: string, what: string): void {
    this.#figures.broken.push(
      `to version ${this.#version}, ${where}: ${what}; again: migrations --seed ${this.#settings.seed} --only ${this.#version}`,
    );
  }
}
