import type { CallRequest } from '../../contract/counter-calls.ts';
import type { BatchView } from '../../contract/batch-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../../contract/envelope.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { refuse } from '../../domain/command/refusal.ts';
import { storedDocument } from '../../domain/employer-batch/batch-facts.ts';
import { mostCardsHandedOver, type BatchCard } from '../../domain/employer-batch/employer-batch-requests.ts';
import type { PresentedDocument } from '../../domain/records/records.ts';
import type { CounterRoom } from '../counter-ports.ts';
import { executeWithin } from '../engine/execute-command.ts';
import type { BatchRow } from '../ports/batch-runs.ts';
import { originOfClerk } from '../workstation.ts';
import { findBatchView } from './batch-view.ts';
import { noteEnds } from './row-ends.ts';

/** Cards that one command hands over here: a list of five hundred would hold up everybody else. */
const cardsInCommand = 25;

/**
 * 结束批量: a batch of which cards were made is closed with what there is; one of which none was made is cancelled, and
 * what was accepted is withdrawn.
 */
export function endBatch(room: CounterRoom, input: CallRequest<'endBatch'>): Outcome<BatchView> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { batchId, reason } = input;
  const { batchRuns } = room.storage;
  const run = batchRuns.get(batchId);
  if (run === undefined) return fail('not-found');
  if (room.session.batchRuns.isRunning(batchId)) return fail('batch-running');
  const stuck = batchRuns.rowsIn(batchId, 'stuck', mostCardsHandedOver);
  const body: CommandBody =
    run.made > 0
      ? { kind: 'close-employer-batch', request: { batchId } }
      : { kind: 'cancel-employer-batch', request: { batchId, reason, unfinished: unfinished(room, stuck) } };
  const execution = room.storage.unitOfWork.write(() => {
    const done = executeWithin(room, originOfClerk(room, worker.clerk), body);
    if (done.done) batchRuns.setState(batchId, 'ended');
    return done;
  });
  if (!execution.done) return failRefused(execution.refusals);
  room.wake();
  return answer(room, batchId);
}

/**
 * 整批交付: the employer's agent has signed the list. Command by command, each with its rows' notes in one transaction:
 * a hand-over that broke off goes on with the cards that still lie here. What is left out is kept for its holder, who
 * collects it at the counter: the batch waits for it no longer.
 */
export async function handOverBatch(
  room: CounterRoom,
  input: CallRequest<'handOverBatch'>,
): Promise<Outcome<BatchView>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { batchId, leaveOut, listSigned } = input;
  const stays = new Set(leaveOut);
  const agent = input.agent ?? agentOfLetter(room, batchId);
  if (agent === null) return failRefused([refuse('batch-unknown', { batch: batchId })]);
  const { batchRuns, unitOfWork } = room.storage;
  if (batchRuns.get(batchId) === undefined) return fail('not-found');
  if (!room.session.batchRuns.start(batchId)) return fail('batch-running');
  try {
    for (;;) {
      if (room.session.clerk()?.id !== worker.clerk.id) return fail('not-signed-in');
      const lying = batchRuns
        .rowsIn(batchId, 'made', cardsInCommand + stays.size)
        .filter(({ request }) => !stays.has(request?.serviceNumber ?? ''))
        .slice(0, cardsInCommand);
      if (lying.length === 0) break;
      const rows = noteEnds(room, batchId, lying);
      if (rows.length === 0) continue;
      const cards = rows.flatMap(cardOf);
      const execution = unitOfWork.write(() => {
        const body: CommandBody = { kind: 'hand-over-batch', request: { batchId, cards, agent, listSigned } };
        const done = executeWithin(room, originOfClerk(room, worker.clerk), body);
        if (done.done) {
          for (const row of rows) batchRuns.note(batchId, { ...row, state: 'handed-over' });
        }
        return done;
      });
      if (!execution.done) return failRefused(execution.refusals);
      room.wake();
      await room.pause();
    }
    unitOfWork.write(() => {
      for (const row of batchRuns.rowsIn(batchId, 'made', stays.size)) {
        batchRuns.note(batchId, { ...row, state: 'kept' });
      }
    });
    room.emit({ event: 'records-changed', persons: [], services: [] });
    return answer(room, batchId);
  } finally {
    room.session.batchRuns.ended(batchId);
    room.emitStatus();
  }
}

/** Who brought the letter, by the document that he showed with it. */
function agentOfLetter(room: CounterRoom, batchId: string): PresentedDocument | null {
  const batch = room.storage.records.get('employerBatch', batchId)?.record;
  return batch === undefined ? null : storedDocument(batch.representative);
}

function answer(room: CounterRoom, batchId: string): Outcome<BatchView> {
  const view = findBatchView(room, batchId);
  return view === undefined ? fail('not-found') : succeed({ ...view, running: false });
}

function unfinished(room: CounterRoom, rows: readonly BatchRow[]) {
  return rows.flatMap(({ request }) => {
    const service = room.storage.records.get('serviceRecord', request?.serviceNumber ?? '')?.record;
    if (service === undefined) return [];
    const { id, personId, blankSerial, stage } = service;
    return stage === 'accepted' || stage === 'in-production'
      ? [{ serviceNumber: id, personId, blankSerial }]
      : [];
  });
}

function cardOf({ request, blankSerial, cardNumber }: BatchRow): readonly BatchCard[] {
  if (request === null || blankSerial === null || cardNumber === null) return [];
  const { serviceNumber, personId } = request;
  return [{ serviceNumber, personId, cardNumber, blankSerial }];
}
