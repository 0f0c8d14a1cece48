import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  recordTables,
  tableNames,
  type FieldForm,
  type RecordTypes,
} from '../domain/records/record-tables.ts';
import { change, type Change } from '../domain/records/change.ts';
import { blank, card, ledgerEntry, person, service } from './testing/sample-records.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

/** Text as it comes: rare characters, middle dots, combining marks, blanks, quotes, NUL; no broken surrogate. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('𠮷野家', '阿依古丽·买买提', "O'Brien; --", '龘\u{2CEB9}\u{30EDD}', ' ', 'ﷺ', 'e\u0301'),
);

const anyWhole = fc.array(fc.oneof(anyText, fc.record({ step: anyText, note: fc.option(anyText) })));

const formed: { readonly [F in FieldForm]: fc.Arbitrary<unknown> } = {
  text: anyText,
  'text?': fc.option(anyText),
  integer: fc.maxSafeInteger(),
  boolean: fc.boolean(),
  json: anyWhole,
  'json?': fc.option(anyWhole),
};

/** A record of any table with any values that its description admits. */
const anyChange: fc.Arbitrary<Change> = fc.constantFrom(...tableNames).chain((table) => {
  const fields = Object.entries<FieldForm>(recordTables[table].fields);
  const values = Object.fromEntries(
    fields.map(
      ([field, form]) => [field, field === 'amount' ? fc.integer({ min: 1 }) : formed[form]] as const,
    ),
  );
  // The described fields in their described forms, made for this very table.
  return fc.record(values).map((record) => change(table, record as unknown as Change['record'] as never));
});

/** A change as a row of a first synchronisation carries it: its values in the order of the table's fields. */
function rowOf(change: Change): readonly unknown[] {
  const values = new Map<string, unknown>(Object.entries(change.record));
  return Object.keys(recordTables[change.table].fields).map((field) => values.get(field));
}

