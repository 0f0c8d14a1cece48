import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useState,
  type PropsWithChildren,
  type ReactElement,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import type { PaperSize, PrintEnd, PrintJob } from '../../contract/printing.ts';
import { counter } from '../counter.ts';
import { useKnownCounterStatus } from '../counter-status.ts';
import type { Paper } from '../features/paper-window/paper-forms.ts';
import { shell } from '../window-bridge.ts';
import { PrintEnds, usePrintJobs } from './print-jobs.ts';
import { useRecordPrint } from './record-print.tsx';

/** Every paper that there is: the recorded ones, and the list of an import, which stands in the import's own record. */
type PaperKind = CallInput<'recordPrint'>['paper'] | 'import-list';

/** What is to be printed. */
export interface PaperToPrint {
  readonly paper: PaperKind;
  /** Under what the print is recorded; null of a paper that is recorded elsewhere or nowhere. */
  readonly record: CallInput<'recordPrint'> | null;
  /** What stands on it, made after the record: how many times it was printed before is told on it. */
  readonly content: (reprint: number) => Promise<Outcome<Paper>> | Outcome<Paper>;
  readonly paperSize?: PaperSize;
}

/** With what the job has ended, or why it was none. Ends with the job: that may take as long as a jam does. */
type Print = (paper: PaperToPrint) => Promise<Outcome<{ readonly end: PrintEnd }>>;

const PrintContext = createContext<Print>(() => Promise.resolve(fail('print-failed')));
const PrintJobsContext = createContext<readonly PrintJob[]>([]);

/** Prints a paper, and follows it to its end. */
export function usePrint(): Print {
  return useContext(PrintContext);
}

/** The jobs under way, and those whose bad end nobody has closed. */
export function useOpenPrintJobs(): readonly PrintJob[] {
  return useContext(PrintJobsContext);
}

/** Whether paper came, as far as the queue knows. */
export function cameOut(end: PrintEnd): boolean {
  return end === 'printed' || end === 'handed-over';
}

/**
 * Gives everything below it `usePrint` and `useOpenPrintJobs`. A paper is drawn in a window of its own (paper-window/): this
 * one only says what stands on it, and answers the clerk meanwhile.
 */
export function PrintProvider(props: PropsWithChildren): ReactElement {
  const { t } = useTranslation();
  const [ends] = useState(() => new PrintEnds());
  const jobs = usePrintJobs(ends);
  const recordPrint = useRecordPrint();
  const { locked } = useKnownCounterStatus();

  // What is not on paper yet when the clerk locks the screen or goes is not drawn behind his back.
  useEffect(() => {
    if (locked) void shell.closePapers({});
  }, [locked]);
  useEffect(() => () => void shell.closePapers({}), []);

  const print = useCallback<Print>(
    async ({ paper, record, content, paperSize = 'A4' }) => {
      const printer = await findPrinter();
      if (!printer.ok) return printer;
      const recorded = record === null ? succeed({ printId: null, reprint: 0 }) : await recordPrint(record);
      // Asked why it is printed again, the clerk has thought better of it.
      if (recorded === null) return succeed({ end: 'cancelled' });
      if (!recorded.ok) return recorded;
      const { printId, reprint } = recorded.value;
      const made = await content(reprint);
      const taken = made.ok
        ? await shell.printPaper({
            ...{ title: t(`print.paper-${paper}`), printId, copies: 1, paperSize },
            ...{ form: made.value.form, content: JSON.stringify(made.value.content) },
          })
        : made;
      if (taken.ok) return succeed({ end: await ends.of(taken.value.job.id) });
      if (printId !== null) await counter.call('recordPrintEnd', { printId, end: 'refused' });
      return taken;
    },
    [ends, recordPrint, t],
  );

  return (
    <PrintContext value={print}>
      <PrintJobsContext value={jobs}>{props.children}</PrintJobsContext>
    </PrintContext>
  );
}

/** Whether there is a printer to print on; asked before a print is recorded. */
export async function findPrinter(): Promise<Outcome<Readonly<Record<string, never>>>> {
  const outcome = await shell.listPrinters({});
  if (!outcome.ok) return outcome;
  return outcome.value.printers.length > 0 ? succeed({}) : fail('print-failed', { reason: 'no-printer' });
}
