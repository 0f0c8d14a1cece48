import type { Page } from 'playwright';
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { startProgram } from '../helpers/counter-program.ts';
import { wording } from '../helpers/wording.ts';
import { agent, deskWithEmployer, employer, mostRuns, rowsOfBatch } from './batch.ts';
import { countyOf, type County } from './county-file.ts';
import type { Desk } from './desk.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import { longestOf, watchScreen, type Stall } from './screen-stalls.ts';
import { signIn } from './sign-in.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Each thing that is waited for is on the screen after so many milliseconds, also on a machine that has much to do. */
const patience = 120_000;
/** PageDown goes fifteen rows. */
const pagesTurned = 20;

/** What the clerk does, in its order. The first is what the program's window costs without any batch. */
const phases = [
  'empty pages',
  'letter',
  'reading the file',
  'preview',
  'end of the preview',
  'opening the batch',
  'run',
  'run, at the end of its rows',
  'work list',
  'end of the work list',
  'services of the day',
  'end of the services',
] as const;
type Phase = (typeof phases)[number];
/** How long the screen stood still in a phase, and how long it took on all, milliseconds. */
type Stalls = ReadonlyMap<Phase, Stall & { readonly took: number }>;

/** End is pressed, and the last of ten thousand rows is awaited. */
const ends = ['end of the preview', 'end of the work list', 'end of the services'] as const;

const say = wording('zh-CN');

/**
 * An employer's batch of ten thousand rows in the real program, by the keyboard: the longest that its screen stands
 * still from the letter to the lists in which ten thousand wait, beside the same window's empty pages.
 */
export async function measureBatchWindow(persons: number, runs: number): Promise<readonly Figure[]> {
  const county = await countyOf(persons);
  const measured: Stalls[] = [];
  const loads: string[] = [];
  for (let run = 0; run < Math.min(runs, mostRuns); run += 1) {
    measured.push(await measureOnce(county));
    loads.push((loadavg()[0] ?? 0).toFixed(1));
  }
  const of = (phase: Phase) => measured.map((stalls) => longestAmong(stalls, [phase]));
  const took = (phase: Phase) => medianOf(measured.map((stalls) => stalls.get(phase)?.took ?? Number.NaN));
  const byEnd = ends.map((phase) => `${phase} ${took(phase).toFixed(0)} ms`);
  const byPhase = phases.map((phase) => `${phase} ${medianOf(of(phase)).toFixed(0)} ms`);
  return [
    {
      part: 'batch',
      what: `longest stall of the screen with ${rowsOfBatch.toLocaleString('en')} rows`,
      unit: 'ms',
      ours: spreadOf(measured.map((stalls) => longestAmong(stalls, phases.slice(1)))),
      limit: spreadOf(of(phases[0])),
      goal: { kind: 'at-most', bound: 50 },
      notes: [
        `the longest task of the page’s main thread, by the clock, as the browser tells of it; where it tells of none, ` +
          `the gap between two turns of a timer, 50 ms at most; the limit is the same window’s ${phases[0]}`,
        `the worst of each run: ${measured.map(sayWorst).join('; ')}; load ${loads.join(', ')}`,
        `medians: ${byPhase.join(', ')}`,
        `from End to the last row on the screen, medians: ${byEnd.join(', ')}`,
      ],
    },
  ];
}

function longestAmong(stalls: Stalls, wanted: readonly Phase[]): number {
  return Math.max(
    ...wanted.map((phase) => {
      const stall = stalls.get(phase);
      if (stall === undefined) throw new Error(`${phase} was not watched`);
      return longestOf(stall);
    }),
  );
}

/** Which phase it was. */
function sayWorst(stalls: Stalls): string {
  const [phase, stall] = [...stalls]
    .slice(1)
    .reduce((worst, one) => (longestOf(one[1]) > longestOf(worst[1]) ? one : worst));
  return `${phase} ${longestOf(stall).toFixed(0)} ms`;
}

async function measureOnce(county: County): Promise<Stalls> {
  const { desk, bytes } = await deskWithEmployer(county, { line: true });
  const file = join(await temporaryFolder('batch-window'), 'roster.xlsx');
  try {
    await writeFile(file, bytes);
    return await makeBatchByKeyboard(desk, file);
  } finally {
    await desk.remove();
  }
}