describe('a record', () => {
  it('comes back as it was written, by every way of writing, in every table', () => {
    const storage = freshStorage();
    const { records, unitOfWork } = storage;
    fc.assert(
      fc.property(anyChange, fc.integer({ min: 0, max: 2 }), (change, way) => {
        const { table, record } = change;
        unitOfWork.write(() => storage.forgetConfirmed());
        unitOfWork.write(() => {
          if (way === 0) records.putLocal(change);
          else if (way === 1) records.putConfirmed(change, 0);
          else records.putRows(table, [rowOf(change)], 0);
          expect(records.get(table, record.id)).toEqual({ record, version: 0 });
          expect(records.find(table, 'id', record.id)).toEqual([record]);
          for (const field of recordTables[table].lookups) {
            const value = new Map<string, unknown>(Object.entries(record)).get(field);
            if (typeof value === 'string') {
              expect(records.find(table, field as 'id', value)).toContainEqual(record);
            }
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is there after the file was closed and opened again', () => {
    const options = freshOptions();
    const first = freshStorage(options);
    const written = service({ id: '330122-20261122-001-0001' });
    first.unitOfWork.write(() => first.records.putConfirmed(written, 7));
    first.close();
    const second = freshStorage(options);
    expect(second.records.get('serviceRecord', written.record.id)).toEqual({
      record: written.record,
      version: 7,
    });
  });

  it('is not found when it is not there, and is gone when it was removed', () => {
    const { records } = freshStorage();
    expect(records.get('card', 'A1')).toBeUndefined();
    expect(records.find('card', 'personId', 'p1')).toEqual([]);
    records.putLocal(card({ id: 'A1' }));
    records.remove('card', 'A1');
    expect(records.get('card', 'A1')).toBeUndefined();
    expect(records.find('card', 'personId', 'p1')).toEqual([]);
  });

  it('is found by its table’s lookup fields, in the order of ids, and by no other field', () => {
    const { records } = freshStorage();
    for (const id of ['A3', 'A1', 'A2']) records.putLocal(card({ id }));
    records.putLocal(card({ id: 'A4', personId: 'p2' }));
    expect(records.find('card', 'personId', 'p1').map((one) => one.id)).toEqual(['A1', 'A2', 'A3']);
    expect(() => records.find('card', 'officeId', 'o1')).toThrow('no lookup');
  });
});

describe('the version of a record', () => {
  it('stays that of the last confirmed change when this counter writes', () => {
    const { records } = freshStorage();
    records.putConfirmed(card({ id: 'A1', status: '1' }), 5);
    records.putLocal(card({ id: 'A1', status: '4' }));
    expect(records.get('card', 'A1')).toMatchObject({ record: { status: '4' }, version: 5 });
  });

  it.each([
    [5, 6, 'new'],
    [5, 5, 'new'],
    [5, 4, 'old'],
    [0, 0, 'new'],
  ])('%i is overwritten by a confirmed %i: the %s one stands', (stored, given, expected) => {
    for (const bulk of [false, true]) {
      const { records } = freshStorage();
      records.putConfirmed(person({ id: 'p1', name: 'old' }), stored);
      const next = person({ id: 'p1', name: 'new' });
      if (bulk) records.putRows('insuredPerson', [rowOf(next)], given);
      else records.putConfirmed(next, given);
      expect(records.get('insuredPerson', 'p1')).toMatchObject({
        record: { name: expected },
        version: Math.max(stored, given),
      });
    }
  });

  it('of a record made here is below that of every confirmed one', () => {
    const { records } = freshStorage();
    records.putLocal(person({ id: 'p1', name: 'here' }));
    expect(records.get('insuredPerson', 'p1')?.version).toBe(0);
    records.putConfirmed(person({ id: 'p1', name: 'central' }), 0);
    expect(records.get('insuredPerson', 'p1')?.record.name).toBe('central');
  });
});

describe('a page of rows', () => {
  it('is refused whole when a row does not fit the table', () => {
    const good = rowOf(card({ id: 'A1' }));
    const bad: readonly (readonly unknown[])[] = [
      good.slice(1),
      [...good, 'more'],
      good.with(10, 1),
      good.with(10, 'true'),
      good.with(0, null),
      good.with(1, undefined),
      good.with(1, 5),
    ];
    for (const row of bad) {
      const { records, unitOfWork } = freshStorage();
      expect(() => unitOfWork.write(() => records.putRows('card', [good, row], 1))).toThrow();
      expect(records.get('card', 'A1')).toBeUndefined();
    }
  });

  it('is refused whole in a table that takes rows as they come', () => {
    const good = rowOf(blank({ id: '00000001' }));
    for (const row of [
      good.slice(1),
      [...good, 'more'],
      good.with(0, null),
      good.with(1, true),
      good.with(1, {}),
    ]) {
      const { records, unitOfWork } = freshStorage();
      expect(() => unitOfWork.write(() => records.putRows('blankCard', [good, row], 1))).toThrow();
      expect(records.get('blankCard', '00000001')).toBeUndefined();
    }
  });
});

describe('the ledger', () => {
  it('takes what was confirmed for ever: no edit, no removal', () => {
    const { records } = freshStorage();
    const entry = ledgerEntry({ id: 'l1', amount: 100 });
    records.putConfirmed(entry, 0);
    const edits: readonly Partial<RecordTypes['ledgerEntry']>[] = [
      { amount: 101 },
      { personId: 'p2' },
      { serial: 2 },
      { postedOn: '2026-01-01' },
      { kind: 'spending' },
      { institution: 'x' },
      { debitAccount: 'carried-forward' },
      { creditAccount: 'carried-forward' },
      { reversesId: 'l0' },
      // There is one kind of insurance until now; the file would keep another.
      { insuranceKind: '390' as '310' },
      { groupId: 'l0' },
      { serviceId: 's1' },
    ];
    expect(edits).toHaveLength(
      Object.keys(recordTables.ledgerEntry.fields satisfies Record<string, FieldForm>).length - 1,
    );
    for (const edit of edits) {
      const edited = ledgerEntry({ ...entry.record, ...edit });
      expect(() => records.putLocal(edited)).toThrow('never edited');
      expect(() => records.putConfirmed(edited, 9)).toThrow('never edited');
    }
    expect(() => records.remove('ledgerEntry', 'l1')).toThrow('never deleted');
    records.putConfirmed(entry, 3);
    expect(records.get('ledgerEntry', 'l1')).toEqual({ record: entry.record, version: 3 });
  });

  it('lets an entry be taken back that was made here and never confirmed', () => {
    const { records } = freshStorage();
    records.putLocal(ledgerEntry({ id: 'l1', serial: 1 }));
    records.putLocal(ledgerEntry({ id: 'l1', serial: 2 }));
    records.remove('ledgerEntry', 'l1');
    expect(records.get('ledgerEntry', 'l1')).toBeUndefined();
  });

  it('takes no amount that is not above zero', () => {
    const { records } = freshStorage();
    for (const amount of [0, -1]) {
      expect(() => records.putConfirmed(ledgerEntry({ id: 'l1', amount }), 1)).toThrow('CHECK');
    }
    expect(() => records.putConfirmed(ledgerEntry({ id: 'l1', amount: 0.5 }), 1)).toThrow();
  });
});
