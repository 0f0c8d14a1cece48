import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandKinds, type CommandKind } from '../../../domain/command/command-rules.ts';
import { DatabaseError } from '../../../db/database-error.ts';
import { Chance } from '../support/chance.ts';
import { memoryFolder } from '../support/counter.ts';
import { Disk, manners, type Manner } from './disk.ts';
import { readJournal, type JournalRecord } from './journal.ts';
import type { Mark } from './marks.ts';
import type { PowerCutWork } from './power-cut-worker.ts';
import type { PreparedDesk } from './prepared-desks.ts';
import { ShimControl, shimEnvironment } from './shim.ts';
import { putFiles, readStored, type Stored } from './stored.ts';

export interface PowerCutSettings {
  readonly count: number;
  readonly seed: number;
  readonly synchronous: 'full' | 'normal';
  /** Only this process of the run again. */
  readonly only: number | null;
  readonly tell: (line: string) => void;
}

export interface PowerCutFigures {
  cuts: number;
  processes: number;
  /** Commands of which the clerk had been told, over all cuts. */
  acknowledged: number;
  /** Of those, the ones that are not in the file that was left. */
  lost: number;
  /** Cuts at which something was lost. */
  cutsWithLoss: number;
  /** Cuts at which the command that was under way is in the file, whole, although nobody was told. */
  underWayStored: number;
  /** Of the control: files that the opening refuses as damaged, because their log shows that it was not synced. */
  refused: number;
  /** Cuts at which the whole content was held against the states before and after the transaction under way. */
  compared: number;
  /** Kinds of command of which a clerk was told before a cut that they are done. */
  readonly kinds: Set<CommandKind>;
  /** What is not as it must be, and how to see it again. */
  readonly broken: string[];
}

const worker = fileURLToPath(new URL('power-cut-worker.ts', import.meta.url));
/** Disks that are made from the journal of one process; the last is the one at which it was ended. */
const cutsOfOneProcess = 10;
/** A process is ended when it has done so much at least: its clerk has then told of the first thing he did. */
const fewestRecords = 200;
const mostRecords = 1_500;

/**
 * Counters at work are ended by kill -9 at a place of their file's journal that the seed gives, and the disk is made as a
 * power cut would leave it there, and at other places of the same journal: only what was synced is there for sure. The
 * ordinary opening must find every acknowledged command, and exactly the state before or after the transaction under way.
 */
