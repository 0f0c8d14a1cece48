import type { CallOutput, CallRequest } from '../../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import type { CounterRoom } from '../counter-ports.ts';
import type { BatchRow } from '../ports/batch-runs.ts';

/** Rows that are read at one stretch. */
const rowsInTurn = 500;

/** 办理结果: the employer's rows with what became of each, as a spreadsheet to give back; also days later. */
export async function writeBatchResult(
  room: CounterRoom,
  input: CallRequest<'writeBatchResult'>,
): Promise<Outcome<CallOutput<'writeBatchResult'>>> {
  const { batchId, format, language } = input;
  const run = room.storage.batchRuns.get(batchId);
  if (run === undefined) return fail('not-found');
  const rows: BatchRow[] = [];
  for (;;) {
    const page = room.storage.batchRuns.rowsAfter(batchId, rows.at(-1)?.rowNumber ?? 0, rowsInTurn);
    rows.push(...page);
    if (page.length < rowsInTurn) break;
    await room.pause();
  }
  const { content, encoding } = await room.rosterFiles.write({
    format,
    language,
    headings: run.headings,
    rows: rows.map(({ rowNumber, cells, refusals, state }) => ({
      rowNumber,
      cells,
      refusals,
      outcome:
        state === 'made' || state === 'handed-over' ? 'made' : state === 'waiting' ? 'waiting' : 'refused',
    })),
  });
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'write-batch-result',
      subject: batchId,
      details: { rows: rows.length },
    }),
  );
  return succeed({ fileName: `batch-result-${batchId}.${format}`, content, encoding });
}