async function makeBatchByKeyboard(desk: Desk, file: string): Promise<Stalls> {
  const program = await startProgram({ data: desk.folder });
  const { page } = program;
  page.setDefaultTimeout(patience);
  const stalls = new Map<Phase, Stall & { readonly took: number }>();
  try {
    await signIn(page, desk.clerk.loginName);
    const screen = await watchScreen(page);
    const during = async (phase: Phase, work: () => Promise<void>) => {
      const begun = performance.now();
      const stall = await screen.during(work);
      stalls.set(phase, { ...stall, took: performance.now() - begun });
    };
    await during('empty pages', () => openNewBatch(page));
    await during('letter', () => writeLetter(page));
    await during('reading the file', async () => {
      await page.getByLabel(say('batch.file'), { exact: true }).setInputFiles(file);
      await rowAt(page, 0).waitFor();
    });
    await during('preview', () => turnPages(page));
    await during('end of the preview', () => goToEnd(page));
    await during('opening the batch', async () => {
      await page.keyboard.press('F10');
      await page.locator('.batch-numbers').waitFor();
      await rowAt(page, 0).waitFor();
    });
    // Half of it is watched from the first row, and half where every answer has all the rows.
    await during('run', () => madeAtLeast(page, rowsOfBatch / 2));
    await during('run, at the end of its rows', async () => {
      await goToEnd(page);
      await page.getByText(say('batch.now-made')).waitFor();
    });
    await during('work list', async () => {
      await page.keyboard.press('F6');
      await page.locator('#work-title').waitFor();
      await turnPages(page);
    });
    await during('end of the work list', () => goToEnd(page));
    await during('services of the day', async () => {
      await page.keyboard.press('F3');
      await page.locator('#services-title').waitFor();
      await turnPages(page);
    });
    await during('end of the services', () => goToEnd(page));
    return stalls;
  } catch (error) {
    throw new Error(`the program in its window said:\n${program.complaints()}`, { cause: error });
  } finally {
    await program.close();
  }
}

/** From the first page to the first field of a new batch, by pages that have nothing to show yet. */
async function openNewBatch(page: Page): Promise<void> {
  for (const [key, title] of [
    ['F6', 'work-list.title'],
    ['F3', 'services.title'],
    ['F9', 'batch.title'],
    ['F10', 'batch.newTitle'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: say(title), exact: true }).waitFor();
  }
}

async function writeLetter(page: Page): Promise<void> {
  const day = civilDateInShanghai(Date.now()).replaceAll('-', '');
  // The kind of document stays the ID card; 0 is 长期.
  for (const text of [employer.id, '1', day, '', agent.documentNumber, agent.name, '0']) {
    await page.keyboard.type(text, { delay: 60 });
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type(agent.phone, { delay: 60 });
  await page.keyboard.press('F10');
  await page.locator('.file-choice').waitFor();
}

/** A row that has come. */
function rowAt(page: Page, index: number) {
  return page.locator(`tr[data-index="${index}"]:not(:has([aria-busy="true"]))`);
}

/** As fast as a clerk presses the key again and again, each time where the row has been drawn. */
async function turnPages(page: Page): Promise<void> {
  await page.locator('tr[data-index="0"]:focus').waitFor();
  for (let turned = 1; turned <= pagesTurned; turned += 1) {
    await page.keyboard.press('PageDown');
    await rowAt(page, turned * 15).waitFor();
  }
}

/** End, until the last row of all is there; the work list has one more, which opens the batch. */
async function goToEnd(page: Page): Promise<void> {
  await page.keyboard.press('End');
  const last = await page.locator('tr[data-index]:focus').getAttribute('data-index');
  if (Number(last) < rowsOfBatch - 1) throw new Error(`End went to the row ${last}`);
  await rowAt(page, Number(last)).waitFor();
  await page.waitForFunction((index) => {
    const row = document.querySelector(`tr[data-index="${index}"]`)?.getBoundingClientRect();
    const seen = document.querySelector('.scroll')?.getBoundingClientRect();
    return row !== undefined && seen !== undefined && row.bottom <= seen.bottom + 1;
  }, last);
}

async function madeAtLeast(page: Page, wanted: number): Promise<void> {
  await page.waitForFunction(
    (least) => Number(document.querySelector('.batch-numbers dd')?.textContent) >= least,
    wanted,
    { polling: 500 },
  );
}
