import { describe, expect, it, onTestFinished } from 'vitest';
import { change } from '../domain/records/change.ts';
import type { Attachment } from '../domain/records/records.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { command, noon } from './testing/sample-commands.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

const row = 256 * 1024;
const later = '2027-03-01T00:00:00.000+08:00';
const unlimited = Number.MAX_SAFE_INTEGER;

function record(id: string, fields: Partial<Attachment> = {}) {
  return change('attachment', {
    id,
    serviceId: 's1',
    personId: 'p1',
    kind: 'other',
    mediaType: 'application/pdf',
    size: 10,
    sha256: '00'.repeat(32),
    addedOn: '2026-11-22',
    clerkId: 'c1',
    receivedAt: null,
    ...fields,
  });
}

function contentOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_unused, index) => (index * 7) % 251);
}

type Storage = ReturnType<typeof freshStorage>;

/** A scan as it is made: its command in the outbox, its record, its content. */
function scan(storage: Storage, id: string, bytes = contentOf(10), madeAt = noon): void {
  storage.unitOfWork.write(() => {
    storage.outbox.append(command(`command of ${id}`, 'p1', 's1'));
    storage.records.putLocal(record(id, { size: bytes.length }));
    storage.attachments.keep({ attachmentId: id, commandId: `command of ${id}`, madeAt, bytes });
  });
}

/** The central office has applied it at a feed number and, where it says so, has the content. */
function confirm(storage: Storage, id: string, version: number, receivedAt: string | null = null): void {
  storage.unitOfWork.write(() => {
    storage.outbox.markApplied(`command of ${id}`, version);
    storage.outbox.finishApplied(version);
    storage.records.putConfirmed(record(id, { receivedAt }), version);
  });
}

const dueIn = (storage: Storage, limit = 9) => storage.attachments.due(limit).map((one) => one.attachmentId);

describe('the content of a scan', () => {
  it.each([0, 1, row - 1, row, row + 1, 3 * row, 10 * 1024 * 1024])(
    'of %i bytes comes back as it was, from any place on, never more than a row at a time',
    (size) => {
      const storage = freshStorage();
      const bytes = contentOf(size);
      scan(storage, 'a', bytes);
      for (const start of [0, 1, row - 1, row, Math.floor(size / 2)].filter((one) => one <= size)) {
        const parts: Uint8Array[] = [];
        for (let offset = start; ;) {
          const part = storage.attachments.read('a', offset);
          expect(part.length).toBeLessThanOrEqual(row);
          if (part.length === 0) break;
          parts.push(Uint8Array.from(part));
          offset += part.length;
        }
        expect(Buffer.concat(parts).equals(bytes.subarray(start))).toBe(true);
      }
      expect(storage.attachments.get('a')).toEqual({
        attachmentId: 'a',
        size,
        sent: 0,
        failureCode: null,
      });
    },
  );

  it('is there with its command or not at all', () => {
    const options = freshOptions();
    const storage = freshStorage(options);
    expect(() =>
      storage.unitOfWork.write(() => {
        storage.attachments.keep({ attachmentId: 'a', commandId: 'c', madeAt: noon, bytes: contentOf(9) });
        throw new Error('the disk is full');
      }),
    ).toThrow('full');
    expect(storage.attachments.get('a')).toBeUndefined();
    expect(storage.attachments.read('a', 0)).toHaveLength(0);
  });

  it('that is not held here is none', () => {
    const { attachments } = freshStorage();
    expect(attachments.get('a')).toBeUndefined();
    expect(attachments.read('a', 0)).toHaveLength(0);
  });
});

