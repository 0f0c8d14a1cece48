import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { refuse } from '../domain/command/refusal.ts';
import { change } from '../domain/records/change.ts';
import { blankCard } from '../domain/testing/county.ts';
import { row } from '../domain/testing/employer-batch.ts';
import { command, noon } from './testing/sample-commands.ts';
import { card, service } from './testing/sample-records.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

const before = '2026-11-22T11:59:59.999+08:00';
const after = '2026-11-22T12:00:00.001+08:00';

function idsOf(entries: readonly { readonly id: string }[]): readonly string[] {
  return entries.map((entry) => entry.id);
}

describe('a command in the outbox', () => {
  it('comes back as it was appended, waiting, also after a restart', () => {
    const options = freshOptions();
    const first = freshStorage(options);
    const made = { ...command('a', 'p1', 's1'), effects: [card({ id: 'A1' }), service({ id: 's1' })] };
    const ordinal = first.outbox.append(made);
    first.close();
    expect(freshStorage(options).outbox.get('a')).toEqual({
      ...made,
      ordinal,
      state: 'pending',
      sequence: null,
      refusals: [],
      standing: [],
      failureCode: null,
      tries: 0,
      nextTryAt: null,
      settledAt: null,
    });
  });

  it('is unique by its id and numbered in the order of the counter', () => {
    const { outbox } = freshStorage();
    const ordinals = ['a', 'b', 'c'].map((id) => outbox.append(command(id, 'p1', 's1')));
    expect(ordinals).toEqual([1, 2, 3]);
    expect(() => outbox.append(command('b', 'p2', 's2'))).toThrow('UNIQUE');
    expect(outbox.get('d')).toBeUndefined();
  });

  it('takes one answer, and a second one changes nothing', () => {
    const { outbox } = freshStorage();
    for (const id of ['applied', 'refused', 'rejected']) outbox.append(command(id, id, id));
    const refusals = [refuse('card-already-valid', { card: 'A1' })];
    const standing = [card({ id: 'A1' })];
    const answerAll = (id: string) => {
      if (id === 'applied') outbox.markApplied(id, 7);
      if (id === 'refused') outbox.markRefused(id, refusals, standing);
      if (id === 'rejected') outbox.markRejected(id, 'command-malformed');
    };
    for (const id of ['applied', 'refused', 'rejected']) {
      answerAll(id);
      const answered = outbox.get(id);
      outbox.markApplied(id, 99);
      outbox.markRefused(id, [refuse('person-unknown')], []);
      outbox.markRejected(id, 'internal-error');
      outbox.postpone(id, 'central-busy', after);
      expect(outbox.get(id)).toEqual(answered);
    }
    expect(outbox.get('applied')).toMatchObject({ state: 'applied', sequence: 7, failureCode: null });
    expect(outbox.get('refused')).toMatchObject({ state: 'refused', refusals, standing });
    expect(outbox.get('rejected')).toMatchObject({ state: 'rejected', failureCode: 'command-malformed' });
  });

  it('is done when the feed has reached its last change, and not before', () => {
    const { outbox } = freshStorage();
    for (const [id, subject, sequence] of [
      ['a', 'p1', 5],
      ['b', 'p1', 6],
      ['c', 'p2', 6],
      ['d', 'p3', 7],
    ] as const) {
      outbox.append(command(id, subject, null));
      outbox.markApplied(id, sequence);
    }
    outbox.append(command('waiting', 'p4', null));
    expect(outbox.finishApplied(4)).toEqual([]);
    expect([...outbox.finishApplied(6)].sort()).toEqual(['p1', 'p2']);
    expect(outbox.finishApplied(6)).toEqual([]);
    expect(['a', 'b', 'c', 'd', 'waiting'].map((id) => outbox.get(id)?.state)).toEqual([
      'done',
      'done',
      'done',
      'applied',
      'pending',
    ]);
    expect(idsOf(outbox.overlay(['p1', 'p2', 'p3', 'p4', 'p3']))).toEqual(['d', 'waiting']);
    expect(outbox.overlay([])).toEqual([]);
  });
});

