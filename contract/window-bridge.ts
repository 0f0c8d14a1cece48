import { z } from 'zod';
import { outboxContent, outboxImportResult } from './outbox-file-views.ts';
import type { Outcome } from './envelope.ts';
import { pinEntryService } from './pin-services.ts';
import { dayScopes } from '../domain/records/day-close.ts';
import { civilDate, identifier, serviceNumber } from './primitives.ts';
import { paperSize, paperToDraw, printerView, printJob } from './printing.ts';
import type { WindowCallName } from './window-channels.ts';

export { backendPortMessage, type WindowCallName } from './window-channels.ts';

/**
 * What a page may ask of its window, besides the counter's calls that go over its port to the backend. The preload
 * offers this as `window.guitaiWindow`; the main process checks every call by sender and by these shapes.
 */

export const windowKind = z.enum(['counter', 'pin-pad', 'paper']);
export type WindowKind = z.infer<typeof windowKind>;
/** Windows that have a port to the backend; a paper's has none: it knows what it draws and nothing else. */
export type AskingWindowKind = Exclude<WindowKind, 'paper'>;

/** For whom the password pad was opened. Never in a window title, an address or a log. */
const personName = z.string().min(1).max(200);
export const pinPadRequest = z.union([
  /** The first password of a card that is being issued. */
  z.object({ serviceNumber, personName }),
  /** A service that is made of what is typed. */
  z.object({ service: pinEntryService, personId: identifier, personName }),
]);
export type PinPadRequest = z.infer<typeof pinPadRequest>;

/** How the windows look. The shell keeps it, so that the first frame of the next start has the right colours. */
export const appearance = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['zh-CN', 'en']),
});
export type Appearance = z.infer<typeof appearance>;

