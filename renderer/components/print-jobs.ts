import { App } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endOfPrint, type PrintEnd, type PrintJob } from '../../contract/printing.ts';
import { counter } from '../counter.ts';
import { shell } from '../window-bridge.ts';

/** Milliseconds until an end that could not be recorded, because the backend was just going, is told again. */
const recordAgainAfter = 2_000;

/** Ends that the clerk must have seen: he closes them himself. */
const staysOpen: Readonly<Record<PrintEnd, boolean>> = {
  printed: false,
  'handed-over': false,
  cancelled: false,
  refused: true,
  lost: true,
};

/** Ends of jobs, by the job's number: whoever waits for one hears it once it is recorded. */
export class PrintEnds {
  readonly #ends = new Map<number, PrintEnd>();
  readonly #waiting = new Map<number, (end: PrintEnd) => void>();

  of(id: number): Promise<PrintEnd> {
    const end = this.#ends.get(id);
    if (end !== undefined) return Promise.resolve(end);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  told(id: number, end: PrintEnd): void {
    this.#ends.set(id, end);
    this.#waiting.get(id)?.(end);
    this.#waiting.delete(id);
  }
}

/**
 * The jobs of the shell. Each end is recorded once, whichever page is shown by then: the jobs are the shell's, so that one
 * that ended while nobody was signed in is recorded when somebody is.
 */
export function usePrintJobs(ends: PrintEnds): readonly PrintJob[] {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [jobs, setJobs] = useState<readonly PrintJob[]>([]);
  const [seen] = useState(() => new Set<number>());

  const ended = useEffectEvent(async ({ id, title, printId }: PrintJob, end: PrintEnd) => {
    if (printId !== null) await recordEnd(printId, end);
    ends.told(id, end);
    if (end === 'printed') void message.success(t('print.printed', { title }));
    else if (end === 'handed-over') void message.success(t('print.done'));
    else if (end === 'cancelled') void message.info(t('print.cancelled', { title }));
    if (!staysOpen[end]) void shell.dismissPrint({ id });
  });

  useEffect(() => {
    const take = (told: readonly PrintJob[]) => {
      setJobs(told);
      for (const job of told) {
        const end = endOfPrint(job.job);
        if (end === null || seen.has(job.id)) continue;
        seen.add(job.id);
        void ended(job, end);
      }
    };
    const stop = shell.onShellEvent((event) => {
      if (event.event === 'print-jobs') take(event.jobs);
    });
    void shell.listPrintJobs({}).then((outcome) => {
      if (outcome.ok) take(outcome.value.jobs);
    });
    return stop;
  }, [seen]);

  return jobs;
}

/** Until the counter has taken it down, or says that it knows no such print. */
async function recordEnd(printId: string, end: PrintEnd): Promise<void> {
  for (;;) {
    const outcome = await counter.call('recordPrintEnd', { printId, end });
    // What the rules refuse they refuse the next time, too.
    if (outcome.ok || outcome.error.code === 'not-found' || outcome.error.code === 'refused') return;
    await new Promise((resolve) => setTimeout(resolve, recordAgainAfter));
  }
}