describe('a command that was applied and came to nothing', () => {
  const wrong = [refuse('pin-wrong', { cardTail: '5678', left: 2 })];

  it('is refused for a person, on the work list, and still known as applied', () => {
    const options = freshOptions();
    const storage = freshStorage(options);
    storage.outbox.append(command('a', 'p1', 's1'));
    storage.outbox.markInVain('a', wrong, []);
    expect(storage.outbox.get('a')?.state).toBe('pending');
    storage.outbox.markApplied('a', 7);
    storage.outbox.finishApplied(7);
    storage.outbox.markInVain('a', wrong, []);
    storage.outbox.markInVain('a', [], []);
    const held = storage.outbox.summary();
    storage.close();
    const { outbox } = freshStorage(options);
    expect(outbox.summary()).toEqual(held);
    expect(outbox.get('a')).toMatchObject({ state: 'refused', sequence: 7, refusals: wrong });
    expect(outbox.summary().problems).toBe(1);
    expect(outbox.confirmed()).toEqual(['a']);
  });

  it('is sent again when the central office has lost it, also when it was settled', () => {
    const { outbox } = freshStorage();
    outbox.append(command('a', 'p1', 's1'));
    outbox.markApplied('a', 7);
    outbox.finishApplied(7);
    outbox.markInVain('a', wrong, []);
    outbox.settle('s1', '已告知', noon);
    outbox.reopen(['a']);
    expect(idsOf(outbox.pending(9, noon))).toEqual(['a']);
    expect(outbox.get('a')).toMatchObject({
      state: 'pending',
      sequence: null,
      refusals: [],
      settledAt: null,
    });
  });
});

