import type { CallRequest } from '../../contract/counter-calls.ts';
import type { BatchRunResult } from '../../contract/batch-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../../contract/envelope.ts';
import type { Refusal } from '../../domain/command/refusal.ts';
import { refuse } from '../../domain/command/refusal.ts';
import type { BlankCard, Clerk, EmployerBatchStage } from '../../domain/records/records.ts';
import type { CounterRoom } from '../counter-ports.ts';
import { executeWithin } from '../engine/execute-command.ts';
import type { BatchRow } from '../ports/batch-runs.ts';
import { here, originOfClerk } from '../workstation.ts';
import { findBatchView } from './batch-view.ts';

/**
 * Rows that are made in one transaction. Many, so that a row does not pay for a commit of its own; few, so that nobody
 * who asks for something else waits long.
 */
const rowsInSlice = 10;

/** How a run came to its end: all rows done, asked to stop, without blanks, or its clerk left. */
export type RunEnd = BatchRunResult['ended'];

/**
 * 批量制卡: makes the cards of a batch, a few rows at a time, until none waits, somebody asks to stop, or the drawer has
 * no blank. It goes on where it was, however it ended. Each row is accepted and its card made in one transaction
 * together with the note that it was: no row is done twice, and no blank is used twice.
 */
export async function runBatch(
  room: CounterRoom,
  input: CallRequest<'runBatch'>,
): Promise<Outcome<BatchRunResult>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { batchId } = input;
  const run = room.storage.batchRuns.get(batchId);
  if (run === undefined || run.state === 'preparing') return fail('not-found');
  if (stageOf(room, batchId) === undefined) return failRefused([refuse('batch-unknown', { batch: batchId })]);
  if (!room.session.batchRuns.start(batchId)) return fail('batch-running');
  try {
    const ended = await makeRows(room, batchId, worker.clerk);
    const batch = findBatchView(room, batchId);
    return batch === undefined ? fail('not-found') : succeed({ batch: { ...batch, running: false }, ended });
  } finally {
    room.session.batchRuns.ended(batchId);
    room.emitStatus();
    room.emit({ event: 'records-changed', persons: [], services: [] });
  }
}

/** 暂停: the run stops behind the rows that it is at, and can go on later. */
export function stopBatch(
  room: CounterRoom,
  input: CallRequest<'stopBatch'>,
): Outcome<Record<string, never>> {
  room.session.batchRuns.stop(input.batchId);
  return succeed({});
}

async function makeRows(room: CounterRoom, batchId: string, clerk: Clerk): Promise<RunEnd> {
  for (;;) {
    // A screen that locks itself meanwhile does not stop what was begun; a clerk who leaves does.
    if (room.session.clerk()?.id !== clerk.id) return 'clerk-left';
    if (room.session.batchRuns.isStopping(batchId)) return 'stopped';
    // Closed or cancelled meanwhile, here or by the central office: its rows are not made one refusal each.
    if (stageOf(room, batchId) !== 'open') return 'done';
    const slice = room.storage.unitOfWork.write(() => makeSlice(room, batchId, clerk));
    if (slice.done > 0) {
      room.wake();
      tellProgress(room, batchId);
    }
    if (slice.end !== null) return slice.end;
    await room.pause();
  }
}

/** Belongs into a transaction. */
function makeSlice(
  room: CounterRoom,
  batchId: string,
  clerk: Clerk,
): { readonly done: number; readonly end: RunEnd | null } {
  const { batchRuns, queries } = room.storage;
  const rows = batchRuns.rowsIn(batchId, 'waiting', rowsInSlice);
  if (rows.length === 0) {
    closeBatch(room, batchId, clerk);
    return { done: 0, end: 'done' };
  }
  const blanks = [...queries.nextBlanks(here(room).workstationId, rows.length)];
  let done = 0;
  for (const row of rows) {
    const blank = blanks[0];
    if (blank === undefined) return { done, end: 'no-blank-in-stock' };
    if (makeRow(room, batchId, clerk, row, blank)) blanks.shift();
    done += 1;
  }
  return { done, end: null };
}

/** Accepts one row and makes its card; answers whether the blank was used. */
function makeRow(
  room: CounterRoom,
  batchId: string,
  clerk: Clerk,
  { rowNumber, request }: BatchRow,
  blank: BlankCard,
): boolean {
  if (request === null) throw new Error('a row that waits has its request');
  const { batchRuns } = room.storage;
  const origin = originOfClerk(room, clerk);
  const note = (
    state: 'made' | 'stuck' | 'refused',
    refusals: readonly Refusal[],
    used: BlankCard | null = null,
  ) =>
    batchRuns.note(batchId, {
      rowNumber,
      state,
      refusals,
      blankSerial: used?.id ?? null,
      cardNumber: used?.cardNumber ?? null,
    });
  const accepted = executeWithin(room, origin, {
    kind: 'accept-batch-application',
    request: { ...request, batchId },
  });
  if (!accepted.done) {
    note('refused', accepted.refusals);
    return false;
  }
  const { serviceNumber, personId } = request;
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    const made = executeWithin(room, origin, {
      kind: 'record-card-production',
      request: { serviceNumber, personId, blankSerial: blank.id, step, note: null },
    });
    if (!made.done) {
      // The application stands; its card is made at the counter like any other.
      note('stuck', made.refusals);
      return step !== 'chip-written';
    }
  }
  note('made', [], blank);
  return true;
}

/** No row waits any more: nothing more comes into the batch. */
function closeBatch(room: CounterRoom, batchId: string, clerk: Clerk): void {
  const origin = originOfClerk(room, clerk);
  const closed = executeWithin(room, origin, { kind: 'close-employer-batch', request: { batchId } });
  if (closed.done) room.storage.batchRuns.setState(batchId, 'ended');
}

function stageOf(room: CounterRoom, batchId: string): EmployerBatchStage | undefined {
  return room.storage.records.get('employerBatch', batchId)?.record.stage;
}

function tellProgress(room: CounterRoom, batchId: string): void {
  const run = room.storage.batchRuns.get(batchId);
  if (run === undefined) return;
  const { valid, made, refused } = run;
  room.emit({ event: 'batch-progress', batchId, valid, made, refused });
}
