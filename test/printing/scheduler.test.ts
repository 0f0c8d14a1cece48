import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PrintJobState } from '../../contract/printing.ts';
import { followJob } from '../../electron/main/print-queue/follow-job.ts';
import { createScheduler, type Scheduler } from '../../electron/main/print-queue/scheduler.ts';
import { startPrintScheduler, type PrintScheduler } from '../helpers/print-scheduler/print-scheduler.ts';
import { until } from '../helpers/until.ts';

let cups: PrintScheduler;
let scheduler: Scheduler;
beforeAll(async () => {
  cups = await startPrintScheduler();
  scheduler = createScheduler({ host: '127.0.0.1', port: cups.port });
});
afterAll(() => cups.stop());

/** One page with a line of text, as small as a PDF can be. */
const pdf = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj',
    '4 0 obj<</Length 44>>stream\nBT /F 40 Tf 80 600 Td (RECEIPT 330100) Tj ET\nendstream endobj',
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
  ].join('\n'),
);

let queues = 0;
async function printer(options?: Parameters<PrintScheduler['addPrinter']>[1]): Promise<string> {
  queues += 1;
  const name = `window${queues}`;
  await cups.addPrinter(name, options);
  return name;
}

/** Hands the page over and follows it; `told` grows as the queue tells. */
async function send(queue: string) {
  const taken = await scheduler.submit({ pdf, queue, copies: 1, media: 'iso_a4_210x297mm' });
  if ('refused' in taken) throw new Error(`not taken: ${taken.refused}`);
  const told: PrintJobState[] = [];
  const end = followJob({
    look: () => scheduler.look(taken.jobId, queue),
    pause: (milliseconds) => setTimeout(milliseconds),
    told: (state) => told.push(state),
  });
  return { jobId: taken.jobId, told, end };
}

const waitsFor = (told: readonly PrintJobState[], reason: string) =>
  until(`the job waits: ${reason}`, () =>
    told.some((one) => one.state === 'waiting' && one.reason === reason),
  );

/** What a reader sees of a PDF. */
async function pictureOf(document: Buffer): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-sheet-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'sheet.pdf'), document);
  await promisify(execFile)('pdftoppm', [
    '-r',
    '20',
    '-gray',
    join(folder, 'sheet.pdf'),
    join(folder, 'sheet'),
  ]);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
  expect(pages).toHaveLength(1);
  return readFileSync(join(folder, String(pages[0])));
}

