import type { CallOutput, CallRequest } from '../../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import type { CounterRoom } from '../counter-ports.ts';
import type { BatchRow, BatchRun } from '../ports/batch-runs.ts';
import type { RosterResult, WrittenResult } from '../ports/roster-files.ts';
import { firstRefusals, stepsOf } from '../service-view.ts';

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
  const { content, encoding } = await writtenResult(room, run, { format, language });
  return succeed({ fileName: `batch-result-${batchId}.${format}`, content, encoding });
}

/** The same on the disk, where the clerk said in the system's dialogue: whole or not at all. */
export async function saveBatchResult(
  room: CounterRoom,
  input: CallRequest<'saveBatchResult'>,
): Promise<Outcome<Record<string, never>>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { batchId, path, format, language } = input;
  const run = room.storage.batchRuns.get(batchId);
  if (run === undefined) return fail('not-found');
  const { content } = await writtenResult(room, run, { format, language });
  return saveResult(room, path, content);
}

/** Puts a result under a path of the system's dialogue. */
export async function saveResult(
  room: CounterRoom,
  path: string,
  content: string,
): Promise<Outcome<Record<string, never>>> {
  const bytes = room.bytes.fromBase64(content);
  if (bytes === null) throw new Error('a result is base64');
  return (await room.outboxFiles.write(path, bytes)) ? succeed({}) : fail('file-not-written');
}

async function writtenResult(
  room: CounterRoom,
  run: BatchRun,
  options: Pick<RosterResult, 'format' | 'language'>,
): Promise<WrittenResult> {
  const { batchRuns, audit, unitOfWork } = room.storage;
  const { batchId, headings } = run;
  const refused = servicesRefused(room, run);
  const rows: RosterResult['rows'][number][] = [];
  for (let after = 0; ;) {
    const page = batchRuns.rowsAfter(batchId, after, rowsInTurn);
    rows.push(...page.map((row) => resultOf(room, row, refused)));
    after = page.at(-1)?.rowNumber ?? after;
    if (page.length < rowsInTurn) break;
    await room.pause();
  }
  const written = await room.rosterFiles.write({ ...options, headings, rows });
  unitOfWork.write(() =>
    audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'write-batch-result',
      subject: batchId,
      details: { rows: rows.length },
    }),
  );
  return written;
}

/** Services of the batch that the central office refused after their cards were made, settled or not. */
function servicesRefused(room: CounterRoom, { numberPrefix }: BatchRun): ReadonlySet<string> {
  const { outbox, queries } = room.storage;
  const open = outbox.openServices().filter(({ refused }) => refused);
  return new Set([...open, ...queries.settledServices(numberPrefix)].map(({ service }) => service));
}

function resultOf(
  room: CounterRoom,
  { rowNumber, cells, refusals, state, request }: BatchRow,
  refused: ReadonlySet<string>,
): RosterResult['rows'][number] {
  const serviceNumber = request?.serviceNumber ?? '';
  if (refused.has(serviceNumber)) {
    // The employer is told what stands, and not what was made in vain.
    const said = firstRefusals(stepsOf(room.storage.outbox.byService(serviceNumber)));
    return { rowNumber, cells, refusals: [...refusals, ...said], outcome: 'refused' };
  }
  const isMade = state === 'made' || state === 'handed-over' || state === 'kept' || state === 'collected';
  return {
    rowNumber,
    cells,
    refusals,
    outcome: isMade ? 'made' : state === 'waiting' ? 'waiting' : 'refused',
  };
}
