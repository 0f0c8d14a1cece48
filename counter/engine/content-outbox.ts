import type { CounterStorage } from '../ports.ts';
import type { ContentOutbox } from '../ports/synchronisation.ts';
import type { CounterClock } from './counter-clock.ts';
import type { ReplicaNews } from './replica.ts';

/**
 * How long a content is kept here after it was made, though the central office holds it: one that was restored from a
 * backup of this age is given it again. Beyond so many bytes in all the oldest ones that it holds go earlier.
 */
const keptDays = 90;
const keptBytes = 2 * 1024 ** 3;

/** Screens are told of progress so often, milliseconds. */
const tellPause = 500;

/** The contents of scanned documents as the synchroniser sends them. */
export function createContentOutbox(
  storage: CounterStorage,
  clock: CounterClock,
  monotonic: () => number,
  tell: (news: ReplicaNews) => void,
): ContentOutbox {
  const { attachments, unitOfWork } = storage;
  let toldAt = Number.NEGATIVE_INFINITY;

  function tellOf(id: string): void {
    const record = storage.records.get('attachment', id)?.record;
    if (record !== undefined) tell({ persons: [], services: [record.serviceId] });
    toldAt = monotonic();
  }

  return {
    due: (limit) => attachments.due(limit).map(({ attachmentId, size }) => ({ id: attachmentId, size })),
    read: (id, offset) => attachments.read(id, offset),
    noteSent(id, sent) {
      const before = attachments.get(id);
      if (before === undefined || (before.sent === sent && before.failureCode === null)) return;
      unitOfWork.write(() => attachments.noteSent(id, sent));
      if (sent >= before.size || monotonic() - toldAt >= tellPause) tellOf(id);
    },
    noteFailure(id, failureCode) {
      if (attachments.get(id)?.failureCode === failureCode) return;
      unitOfWork.write(() => attachments.noteFailure(id, failureCode));
      tellOf(id);
    },
    forgetOne() {
      const limits = {
        madeBefore: clock.instantAfter(-keptDays * 86_400_000),
        durable: Number(storage.memory.get('durable') ?? 0),
        mostBytes: keptBytes,
      };
      return unitOfWork.write(() => attachments.forgetOne(limits));
    },
  };
}
