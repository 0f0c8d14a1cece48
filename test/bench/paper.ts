import type { Page } from 'playwright';
import { countyOf, type County } from './county-file.ts';
import { startProgram } from '../helpers/counter-program.ts';
import { pdfPages } from '../helpers/pdf-text.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { wording } from '../helpers/wording.ts';
import type {} from '../../renderer/window-bridge.ts';
import { bareStatement } from './bare-statement.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import { longestOf, watchScreen, type Stall } from './screen-stalls.ts';
import { signIn } from './sign-in.ts';
import { deskWithStatement, linesOfStatement, type DeskWithStatement } from './statement-county.ts';

/** Each run makes, looks at and prints ten thousand lines in a program of its own. */
const mostRuns = 3;
/** Each thing that is waited for is there after so many milliseconds, also on a machine that has much to do. */
const patience = 240_000;

/** What the clerk does with the statement, in its order; the first is the same window without it. */
const phases = [
  'empty pages',
  'opening the paper',
  'turning its sheets',
  'its last sheet',
  'printing',
] as const;
type Phase = (typeof phases)[number];

interface Measured {
  readonly ours: number;
  readonly drawing: number;
  readonly asking: number;
  readonly bare: number;
  readonly pages: number;
  readonly stalls: ReadonlyMap<Phase, Stall>;
}

const say = wording('zh-CN');

/**
 * A statement of ten thousand lines as PDF, from its service number on, as it goes to the printer (records asked for and
 * checked, the paper's window opened, every sheet drawn with head, sums, codes and foot), beside a bare pdfkit document
 * of the same lines. And how long the clerk's window stands still while he looks at it and prints it.
 */
export async function measurePaper(persons: number, runs: number): Promise<readonly Figure[]> {
  const county = await countyOf(persons);
  const measured: Measured[] = [];
  for (let run = 0; run < Math.min(runs, mostRuns); run += 1) measured.push(await measureOnce(county));
  const of = (name: 'ours' | 'drawing' | 'asking' | 'bare') => measured.map((one) => one[name]);
  const size = `${linesOfStatement.toLocaleString('en')} lines`;
  const stallOf = (phase: Phase) => measured.map(({ stalls }) => longestIn(stalls, [phase]));
  return [
    {
      part: 'paper',
      what: `PDF of a statement of ${size}`,
      unit: 'ms',
      ours: spreadOf(of('ours')),
      limit: spreadOf(of('bare')),
      goal: { kind: 'at-most-times', bound: 2 },
      notes: [
        `${String(measured[0]?.pages ?? 0)} sheets; asking the backend ${medianOf(of('asking')).toFixed(0)} ms, drawing and ` +
          `printing to PDF ${medianOf(of('drawing')).toFixed(0)} ms; the limit is pdfkit with the same texts in the ` +
          `same columns, in a face that is read before, without heads, sums, codes and feet`,
      ],
    },
    {
      part: 'paper',
      what: `longest stall of the screen with ${size}`,
      unit: 'ms',
      ours: spreadOf(measured.map(({ stalls }) => longestIn(stalls, phases.slice(1)))),
      limit: spreadOf(stallOf(phases[0])),
      goal: { kind: 'at-most', bound: 200 },
      notes: [
        `the longest task of the page’s main thread, by the clock; the limit is the same window’s ${phases[0]}`,
        `medians: ${phases.map((phase) => `${phase} ${medianOf(stallOf(phase)).toFixed(0)} ms`).join(', ')}`,
      ],
    },
  ];
}

function longestIn(stalls: ReadonlyMap<Phase, Stall>, wanted: readonly Phase[]): number {
  return Math.max(
    ...wanted.map((phase) => {
      const stall = stalls.get(phase);
      if (stall === undefined) throw new Error(`${phase} was not watched`);
      return longestOf(stall);
    }),
  );
}