export async function cutPower(
  desks: readonly PreparedDesk[],
  settings: PowerCutSettings,
): Promise<PowerCutFigures> {
  const figures: PowerCutFigures = {
    ...{
      cuts: 0,
      processes: 0,
      acknowledged: 0,
      lost: 0,
      cutsWithLoss: 0,
      underWayStored: 0,
      refused: 0,
      compared: 0,
    },
    kinds: new Set(),
    broken: [],
  };
  const seeds = new Chance(settings.seed);
  const place = mkdtempSync(join(memoryFolder, 'guitai-power-cuts-'));
  try {
    for (let index = 0; figures.cuts < settings.count; index += 1) {
      const seed = seeds.seed();
      if (settings.only !== null && index < settings.only) continue;
      const desk = desks[index % desks.length];
      if (desk === undefined) throw new Error('there is no desk');
      await new Lives({ place, seed, index, desk, figures, settings }).run();
      if (settings.only !== null) break;
      if (index % 10 === 9) settings.tell(tellPowerCuts(figures));
    }
    return figures;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The figures in one line. */
export function tellPowerCuts(figures: PowerCutFigures): string {
  const {
    cuts,
    processes,
    acknowledged,
    lost,
    cutsWithLoss,
    underWayStored,
    refused,
    compared,
    kinds,
    broken,
  } = figures;
  return [
    `power cuts ${cuts} of ${processes} processes`,
    `acknowledged ${acknowledged}`,
    `lost ${lost} at ${cutsWithLoss} cuts`,
    `stored and not yet told ${underWayStored}`,
    `refused as damaged ${refused}`,
    `content compared ${compared}`,
    `kinds of command ${kinds.size}`,
    `not as it must be ${broken.length}`,
  ].join(' | ');
}

interface Life {
  readonly place: string;
  readonly seed: number;
  readonly index: number;
  readonly desk: PreparedDesk;
  readonly figures: PowerCutFigures;
  readonly settings: PowerCutSettings;
}

/** One process, and now and then a second one on what the first has left. */
class Lives {
  readonly #life: Life;
  readonly #chance: Chance;
  readonly #folder: string;

  constructor(life: Life) {
    this.#life = life;
    this.#chance = new Chance(life.seed);
    this.#folder = join(life.place, 'data');
  }

  async run(): Promise<void> {
    const { desk, figures, settings } = this.#life;
    let files = desk.files;
    const second = this.#chance.happens(0.5);
    for (let life = 0; life < (second ? 2 : 1); life += 1) {
      const journal = await this.#live(files);
      figures.processes += 1;
      const cuts = second && life === 0 ? 3 : Math.min(cutsOfOneProcess, settings.count - figures.cuts);
      files = this.#cut(files, journal, Math.max(1, cuts)) ?? desk.files;
    }
  }

  /** Works until the shim ends the process. */
  async #live(files: ReadonlyMap<string, Buffer>): Promise<readonly JournalRecord[]> {
    const { place, desk, settings } = this.#life;
    putFiles(this.#folder, files);
    const [control, journal, marks] = ['control', 'journal', 'marks'].map((name) => join(place, name));
    if (control === undefined || journal === undefined || marks === undefined) throw new Error('no names');
    writeFileSync(journal, '');
    const told = new ShimControl(control);
    told.endAt(fewestRecords + this.#chance.below(mostRecords - fewestRecords));
    told.close();
    const { step, settings: deskSettings, now } = desk;
    const work: PowerCutWork = {
      folder: this.#folder,
      marks,
      seed: this.#chance.seed(),
      desk: { step, settings: deskSettings, now },
      synchronous: settings.synchronous,
    };
    const child = spawn(process.execPath, [worker, JSON.stringify(work)], {
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { ...process.env, ...shimEnvironment({ folder: this.#folder, control, journal, marks }) },
    });
    let complaint = '';
    child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL' && code !== 0)
      throw new Error(`the counter ended with ${String(code)}: ${complaint}`);
    return readJournal(journal);
  }

  /** Makes the disks and looks at each; answers the last, or null where it could not be used. */
  #cut(
    before: ReadonlyMap<string, Buffer>,
    journal: readonly JournalRecord[],
    count: number,
  ): ReadonlyMap<string, Buffer> | null {
    const disk = new Disk(before);
    const reading = new Reading(journal);
    let done = 0;
    let last: ReadonlyMap<string, Buffer> | null = null;
    for (const at of this.#places(journal, count)) {
      for (const record of journal.slice(done, at)) disk.do(record);
      done = at;
      const manner = this.#chance.pick(manners);
      const files = disk.left(manner, this.#chance);
      const stored = this.#open(files, { at, manner });
      this.#life.figures.cuts += 1;
      last = stored === null ? null : files;
      if (stored !== null) this.#judge(stored, reading, { at, manner });
    }
    return last;
  }

  /** Some anywhere, some right behind what a clerk was told, and the place at which the process was ended. */
  #places(journal: readonly JournalRecord[], count: number): readonly number[] {
    const behindWord = journal.flatMap((record, index) =>
      record.what === 'mark' && record.text.includes('"acknowledged"') ? [index + 1] : [],
    );
    const places = Array.from({ length: count - 1 }, () =>
      behindWord.length > 0 && this.#chance.happens(0.5)
        ? this.#chance.pick(behindWord)
        : this.#chance.below(journal.length + 1),
    );
    return [...places, journal.length].sort((one, other) => one - other);
  }

  #open(files: ReadonlyMap<string, Buffer>, cut: Cut): Stored | null {
    putFiles(this.#folder, files);
    try {
      return readStored(this.#folder);
    } catch (error) {
      if (this.#life.settings.synchronous === 'normal' && error instanceof DatabaseError) {
        this.#life.figures.refused += 1;
        return null;
      }
      this.#break(cut, `the file does not open: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  #judge(stored: Stored, reading: Reading, cut: Cut): void {
    const { figures, settings } = this.#life;
    const { acknowledged, underWay, before, after, told } = reading.at(cut.at);
    for (const what of told) {
      const kind = commandKinds.find((one) => what === `${one} ok`);
      if (kind !== undefined) figures.kinds.add(kind);
    }
    const lost = acknowledged.filter((id) => !stored.commands.has(id));
    figures.acknowledged += acknowledged.length;
    figures.lost += lost.length;
    if (lost.length > 0) figures.cutsWithLoss += 1;
    for (const what of stored.broken) this.#break(cut, what);
    const early = underWay.filter((id) => stored.commands.has(id));
    if (early.length > 0) figures.underWayStored += 1;
    const never = reading.madeAfter(cut.at).filter((id) => stored.commands.has(id));
    if (never.length > 0) this.#break(cut, `${never.length} commands are there that were not made yet`);
    if (settings.synchronous === 'normal') return;
    if (lost.length > 0) this.#break(cut, `${lost.length} acknowledged commands are lost`);
    // Before the program has noted the first state there is none to compare with; behind the last none to come.
    if (before === null || after === null) return;
    figures.compared += 1;
    if (stored.content === before) return;
    if (stored.content !== after)
      this.#break(cut, 'the content is neither that before the transaction nor behind it');
  }

  #break({ at, manner }: Cut, what: string): void {
    const { index, figures, settings } = this.#life;
    figures.broken.push(
      `${what}; record ${at}, of what was not synced ${manner} survived; again: power-cuts --seed ${settings.seed} --only ${index}`,
    );
  }
}

interface Cut {
  readonly at: number;
  readonly manner: Manner;
}

/** What the program had noted by any place of its journal. */
class Reading {
  readonly #marks: readonly { readonly index: number; readonly mark: Mark }[];

  constructor(journal: readonly JournalRecord[]) {
    this.#marks = journal.flatMap((record, index) =>
      record.what === 'mark' ? [{ index, mark: JSON.parse(record.text) as Mark }] : [],
    );
  }

  at(place: number): {
    readonly acknowledged: readonly string[];
    readonly underWay: readonly string[];
    /** The content behind the last transaction that came back, and behind the one that was then under way. */
    readonly before: string | null;
    readonly after: string | null;
    readonly told: readonly string[];
  } {
    const acknowledged: string[] = [];
    const told: string[] = [];
    let underWay: string[] = [];
    let before: string | null = null;
    let after: string | null = null;
    for (const { index, mark } of this.#marks) {
      if (index >= place) {
        if (mark.what !== 'committed') continue;
        after = mark.content;
        break;
      }
      if (mark.what === 'committed') before = mark.content;
      if (mark.what === 'made') underWay.push(mark.id);
      if (mark.what === 'acknowledged') {
        acknowledged.push(mark.id);
        underWay = underWay.filter((id) => id !== mark.id);
      }
      if (mark.what === 'begin') underWay = [];
      if (mark.what === 'end') told.push(...mark.told);
    }
    return { acknowledged, underWay, before, after, told };
  }

  madeAfter(place: number): readonly string[] {
    return this.#marks.flatMap(({ index, mark }) =>
      index >= place && mark.what === 'made' ? [mark.id] : [],
    );
  }
}
