import type { CounterStorage, OutboxEntry } from '../../../counter/ports.ts';
import type { Variant } from './variant.ts';

function withOutbox(
  storage: CounterStorage,
  change: (outbox: CounterStorage['outbox']) => Partial<CounterStorage['outbox']>,
): CounterStorage {
  const { outbox } = storage;
  const changed = change(outbox);
  return {
    ...storage,
    outbox: new Proxy(outbox, {
      get: (target, name): unknown => Reflect.get(Object.hasOwn(changed, name) ? changed : target, name),
    }),
  };
}

/** Notes how far it has read before it has written what it read. */
const cursorBeforeData: Variant = {
  name: 'a cursor that is written before the data',
  counter: () => ({
    wrapReplica: (replica, storage) => ({
      ...replica,
      receiveFeed(page) {
        const last = page.changes.at(-1)?.sequence;
        if (last !== undefined) {
          storage.unitOfWork.write(() => storage.memory.set('feed-cursor', String(last)));
        }
        replica.receiveFeed(page);
      },
    }),
  }),
};

/** What comes from the central office goes over what this counter has done and nobody has confirmed yet. */
const lastWriteWins: Variant = {
  name: 'a replica where the last write wins',
  counter: () => ({
    wrapStorage: (storage) => ({
      ...storage,
      bases: new Proxy(storage.bases, {
        get: (target, name): unknown => (name === 'has' ? () => false : Reflect.get(target, name)),
      }),
    }),
  }),
};

/** A confirmed value goes in, whichever version is there already. */
const versionIgnored: Variant = {
  name: 'a replica that ignores versions',
  counter: () => ({
    wrapStorage: (storage) => ({
      ...storage,
      records: new Proxy(storage.records, {
        get(target, name): unknown {
          if (name !== 'putConfirmed') return Reflect.get(target, name);
          return (...[change, version]: Parameters<typeof target.putConfirmed>) => {
            target.remove(change.table, change.record.id);
            target.putConfirmed(change, version);
          };
        },
      }),
    }),
  }),
};

/** Takes a refused command off the list: nobody ever hears of it. */
const refusedDeleted: Variant = {
  name: 'an outbox that deletes what was refused',
  counter: () => {
    const gone = new Set<string>();
    const keys = new Set<string>();
    const left = (entries: readonly OutboxEntry[]) => entries.filter((entry) => !gone.has(entry.id));
    return {
      wrapStorage: (storage) =>
        withOutbox(storage, (outbox) => ({
          markRefused(id, refusals, standing) {
            outbox.markRefused(id, refusals, standing);
            gone.add(id);
            keys.add(outbox.get(id)?.service ?? id);
          },
          get: (id) => (gone.has(id) ? undefined : outbox.get(id)),
          byService: (service) => left(outbox.byService(service)),
          workAfter: (place, limit) => outbox.workAfter(place, limit).filter(({ key }) => !keys.has(key)),
        })),
    };
  },
};

/** Hides it from the work list only: the row is there, and nobody sees it. */
const refusedHidden: Variant = {
  name: 'a work list without what was refused',
  counter: () => ({
    wrapStorage: (storage) =>
      withOutbox(storage, (outbox) => ({
        workAfter: (place, limit) => outbox.workAfter(place, limit).filter(({ waits }) => waits),
      })),
  }),
};

/** Decides a command once more over its own confirmed effects. */
const confirmedTwice: Variant = {
  name: 'confirmed effects that are applied a second time',
  counter: () => {
    const ids = new Set<string>();
    return {
      wrapStorage: (storage) =>
        withOutbox(storage, (outbox) => ({
          append(entry, reads) {
            ids.add(entry.id);
            return outbox.append(entry, reads);
          },
          overlay(subjects) {
            const done = [...ids].flatMap((id) => {
              const entry = outbox.get(id);
              return entry?.state === 'done' && subjects.includes(entry.subject) ? [entry] : [];
            });
            return [...done, ...outbox.overlay(subjects)].sort((a, b) => a.ordinal - b.ordinal);
          },
          noteTouches(ordinal, reads, writes) {
            const open = [...ids].some((id) => {
              const entry = outbox.get(id);
              return entry?.ordinal === ordinal && entry.state !== 'done';
            });
            if (open) outbox.noteTouches(ordinal, reads, writes);
          },
        })),
    };
  },
};

/** Decides again over what the commands before have left behind. */
const rebaseWithoutRestoring: Variant = {
  name: 'a rebase that forgets to restore',
  counter: () => ({
    wrapStorage: (storage) => withOutbox(storage, () => ({ writtenRecords: () => [] })),
  }),
};

/** Tells the clerk that everything is well. */
const everythingApplied: Variant = {
  name: 'a counter that takes every answer for an applied one',
  counter: () => ({
    wrapReplica: (replica) => ({
      ...replica,
      receiveAnswers: (answers) =>
        replica.receiveAnswers(
          answers.map((answer) =>
            answer.outcome === 'refused'
              ? { id: answer.id, outcome: 'applied', sequence: 0, duplicate: false }
              : answer,
          ),
        ),
    }),
  }),
};

export const counterVariants: readonly Variant[] = [
  cursorBeforeData,
  lastWriteWins,
  versionIgnored,
  refusedDeleted,
  refusedHidden,
  confirmedTwice,
  rebaseWithoutRestoring,
  everythingApplied,
];
