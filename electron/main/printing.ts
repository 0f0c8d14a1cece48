import type { BrowserWindow } from 'electron';
import { setTimeout } from 'node:timers/promises';
import type { Outcome } from '../../contract/envelope.ts';
import type {
  PaperSize,
  PaperToDraw,
  PrinterView,
  PrintJob,
  PrintJobState,
} from '../../contract/printing.ts';
import type { WindowCallOutput, WindowCallRequest } from '../../contract/window-bridge.ts';
import { withPaper } from './paper-window.ts';
import { chosenPrinter } from './print-queue/chosen-printer.ts';
import { followJob } from './print-queue/follow-job.ts';
import { PrintJobs } from './print-queue/print-jobs.ts';
import { schedulerAddress } from './print-queue/scheduler-address.ts';
import { createScheduler, type Scheduler } from './print-queue/scheduler.ts';
import type { PrinterChoice, PrinterStore } from './printer-store.ts';
import { errorName, shellLog } from './shell-log.ts';
import { done, failed } from './window-channel.ts';

/** The sheet, in the names of PWG 5101.1. On a roll the printer prints as long as the page is. */
const mediaOf: Readonly<Record<PaperSize, string | null>> = { A4: 'iso_a4_210x297mm', receipt: null };
/** The same for the operating system's own way, in thousandths of a millimetre. */
const pageSizeOf = { A4: 'A4', receipt: { width: 80_000, height: 297_000 } } as const;

/** Printing as the pages of this program do it. */
export interface PrintDesk {
  readonly listPrinters: (window: BrowserWindow) => Promise<Outcome<WindowCallOutput<'listPrinters'>>>;
  readonly choosePrinter: (choice: PrinterChoice) => Promise<Outcome<WindowCallOutput<'choosePrinter'>>>;
  readonly printPaper: (
    window: BrowserWindow,
    request: WindowCallRequest<'printPaper'>,
  ) => Promise<Outcome<WindowCallOutput<'printPaper'>>>;
  readonly listPrintJobs: () => Outcome<WindowCallOutput<'listPrintJobs'>>;
  readonly cancelPrint: (id: number) => Promise<Outcome<WindowCallOutput<'cancelPrint'>>>;
  readonly dismissPrint: (id: number) => Outcome<WindowCallOutput<'dismissPrint'>>;
  /** Before the program ends. */
  readonly close: () => Promise<void>;
}

/**
 * Opens it. Where CUPS runs, jobs go to it over IPP and are followed to their end; elsewhere Electron hands them to the
 * operating system, which tells whether it took them and nothing more.
 */
export function openPrintDesk(store: PrinterStore, tell: (jobs: readonly PrintJob[]) => void): PrintDesk {
  const jobs = new PrintJobs(tell);
  const address = schedulerAddress(process.env, process.platform);
  const scheduler = address === null ? null : createScheduler(address);
  let choice = store.read();

  async function printersFor(window: BrowserWindow): Promise<{
    readonly printers: readonly PrinterView[];
    readonly chosen: string | null;
    readonly scheduler: Scheduler | null;
  }> {
    // Where no scheduler answers there is none to print with, which is no failure: the operating system's own way is taken.
    const queues = await scheduler?.listQueues().catch(() => null);
    const printers: readonly PrinterView[] = queues ?? (await electronPrinters(window));
    const { printer: kept } = await choice;
    return {
      printers,
      chosen: chosenPrinter(printers, kept)?.name ?? null,
      scheduler: queues === null || queues === undefined ? null : scheduler,
    };
  }

  return {
    async listPrinters(window) {
      const found = await printersFor(window);
      const { receiptPaper } = await choice;
      return { ok: true, value: { printers: [...found.printers], chosen: found.chosen, receiptPaper } };
    },

    async choosePrinter(made) {
      choice = Promise.resolve(made);
      await store.keep(made);
      return done;
    },

    async printPaper(window, request) {
      const { printers, chosen: name, scheduler: queues } = await printersFor(window);
      if (printers.length === 0) return failed('print-failed');
      const displayName = printers.find((printer) => printer.name === name)?.displayName ?? '';
      const { title, printId, copies, ...paper } = request;
      const begin: Begin = { title, printId, copies, paper, jobs, window, displayName };
      const isChosen = (await choice).printer !== null;
      // What nobody has chosen the operating system may choose, where it is the one that prints.
      if (name === null && (isChosen || queues !== null)) return failed('printer-not-chosen');
      const job = await (name === null || queues === null
        ? printOverElectron(begin, name)
        : printOverScheduler(begin, name, queues));
      return job === null ? failed('print-failed') : { ok: true, value: { job } };
    },

    listPrintJobs: () => ({ ok: true, value: { jobs: jobs.list() } }),

    async cancelPrint(id) {
      try {
        await jobs.cancel(id);
        return done;
      } catch {
        return failed('print-failed');
      }
    },

    dismissPrint(id) {
      jobs.dismiss(id);
      return done;
    },

    close: () => jobs.cancelWaiting(),
  };
}

