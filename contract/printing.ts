import { z } from 'zod';

/** A sheet of a tray, or the roll of a receipt printer, 80 mm wide and as long as what is on it. */
export const paperSize = z.enum(['A4', 'receipt']);
export type PaperSize = z.infer<typeof paperSize>;

/** The papers that there are, each a React page of its own (renderer/features/paper-window/paper-forms.ts). */
export const paperForm = z.enum([
  'receipt',
  'collection-slip',
  'one-time-notice',
  'answer-slip',
  'inquiry',
  'statement',
  'approval-sheet',
  'insurance-certificate',
  'information-sheet',
  'contact-letter',
  'transport-list',
  'batch-list',
  'import-list',
  'day-close',
]);
export type PaperForm = z.infer<typeof paperForm>;

/** The longest statements are some megabytes; whatever is longer than this is no paper. */
const mostCharacters = 50_000_000;

/** A paper that is to be drawn in a window of its own. */
export const paperToDraw = z.object({
  form: paperForm,
  /**
   * What stands on it, as JSON: what the page of the form takes. The shell hands it on as it is; one page has made it and
   * another draws it, and a text crosses both borders faster than ten thousand lines.
   */
  content: z.string().max(mostCharacters),
  paperSize,
});
export type PaperToDraw = z.infer<typeof paperToDraw>;

/** A queue of the operating system's, as the clerk chooses among them. */
export const printerView = z.object({
  name: z.string(),
  displayName: z.string(),
  /** The one that the operating system takes where none was chosen. */
  isDefault: z.boolean(),
  /** Whether it takes jobs now; null where the operating system does not say. */
  accepting: z.boolean().nullable(),
});
export type PrinterView = z.infer<typeof printerView>;

/** Why a job does not go on, which somebody at the printer or the administrator has to change. */
export const printWaitReason = z.enum([
  'paper-empty',
  'paper-jam',
  'cover-open',
  'ink-empty',
  'offline',
  'stopped',
  'held',
  /** The scheduler itself does not answer; the job lies with it. */
  'scheduler-away',
  /** The printer says that something is wrong, and not what. */
  'attention',
]);
export type PrintWaitReason = z.infer<typeof printWaitReason>;

/** Why no paper comes. */
export const printRefusalReason = z.enum([
  /** The queue takes no jobs. */
  'not-accepting',
  'printer-unknown',
  /** The operating system does not let this account print there. */
  'not-allowed',
  'format',
  /** Taken, and given up by the queue: the printer or its driver failed. */
  'gave-up',
  'other',
]);
export type PrintRefusalReason = z.infer<typeof printRefusalReason>;

/** How a job stands, as its queue tells; nothing here is a guess of this program. */
export const printJobState = z.discriminatedUnion('state', [
  /** Behind other jobs. */
  z.object({ state: z.literal('queued') }),
  z.object({ state: z.literal('printing') }),
  /** Goes on by itself when the reason is gone. */
  z.object({ state: z.literal('waiting'), reason: printWaitReason }),
  z.object({ state: z.literal('printed') }),
  /** The operating system took it and tells no more: whether paper came, the clerk sees. */
  z.object({ state: z.literal('handed-over') }),
  z.object({ state: z.literal('refused'), reason: printRefusalReason }),
  z.object({ state: z.literal('cancelled') }),
  /** The queue no longer knows the job, and nobody knows whether paper came. */
  z.object({ state: z.literal('lost') }),
]);
export type PrintJobState = z.infer<typeof printJobState>;

/** What a job can end with. */
export const printEnd = z.enum(['printed', 'handed-over', 'refused', 'cancelled', 'lost']);
export type PrintEnd = z.infer<typeof printEnd>;

/** With what the job has ended, or null while it may still change. */
export function endOfPrint({ state }: PrintJobState): PrintEnd | null {
  switch (state) {
    case 'queued':
    case 'printing':
    case 'waiting':
      return null;
    case 'printed':
    case 'handed-over':
    case 'refused':
    case 'cancelled':
    case 'lost':
      return state;
    default:
      return state satisfies never;
  }
}

/** A job of this run of the program, until the page has taken note of its end. In memory only. */
export const printJob = z.object({
  /** This program's own number; counted anew at each start. */
  id: z.int(),
  /** What paper it is, in the words of the screen, without a name or a number of anybody. */
  title: z.string().max(200),
  printer: z.string(),
  /** Under which the counter has recorded that it was asked for; null where the paper is recorded nowhere. */
  printId: z.uuid().nullable(),
  job: printJobState,
  /** Whether it can be taken back now. */
  canCancel: z.boolean(),
});
export type PrintJob = z.infer<typeof printJob>;
