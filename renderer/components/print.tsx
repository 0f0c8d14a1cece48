import {
  createContext,
  useCallback,
  useContext,
  useRef,
  useState,
  type PropsWithChildren,
  type ReactElement,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import type { PaperSize, PrintEnd, PrintJob } from '../../contract/printing.ts';
import { counter } from '../counter.ts';
import { shell } from '../window-bridge.ts';
import { PaperSizeContext } from './paper-size.ts';
import { isLayingOutPaper } from './sheets/paper-sheets.tsx';
import { PrintEnds, usePrintJobs } from './print-jobs.ts';
import { useRecordPrint } from './record-print.tsx';

/** Every paper that there is: the recorded ones, and the list of an import, which stands in the import's own record. */
type PaperKind = CallInput<'recordPrint'>['paper'] | 'import-list';

/** What is to be printed. */
export interface PaperToPrint {
  readonly paper: PaperKind;
  /** Under what the print is recorded; null of a paper that is recorded elsewhere or nowhere. */
  readonly record: CallInput<'recordPrint'> | null;
  /** The sheets, made after the record: how many times they were printed before stands on them. */
  readonly sheet: (reprint: number) => Promise<Outcome<ReactNode>> | Outcome<ReactNode>;
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

/** Gives everything below it `usePrint` and `useOpenPrintJobs`. */
export function PrintProvider(props: PropsWithChildren): ReactElement {
  const { t } = useTranslation();
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const roll = useRef<HTMLDivElement>(null);
  const [place] = useState(() => document.getElementById('print-root'));
  const [ends] = useState(() => new PrintEnds());
  const jobs = usePrintJobs(ends);
  const recordPrint = useRecordPrint();
  // One paper stands on the page at a time.
  const before = useRef<Promise<unknown>>(Promise.resolve());

  const handOver = useCallback(
    async (sheet: ReactNode, { paper, paperSize = 'A4' }: PaperToPrint, printId: string | null) => {
      setDrawing({ sheet, size: paperSize, length: null });
      await drawn();
      if (paperSize === 'receipt' && roll.current !== null) {
        setDrawing({ sheet, size: paperSize, length: roll.current.getBoundingClientRect().height });
        await drawn();
      }
      const title = t(`print.paper-${paper}`);
      const outcome = await shell.printPaper({ title, printId, copies: 1, paperSize });
      setDrawing(null);
      return outcome;
    },
    [t],
  );

  const print = useCallback<Print>(
    async (paper) => {
      const printer = await findPrinter();
      if (!printer.ok) return printer;
      const recorded =
        paper.record === null ? succeed({ printId: null, reprint: 0 }) : await recordPrint(paper.record);
      // Asked why it is printed again, the clerk has thought better of it.
      if (recorded === null) return succeed({ end: 'cancelled' });
      if (!recorded.ok) return recorded;
      const { printId, reprint } = recorded.value;
      const sheet = await paper.sheet(reprint);
      const turn = before.current.then(() =>
        sheet.ok ? handOver(sheet.value, paper, printId) : Promise.resolve(sheet),
      );
      before.current = turn;
      const taken = await turn;
      if (taken.ok) return succeed({ end: await ends.of(taken.value.job.id) });
      if (printId !== null) await counter.call('recordPrintEnd', { printId, end: 'refused' });
      return taken;
    },
    [ends, handOver, recordPrint],
  );

  return (
    <PrintContext value={print}>
      <PrintJobsContext value={jobs}>{props.children}</PrintJobsContext>
      {drawing !== null &&
        place !== null &&
        createPortal(
          <PaperSizeContext value={drawing.size}>
            <style>{pageRule(drawing)}</style>
            {drawing.sheet}
          </PaperSizeContext>,
          place,
        )}
      {drawing?.size === 'receipt' &&
        drawing.length === null &&
        createPortal(
          <div ref={roll} className="measuring-roll" aria-hidden>
            <PaperSizeContext value="receipt">{drawing.sheet}</PaperSizeContext>
          </div>,
          document.body,
        )}
    </PrintContext>
  );
}

/** What stands on the page for the printer; on a roll as long as it was measured to be, in pixels. */
interface Drawing {
  readonly sheet: ReactNode;
  readonly size: PaperSize;
  readonly length: number | null;
}

/** Pixels of a style sheet in a millimetre. */
const pixels = 96 / 25.4;

/** Receipts and notices take the upper half of a sheet of A4, which every counter has in its tray. */
function pageRule({ size, length }: Drawing): string {
  switch (size) {
    case 'A4':
      return '@page { size: A4; margin: 0 }';
    case 'receipt':
      // A millimetre more, or what is rounded up would begin a second page.
      return `@page { size: 80mm ${String(Math.ceil((length ?? 0) / pixels) + 1)}mm; margin: 0 }`;
    default:
      return size satisfies never;
  }
}

/** Whether there is a printer to print on; asked before a print is recorded. */
export async function findPrinter(): Promise<Outcome<Readonly<Record<string, never>>>> {
  const outcome = await shell.listPrinters({});
  if (!outcome.ok) return outcome;
  return outcome.value.printers.length > 0 ? succeed({}) : fail('print-failed', { reason: 'no-printer' });
}

/** Frames that a paper may take to be laid out; more is a fault, and what is there is printed. */
const mostFrames = 600;

/** Two frames after the change it is laid out, with the faces it needs, and its sheets are known. */
async function drawn(): Promise<void> {
  await frames();
  await document.fonts.ready;
  for (let frame = 0; isLayingOutPaper() && frame < mostFrames; frame += 1) await frames();
  await document.fonts.ready;
}

function frames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
