import { describe, expect, it, onTestFinished } from 'vitest';
import { card, ledgerEntry, service } from './testing/sample-records.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshStorage } = freshFiles(onTestFinished);

describe('the confirmed value beneath a local change', () => {
  it('comes back whole, once, with its version', () => {
    const { bases } = freshStorage();
    const confirmed = service({ id: 's1' });
    bases.keep('serviceRecord', 's1', { record: confirmed.record, version: 4 });
    expect(bases.has('serviceRecord', 's1')).toBe(true);
    expect(bases.has('card', 's1')).toBe(false);
    expect(bases.take('serviceRecord', 's1')).toEqual({ change: confirmed, version: 4 });
    expect(bases.take('serviceRecord', 's1')).toBeUndefined();
    expect(bases.has('serviceRecord', 's1')).toBe(false);
  });

  it('says that a record did not exist', () => {
    const { bases } = freshStorage();
    bases.keep('card', 'A1', null);
    expect(bases.has('card', 'A1')).toBe(true);
    expect(bases.take('card', 'A1')).toEqual({ change: null, version: 0 });
  });

  it('is the first one kept: a second would already be a local value', () => {
    const { bases } = freshStorage();
    bases.keep('card', 'A1', { record: card({ id: 'A1', status: '1' }).record, version: 4 });
    bases.keep('card', 'A1', { record: card({ id: 'A1', status: '9' }).record, version: 4 });
    bases.keep('card', 'A1', null);
    expect(bases.take('card', 'A1')).toMatchObject({ change: { record: { status: '1' } }, version: 4 });
  });

  it('follows what the central office says, forwards only, also where nothing was', () => {
    const { bases } = freshStorage();
    bases.keep('card', 'A1', null);
    bases.replace(card({ id: 'A1', status: '1' }), 0);
    bases.replace(card({ id: 'A1', status: '2' }), 6);
    bases.replace(card({ id: 'A1', status: '3' }), 5);
    bases.replace(card({ id: 'A2' }), 9);
    expect(bases.take('card', 'A1')).toMatchObject({ change: { record: { status: '2' } }, version: 6 });
    expect(bases.has('card', 'A2')).toBe(false);
  });
});

describe('taking a local change back', () => {
  it('leaves the confirmed record and its version as they were', () => {
    const { bases, records } = freshStorage();
    records.putConfirmed(card({ id: 'A1', status: '1' }), 4);
    bases.keep('card', 'A1', records.get('card', 'A1') ?? null);
    records.putLocal(card({ id: 'A1', status: '9' }));
    const base = bases.take('card', 'A1');
    records.remove('card', 'A1');
    if (base?.change) records.putConfirmed(base.change, base.version);
    expect(records.get('card', 'A1')).toEqual({ record: card({ id: 'A1', status: '1' }).record, version: 4 });
  });

  it('works for a ledger entry that the central office has confirmed in the meantime', () => {
    const { bases, records } = freshStorage();
    bases.keep('ledgerEntry', 'l1', null);
    records.putLocal(ledgerEntry({ id: 'l1', serial: 1 }));
    bases.replace(ledgerEntry({ id: 'l1', serial: 8 }), 3);
    const base = bases.take('ledgerEntry', 'l1');
    records.remove('ledgerEntry', 'l1');
    if (base?.change) records.putConfirmed(base.change, base.version);
    expect(records.get('ledgerEntry', 'l1')).toMatchObject({ record: { serial: 8 }, version: 3 });
    expect(() => records.remove('ledgerEntry', 'l1')).toThrow('never deleted');
  });
});
