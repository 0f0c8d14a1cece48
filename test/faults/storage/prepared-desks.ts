import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { commandKinds, type CommandKind } from '../../../domain/command/command-rules.ts';
import { takeStep, type ClerkStep, type StepWatch } from '../support/clerk-step.ts';
import { Counter, memoryFolder, type CounterSettings } from '../support/counter.ts';
import { runHistory, type Happening } from '../support/history.ts';
import { Office } from '../support/office.ts';
import { rounds } from '../support/rounds.ts';
import { historyOf } from '../support/run-histories.ts';
import { Tally } from '../support/tally.ts';
import { databaseIn, filesOf, putFiles } from './stored.ts';
import { openCounterStorage } from '../../../db/counter-storage.ts';

/** A counter's file at the moment before a clerk gave a command of this kind with success, and what he did then. */
export interface PreparedDesk {
  readonly kind: CommandKind;
  readonly step: ClerkStep;
  readonly settings: Pick<CounterSettings, 'place' | 'clerkId' | 'token' | 'pinPublicKey'>;
  /** The PC's clock at that moment, milliseconds. */
  readonly now: number;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** So many histories of chance are tried for the kinds that no round comes to. */
const mostHistories = 300;
const fewCandidates = 4;
const description = 'desk.json';

/**
 * One desk for every kind of command that the domain knows, made by the histories of the fault tests; kept in the folder
 * and taken from there the next time.
 * @param atLeast so many kinds are enough; null: all, or it fails
 * @throws Error naming the kinds that no history came to: a new kind must be in the clerk's work
 */
export async function preparedDesks(
  folder: string,
  atLeast: number | null,
  tell: (line: string) => void,
): Promise<readonly PreparedDesk[]> {
  const kept = existsSync(folder) ? readDesks(folder) : [];
  const wanted = Math.min(atLeast ?? commandKinds.length, commandKinds.length);
  if (kept.length >= wanted) return kept.slice(0, wanted);
  tell(`bringing a desk to each of ${wanted} kinds of command`);
  const desks = await makeDesks(wanted);
  rmSync(folder, { recursive: true, force: true });
  for (const desk of desks.values()) keepDesk(folder, desk);
  const missing = commandKinds.filter((kind) => !desks.has(kind));
  if (desks.size < wanted) throw new Error(`no history gave a command of these kinds: ${missing.join(', ')}`);
  return readDesks(folder);
}

/** A counter on a copy of its file in this folder, as after the program was started and the clerk had signed in. */
export function openDesk(
  desk: Omit<PreparedDesk, 'kind' | 'step' | 'files'>,
  folder: string,
  more: Pick<CounterSettings, 'notes' | 'variant'> = {},
): Counter {
  return new Counter({ ...desk.settings, ...more, now: () => desk.now, folder });
}

async function makeDesks(wanted: number): Promise<ReadonlyMap<CommandKind, PreparedDesk>> {
  const time = { now: 0 };
  const office = await Office.open(() => time.now);
  const scratch = mkdtempSync(join(memoryFolder, 'guitai-desks-'));
  const desks = new Map<CommandKind, PreparedDesk>();
  try {
    for (const happenings of histories()) {
      if (desks.size >= wanted) break;
      const watch = new Candidates(desks);
      await runHistory(office, time, happenings, new Tally(), undefined, watch);
      for (const candidate of watch.found) {
        if (!desks.has(candidate.kind) && (await repeats(candidate, scratch))) {
          desks.set(candidate.kind, candidate);
        }
      }
    }
    return desks;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    await office.close();
  }
}

function* histories(): Generator<readonly Happening[]> {
  for (const [, happenings] of rounds) yield happenings;
  for (let seed = 1; seed <= mostHistories; seed += 1) yield historyOf(seed);
}

/** Keeps the file before each step, for the steps that give a command of which there is no desk yet. */
class Candidates implements StepWatch {
  readonly found: PreparedDesk[] = [];
  readonly #known: ReadonlyMap<CommandKind, unknown>;
  #before: Omit<PreparedDesk, 'kind'> | null = null;

  constructor(known: ReadonlyMap<CommandKind, unknown>) {
    this.#known = known;
  }

  before(counter: Counter, step: ClerkStep): void {
    const { place, clerkId, token, pinPublicKey, now } = counter.settings;
    const files = filesOf(join(counter.database.file, '..'));
    this.#before = { step, settings: { place, clerkId, token, pinPublicKey }, now: now(), files };
  }

  after(told: readonly string[]): void {
    for (const kind of commandKinds) {
      if (this.#before === null || this.#known.has(kind) || !told.includes(`${kind} ok`)) continue;
      if (this.found.filter((one) => one.kind === kind).length < fewCandidates) {
        this.found.push({ kind, ...this.#before });
      }
    }
    this.#before = null;
  }
}

/** Whether the same comes of it on a copy of the file alone, without what the program had in its memory. */
async function repeats(desk: PreparedDesk, folder: string): Promise<boolean> {
  putFiles(folder, desk.files);
  const counter = openDesk(desk, folder);
  const told: string[] = [];
  try {
    await takeStep(counter, desk.step, (what) => told.push(what));
  } finally {
    counter.file.close();
  }
  return told.includes(`${desk.kind} ok`);
}

function keepDesk(folder: string, desk: PreparedDesk): void {
  const own = join(folder, desk.kind);
  mkdirSync(folder, { recursive: true });
  putFiles(own, desk.files);
  // One file, with nothing left in its log.
  openCounterStorage(databaseIn(own)).close();
  const { files: _files, ...described } = desk;
  writeFileSync(join(own, description), JSON.stringify(described));
}

function readDesks(folder: string): readonly PreparedDesk[] {
  return readdirSync(folder).map((name) => {
    const own = join(folder, name);
    const files = new Map([...filesOf(own)].filter(([file]) => file !== description));
    const described = JSON.parse(readFileSync(join(own, description), 'utf8')) as Omit<PreparedDesk, 'files'>;
    return { ...described, files };
  });
}
