import { nextServiceNumber } from '../../../counter/workstation.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { agentDocument, opening, row } from '../../../domain/testing/employer-batch.ts';
import { command } from './command-at-counter.ts';
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
