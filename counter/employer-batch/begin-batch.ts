import type { CallRequest } from '../../contract/counter-calls.ts';
import type { BatchView } from '../../contract/batch-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../../contract/envelope.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../../domain/command/command-rules.ts';
import type { CounterRoom } from '../counter-ports.ts';
import { contextOf, executeWithin } from '../engine/execute-command.ts';
import { loadFacts } from '../engine/local-effects.ts';
import type { BatchRow } from '../ports/batch-runs.ts';
import type { JudgedRow } from '../roster-shelf.ts';
import { originOfClerk, serviceNumberOf, serviceNumbersFrom } from '../workstation.ts';
import { findBatchView } from './batch-view.ts';

/** Rows that are written down in one transaction: a few milliseconds. */
const rowsInSlice = 200;

/** Stands for the one batch that is being written down; no number of a batch is like it. */
const beingOpened = 'being opened';

/**
 * 受理单位批量: writes down every row of the roster, each with a service number of its own, and then opens the batch
 * under the letter of introduction. From here on a run can end at any moment and go on where it was.
 */
export async function openBatch(
  room: CounterRoom,
  input: CallRequest<'openBatch'>,
): Promise<Outcome<BatchView>> {
  // Whatever is still being written down when the next one begins was left behind by a program that ended.
  if (!room.session.batchRuns.start(beingOpened)) return fail('batch-running');
  try {
    return await open(room, input);
  } finally {
    room.session.batchRuns.ended(beingOpened);
  }
}

async function open(room: CounterRoom, input: CallRequest<'openBatch'>): Promise<Outcome<BatchView>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { rosterId, ...letter } = input;
  const judged = room.session.rosters.get(rosterId);
  if (judged === undefined) return fail('not-found');
  const { batchRuns, unitOfWork } = room.storage;
  const valid = judged.rows.filter(isValid).length;
  const openingOf = (batchId: string): CommandBody => ({
    kind: 'open-employer-batch',
    request: { ...letter, batchId, employerId: judged.employer.id, rows: valid },
  });
  const numbers = serviceNumbersFrom(room);
  const batchId = serviceNumberOf(numbers, 0);
  // What is wrong is told before ten thousand rows are written down.
  const context = contextOf('', originOfClerk(room, worker.clerk));
  const body = openingOf(batchId);
  const decision = decideCommand(loadFacts(room.storage, commandNeeds(body, context)), body, context);
  if (!decision.accepted) return failRefused(decision.refusals);

  unitOfWork.write(() => {
    batchRuns.dropUnprepared();
    batchRuns.begin({
      batchId,
      fileName: judged.fileName,
      headings: judged.roster.columns.map(({ heading }) => heading),
      numberPrefix: numbers.prefix,
      lastNumber: numbers.next + valid,
    });
  });
  let taken = 0;
  for (let from = 0; from < judged.rows.length; from += rowsInSlice) {
    const rows = judged.rows.slice(from, from + rowsInSlice).map((row) => {
      if (isValid(row)) taken += 1;
      return writtenRow(row, serviceNumberOf(numbers, taken));
    });
    unitOfWork.write(() => batchRuns.addRows(batchId, rows));
    await room.pause();
  }
  if (room.session.clerk()?.id !== worker.clerk.id) return fail('roster-interrupted');
  const execution = unitOfWork.write(() => {
    const done = executeWithin(room, originOfClerk(room, worker.clerk), body);
    if (done.done) batchRuns.setState(batchId, 'open');
    else batchRuns.dropUnprepared();
    return done;
  });
  if (!execution.done) return failRefused(execution.refusals);
  room.wake();
  room.session.rosters.remove(rosterId);
  room.emitStatus();
  const view = findBatchView(room, batchId);
  return view === undefined ? fail('not-found') : succeed(view);
}

function isValid({ verdict }: JudgedRow): boolean {
  return verdict.refusals.length === 0;
}

function writtenRow({ entry, verdict, cells }: JudgedRow, serviceNumber: string): BatchRow {
  const { rowNumber, personId, refusals } = verdict;
  const { documentKind, documentNumber, name } = entry;
  const common = { rowNumber, cells, blankSerial: null, cardNumber: null, refusals };
  // A row without a reason against it has its person and a kind of document.
  return refusals.length > 0 || personId === null || documentKind === null
    ? { ...common, state: 'not-valid', request: null }
    : {
        ...common,
        state: 'waiting',
        request: { serviceNumber, personId, documentKind, documentNumber, documentName: name },
      };
}