/** A paper as the printer would get it. Only in memory; its page says how large a sheet is. */
export async function previewPdf(
  paper: WindowCallRequest<'previewPdf'>,
  opener: BrowserWindow,
): Promise<Outcome<WindowCallOutput<'previewPdf'>>> {
  const pdf = await withPaper(paper, opener, pdfOf);
  return pdf === null ? failed('print-failed') : { ok: true, value: { pdf } };
}

async function pdfOf(window: BrowserWindow): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }),
  );
}

/** A job that is about to be made. */
interface Begin extends Pick<WindowCallRequest<'printPaper'>, 'title' | 'printId' | 'copies'> {
  readonly jobs: PrintJobs;
  readonly paper: PaperToDraw;
  /** Who asks for it. */
  readonly window: BrowserWindow;
  readonly displayName: string;
}

async function printOverScheduler(
  { jobs, window, displayName: printer, title, printId, copies, paper }: Begin,
  queue: string,
  scheduler: Scheduler,
): Promise<PrintJob | null> {
  const facts = { title, printer, printId };
  const pdf = await withPaper(paper, window, pdfOf);
  if (pdf === null) return null;
  const taken = await scheduler
    .submit({ pdf, queue, copies, media: mediaOf[paper.paperSize] })
    // It may have taken the job all the same: what it does with it nobody knows, and the clerk is told so.
    .catch(noted);
  if (taken === null) return jobs.add({ ...facts, job: { state: 'lost' }, cancel: null });
  if ('refused' in taken) {
    return jobs.add({ ...facts, job: { state: 'refused', reason: taken.refused }, cancel: null });
  }
  const { jobId } = taken;
  const job = jobs.add({
    ...facts,
    job: { state: 'queued' },
    cancel: () => scheduler.cancel(jobId),
    abandon: () => scheduler.forget(jobId),
  });
  void followJob({
    look: () => scheduler.look(jobId, queue),
    pause: (milliseconds) => setTimeout(milliseconds),
    told: (state) => jobs.change(job.id, state),
  }).then(() => scheduler.forget(jobId).catch(noted));
  return job;
}

/** What the scheduler failed with, in the log of the shell: a document that it has not forgotten lies with it for a day. */
function noted(error: unknown): null {
  shellLog({ event: 'print-scheduler-failed', code: errorName(error) });
  return null;
}

/** @param name null is the printer that the operating system has as its default */
async function printOverElectron(
  { jobs, window, displayName: printer, title, printId, copies, paper }: Begin,
  name: string | null,
): Promise<PrintJob | null> {
  const options = {
    silent: true,
    printBackground: true,
    copies,
    pageSize: pageSizeOf[paper.paperSize],
    ...(name === null ? {} : { deviceName: name }),
  };
  const job = await withPaper(
    paper,
    window,
    ({ webContents }) =>
      new Promise<PrintJobState>((resolve) => {
        webContents.print(options, (success, reason) => {
          if (success) resolve({ state: 'handed-over' });
          // The one text that Electron has for a print that was taken back; every other reason is a failure.
          else if (/cancel/i.test(reason)) resolve({ state: 'cancelled' });
          else resolve({ state: 'refused', reason: 'other' });
        });
      }),
  );
  return job === null ? null : jobs.add({ title, printer, printId, job, cancel: null });
}

async function electronPrinters(window: BrowserWindow): Promise<readonly PrinterView[]> {
  const printers = await window.webContents.getPrintersAsync();
  return printers.map(({ name, displayName }) => ({
    name,
    displayName,
    isDefault: false,
    accepting: null,
  }));
}