describe('what is sent', () => {
  it('is what waits, in order, up to a limit', () => {
    const { outbox } = freshStorage();
    for (const id of ['a', 'b', 'c', 'd']) outbox.append(command(id, id, id));
    outbox.markApplied('b', 1);
    expect(idsOf(outbox.pending(2, noon))).toEqual(['a', 'c']);
    expect(idsOf(outbox.pending(99, noon))).toEqual(['a', 'c', 'd']);
    expect(outbox.pending(0, noon)).toEqual([]);
  });

  it('leaves out what is to be tried later until its time has come or somebody asks for it', () => {
    const { outbox } = freshStorage();
    outbox.append(command('a', 'p1', 's1'));
    outbox.postpone('a', 'internal-error', noon);
    expect(outbox.get('a')).toMatchObject({
      state: 'pending',
      failureCode: 'internal-error',
      tries: 1,
      nextTryAt: noon,
    });
    expect(idsOf(outbox.pending(9, before))).toEqual([]);
    expect(idsOf(outbox.pending(9, noon))).toEqual(['a']);
    outbox.postpone('a', 'internal-error', after);
    expect(idsOf(outbox.pending(9, noon))).toEqual([]);
    outbox.tryAgainNow();
    expect(outbox.get('a')).toMatchObject({ tries: 2, nextTryAt: null });
    expect(idsOf(outbox.pending(9, before))).toEqual(['a']);
  });

  it('keeps the order of a subject and of a service behind a postponed command, and lets the others go on', () => {
    const { outbox } = freshStorage();
    outbox.append(command('earlier', 'p1', 's0'));
    outbox.append(command('postponed', 'p1', 's1'));
    outbox.append(command('same-subject', 'p1', 's2'));
    outbox.append(command('same-service', 'blank', 's1'));
    outbox.append(command('behind-the-behind', 'blank', null));
    outbox.append(command('other', 'p2', 's3'));
    outbox.append(command('no-service', 'p3', null));
    outbox.postpone('postponed', 'internal-error', after);
    expect(idsOf(outbox.pending(9, noon))).toEqual(['earlier', 'other', 'no-service']);
    expect(idsOf(outbox.pending(9, after))).toHaveLength(7);
  });

  it('keeps what was decided upon a record behind what has written it, whosever both are', () => {
    const { outbox } = freshStorage();
    const reads = (id: string) => [{ table: 'blankCard' as const, by: 'id' as const, value: id }];
    const moved = { ...command('moved', 'stock', null), effects: [change('blankCard', blankCard(1))] };
    outbox.append(moved, []);
    outbox.append(command('made-of-it', 'p1', 's1'), reads(blankCard(1).id));
    outbox.append(command('made-of-another', 'p2', 's2'), reads(blankCard(2).id));
    outbox.append(command('goes-on-with-it', 'p1', 's1'), []);
    outbox.postpone('moved', 'internal-error', after);
    expect(idsOf(outbox.pending(9, noon))).toEqual(['made-of-another']);
    expect(idsOf(outbox.pending(9, after))).toHaveLength(4);
  });

  it('keeps the rows of a batch behind what opens it, and what ends it behind its rows; no row waits for another', () => {
    const { outbox } = freshStorage();
    const ofBatch = (id: string, kind: 'open' | 'row' | 'close', subject: string) => ({
      ...command(id, subject, kind === 'row' ? `s-${id}` : 'batch'),
      body:
        kind === 'row'
          ? { kind: 'accept-batch-application' as const, request: { ...row, batchId: 'batch' } }
          : { kind: 'close-employer-batch' as const, request: { batchId: 'batch' } },
    });
    outbox.append(ofBatch('opening', 'open', 'batch'));
    outbox.append(ofBatch('first', 'row', 'p1'));
    outbox.append(ofBatch('second', 'row', 'p2'));
    outbox.append(command('made', 'p2', 's-second'));
    outbox.append(ofBatch('closing', 'close', 'batch'));
    outbox.append(command('other', 'p3', 's3'));
    outbox.postpone('first', 'internal-error', after);
    expect(idsOf(outbox.pending(9, noon))).toEqual(['opening', 'second', 'made', 'other']);
    outbox.postpone('opening', 'internal-error', after);
    expect(idsOf(outbox.pending(9, noon))).toEqual(['other']);
    expect(idsOf(outbox.pending(9, after))).toHaveLength(6);
  });

  it('never overtakes within a subject or a service, whatever is postponed', () => {
    const commandSeed = fc.record({
      subject: fc.constantFrom('p1', 'p2', 'p3'),
      service: fc.option(fc.constantFrom('s1', 's2', 's3')),
      postponed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(commandSeed, { maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (seeds, limit) => {
          const storage = freshStorage();
          const { outbox } = storage;
          for (const [index, seed] of seeds.entries()) {
            outbox.append(command(String(index), seed.subject, seed.service));
            if (seed.postponed) outbox.postpone(String(index), 'internal-error', after);
          }
          const sent = new Set(idsOf(outbox.pending(limit, noon)).map(Number));
          for (const later of sent) {
            for (let earlier = 0; earlier < later; earlier += 1) {
              const [one, other] = [seeds[earlier], seeds[later]];
              const bound =
                one?.subject === other?.subject || (one?.service !== null && one?.service === other?.service);
              expect(bound && !sent.has(earlier)).toBe(false);
            }
          }
          storage.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what a person has to look at', () => {
  it('is what was refused or set aside and nobody has settled, and then what waits, each oldest first', () => {
    const { outbox } = freshStorage();
    for (const id of ['a', 'b', 'c', 'd', 'e']) outbox.append(command(id, id, `s-${id}`));
    outbox.markRefused('b', [refuse('person-unknown')], []);
    outbox.markRejected('c', 'command-malformed');
    outbox.markApplied('d', 1);
    const keys = () => outbox.workAfter(null, 99).map(({ key, waits }) => `${key}${waits ? '' : '!'}`);
    expect(keys()).toEqual(['s-b!', 's-c!', 's-a', 's-e']);
    expect(outbox.workCount()).toBe(4);
    expect(outbox.settle('s-b', '已退件', noon)).toBe(1);
    expect(outbox.settle('s-b', '再次', after)).toBe(0);
    expect(outbox.get('b')?.settledAt).toBe(noon);
    expect(keys()).toEqual(['s-c!', 's-a', 's-e']);
  });

  it('is no record of a print, for which nobody waits, unless it was refused; it is sent like the others', () => {
    const { outbox } = freshStorage();
    const printId = '019ab0c0-0000-7000-8000-000000000001';
    const body = { kind: 'record-print-end', request: { printId, result: 'printed' } } as const;
    outbox.append({ ...command('print', printId, null), body });
    outbox.append(command('a', 'p1', 's1', after));
    const told = () => ({ count: outbox.workCount(), ...outbox.summary() });
    expect(told()).toMatchObject({ count: 1, waitingServices: 1, oldestAt: after, pendingCommands: 2 });
    expect(idsOf(outbox.pending(9, after))).toEqual(['print', 'a']);
    outbox.markRefused('print', [refuse('print-unknown')], []);
    expect(told()).toMatchObject({ count: 2, waitingServices: 1, problems: 1, pendingCommands: 1 });
    expect(outbox.workAfter(null, 9).map(({ key }) => key)).toEqual(['print', 's1']);
  });

  it('settles all refused commands of a service at once, and leaves its others alone', () => {
    const { outbox } = freshStorage();
    for (const id of ['a', 'b', 'c']) outbox.append(command(id, 'p1', 's1'));
    outbox.append(command('other', 'p1', 's2'));
    outbox.markRefused('a', [refuse('person-unknown')], []);
    outbox.markRejected('b', 'command-malformed');
    outbox.markRefused('other', [refuse('person-unknown')], []);
    expect(outbox.settle('s1', '已处理', noon)).toBe(2);
    expect(idsOf(outbox.byService('s1'))).toEqual(['a', 'b', 'c']);
    expect(outbox.byService('s1').map((entry) => entry.settledAt)).toEqual([noon, noon, null]);
    expect(outbox.get('other')?.settledAt).toBeNull();
  });

  it('is found by the key of its item: all commands of a service, or the one that belongs to none', () => {
    const { outbox } = freshStorage();
    outbox.append(command('a', 'p1', 's1'));
    outbox.append(command('b', 'p1', null));
    outbox.append(command('c', 'p1', 's1'));
    expect(idsOf(outbox.byKey('s1'))).toEqual(['a', 'c']);
    expect(idsOf(outbox.byKey('b'))).toEqual(['b']);
    // A command of a service is not an item of its own.
    expect(outbox.byKey('a')).toEqual([]);
  });

  it('is not confirmed until the feed has brought it, whatever was answered but a refusal', () => {
    const { outbox } = freshStorage();
    for (const id of ['waits', 'applied', 'done', 'refused', 'rejected', 'postponed']) {
      outbox.append(command(id, id, null));
    }
    outbox.markApplied('done', 1);
    outbox.finishApplied(1);
    outbox.markApplied('applied', 2);
    outbox.markRefused('refused', [], []);
    outbox.markRejected('rejected', 'command-malformed');
    outbox.postpone('postponed', 'internal-error', after);
    expect(idsOf(outbox.unconfirmed())).toEqual(['waits', 'applied', 'postponed']);
  });

  it('finds a command without a service by its own id', () => {
    const { outbox } = freshStorage();
    outbox.append(command('alone', 'blank', null));
    outbox.markRefused('alone', [refuse('blank-unknown')], []);
    expect(outbox.summary().problems).toBe(1);
    expect(outbox.settle('alone', '已处理', noon)).toBe(1);
    expect(outbox.summary().problems).toBe(0);
  });
});

describe('the summary', () => {
  it('of an empty outbox has nothing', () => {
    expect(freshStorage().outbox.summary()).toEqual({
      waitingServices: 0,
      oldestAt: null,
      problems: 0,
      pendingCommands: 0,
    });
  });

  it('counts services, not commands, and begins with the oldest that waits', () => {
    const { outbox } = freshStorage();
    outbox.append(command('done', 'p0', 's0', before));
    outbox.append(command('a1', 'p1', 's1', noon));
    outbox.append(command('a2', 'p1', 's1', after));
    outbox.append(command('b', 'p2', 's2', after));
    outbox.append(command('alone', 'p3', null, after));
    outbox.append(command('c1', 'p4', 's4', after));
    outbox.append(command('c2', 'p4', 's4', after));
    outbox.markApplied('done', 1);
    outbox.finishApplied(1);
    outbox.markApplied('a1', 2);
    outbox.markRefused('c1', [refuse('person-unknown')], []);
    outbox.markRefused('c2', [refuse('person-unknown')], []);
    expect(outbox.summary()).toEqual({ waitingServices: 3, oldestAt: noon, problems: 1, pendingCommands: 3 });
  });
});
