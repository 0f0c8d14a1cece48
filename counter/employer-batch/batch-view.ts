import type { CallOutput, CallRequest } from '../../contract/counter-calls.ts';
import type { BatchRowView, BatchView } from '../../contract/batch-views.ts';
import type { Confirmation } from '../../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../../contract/envelope.ts';
import type { Refusal } from '../../domain/command/refusal.ts';
import { maskResidentId } from '../../domain/identity/resident-id.ts';
import {
  cardRosterColumns,
  recogniseHeader,
  type CardRosterColumn,
} from '../../domain/roster/roster-columns.ts';
import type { CounterRoom } from '../counter-ports.ts';
import type { BatchRow, BatchRowState, BatchRun } from '../ports/batch-runs.ts';
import { confirmationOf, firstRefusals, stepsOf } from '../service-view.ts';
import { timesPrinted } from '../printed-papers.ts';

/** The list that the employer signs, among the papers that are counted. */
const batchList = 'batch-list';

/** More than anybody looks through. */
const mostListed = 50;

/** 单位批量: the batches of this workstation with how far they have come, the latest first. */
export function listBatches(room: CounterRoom): Outcome<{ batches: BatchView[] }> {
  const open = room.storage.outbox.openServicesOfBatches();
  const batches = room.storage.batchRuns.list(mostListed);
  return succeed({ batches: batches.map((run) => viewBatch(room, run, open)) });
}

/** A page of a batch's rows with what has become of each. */
export function listBatchRows(
  room: CounterRoom,
  input: CallRequest<'listBatchRows'>,
): Outcome<CallOutput<'listBatchRows'>> {
  const { batchId, show, after, skip, limit } = input;
  const { batchRuns } = room.storage;
  const run = batchRuns.get(batchId);
  if (run === undefined) return fail('not-found');
  const textOf = cellsOf(run);
  const found = batchRuns.rowsAfter(batchId, after ?? 0, limit + 1, { state: show, skip });
  const rows = found.slice(0, limit).map((row) => viewRow(room, row, textOf));
  const next = found.length > limit ? (rows.at(-1)?.rowNumber ?? null) : null;
  return succeed({ rows, total: batchRuns.countRows(batchId, show), next });
}

/** The batch as this counter sees it, or undefined where it was not made here. */
export function findBatchView(room: CounterRoom, batchId: string): BatchView | undefined {
  const run = room.storage.batchRuns.get(batchId);
  return run === undefined ? undefined : viewBatch(room, run, room.storage.outbox.openServicesOfBatches());
}

function viewBatch(room: CounterRoom, run: BatchRun, open: ReadonlyMap<string, number>): BatchView {
  const { records } = room.storage;
  const batch = records.get('employerBatch', run.batchId)?.record;
  const employer = records.get('employer', batch?.employerId ?? '')?.record;
  const { batchId, fileName, rows, valid, made, refused, handedOver } = run;
  const left = (state: BatchRowState) =>
    handedOver < made ? room.storage.batchRuns.countRows(batchId, state) : 0;
  return {
    batchId,
    employer: { id: batch?.employerId ?? '', name: employer?.name ?? '' },
    letterNumber: batch?.letterNumber ?? '',
    letterDate: batch?.letterDate ?? null,
    agentName: batch?.representative.name ?? '',
    maskedAgentNumber: batch === undefined ? '' : maskResidentId(batch.representative.documentNumber),
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
    lying: left('made'),
    kept: left('kept'),
    collected: left('collected'),
    withdrawn: left('withdrawn'),
    unconfirmed: open.get(batchId) ?? 0,
    listPrints: timesPrinted(room, batchId, batchList),
    running: room.session.batchRuns.isRunning(batchId),
  };
}

function viewRow(room: CounterRoom, row: BatchRow, textOf: ReturnType<typeof cellsOf>): BatchRowView {
  const { rowNumber, state, request, blankSerial, cardNumber } = row;
  const { confirmation, refusals } = standingOf(room, row);
  return {
    rowNumber,
    state,
    serviceNumber: request?.serviceNumber ?? null,
    personId: request?.personId ?? null,
    name: request?.documentName ?? textOf(row, 'name'),
    maskedNumber: maskResidentId(request?.documentNumber ?? textOf(row, 'documentNumber')),
    blankSerial,
    cardNumber,
    confirmation,
    refusals: copied(refusals),
  };
}

/** What the employer wrote of a person of whom nothing was accepted. */
function cellsOf({ headings }: BatchRun): (row: BatchRow, column: CardRosterColumn) => string {
  const { columns } = recogniseHeader(headings, cardRosterColumns);
  return ({ cells }, column) => cells[columns.find(({ name }) => name === column)?.index ?? -1] ?? '';
}

/** What the central office says of a row that was accepted here, and why there is no card where there is none. */
function standingOf(
  room: CounterRoom,
  { state, request, refusals }: BatchRow,
): { readonly confirmation: Confirmation | null; readonly refusals: readonly Refusal[] } {
  if (request === null || state === 'waiting' || state === 'refused') return { confirmation: null, refusals };
  const entries = room.storage.outbox.byService(request.serviceNumber);
  const confirmation = confirmationOf(stepsOf(entries));
  return { confirmation, refusals: refusals.length > 0 ? refusals : firstRefusals(entries) };
}

function copied(refusals: readonly Refusal[]) {
  return refusals.map((one) => ({ ...one, params: { ...one.params } }));
}
