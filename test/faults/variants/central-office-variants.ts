import { recordTables } from '../../../domain/records/record-tables.ts';
import { applyCommands } from '../../../central/services/apply-commands.ts';
import type { DecidedEffects } from '../../../central/storage/central-storage.ts';
import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

/** Decides again whatever comes again, as if no answer were kept with its id. */
const withoutIdempotency: Variant = {
  name: 'a central office without idempotency',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({
          ...writer,
          answers: () => Promise.resolve([]),
          async write(effects) {
            const kept = await writer.answers(effects.answers.map((answer) => answer.commandId));
            const known = new Set(kept.map((answer) => answer.commandId));
            await writer.write({
              ...effects,
              answers: effects.answers.filter((answer) => !known.has(answer.commandId)),
            });
          },
        }),
      }),
  },
};

/** Numbers the feed by the time at which the clerk gave the command, by his PC. */
const clockOrder: Variant = {
  name: 'a feed in the order of clocks',
  office: {
    wrapStorage(storage) {
      const times = new Map<string, Map<number, number>>();
      return wrapping(storage, {
        writer: (writer, county) => ({
          ...writer,
          async write(effects) {
            await writer.write(effects);
            noteTimes(effects, county);
          },
        }),
        reader: (reader, county) => ({
          ...reader,
          async feed(after, limit) {
            const page = await reader.feed(0, 1_000_000);
            if (page === undefined) return undefined;
            const all = JSON.parse(`[${page.changesText}]`) as { sequence: number }[];
            const timed = all
              .map((one) => ({ ...one, sequence: times.get(county)?.get(one.sequence) ?? one.sequence }))
              .sort((a, b) => a.sequence - b.sequence)
              .filter((one) => one.sequence > after)
              .slice(0, limit);
            const changesText = timed.map((one) => JSON.stringify(one)).join(',');
            return { ...page, changesText, count: timed.length, head: latest(county) };
          },
        }),
      });

      function noteTimes(effects: DecidedEffects, county: string): void {
        const known = times.get(county) ?? new Map<number, number>();
        times.set(county, known);
        const clock = new Map(effects.answers.map((one) => [one.commandId, Date.parse(one.commandedAt)]));
        for (const { sequence, commandId } of effects.changes) {
          // What nobody at a counter commanded comes at the latest time known, which is told in hundredths.
          const at = clock.get(commandId) ?? latest(county) / 100;
          known.set(sequence, Math.round(at / 10) * 1_000 + (sequence % 1_000));
        }
      }

      function latest(county: string): number {
        return Math.max(0, ...(times.get(county)?.values() ?? []));
      }
    },
  },
};

/** Gives up on a batch at the first command that cannot be taken, as one transaction around all of them would. */
const stopsAtBadCommand: Variant = {
  name: 'a batch that stops at the first bad command',
  office: {
    async apply(parts, credential, commands) {
      const answers = await applyCommands(parts, credential, commands);
      if (answers.every((answer) => answer.outcome !== 'rejected')) return answers;
      return answers.map(({ id }) => ({ id, outcome: 'rejected', code: 'central-busy' }));
    },
  },
};

/** Writes what a command does a second time, under numbers of its own. */
const effectsTwiceInFeed: Variant = {
  name: 'effects that the feed tells twice',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({
          ...writer,
          write(effects) {
            const start = effects.head.head - effects.changes.length;
            // What is written once and for all the database itself would refuse.
            const changes = effects.changes.flatMap((one) =>
              recordTables[one.change.table].immutable ? [one] : [one, one],
            );
            const renumbered = changes.map((one, index) => ({
              ...one,
              sequence: start + index + 1,
              commandEnd: start + changes.length,
            }));
            return writer.write({
              ...effects,
              changes: renumbered,
              head: { ...effects.head, head: start + changes.length },
            });
          },
        }),
      }),
  },
};

/** Believes the counter that the person has no card yet. */
const believesCounters: Variant = {
  name: 'a central office that overlooks a card that somebody has',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({
          ...writer,
          async lookUp(lookups) {
            const found = await writer.lookUp(lookups);
            return found.map((records, index) =>
              // Whoever asks for the person's cards is told that there are none but those being made.
              lookups[index]?.table === 'card' ? records.filter((one) => isInTheMaking(one)) : records,
            );
          },
        }),
      }),
  },
};

function isInTheMaking(record: object): boolean {
  return 'status' in record && record.status === null;
}

/** Begins with the feed where the snapshot has ended and not where it has begun. */
function feedFromSnapshotsEnd(): Variant {
  const heads = new Map<string, number>();
  return {
    name: 'a snapshot that does not pull the feed from its head',
    office: {
      wrapStorage: (storage) =>
        wrapping(storage, {
          writer: (writer, county) => ({
            ...writer,
            async write(effects) {
              await writer.write(effects);
              heads.set(county, effects.head.head);
            },
          }),
        }),
    },
    counter: () => ({
      wrapReplica: (replica, storage) => ({
        ...replica,
        receiveSnapshotPage(page) {
          replica.receiveSnapshotPage(page);
          if (page.next !== null) return;
          const head = heads.get(storage.memory.get('county') ?? '') ?? 0;
          storage.unitOfWork.write(() => storage.memory.set('feed-cursor', String(head)));
        },
      }),
    }),
  };
}

export const centralOfficeVariants: readonly Variant[] = [
  withoutIdempotency,
  clockOrder,
  stopsAtBadCommand,
  effectsTwiceInFeed,
  believesCounters,
  feedFromSnapshotsEnd(),
];
