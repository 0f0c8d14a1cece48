import { endOfPrint, type PrintJob, type PrintJobState } from '../../../contract/printing.ts';

/** What is known of a job when it begins. */
export interface NewPrintJob {
  readonly title: string;
  readonly printer: string;
  readonly printId: string | null;
  readonly job: PrintJobState;
  /** Takes it back at its queue; null where that cannot be done. */
  readonly cancel: (() => Promise<void>) | null;
  /** Takes it back and has its document forgotten, at once. */
  readonly abandon?: () => Promise<void>;
}

interface Entry extends Pick<NewPrintJob, 'cancel' | 'abandon'> {
  view: PrintJob;
}

/**
 * The jobs of this run, each until a page has taken note of its end: a page that is left, or that is loaded anew, finds
 * them again. In memory only.
 */
export class PrintJobs {
  readonly #tell: (jobs: readonly PrintJob[]) => void;
  readonly #entries = new Map<number, Entry>();
  #last = 0;

  constructor(tell: (jobs: readonly PrintJob[]) => void) {
    this.#tell = tell;
  }

  list(): PrintJob[] {
    return [...this.#entries.values()].map(({ view }) => view);
  }

  add({ cancel, abandon, ...facts }: NewPrintJob): PrintJob {
    this.#last += 1;
    const id = this.#last;
    const view = viewOf({ id, ...facts }, cancel);
    this.#entries.set(id, { view, cancel, ...(abandon === undefined ? {} : { abandon }) });
    this.#tell(this.list());
    return view;
  }

  change(id: number, job: PrintJobState): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.view = viewOf({ ...entry.view, job }, entry.cancel);
    this.#tell(this.list());
  }

  /** Asks the queue to take it back; what comes of it the queue tells. */
  async cancel(id: number): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry?.view.canCancel === true) await entry.cancel?.();
  }

  /** A job that has not ended is not forgotten. */
  dismiss(id: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || endOfPrint(entry.view.job) === null) return;
    this.#entries.delete(id);
    this.#tell(this.list());
  }

  /**
   * Takes back what stands still, before the program ends: nobody would be there to hand the paper over when it comes. What
   * is being printed comes out.
   */
  async cancelWaiting(): Promise<void> {
    const standing = [...this.#entries.values()].filter(
      ({ view }) => view.job.state === 'waiting' || view.job.state === 'queued',
    );
    await Promise.allSettled(standing.map(async ({ abandon }) => abandon?.()));
  }
}

function viewOf(facts: Omit<PrintJob, 'canCancel'>, cancel: Entry['cancel']): PrintJob {
  return { ...facts, canCancel: cancel !== null && endOfPrint(facts.job) === null };
}