describe('a job in a real CUPS', () => {
  it('is printed when the queue says so, and the sheet is what was handed over', async () => {
    const queue = await printer();
    const { end } = await send(queue);
    expect(await end).toEqual({ state: 'printed' });
    expect(cups.sheets(queue)).toEqual([pdf]);
  });

  it('goes through a real driver with its filters, and looks the same', async () => {
    await cups.addPdfPrinter('pdf');
    const { jobId, end } = await send('pdf');
    expect(await end).toEqual({ state: 'printed' });
    const sheet = cups.pdfSheet(jobId);
    if (sheet === undefined) throw new Error('printed, and no sheet came');
    const [handedOver, came] = [await pictureOf(pdf), await pictureOf(sheet)];
    expect(came.length).toBe(handedOver.length);
    const different = came.filter((grey, at) => Math.abs(grey - (handedOver[at] ?? 0)) > 100).length;
    const ink = handedOver.filter((grey) => grey < 128).length;
    expect(ink).toBeGreaterThan(50);
    expect(different).toBeLessThan(ink / 10);
  });

  it.each([
    ['jam', 'paper-jam'],
    ['no-paper', 'paper-empty'],
  ] as const)(
    'tells of %s, is not printed meanwhile, and goes on when somebody has seen to it',
    async (mode, reason) => {
      const queue = await printer();
      cups.setMode(queue, mode);
      const { told, end } = await send(queue);
      await waitsFor(told, reason);
      await setTimeout(600);
      expect(told.at(-1)).toEqual({ state: 'waiting', reason });
      expect(cups.sheets(queue)).toEqual([]);
      cups.setMode(queue, 'ready');
      expect(await end).toEqual({ state: 'printed' });
      expect(cups.sheets(queue)).toEqual([pdf]);
    },
  );

  it('waits behind a printer that was stopped, and goes on when it is started', async () => {
    const queue = await printer();
    await cups.command('cupsdisable', queue);
    const { told, end } = await send(queue);
    await waitsFor(told, 'stopped');
    expect(cups.sheets(queue)).toEqual([]);
    await cups.command('cupsenable', queue);
    expect(await end).toEqual({ state: 'printed' });
  });

  it('is refused by a queue that takes no jobs, and by one that there is not', async () => {
    const queue = await printer();
    await cups.command('cupsreject', queue);
    const document = { pdf, copies: 1, media: 'iso_a4_210x297mm' };
    expect(await scheduler.submit({ ...document, queue })).toEqual({ refused: 'not-accepting' });
    expect(await scheduler.submit({ ...document, queue: 'nowhere' })).toEqual({ refused: 'printer-unknown' });
    expect(cups.sheets(queue)).toEqual([]);
  });

  it('is refused where the printer fails and the queue gives up', async () => {
    const queue = await printer();
    cups.setMode(queue, 'fail');
    const { end } = await send(queue);
    expect(await end).toEqual({ state: 'refused', reason: 'gave-up' });
    expect(cups.sheets(queue)).toEqual([]);
  });

  it('waits where the printer fails and the queue stops', async () => {
    const queue = await printer({ onFailure: 'stop-printer' });
    cups.setMode(queue, 'fail');
    const { told, end } = await send(queue);
    await waitsFor(told, 'stopped');
    cups.setMode(queue, 'ready');
    await cups.command('cupsenable', queue);
    expect(await end).toEqual({ state: 'printed' });
    expect(cups.sheets(queue)).toEqual([pdf]);
  });

  it('is cancelled by the clerk, while it is printed and while it waits', async () => {
    for (const mode of ['slow', 'jam'] as const) {
      const queue = await printer();
      cups.setMode(queue, mode);
      const { jobId, told, end } = await send(queue);
      await until('it has begun', () => told.length > 0);
      await scheduler.cancel(jobId);
      expect(await end).toEqual({ state: 'cancelled' });
      cups.setMode(queue, 'ready');
      await setTimeout(500);
      expect(cups.sheets(queue)).toEqual([]);
    }
  });

  it('is not taken back when it has ended, and stays printed', async () => {
    const queue = await printer();
    const { jobId, end } = await send(queue);
    await end;
    await scheduler.cancel(jobId);
    expect(await scheduler.look(jobId, queue)).toEqual({ state: 'printed' });
  });

  it('waits through a scheduler that is away, and is printed once', async () => {
    const queue = await printer();
    await cups.command('cupsdisable', queue);
    const { told, end } = await send(queue);
    await waitsFor(told, 'stopped');
    await cups.halt();
    await waitsFor(told, 'scheduler-away');
    await cups.start();
    await cups.command('cupsenable', queue);
    expect(await end).toEqual({ state: 'printed' });
    expect(cups.sheets(queue)).toHaveLength(1);
  });

  it('is lost where somebody has cleared the queue, and never said to be printed', async () => {
    const queue = await printer();
    await cups.command('cupsdisable', queue);
    const { told, end } = await send(queue);
    await waitsFor(told, 'stopped');
    await cups.command('cancel', '-a', '-x', queue);
    expect((await end).state).toMatch(/^(lost|cancelled)$/);
  });

  it('leaves no document with the scheduler once it is forgotten', async () => {
    const queue = await printer();
    const { jobId, end } = await send(queue);
    await end;
    expect(cups.documents().length).toBeGreaterThan(0);
    await scheduler.forget(jobId);
    expect(cups.documents().some((name) => name.startsWith(`d${String(jobId).padStart(5, '0')}-`))).toBe(
      false,
    );
    expect(await scheduler.look(jobId, queue)).toBeNull();
  });

  it('stands in the list of jobs without a word about whom it is for', async () => {
    const queue = await printer();
    cups.setMode(queue, 'slow');
    const { jobId, end } = await send(queue);
    expect(await cups.command('lpstat', '-l', '-W', 'not-completed')).toContain(`${queue}-${jobId}`);
    cups.setMode(queue, 'ready');
    await end;
  });
});

describe('the printers of this machine', () => {
  it('are told with the standard one and with what each takes', async () => {
    const [here, full] = [await printer(), await printer()];
    await cups.command('lpadmin', '-d', here);
    await cups.command('lpadmin', '-p', full, '-D', '三号窗口打印机');
    await cups.command('cupsreject', full);
    const listed = await scheduler.listQueues();
    expect(listed.find(({ name }) => name === here)).toEqual({
      name: here,
      displayName: here,
      isDefault: true,
      accepting: true,
    });
    expect(listed.find(({ name }) => name === full)).toEqual({
      name: full,
      displayName: '三号窗口打印机',
      isDefault: false,
      accepting: false,
    });
  });
});
