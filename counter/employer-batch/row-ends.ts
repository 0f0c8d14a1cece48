import { batchRowEnd } from '../../domain/employer-batch/batch-row-end.ts';
import type { ServiceRecord } from '../../domain/records/records.ts';
import type { CounterRoom } from '../counter-ports.ts';
import type { BatchRow } from '../ports/batch-runs.ts';

/**
 * Writes down that a card of a batch came to its end by itself, at the counter: the batch no longer waits for it.
 * A program that ended in between finds it out at the hand-over (`noteEnds`).
 */
export function noteRowEnd(room: CounterRoom, service: ServiceRecord): void {
  const { batchId } = service;
  const end = batchRowEnd(service);
  if (batchId === null || end === null) return;
  const { batchRuns, unitOfWork } = room.storage;
  const row = batchRuns.rowOfService(batchId, service.id);
  if (row?.state !== 'made' && row?.state !== 'kept') return;
  unitOfWork.write(() => batchRuns.note(batchId, { ...row, state: end }));
}

/** Of these made rows those whose cards lie here; what has become of the others is written down. */
export function noteEnds(room: CounterRoom, batchId: string, rows: readonly BatchRow[]): readonly BatchRow[] {
  const { batchRuns, records, unitOfWork } = room.storage;
  const ended = rows.flatMap((row) => {
    const service = records.get('serviceRecord', row.request?.serviceNumber ?? '')?.record;
    const state = service === undefined ? null : batchRowEnd(service);
    return state === null ? [] : [{ ...row, state }];
  });
  if (ended.length === 0) return rows;
  unitOfWork.write(() => {
    for (const row of ended) batchRuns.note(batchId, row);
  });
  const numbers = new Set(ended.map(({ rowNumber }) => rowNumber));
  return rows.filter(({ rowNumber }) => !numbers.has(rowNumber));
}