describe('what is due to be sent', () => {
  it('is what the central office has applied and has not the content of, in the order in which it was made', () => {
    const storage = freshStorage();
    // Ids run against the order in which they were made.
    for (const id of ['e', 'd', 'c', 'b', 'a']) scan(storage, id);
    expect(dueIn(storage)).toEqual([]);
    for (const id of ['a', 'c', 'e']) confirm(storage, id, 3);
    storage.unitOfWork.write(() => storage.outbox.markRefused('command of b', [], []));
    expect(dueIn(storage)).toEqual(['e', 'c', 'a']);
    expect(dueIn(storage, 2)).toEqual(['e', 'c']);
    confirm(storage, 'c', 4, noon);
    expect(dueIn(storage)).toEqual(['e', 'a']);
  });

  it('is nothing of what another counter holds', () => {
    const storage = freshStorage();
    storage.records.putConfirmed(record('elsewhere'), 3);
    expect(dueIn(storage)).toEqual([]);
  });

  it('is due again when the central office has lost it, and not before its command is applied again', () => {
    const storage = freshStorage();
    scan(storage, 'a');
    confirm(storage, 'a', 3, noon);
    expect(dueIn(storage)).toEqual([]);
    storage.unitOfWork.write(() => {
      storage.forgetConfirmed();
      storage.outbox.reopen(['command of a']);
      storage.records.putLocal(record('a'));
    });
    expect(dueIn(storage)).toEqual([]);
    confirm(storage, 'a', 1);
    expect(dueIn(storage)).toEqual(['a']);
  });

  it('is due again when only its content was lost', () => {
    const storage = freshStorage();
    scan(storage, 'a');
    confirm(storage, 'a', 3, noon);
    storage.unitOfWork.write(() => {
      storage.forgetConfirmed();
      storage.records.putConfirmed(record('a'), 2);
    });
    expect(dueIn(storage)).toEqual(['a']);
  });

  it('remembers how far it came and why it failed last', () => {
    const storage = freshStorage();
    scan(storage, 'a');
    storage.attachments.noteFailure('a', 'central-unreachable');
    expect(storage.attachments.get('a')).toMatchObject({ sent: 0, failureCode: 'central-unreachable' });
    storage.attachments.noteSent('a', 7);
    expect(storage.attachments.get('a')).toMatchObject({ sent: 7, failureCode: null });
  });
});

describe('what is forgotten', () => {
  const forget = (
    storage: Storage,
    limits: Partial<Parameters<Storage['attachments']['forgetOne']>[0]> = {},
  ) => storage.attachments.forgetOne({ madeBefore: later, durable: 100, mostBytes: unlimited, ...limits });

  it('is what is old and held by the central office on its disk, row and all', () => {
    const storage = freshStorage();
    scan(storage, 'a');
    confirm(storage, 'a', 5, noon);
    expect(forget(storage, { durable: 4 })).toBe(false);
    expect(forget(storage, { madeBefore: noon })).toBe(false);
    expect(storage.attachments.get('a')).toBeDefined();
    expect(forget(storage)).toBe(true);
    expect(storage.attachments.get('a')).toBeUndefined();
    expect(storage.attachments.read('a', 0)).toHaveLength(0);
    expect(forget(storage)).toBe(false);
  });

  it('is never what the central office has not, however old and however much', () => {
    const storage = freshStorage();
    scan(storage, 'waiting');
    scan(storage, 'applied');
    confirm(storage, 'applied', 5);
    expect(forget(storage, { mostBytes: 0 })).toBe(false);
  });

  it('is what was refused, when it is old', () => {
    const storage = freshStorage();
    scan(storage, 'a');
    storage.unitOfWork.write(() => storage.outbox.markRefused('command of a', [], []));
    expect(forget(storage, { madeBefore: noon })).toBe(false);
    expect(forget(storage)).toBe(true);
  });

  it('is the oldest of what is held when there is too much, and no more than that', () => {
    const storage = freshStorage();
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      scan(storage, id, contentOf(10), `2026-11-2${index}T12:00:00.000+08:00`);
      confirm(storage, id, 5 + index, noon);
    }
    const limits = { madeBefore: '2026-01-01T00:00:00.000+08:00', mostBytes: 20 };
    expect(forget(storage, limits)).toBe(true);
    expect(forget(storage, limits)).toBe(false);
    expect(['a', 'b', 'c'].filter((id) => storage.attachments.get(id) !== undefined)).toEqual(['b', 'c']);
  });
});