async function measureOnce(county: County): Promise<Measured> {
  const made = await deskWithStatement(county);
  try {
    // Read once, so that the library and the face are in memory, as the program is when somebody prints.
    await bareStatement(made.statement.lines.slice(0, 100));
    const begun = performance.now();
    await bareStatement(made.statement.lines);
    const bare = performance.now() - begun;
    return { ...(await inProgram(made)), bare, asking: made.asking };
  } finally {
    await made.desk.remove();
  }
}

async function inProgram(made: DeskWithStatement): Promise<Omit<Measured, 'bare' | 'asking'>> {
  const { desk, statement, receipt, asking } = made;
  const program = await startProgram({ data: desk.folder });
  const { page } = program;
  page.setDefaultTimeout(patience);
  try {
    await signIn(page, desk.clerk.loginName);
    const printed = await attachPrinter(program);
    const stalls = await lookAndPrint(page, receipt.serviceNumber, async () => {
      await until('the statement is printed', async () => (await printed()).length > 0, patience / 1_000);
    });
    const content = JSON.stringify({ receipt, statement });
    const { pdf, drawing } = await page.evaluate(async (paper) => {
      const begun = performance.now();
      const outcome = await window.guitaiWindow.previewPdf({
        form: 'statement',
        content: paper,
        paperSize: 'A4',
      });
      const milliseconds = performance.now() - begun;
      if (!outcome.ok) throw new Error(outcome.error.code);
      // A megabyte at a time: more arguments than that no call takes.
      let text = '';
      for (let from = 0; from < outcome.value.pdf.length; from += 8_192)
        text += String.fromCharCode(...outcome.value.pdf.subarray(from, from + 8_192));
      return { pdf: btoa(text), drawing: milliseconds };
    }, content);
    const pages = await pdfPages(Buffer.from(pdf, 'base64'));
    const last = statement.lines.at(-1);
    const lastSerial = last?.of === 'entry' ? String(last.serial) : '';
    if (pages.at(-1)?.includes(lastSerial) !== true) throw new Error('the statement is not whole');
    return { ours: asking + drawing, drawing, pages: pages.length, stalls };
  } catch (error) {
    throw new Error(`the program in its window said:\n${program.complaints()}`, { cause: error });
  } finally {
    await program.close();
  }
}

/** The one service of the day, its paper, all of its sheets, and F10; he goes on typing while it is printed. */
async function lookAndPrint(
  page: Page,
  serviceNumber: string,
  isPrinted: () => Promise<void>,
): Promise<ReadonlyMap<Phase, Stall>> {
  const screen = await watchScreen(page);
  const stalls = new Map<Phase, Stall>();
  const during = async (phase: Phase, work: () => Promise<void>) => {
    stalls.set(phase, await screen.during(work));
  };
  const search = page.getByRole('combobox', { name: say('search.label') });
  const sheets = page.getByRole('region', { name: say('statement.result') });
  await during('empty pages', async () => {
    await page.keyboard.press('F6');
    await page.getByRole('heading', { level: 1, name: say('work-list.title'), exact: true }).waitFor();
  });
  await page.keyboard.press('F3');
  await page.locator('tr[data-index="0"]:focus').waitFor();
  // Held as a person holds it: a key that follows as quickly as a scanner's is part of a scan.
  await page.keyboard.press('Enter', { delay: 70 });
  await page.getByText(serviceNumber).first().waitFor();
  await during('opening the paper', async () => {
    await page.keyboard.press('F4');
    await sheets.getByRole('heading', { name: say('statement.paper'), exact: true }).waitFor();
  });
  await sheets.focus();
  await during('turning its sheets', async () => {
    for (let turned = 0; turned < 20; turned += 1) {
      await page.keyboard.press('PageDown');
      // As fast as a key that is held down comes again: what is measured is the page under it.
      await page.waitForTimeout(60);
    }
  });
  await during('its last sheet', async () => {
    await page.keyboard.press('End');
    await sheets.locator('.statement-sums').waitFor();
  });
  await during('printing', async () => {
    await page.keyboard.press('F10');
    await page.keyboard.press('F2');
    await search.fill('');
    await page.keyboard.type('wang', { delay: 100 });
    await isPrinted();
  });
  return stalls;
}
