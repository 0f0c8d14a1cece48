import type { CallRequest } from '../../contract/counter-calls.ts';
import type { BatchRowView, BatchView } from '../../contract/batch-views.ts';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import type { Refusal } from '../../domain/command/refusal.ts';
import { maskResidentId } from '../../domain/identity/resident-id.ts';
import type { CounterRoom } from '../counter-ports.ts';
import type { BatchRow, BatchRun } from '../ports/batch-runs.ts';

/** More than anybody looks through. */
const mostListed = 50;

/** 单位批量: the batches of this workstation with how far they have come, the latest first. */
export function listBatches(room: CounterRoom): Outcome<{ batches: BatchView[] }> {
  return succeed({ batches: room.storage.batchRuns.list(mostListed).map((run) => viewBatch(room, run)) });
}

/** A page of a batch's rows with what has become of each. */
export function listBatchRows(
  room: CounterRoom,
  input: CallRequest<'listBatchRows'>,
): Outcome<{ rows: BatchRowView[] }> {
  const { batchId, after, limit } = input;
  if (room.storage.batchRuns.get(batchId) === undefined) return fail('not-found');
  return succeed({ rows: room.storage.batchRuns.rowsAfter(batchId, after, limit).map(viewRow) });
}

/** The batch as this counter sees it, or undefined where it was not made here. */
export function findBatchView(room: CounterRoom, batchId: string): BatchView | undefined {
  const run = room.storage.batchRuns.get(batchId);
  return run === undefined ? undefined : viewBatch(room, run);
}

function viewBatch(room: CounterRoom, run: BatchRun): BatchView {
  const { records } = room.storage;
  const batch = records.get('employerBatch', run.batchId)?.record;
  const employer = records.get('employer', batch?.employerId ?? '')?.record;
  const { batchId, fileName, rows, valid, made, refused, handedOver } = run;
  return {
    batchId,
    employer: { id: batch?.employerId ?? '', name: employer?.name ?? '' },
    letterNumber: batch?.letterNumber ?? '',
    letterDate: batch?.letterDate ?? null,
    agentName: batch?.representative.name ?? '',
    // Gone from the replica: the central office refused to open it.
    stage: batch?.stage ?? null,
    fileName,
    openedAt: batch?.openedAt ?? null,
    rows,
    valid,
    made,
    refused,
    waiting: valid - made - refused,
    handedOver,
    running: room.session.batchRuns.isRunning(batchId),
  };
}

function viewRow({ rowNumber, state, request, blankSerial, cardNumber, refusals }: BatchRow): BatchRowView {
  return {
    rowNumber,
    state,
    serviceNumber: request?.serviceNumber ?? null,
    personId: request?.personId ?? null,
    name: request?.documentName ?? '',
    maskedNumber: request === null ? '' : maskResidentId(request.documentNumber),
    blankSerial,
    cardNumber,
    refusals: copied(refusals),
  };
}

function copied(refusals: readonly Refusal[]) {
  return refusals.map((one) => ({ ...one, params: { ...one.params } }));
}
