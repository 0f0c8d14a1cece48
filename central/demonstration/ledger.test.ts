import { describe, expect, it } from 'vitest';
import { byPerson, countyInMemory } from './county-in-memory.ts';
import { effectOn } from '../../domain/ledger/balance.ts';

const today = '2026-11-22';
const county = countyInMemory({ persons: 10_000, seed: 1, today });
const entries = byPerson(county.ledgerEntry);

describe('ledgers of the demonstration', () => {
  it('add up to the balance, to the fen, and are never below zero on the way', () => {
    for (const account of county.personalAccount) {
      let balance = 0;
      for (const entry of entries.get(account.id) ?? []) {
        balance += effectOn('personal-account', entry);
        expect(balance).toBeGreaterThanOrEqual(0);
      }
      expect(account.balance).toBe(balance);
    }
  });

  it('have serials and days in the order of posting, within this year', () => {
    for (const list of entries.values()) {
      list.forEach((entry, index) => {
        const before = list[index - 1];
        if (before !== undefined) {
          expect(entry.serial).toBeGreaterThan(before.serial);
          expect(entry.postedOn >= before.postedOn).toBe(true);
        }
        expect(entry.postedOn >= '2026-01-01' && entry.postedOn <= today).toBe(true);
      });
    }
  });

  it('are double entries: the personal account on one side, the account that belongs to the kind on the other', () => {
    const sides = new Map(
      county.ledgerEntry.map((entry) => [`${entry.kind}: ${entry.debitAccount} > ${entry.creditAccount}`, 0]),
    );
    expect([...sides.keys()].sort()).toEqual([
      'allocation: contributions-received > personal-account',
      'carry-over: carried-forward > personal-account',
      'interest: interest-expense > personal-account',
      'reversal: designated-institutions > personal-account',
      'spending: personal-account > designated-institutions',
    ]);
  });

  it('reverse an earlier entry of the same person, whole, with its sides exchanged, once', () => {
    const reversals = county.ledgerEntry.filter((entry) => entry.kind === 'reversal');
    expect(reversals.length).toBeGreaterThan(50);
    expect(county.ledgerEntry.filter((entry) => entry.reversesId !== null)).toEqual(reversals);
    for (const reversal of reversals) {
      const reversed = (entries.get(reversal.personId) ?? []).find(
        (entry) => entry.id === reversal.reversesId,
      );
      expect(reversed).toMatchObject({
        kind: 'spending',
        amount: reversal.amount,
        institution: reversal.institution,
        debitAccount: reversal.creditAccount,
        creditAccount: reversal.debitAccount,
      });
      expect(reversal.serial).toBeGreaterThan(reversed?.serial ?? Infinity);
    }
    expect(new Set(reversals.map((entry) => entry.reversesId)).size).toBe(reversals.length);
  });

  it('are sealed for who stopped, closed and empty for the dead whose heirs were paid', () => {
    const status = new Map(county.personalAccount.map((account) => [account.id, account]));
    for (const person of county.insuredPerson) {
      const account = status.get(person.id);
      if (person.insuranceStatus === '1') expect(account?.status).toBe('open');
      else if (person.insuranceStatus === '2') expect(account?.status).toBe('sealed');
      else expect(['sealed', 'closed']).toContain(account?.status);
      if (account?.status === 'closed') {
        expect(person.deceasedOn).not.toBeNull();
        expect(account.balance).toBe(0);
        expect(entries.get(person.id)).toBeUndefined();
      }
    }
  });

  it('have about six entries each', () => {
    const mean = county.ledgerEntry.length / county.insuredPerson.length;
    expect(mean).toBeGreaterThan(5);
    expect(mean).toBeLessThan(8);
  });

  it('credit two per cent of the base for a month that was paid when due', () => {
    const person = county.insuredPerson.find(
      (one) => one.insuranceStatus === '1' && one.retiredFrom === null && one.birthDate < '2000-01-01',
    );
    const last = county.contributionPeriod.filter((period) => period.personId === person?.id).at(-1);
    const october = (entries.get(person?.id ?? '') ?? []).filter((entry) => entry.postedOn === '2026-10-25');
    expect(october.map((entry) => entry.amount)).toEqual([Math.round((last?.base ?? 0) * 0.02)]);
  });
});
