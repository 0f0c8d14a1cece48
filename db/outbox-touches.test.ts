import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OpenCounterStorage } from './counter-storage.ts';
import { command } from './testing/sample-commands.ts';
import { blank, card, person, service } from './testing/sample-records.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

/** Appends a command that has read a person's cards and written one card. */
function appendAboutCard(storage: OpenCounterStorage, id: string, subject: string, cardId: string): number {
  const ordinal = storage.outbox.append(command(id, subject, null));
  storage.outbox.noteTouches(
    ordinal,
    [
      { table: 'card', by: 'personId', value: subject },
      { table: 'clerk', by: 'id', value: 'c1' },
    ],
    [card({ id: cardId, personId: subject })],
  );
  return ordinal;
}

describe('a foreign change', () => {
  it('touches the commands that have read it by its id or a lookup field, or that have written it', () => {
    const storage = freshStorage();
    appendAboutCard(storage, 'a', 'p1', 'A1');
    const { outbox } = storage;
    expect(outbox.touchedSubjects([card({ id: 'A9', personId: 'p1' })])).toEqual(['p1']);
    expect(outbox.touchedSubjects([card({ id: 'A1', personId: 'p9' })])).toEqual(['p1']);
    expect(
      outbox.touchedSubjects([
        {
          table: 'clerk',
          record: {
            id: 'c1',
            officeId: 'o1',
            loginName: 'x',
            name: '',
            role: 'clerk',
            passwordHash: '',
            active: false,
          },
        },
      ]),
    ).toEqual(['p1']);
  });

  it('touches nobody who has neither read nor written it', () => {
    const storage = freshStorage();
    appendAboutCard(storage, 'a', 'p1', 'A1');
    expect(
      storage.outbox.touchedSubjects([
        card({ id: 'A2', personId: 'p2' }),
        blank({ id: 'A1', workstationId: null }),
        person({ id: 'p1' }),
        service({ id: 's1', personId: 'p1' }),
      ]),
    ).toEqual([]);
  });

  it('touches no command that is done, refused or forgotten', () => {
    const storage = freshStorage();
    const { outbox } = storage;
    for (const [index, id] of ['done', 'refused', 'rejected', 'forgotten'].entries()) {
      appendAboutCard(storage, id, id, `A${index}`);
    }
    outbox.markApplied('done', 1);
    outbox.finishApplied(1);
    outbox.markRefused('refused', [], []);
    outbox.markRejected('rejected', 'command-malformed');
    outbox.forgetTouches(['forgotten']);
    const changes = ['done', 'refused', 'rejected', 'forgotten'].map((id, index) =>
      card({ id: `A${index}`, personId: id }),
    );
    expect(outbox.touchedSubjects(changes)).toEqual([]);
  });

  it('touches by what was read when the command was last decided', () => {
    const storage = freshStorage();
    const ordinal = appendAboutCard(storage, 'a', 'p1', 'A1');
    storage.outbox.noteTouches(ordinal, [{ table: 'blankCard', by: 'id', value: '1' }], []);
    expect(storage.outbox.touchedSubjects([card({ id: 'A1', personId: 'p1' })])).toEqual([]);
    expect(storage.outbox.touchedSubjects([blank({ id: '1' })])).toEqual(['p1']);
  });

  it('touches also those who share a written record with the touched', () => {
    const storage = freshStorage();
    appendAboutCard(storage, 'a', 'p1', 'A1');
    appendAboutCard(storage, 'b', 'p2', 'A1');
    appendAboutCard(storage, 'c', 'p3', 'A3');
    expect(storage.outbox.touchedSubjects([card({ id: 'A9', personId: 'p1' })])).toEqual(['p1', 'p2']);
  });
});

describe('subjects that hang together', () => {
  it('are found over any number of shared records, also by commands that were answered', () => {
    const storage = freshStorage();
    appendAboutCard(storage, 'a', 'p1', 'A1');
    appendAboutCard(storage, 'b', 'p2', 'A1');
    appendAboutCard(storage, 'c', 'p2', 'A2');
    appendAboutCard(storage, 'd', 'p3', 'A2');
    appendAboutCard(storage, 'e', 'p4', 'A4');
    storage.outbox.markRefused('c', [], []);
    expect(storage.outbox.connectedSubjects(['p1'])).toEqual(['p1', 'p2', 'p3']);
    expect(storage.outbox.connectedSubjects(['p4', 'unknown'])).toEqual(['p4', 'unknown']);
    expect(storage.outbox.connectedSubjects([])).toEqual([]);
  });

  it('are the connected parts of the graph of subjects and written records', () => {
    const writes = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(writes, fc.integer({ min: 0, max: 7 }), (edges, start) => {
        const storage = freshStorage();
        for (const [index, [subject, record]] of edges.entries()) {
          appendAboutCard(storage, String(index), `p${subject}`, `A${record}`);
        }
        const reached = new Set([start]);
        const records = new Set<number>();
        for (let round = 0; round <= edges.length; round += 1) {
          for (const [subject, record] of edges) {
            if (reached.has(subject)) records.add(record);
            if (records.has(record)) reached.add(subject);
          }
        }
        expect(storage.outbox.connectedSubjects([`p${start}`])).toEqual(
          [...reached].sort().map((one) => `p${one}`),
        );
        storage.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('the records that commands have written', () => {
  it('are each named once, and only where a base is kept', () => {
    const storage = freshStorage();
    appendAboutCard(storage, 'a', 'p1', 'A1');
    appendAboutCard(storage, 'b', 'p1', 'A1');
    appendAboutCard(storage, 'c', 'p1', 'A2');
    appendAboutCard(storage, 'd', 'p2', 'A3');
    for (const id of ['A1', 'A3']) storage.bases.keep('card', id, null);
    expect(storage.outbox.writtenRecords(['p1'])).toEqual([{ table: 'card', id: 'A1' }]);
    expect(storage.outbox.writtenRecords(['p1', 'p2', 'p1'])).toEqual([
      { table: 'card', id: 'A1' },
      { table: 'card', id: 'A3' },
    ]);
    expect(storage.outbox.writtenRecords([])).toEqual([]);
  });
});