/** How the backend does. `failed` means that it was not started again: the code is one of the catalogue's. */
export const backendState = z.object({
  state: z.enum(['starting', 'ready', 'restarting', 'failed']),
  code: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type BackendState = z.infer<typeof backendState>;

const windowDescription = z.object({
  kind: windowKind,
  /** Of a password pad's window: for whom it was opened; null in every other window. */
  pinPad: pinPadRequest.nullable(),
  appearance,
  /** Whether the operating system asks for dark colours, for the theme 'system'. */
  systemDark: z.boolean(),
  demonstration: z.boolean(),
  version: z.string(),
  /**
   * A counter's file was there at the start, so that most likely somebody signs in next: the page draws the login
   * before the backend has answered. Nothing is decided by it.
   */
  usedBefore: z.boolean(),
  backend: backendState,
});

const nothing = z.object({});
const printerName = z.string().min(1).max(200);

/**
 * Every call of a window to its shell. `from` says which windows may make it. Paper is drawn in a window of its own that
 * nobody sees, so that the clerk's answers all the while, however long the paper is.
 */
export const windowCalls = {
  describeWindow: { from: ['counter', 'pin-pad'], input: nothing, output: windowDescription },
  setAppearance: { from: ['counter'], input: appearance, output: nothing },
  /** Opens the masked password pad before this window, or turns the open one to this service. */
  openPinPad: { from: ['counter'], input: pinPadRequest, output: nothing },
  /** Closes the password pad; nothing happens where none is open. */
  closePinPad: { from: ['counter', 'pin-pad'], input: nothing, output: nothing },
  /** The printers of this machine, and the one that this workstation prints on; null while there is none. */
  listPrinters: {
    from: ['counter'],
    input: nothing,
    output: z.object({
      printers: z.array(printerView),
      chosen: z.string().nullable(),
      /** On what receipts are printed here; every other paper is A4. */
      receiptPaper: paperSize,
    }),
  },
  /** From now on this workstation prints so; kept for its next starts. Null leaves the printer to the operating system. */
  choosePrinter: {
    from: ['counter'],
    input: z.object({ printer: printerName.nullable(), receiptPaper: paperSize }),
    output: nothing,
  },
  /**
   * Draws a paper and hands it over to the workstation's printer, and ends when the queue has taken it or not: what becomes
   * of it then is told by `print-jobs`. Fails where there is no printer at all, or where the paper could not be drawn.
   */
  printPaper: {
    from: ['counter'],
    input: paperToDraw.extend({
      title: printJob.shape.title,
      printId: printJob.shape.printId,
      copies: z.int().min(1).max(9),
    }),
    output: z.object({ job: printJob }),
  },
  /** The jobs of this run whose end no page has taken note of. */
  listPrintJobs: { from: ['counter'], input: nothing, output: z.object({ jobs: z.array(printJob) }) },
  /** Takes a job back; whether it still could be is told as its end. */
  cancelPrint: { from: ['counter'], input: z.object({ id: printJob.shape.id }), output: nothing },
  /** The page has taken note of the job's end. */
  dismissPrint: { from: ['counter'], input: z.object({ id: printJob.shape.id }), output: nothing },
  /** A paper as it would be printed, in memory; no file is written. */
  previewPdf: {
    from: ['counter'],
    input: paperToDraw,
    output: z.object({ pdf: z.instanceof(Uint8Array) }),
  },
  /** Nobody may see any more what is just being drawn: the windows of papers are closed, and their prints fail. */
  closePapers: { from: ['counter'], input: nothing, output: nothing },
  /** Of a paper's window: what it is to draw. It is given once. */
  takePaper: { from: ['paper'], input: nothing, output: paperToDraw },
  /** Of a paper's window: everything stands on its sheets, or that could not be done. */
  paperDrawn: { from: ['paper'], input: z.object({ complete: z.boolean() }), output: nothing },
  /** Asks where to, and writes what the central office has not confirmed. Null: the clerk closed the dialogue. */
  exportOutbox: {
    from: ['counter'],
    input: nothing,
    output: z.object({ exported: outboxContent.nullable() }),
  },
  /** Asks for such a file of another window, and has the central office decide it. */
  importOutbox: {
    from: ['counter'],
    input: nothing,
    output: z.object({ imported: outboxImportResult.nullable() }),
  },
  /** Asks where to, and writes a spreadsheet: what became of a roster or of a batch, or a statement for the person. Null: the clerk closed the dialogue. */
  saveSpreadsheet: {
    from: ['counter'],
    input: z.discriminatedUnion('of', [
      z.object({ of: z.literal('roster'), rosterId: identifier, language: appearance.shape.language }),
      z.object({ of: z.literal('batch'), batchId: serviceNumber, language: appearance.shape.language }),
      z.object({ of: z.literal('statement'), serviceNumber, language: appearance.shape.language }),
    ]),
    output: z.object({ saved: z.object({ fileName: z.string() }).nullable() }),
  },
  /** Asks where to, and writes a closed day for the archive. Null: the clerk closed the dialogue. */
  saveClosedDay: {
    from: ['counter'],
    /** `content`: what its paper says, as a paper that is to be drawn has it; for the file that people read. */
    input: z.object({
      closeId: identifier,
      scope: z.enum(dayScopes),
      day: civilDate,
      content: paperToDraw.shape.content,
    }),
    output: z.object({ saved: z.object({ fileName: z.string() }).nullable() }),
  },
} as const satisfies Record<
  WindowCallName,
  { readonly from: readonly WindowKind[]; readonly input: z.ZodType; readonly output: z.ZodType }
>;

export type WindowCalls = typeof windowCalls;
export type WindowCallInput<Name extends WindowCallName> = z.input<WindowCalls[Name]['input']>;
export type WindowCallRequest<Name extends WindowCallName> = z.output<WindowCalls[Name]['input']>;
export type WindowCallOutput<Name extends WindowCallName> = z.output<WindowCalls[Name]['output']>;

/** What the shell tells a page without being asked. */
export const shellEvent = z.discriminatedUnion('event', [
  /** After `ready` that follows a `restarting`, a new port comes by itself. */
  z.object({ event: z.literal('backend-state'), backend: backendState }),
  z.object({ event: z.literal('pin-pad-closed'), pinPad: pinPadRequest }),
  /** To the pad's page: it was turned to another service. */
  z.object({ event: z.literal('pin-pad-turned'), pinPad: pinPadRequest }),
  /** Every job whose end no page has taken note of, after each change of one. */
  z.object({ event: z.literal('print-jobs'), jobs: z.array(printJob) }),
  z.object({ event: z.literal('system-colours-changed'), systemDark: z.boolean() }),
]);
export type ShellEvent = z.infer<typeof shellEvent>;

/** `window.guitaiWindow`. Every call answers with an envelope and never rejects. */
export type GuitaiWindow = {
  readonly [Name in WindowCallName]: (
    input: WindowCallInput<Name>,
  ) => Promise<Outcome<WindowCallOutput<Name>>>;
} & {
  /** Asks for the port; it comes as `backendPortMessage`. Listen for it first. */
  readonly connectBackend: () => void;
  /** Calls the listener at every event, until the function that is returned is called. */
  readonly onShellEvent: (listener: (event: ShellEvent) => void) => () => void;
};
