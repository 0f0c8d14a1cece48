import { rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/open-database.ts';
import { startOther, startProgram, type CounterProgram } from '../helpers/counter-program.ts';
import { megabytesOfTree } from '../helpers/processes.ts';
import { countyOf } from './county-file.ts';
import { makeDesk, type Desk } from './desk.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import { KeyAnswers } from './key-answers.ts';
import { signIn } from './sign-in.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** More than this says nothing more, and takes a minute each. */
const mostRuns = 3;
/** The search box is typed into so many times, by number and by initials in turn. */
const searches = 6;

/** What the clerk presses. */
type KeyKind =
  'F2' | 'a letter or digit in the search box' | 'an arrow' | 'Enter, to the person’s page' | 'F3 or F6';

interface WindowCost {
  /** Milliseconds of each key, by what it was. */
  readonly keys: ReadonlyMap<KeyKind, readonly number[]>;
  /** Of all processes together, the most that was seen. */
  readonly megabytes: number;
}

/**
 * A clerk's window with a county of so many persons behind it: how long each key takes until all that follows from it is
 * on the screen, and what all its processes hold together; beside a window that draws eight lines at each key.
 */
export async function measureWindow(persons: number, runs: number): Promise<readonly Figure[]> {
  const desk = await makeDesk(await countyOf(persons), { line: true });
  const emptyFolder = await temporaryFolder('empty');
  const ours: WindowCost[] = [];
  const empty: WindowCost[] = [];
  try {
    for (let run = 0; run < Math.min(runs, mostRuns); run += 1) {
      ours.push(await inOurWindow(desk));
      empty.push(await inEmptyWindow(emptyFolder));
    }
  } finally {
    await desk.remove();
    await rm(emptyFolder, { recursive: true, force: true });
  }
  const size = `${persons.toLocaleString('en')} persons`;
  const slowest = (costs: readonly WindowCost[]) =>
    spreadOf(costs.map(({ keys }) => Math.max(...allOf(keys))));
  const memory = (costs: readonly WindowCost[]) => spreadOf(costs.map(({ megabytes }) => megabytes));
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return [
    {
      part: 'window',
      what: `the slowest key, until its answer is on the screen, ${size}`,
      unit: 'ms',
      ours: slowest(ours),
      limit: slowest(empty),
      goal: { kind: 'at-most', bound: 50 },
      notes: [
        ...sayKinds(ours),
        ...sayKinds(empty).map((line) => `the empty window: ${line}`),
        `load ${load}`,
      ],
    },
    {
      part: 'window',
      what: `memory of all its processes, ${size}`,
      unit: 'MB',
      ours: memory(ours),
      limit: memory(empty),
      goal: { kind: 'at-most', bound: 400 },
      notes: ['each with its part of what it shares (Pss); the most that was seen behind a key'],
    },
  ];
}

async function inOurWindow(desk: Desk): Promise<WindowCost> {
  const texts = textsToSearch(desk);
  const program = await startProgram({ data: desk.folder });
  try {
    const { page } = program;
    await signIn(page, desk.clerk.loginName);
    const measure = await KeyMeasure.of(program);
    for (const text of texts) {
      await measure.press('F2', 'F2');
      for (const [place, key] of Array.from(text).entries()) {
        await measure.press('a letter or digit in the search box', key);
        // By its first letter many are found, by a whole number one.
        if (place > 0 || /\d/.test(key)) continue;
        await measure.press('an arrow', 'ArrowDown');
        await measure.press('an arrow', 'ArrowUp');
      }
      await measure.press('Enter, to the person’s page', 'Enter');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await measure.press('F3 or F6', 'F3');
      await measure.press('F3 or F6', 'F6');
    }
    return measure.cost();
  } catch (error) {
    throw new Error(`the program in its window said:\n${program.complaints()}`, { cause: error });
  } finally {
    await program.close();
  }
}

async function inEmptyWindow(data: string): Promise<WindowCost> {
  const program = await startOther(join(import.meta.dirname, 'empty-window'), data);
  try {
    await program.page.waitForSelector('input');
    await program.page.focus('input');
    const measure = await KeyMeasure.of(program);
    for (const key of '330122198001011234') await measure.press('a letter or digit in the search box', key);
    return measure.cost();
  } finally {
    await program.close();
  }
}

/** Gathers what the keys of one window cost. */
class KeyMeasure {
  readonly #answers: KeyAnswers;
  readonly #pid: number;
  readonly #keys = new Map<KeyKind, number[]>();
  #megabytes = 0;

  private constructor(answers: KeyAnswers, pid: number) {
    this.#answers = answers;
    this.#pid = pid;
  }

  static async of(program: CounterProgram): Promise<KeyMeasure> {
    const { pid } = program.application.process();
    if (pid === undefined) throw new Error('the program has no process');
    return new KeyMeasure(await KeyAnswers.of(program.page), pid);
  }

  async press(kind: KeyKind, key: string): Promise<void> {
    const times = this.#keys.get(kind) ?? [];
    this.#keys.set(kind, times);
    times.push(await this.#answers.press(key));
    this.#megabytes = Math.max(this.#megabytes, megabytesOfTree(this.#pid));
  }

  cost(): WindowCost {
    return { keys: this.#keys, megabytes: this.#megabytes };
  }
}

/** Whole numbers and initials, of people spread over the whole county. */
function textsToSearch(desk: Desk): readonly string[] {
  const reader = connect(desk.database);
  try {
    const people = reader
      .prepare<[number], { documentNumber: string; initials: string }>(
        `SELECT document_number AS documentNumber, pinyin_initials AS initials FROM insured_person
         WHERE document_kind = 'resident-id-card' ORDER BY substr(document_number, 13), id LIMIT ?`,
      )
      .all(searches);
    return people.map(({ documentNumber, initials }, place) => (place % 2 === 0 ? documentNumber : initials));
  } finally {
    reader.close();
  }
}

function allOf(keys: WindowCost['keys']): readonly number[] {
  return [...keys.values()].flat();
}

function sayKinds(costs: readonly WindowCost[]): readonly string[] {
  const kinds = new Set(costs.flatMap(({ keys }) => [...keys.keys()]));
  return [...kinds].map((kind) => {
    const times = costs.flatMap(({ keys }) => keys.get(kind) ?? []);
    return `${kind}: ${times.length} times, median ${medianOf(times).toFixed(0)} ms, most ${Math.max(...times).toFixed(0)} ms`;
  });
}
