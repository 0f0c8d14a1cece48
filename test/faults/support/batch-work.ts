import { executeCommand } from '../../../counter/engine/execute-command.ts';
import { nextServiceNumber, originOfClerk } from '../../../counter/workstation.ts';
import type { CommandBody, CommandKind } from '../../../domain/command/command-rules.ts';
import { agentDocument, opening, row } from '../../../domain/testing/employer-batch.ts';
import type { Counter } from './counter.ts';
import type { Situation, Tried } from './situation.ts';

export type BatchKind = Extract<
  CommandKind,
  | 'open-employer-batch'
  | 'accept-batch-application'
  | 'close-employer-batch'
  | 'hand-over-batch'
  | 'cancel-employer-batch'
>;

/** How a clerk comes to each command of an employer's batch, row by row as the run makes them. */
export const batchWork: { readonly [K in BatchKind]: (situation: Situation) => Tried } = {
  'open-employer-batch'({ counter }) {
    return command(counter, () => ({
      kind: 'open-employer-batch',
      request: { ...opening, batchId: nextServiceNumber(counter.room) },
    }));
  },
  'accept-batch-application'({ counter, personId, service, batch }) {
    if (service !== null || batch === null) return Promise.resolve(null);
    return command(counter, () => ({
      kind: 'accept-batch-application',
      request: { ...row, personId, batchId: batch.id, serviceNumber: nextServiceNumber(counter.room) },
    }));
  },
  'close-employer-batch'({ counter, batch }) {
    if (batch === null) return Promise.resolve(null);
    return command(counter, () => ({ kind: 'close-employer-batch', request: { batchId: batch.id } }));
  },
  'hand-over-batch'({ counter, personId, service, batch }) {
    if (service === null || batch === null) return Promise.resolve(null);
    const { serviceNumber, cardNumber, blankSerial } = service;
    if (cardNumber === null || blankSerial === null) return Promise.resolve(null);
    const cards = [{ serviceNumber, personId, cardNumber, blankSerial }];
    return command(counter, () => ({
      kind: 'hand-over-batch',
      request: { batchId: batch.id, cards, agent: agentDocument, listSigned: true },
    }));
  },
  'cancel-employer-batch'({ counter, personId, service, batch }) {
    if (batch === null) return Promise.resolve(null);
    const unfinished = service === null || service.last === 'verified' ? [] : [service];
    return command(counter, () => ({
      kind: 'cancel-employer-batch',
      request: {
        batchId: batch.id,
        reason: '单位撤回',
        unfinished: unfinished.map(({ serviceNumber, blankSerial }) => {
          return { serviceNumber, personId, blankSerial };
        }),
      },
    }));
  },
};

/** What no window asks for by a call of its own. */
function command(counter: Counter, make: () => CommandBody): Tried {
  const worker = counter.room.session.worker();
  if (!worker.ok) return Promise.resolve(null);
  const executor = { ...counter.room, written: counter.room.wake };
  const execution = executeCommand(executor, originOfClerk(counter.room, worker.clerk), make);
  if (!execution.done) return Promise.resolve(execution.refusals.map(({ code }) => code).join(' '));
  counter.acknowledged.add(execution.commandId);
  return Promise.resolve('ok');
}
