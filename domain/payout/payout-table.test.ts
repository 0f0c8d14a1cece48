import { describe, expect, it } from 'vitest';
import { clerk, context, person, pointWorkstation, serviceNumber, servicePoint } from '../testing/county.ts';
import { change } from '../records/change.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { paidOutCases } from '../testing/payout-table/grounds.ts';
import type { PayoutCase } from '../testing/payout-table/payout-case.ts';
import { payeeRefusals } from '../testing/payout-table/payee-refusals.ts';
import { refusedCases as otherRefusals } from '../testing/payout-table/refusals.ts';
import { accepting, approving, byApprover, checking } from '../testing/payouts.ts';
import { carry, posted } from '../testing/payouts-carried-out.ts';

const named = ({ source, what }: PayoutCase) => `${source} – ${what}`;
const refusedCases = [...otherRefusals, ...payeeRefusals];
const table = [...paidOutCases, ...refusedCases];

/** Everything that can be told of money and rights, to see that nothing of it has moved. */
const standing = (base: FactBase) =>
  (['ledgerEntry', 'personalAccount', 'card', 'payment', 'insuredPerson'] as const).map((one) =>
    base.all(one),
  );

describe('the table of payouts', () => {
  it('has every case once, and each says where it comes from', () => {
    expect(table.length).toBeGreaterThanOrEqual(40);
    expect(new Set(table.map(named)).size).toBe(table.length);
    expect(table.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  it.each(paidOutCases.map((one) => [named(one), one] as const))('pays: %s', (_name, one) => {
    if ('refused' in one.outcome) throw new Error('it is in the wrong table');
    const base = new FactBase(one.records);
    const before = standing(base);
    const insured = base.get('insuredPerson', person.id);
    expect(codesOf(carry(base, accepting(one.request)))).toEqual(['accepted']);
    expect(codesOf(carry(base, checking(one.request)))).toEqual(['accepted']);
    // Until the second person has approved, nothing has moved.
    expect(standing(base)).toEqual(before);
    expect(codesOf(carry(base, approving(one.request.amount), byApprover))).toEqual(['accepted']);
    const { entries, account, card, papers } = one.outcome;
    expect(posted(base)).toEqual(entries);
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: account, balance: 0 });
    expect(base.get('card', 'A12345678').status).toBe(card);
    expect(base.get('payout', serviceNumber).papers.map(({ kind }) => kind)).toEqual(papers);
    const status = account === 'closed' ? '3' : insured.insuranceStatus;
    expect(base.get('insuredPerson', person.id).insuranceStatus).toBe(status);
    const ordered = base.all('payment').reduce((sum, { amount }) => sum + amount, 0);
    expect(ordered).toBe(one.request.amount);
  });

  it.each(refusedCases.map((one) => [named(one), one] as const))('refuses: %s', (_name, one) => {
    if (!('refused' in one.outcome)) throw new Error('it is in the wrong table');
    const base = new FactBase(one.records);
    const here = one.office === 'service-point';
    if (here) base.apply([change('clerk', { ...clerk, officeId: servicePoint.id })]);
    const by = here ? { ...context, officeId: servicePoint.id, workstationId: pointWorkstation.id } : context;
    const before = standing(base);
    expect(codesOf(carry(base, accepting(one.request), by))).toEqual([...one.outcome.refused].sort());
    expect(standing(base)).toEqual(before);
    expect(base.all('payout')).toEqual([]);
  });
});
