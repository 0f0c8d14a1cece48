import { useRef, useState } from 'react';
import type { PrintEnd } from '../../../contract/printing.ts';
import type { BatchRowView, BatchView } from '../../../contract/batch-views.ts';
import { fail, succeed, type Failure, type Outcome } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { cameOut, findPrinter, usePrint } from '../../components/print.tsx';
import { useRecordPrint } from '../../components/record-print.tsx';
import { counter } from '../../counter.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { sheetsOf } from './batch-list-paper.tsx';

/** Sheets that go to the printer at once: to draw all of ten thousand rows would hold the screen up. */
const sheetsAtOnce = 5;
/** Rows of one answer. */
const rowsOfAnswer = 200;

export interface ListPrint {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** The sheet that is being printed, or at which it broke off. */
  readonly page: number;
  readonly pages: number;
  readonly print: () => Promise<void>;
}

/** A list that broke off: with which sheet it goes on, and as which print. */
interface Broken {
  readonly page: number;
  readonly printId: string;
  readonly reprint: number;
}

/**
 * 领卡清单: the list that the employer signs, with every card that was made and that stands. The print is recorded
 * first, so that a second one says that it is one; one that broke off goes on with the sheet at which it did.
 */
export function useListPrint(batch: BatchView): ListPrint {
  const status = useKnownCounterStatus();
  const printSheets = usePrint();
  const record = useRecordPrint();
  const recordEnd = useCommand('recordPrintEnd');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [place, setPlace] = useState({ page: 1, pages: 1 });
  const broken = useRef<Broken | null>(null);
  const { batchId } = batch;

  async function run(): Promise<Failure | null> {
    const printer = await findPrinter();
    if (!printer.ok) return printer.error;
    const rows = await cardsOf(batchId);
    if (!rows.ok) return rows.error;
    const sheets = sheetsOf(batch, rows.value).length;
    let list = broken.current;
    if (list === null) {
      const recorded = await record({ paper: 'batch-list', batchId });
      // Asked why it is printed again, the clerk has thought better of it.
      if (recorded === null) return null;
      if (!recorded.ok) return recorded.error;
      list = { page: 1, ...recorded.value };
    }
    const { printId, reprint } = list;
    let end: PrintEnd = 'printed';
    for (let { page } = list; page <= sheets; page += sheetsAtOnce) {
      setPlace({ page, pages: sheets });
      broken.current = { page, printId, reprint };
      const outcome = await printSheets({
        paper: 'batch-list',
        // One list is one print, however many jobs it takes.
        record: null,
        content: () =>
          succeed({
            form: 'batch-list',
            content: {
              ...{ batch, status, reprint, rows: rows.value },
              ...{ from: page, to: Math.min(sheets, page + sheetsAtOnce - 1) },
            },
          }),
      });
      if (!outcome.ok) return outcome.error;
      ({ end } = outcome.value);
      if (!cameOut(end)) return fail('print-ended', { end }).error;
    }
    broken.current = null;
    await recordEnd.run({ printId, end });
    return null;
  }

  return {
    busy,
    failure,
    ...place,
    print: async () => {
      if (busy) return;
      setBusy(true);
      setFailure(null);
      setFailure(await run());
      setBusy(false);
    },
  };
}

/** Every row with a card that was made here and that the central office has not refused. */
async function cardsOf(batchId: string): Promise<Outcome<readonly BatchRowView[]>> {
  const rows: BatchRowView[] = [];
  let after: number | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(batchId, after);
    if (!page.ok) return page;
    rows.push(...page.value.rows.filter(standsOnList));
    after = page.value.next;
    if (after === null) return { ok: true, value: rows };
  }
}

function pageOf(batchId: string, after: number | null) {
  return counter.call('listBatchRows', { batchId, after, limit: rowsOfAnswer });
}

function standsOnList({ state, confirmation }: BatchRowView): boolean {
  const isMade = state === 'made' || state === 'handed-over';
  return isMade && confirmation !== 'refused' && confirmation !== 'settled';
}
