import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OpenCounterStorage } from './counter-storage.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { command, noon } from './testing/sample-commands.ts';
import { card } from './testing/sample-records.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

const later = '2026-11-22T12:00:00.001+08:00';
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const subjects = ['p1', 'p2', 'p3'];

type Step = (storage: OpenCounterStorage) => void;

const anyId = fc.constantFrom(...ids);
const anySubject = fc.constantFrom(...subjects);
const anyCard = fc.constantFrom('A1', 'A2', 'A3');

/** Anything that may happen to the outbox, as the engine does it. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(anyId, anySubject, fc.option(fc.constantFrom('s1', 's2')), anyCard)
    .map(([id, subject, service, cardId]): Step => ({ outbox, bases }) => {
      if (outbox.get(id) !== undefined) return;
      const ordinal = outbox.append(command(id, subject, service));
      bases.keep('card', cardId, null);
      outbox.noteTouches(
        ordinal,
        [{ table: 'card', by: 'personId', value: subject }],
        [card({ id: cardId })],
      );
    }),
  fc.tuple(anyId, fc.nat(9)).map(
    ([id, sequence]): Step =>
      ({ outbox }) =>
        outbox.markApplied(id, sequence),
  ),
  anyId.map((id): Step => ({ outbox }) => {
    outbox.markRefused(id, [], []);
    outbox.forgetTouches(outbox.connectedSubjects([outbox.get(id)?.subject ?? '']));
  }),
  anyId.map((id): Step => ({ outbox }) => {
    outbox.markRejected(id, 'command-malformed');
    outbox.forgetTouches(outbox.connectedSubjects([outbox.get(id)?.subject ?? '']));
  }),
  anyId.map(
    (id): Step =>
      ({ outbox }) =>
        outbox.postpone(id, 'central-busy', later),
  ),
  anyId.map(
    (id): Step =>
      ({ outbox }) =>
        outbox.markInVain(id, [], []),
  ),
  fc.nat(9).map((cursor): Step => ({ outbox }) => {
    outbox.forgetTouches(outbox.connectedSubjects(outbox.finishApplied(cursor)));
  }),
  fc.subarray(ids).map(
    (lost): Step =>
      ({ outbox }) =>
        outbox.reopen(lost),
  ),
  fc.constantFrom('s1', 's2', ...ids).map((service): Step => ({ outbox }) => {
    outbox.settle(service, '已处理', noon);
  }),
  fc.constant<Step>(({ outbox }) => outbox.tryAgainNow()),
);

/** Everything that the outbox answers. */
function answersOf({ outbox }: OpenCounterStorage): unknown {
  return {
    entries: ids.map((id) => outbox.get(id)),
    services: ['s1', 's2'].map((service) => outbox.byService(service)),
    pending: [outbox.pending(2, noon), outbox.pending(99, noon), outbox.pending(99, later)],
    unfinished: [outbox.workCount(), outbox.unfinishedSubjects()],
    work: [null, { waits: false, ordinal: 3 }, { waits: true, ordinal: 4 }].flatMap((place) => [
      outbox.workAfter(place, 2),
      outbox.workAfter(place, 99),
    ]),
    open: outbox.openServices(),
    waiting: outbox.waitingWork(),
    ofSubject: subjects.map((subject) => outbox.unfinishedServicesOf(subject)),
    sendable: [noon, later].map((now) => outbox.sendableAmong(new Set(ids), now)),
    overlay: [outbox.overlay(subjects), ...subjects.map((subject) => outbox.overlay([subject]))],
    touched: subjects.map((personId) => outbox.touchedSubjects([card({ id: 'A1', personId })])),
    connected: subjects.map((subject) => outbox.connectedSubjects([subject])),
    written: subjects.map((subject) => outbox.writtenRecords([subject])),
    summary: outbox.summary(),
  };
}

describe('what is held in memory of the outbox', () => {
  it('answers as the file does when it is read anew, after anything that happened', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        const options = freshOptions();
        const storage = freshStorage(options);
        for (const step of steps) storage.unitOfWork.write(() => step(storage));
        const held = answersOf(storage);
        // What waits is that part of the work list, however it came to it.
        const listed = storage.outbox.workAfter({ waits: true, ordinal: 0 }, 99).map(({ key }) => key);
        expect(storage.outbox.waitingWork().map(({ key }) => key)).toEqual(listed);
        storage.close();
        const reopened = freshStorage(options);
        expect(held).toEqual(answersOf(reopened));
        reopened.close();
      }),
      { numRuns: 30 },
    );
  });

  it('is as before after a transaction that was taken back', () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 15 }),
        fc.array(anyStep, { maxLength: 15 }),
        (kept, undone) => {
          const storage = freshStorage();
          for (const step of kept) storage.unitOfWork.write(() => step(storage));
          const before = answersOf(storage);
          expect(() =>
            storage.unitOfWork.write(() => {
              for (const step of undone) step(storage);
              throw new Error('taken back');
            }),
          ).toThrow('taken back');
          expect(answersOf(storage)).toEqual(before);
          storage.close();
        },
      ),
      { numRuns: 30 },
    );
  });

  it('does not give out what a command taken back had been, when its id comes again', () => {
    const { outbox, unitOfWork } = freshStorage();
    expect(() =>
      unitOfWork.write(() => {
        outbox.append(command('a', 'p1', 's1'));
        expect(outbox.get('a')?.subject).toBe('p1');
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    expect(outbox.get('a')).toBeUndefined();
    outbox.append(command('a', 'p2', 's2'));
    expect(outbox.get('a')).toMatchObject({ ordinal: 1, subject: 'p2', service: 's2' });
  });
});
