import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './open-database.ts';
import { contentOf, freshFiles, otherKey } from './testing/fresh-files.ts';
import { command, noon } from './testing/sample-commands.ts';
import { card, ledgerEntry, person, service } from './testing/sample-records.ts';
import type { DatabaseOptions } from './open-database.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

function contentAt(options: DatabaseOptions): unknown {
  const database = openDatabase(options);
  try {
    return contentOf(database);
  } finally {
    database.close();
  }
}

describe('what the counter keeps of itself', () => {
  it('is there after a restart, each under its name', () => {
    const options = freshOptions();
    const first = freshStorage(options);
    first.memory.set('epoch', 'e1');
    first.memory.set('epoch', 'e2');
    first.memory.set('feed-cursor', '12');
    first.memory.set('feed-cursor', null);
    first.signInAttempts.set('c1', 2, null);
    first.signInAttempts.set('c1', 3, noon);
    first.close();
    const { memory, signInAttempts } = freshStorage(options);
    expect(memory.get('epoch')).toBe('e2');
    expect(memory.get('feed-cursor')).toBeNull();
    expect(signInAttempts.get('c1')).toEqual({ failures: 3, blockedUntil: noon });
    expect(signInAttempts.get('c2')).toEqual({ failures: 0, blockedUntil: null });
  });
});

describe('a backup', () => {
  it('is the whole content, encrypted, and opens with the same key alone', () => {
    const options = freshOptions();
    const storage = freshStorage(options);
    storage.unitOfWork.write(() => {
      storage.records.putConfirmed(person({ id: 'p1', name: '欧阳娜娜' }), 3);
      storage.outbox.append(command('a', 'p1', 's1'));
      storage.audit.append({ at: noon, clerkId: null, action: 'test', subject: null, details: {} });
    });
    const backup = { ...options, file: `${options.file}.backup` };
    writeFileSync(backup.file, 'an earlier one');
    storage.backupTo(backup.file);
    storage.close();
    expect(existsSync(`${backup.file}.new`)).toBe(false);
    expect(readFileSync(backup.file).includes(Buffer.from('欧阳娜娜'))).toBe(false);
    expect(() => openDatabase({ ...backup, key: otherKey })).toThrow('database-key-wrong');
    expect(contentAt(backup)).toEqual(contentAt(options));
  });

  it('that cannot be written leaves the earlier one', () => {
    const options = freshOptions();
    const storage = freshStorage(options);
    expect(() => storage.backupTo(`${options.file}.none/backup`)).toThrow();
    storage.unitOfWork.write(() => {
      expect(() => storage.backupTo(`${options.file}.backup`)).toThrow('transaction');
    });
    expect(existsSync(`${options.file}.backup`)).toBe(false);
  });
});

describe('forgetting what was confirmed', () => {
  it('empties the shared tables but keeps unconfirmed work, over bases that the new pull fills', () => {
    const { unitOfWork, records, bases, outbox, memory, ...storage } = freshStorage();
    records.putConfirmed(person({ id: 'p1' }), 9);
    records.putConfirmed(ledgerEntry({ id: 'l1' }), 9);
    records.putConfirmed(card({ id: 'A1' }), 9);
    records.putConfirmed(card({ id: 'A2' }), 9);
    bases.keep('card', 'A1', records.get('card', 'A1') ?? null);
    records.putLocal(card({ id: 'A1', status: '4' }));
    bases.keep('serviceRecord', 's1', null);
    records.putLocal(service({ id: 's1' }));
    outbox.append(command('a', 'p1', 's1'));
    memory.set('epoch', 'e1');
    unitOfWork.write(() => storage.forgetConfirmed());

    expect(records.get('insuredPerson', 'p1')).toBeUndefined();
    expect(records.get('ledgerEntry', 'l1')).toBeUndefined();
    expect(records.get('card', 'A2')).toBeUndefined();
    expect(records.get('card', 'A1')).toMatchObject({ record: { status: '4' }, version: 0 });
    expect(records.get('serviceRecord', 's1')).toBeDefined();
    expect(outbox.get('a')?.state).toBe('pending');
    expect(memory.get('epoch')).toBe('e1');

    bases.replace(card({ id: 'A1', status: '2' }), 1);
    expect(bases.take('card', 'A1')).toMatchObject({ change: { record: { status: '2' } }, version: 1 });
    expect(bases.take('serviceRecord', 's1')).toEqual({ change: null, version: 0 });
  });

  it('leaves the ledger’s guard standing, and the rows of an earlier count make no difference any more', () => {
    const { unitOfWork, records, ...storage } = freshStorage();
    records.putConfirmed(person({ id: 'p1', name: 'before' }), 9);
    unitOfWork.write(() => storage.forgetConfirmed());
    records.putConfirmed(person({ id: 'p1', name: 'after' }), 1);
    records.putConfirmed(ledgerEntry({ id: 'l1' }), 1);
    expect(records.get('insuredPerson', 'p1')).toMatchObject({ record: { name: 'after' }, version: 1 });
    expect(() => records.remove('ledgerEntry', 'l1')).toThrow('never deleted');
    expect(() => storage.forgetConfirmed()).toThrow('needs a transaction');
  });
});
