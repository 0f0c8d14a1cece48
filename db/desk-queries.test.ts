import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { change } from '../domain/records/change.ts';
import type { LedgerAccount } from '../domain/records/records.ts';
import { employerBatch } from '../domain/testing/employer-batch.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { command } from './testing/sample-commands.ts';
import { blank, ledgerEntry, parcel, service } from './testing/sample-records.ts';

const { freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

describe('the last entries of an account', () => {
  const accounts: readonly LedgerAccount[] = [
    'personal-account',
    'contributions-received',
    'designated-institutions',
  ];
  const posting = fc.record({
    debitAccount: fc.constantFrom(...accounts),
    creditAccount: fc.constantFrom(...accounts),
    amount: fc.integer({ min: 1, max: 1_000_000_00 }),
  });

  it('come newest first, each with what the account held after it', () => {
    const storage = freshStorage();
    fc.assert(
      fc.property(
        fc.array(posting, { maxLength: 12 }),
        fc.integer({ min: 1, max: 14 }),
        (postings, limit) => {
          storage.unitOfWork.write(() => {
            storage.forgetConfirmed();
            storage.records.putConfirmed(ledgerEntry({ id: 'other', personId: 'p2', serial: 0 }), 0);
            for (const [index, values] of postings.entries()) {
              // Ids run against the order of the serials.
              const id = `l${String(99 - index)}`;
              storage.records.putConfirmed(ledgerEntry({ ...values, id, serial: index * 10 + 9 }), 0);
            }
          });
          let balance = 0;
          const expected = postings.map(({ debitAccount, creditAccount, amount }, index) => {
            if (creditAccount === 'personal-account') balance += amount;
            if (debitAccount === 'personal-account') balance -= amount;
            return { on: [debitAccount, creditAccount], shown: [index * 10 + 9, balance] };
          });
          // What is paid of it by the bank afterwards, or lies elsewhere, is none of the account's own.
          const own = expected.filter(({ on }) => on.includes('personal-account')).map(({ shown }) => shown);
          const listed = storage.queries.recentLedger('p1', limit);
          expect(listed.map(({ entry, balanceAfter }) => [entry.serial, balanceAfter])).toEqual(
            own.reverse().slice(0, limit),
          );
          for (const { entry } of listed) {
            expect(storage.records.get('ledgerEntry', entry.id)?.record).toEqual(entry);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an entry among the last of an account', () => {
  it('is told as taken back where another of the person’s entries reverses it, shown or not', () => {
    const storage = freshStorage();
    storage.unitOfWork.write(() => {
      for (const [serial, id, reversesId] of [
        [1, 'first', null],
        [2, 'second', null],
        [3, 'back', 'first'],
      ] as const) {
        const moved = { debitAccount: 'contributions-received', creditAccount: 'personal-account' } as const;
        storage.records.putConfirmed(ledgerEntry({ id, serial, reversesId, ...moved }), 0);
      }
    });
    expect(storage.queries.recentLedger('p1', 3).map(({ entry, reversed }) => [entry.id, reversed])).toEqual([
      ['back', false],
      ['second', false],
      ['first', true],
    ]);
  });
});

describe('the blanks of a workstation', () => {
  it('are those in stock there, by serial', () => {
    const { records, queries } = freshStorage();
    for (const serial of ['00000003', '00000001', '00000002']) records.putConfirmed(blank({ id: serial }), 0);
    records.putConfirmed(blank({ id: '00000000', workstationId: 'w2' }), 0);
    records.putConfirmed(blank({ id: '00000004', workstationId: null }), 0);
    for (const [index, status] of (
      ['in-production', 'issued', 'spoiled', 'returned', 'destroyed'] as const
    ).entries()) {
      records.putConfirmed(blank({ id: `1000000${index}`, status }), 0);
    }
    expect(queries.nextBlanks('w1', 2).map((one) => one.id)).toEqual(['00000001', '00000002']);
    expect(queries.nextBlanks('w1', 9)).toEqual(
      ['00000001', '00000002', '00000003'].map((id) => records.get('blankCard', id)?.record),
    );
    expect(queries.countBlanks('w1')).toBe(3);
    expect(queries.countBlanks('w9')).toBe(0);
  });
});

describe('the running number of a service', () => {
  const prefix = '330122-20261122-003-';

  it('is 0 before the first of this county, day and workstation', () => {
    const { records, queries } = freshStorage();
    for (const id of ['330122-20261121-003-0009', '330122-20261122-004-0008', '330122-20261122-002-0007']) {
      records.putConfirmed(service({ id }), 0);
    }
    expect(queries.highestServiceNumber(prefix)).toBe(0);
  });

  it('goes by the number, not by the text, beyond four digits', () => {
    const { records, queries } = freshStorage();
    for (const number of ['0002', '9999', '10000']) records.putConfirmed(service({ id: prefix + number }), 0);
    expect(queries.highestServiceNumber(prefix)).toBe(10_000);
  });

  it('is not given again when its service was refused and taken back: it is on a paper already', () => {
    const { records, outbox, queries } = freshStorage();
    records.putConfirmed(service({ id: `${prefix}0001` }), 0);
    outbox.append(command('a', 'p1', `${prefix}0002`));
    outbox.markRefused('a', [], []);
    outbox.append(command('b', 'blank', null));
    expect(queries.highestServiceNumber(prefix)).toBe(2);
  });

  it('is not given to a parcel and to a service: also a refused parcel’s list is on paper already', () => {
    const { records, outbox, queries } = freshStorage();
    records.putConfirmed(service({ id: `${prefix}0001` }), 0);
    records.putConfirmed(parcel({ id: `${prefix}0002` }), 0);
    expect(queries.highestServiceNumber(prefix)).toBe(2);
    outbox.append(command('a', `${prefix}0003`, null));
    outbox.markRefused('a', [], []);
    expect(queries.highestServiceNumber(prefix)).toBe(3);
    records.putConfirmed(parcel({ id: `${prefix}10000` }), 0);
    expect(queries.highestServiceNumber(prefix)).toBe(10_000);
  });

  it('is not given to a batch and to a service: also where the machine that opened the batch was replaced', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(service({ id: `${prefix}0001` }), 0);
    records.putConfirmed(change('employerBatch', employerBatch({ id: `${prefix}0002` })), 0);
    expect(queries.highestServiceNumber(prefix)).toBe(2);
    records.putConfirmed(change('employerBatch', employerBatch({ id: `${prefix}10000` })), 0);
    expect(queries.highestServiceNumber(prefix)).toBe(10_000);
  });
});
