import { describe, expect, it, onTestFinished } from 'vitest';
import { command, noon } from './testing/sample-commands.ts';
import { card } from './testing/sample-records.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

describe('a unit of work', () => {
  it('gives what the work gives, and the next start finds all of it', () => {
    const options = freshOptions();
    const first = freshStorage(options);
    const ordinal = first.unitOfWork.write(() => {
      first.records.putLocal(card({ id: 'A1' }));
      first.audit.append({ at: noon, clerkId: 'c1', action: 'test', subject: null, details: {} });
      return first.outbox.append(command('a', 'p1', 's1'));
    });
    expect(ordinal).toBe(1);
    first.close();
    const second = freshStorage(options);
    expect(second.records.get('card', 'A1')).toBeDefined();
    expect(second.outbox.get('a')).toBeDefined();
    expect(second.auditHead().seq).toBe(1);
  });

  it('leaves nothing of work that fails at any place: no state, no audit entry, no command, no number', () => {
    const storage = freshStorage();
    const steps = [
      () => storage.records.putLocal(card({ id: 'A1' })),
      () => storage.bases.keep('card', 'A1', null),
      () => storage.outbox.append(command('a', 'p1', 's1')),
      () => storage.outbox.noteTouches(1, [{ table: 'card', by: 'id', value: 'A1' }], [card({ id: 'A1' })]),
      () => storage.audit.append({ at: noon, clerkId: 'c1', action: 'test', subject: null, details: {} }),
      () => storage.memory.set('feed-cursor', '1'),
    ];
    for (let place = 0; place <= steps.length; place += 1) {
      expect(() =>
        storage.unitOfWork.write(() => {
          for (const step of steps.slice(0, place)) step();
          throw new Error('cut');
        }),
      ).toThrow('cut');
      expect(storage.records.get('card', 'A1')).toBeUndefined();
      expect(storage.bases.has('card', 'A1')).toBe(false);
      expect(storage.outbox.get('a')).toBeUndefined();
      expect(storage.auditHead().seq).toBe(0);
      expect(storage.memory.get('feed-cursor')).toBeNull();
    }
    storage.unitOfWork.write(() => {
      for (const step of steps) step();
    });
    expect(storage.outbox.get('a')?.ordinal).toBe(1);
    expect(storage.verifyAuditTrail()).toBeNull();
  });

  it('refuses another inside, and nothing of the outer one is written when that is not caught', () => {
    const { unitOfWork, memory } = freshStorage();
    expect(() =>
      unitOfWork.write(() => {
        memory.set('epoch', 'e1');
        unitOfWork.write(() => memory.set('epoch', 'e2'));
      }),
    ).toThrow('inside another');
    expect(memory.get('epoch')).toBeNull();
  });

  it('refuses work that waits, and writes nothing of it', () => {
    const { unitOfWork, memory } = freshStorage();
    const work = (): unknown => {
      memory.set('epoch', 'e1');
      return Promise.resolve();
    };
    expect(() => unitOfWork.write(work)).toThrow('does not wait');
    expect(memory.get('epoch')).toBeNull();
    unitOfWork.write(() => memory.set('epoch', 'e2'));
    expect(memory.get('epoch')).toBe('e2');
  });
});
