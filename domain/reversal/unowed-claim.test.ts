import { describe, expect, it } from 'vitest';
import { claim, claiming, approvingClaim, later, paidOut, repaying } from '../testing/claims.ts';
import { context, county, person, serviceNumber, today } from '../testing/county.ts';
import { codesOf } from '../testing/fact-base.ts';
import { balance, byApprover } from '../testing/payouts.ts';
import { bankPaysMore, carry, posted, unowedClaim } from '../testing/payouts-carried-out.ts';
import { ownServiceNumber } from './unowed-claim.ts';

/** The bank had paid 300 fen more, before the central office was restored. */
function paidTooMuch() {
  const base = paidOut();
  bankPaysMore(base, `${serviceNumber}/1`, 300);
  return base;
}

describe('what a bank had paid beyond what is owed (Civil Code art. 985)', () => {
  it('is a claim of its own from the moment at which the bank tells of it, and on nobody’s account', () => {
    const base = paidTooMuch();
    expect(posted(base).slice(-1)).toEqual([`payouts-payable > bank-deposits ${String(balance)}`]);
    expect(posted(base, unowedClaim)).toEqual(['recovery-claims > bank-deposits 300']);
    expect(base.get('personalAccount', person.id).balance).toBe(0);
    expect(base.get('serviceRecord', unowedClaim)).toMatchObject({
      ...{ kind: 'request-reversal', stage: 'accepted', officeId: context.officeId, closedAt: null },
      details: { way: 'claim', amount: 300, claim: { reopened: false, repayments: [] } },
      steps: [{ step: 'recovery-claimed', clerkId: 'central-office', note: `B-${serviceNumber}/1` }],
    });
  });

  it('is paid back as any other claim is, and ends with the last of it', () => {
    const base = paidTooMuch();
    const part = { serviceNumber: unowedClaim, amount: 100 };
    expect(codesOf(carry(base, repaying(part)))).toEqual(['accepted']);
    const rest = { ...part, amount: 200, bankReference: 'BK20261122-0002' };
    expect(codesOf(carry(base, repaying({ ...rest, amount: 201 })))).toEqual(['repayment-too-much']);
    expect(codesOf(carry(base, repaying(rest)))).toEqual(['accepted']);
    expect(base.get('serviceRecord', unowedClaim)).toMatchObject({
      stage: 'completed',
      closedAt: context.at,
    });
    expect(posted(base, unowedClaim)).toEqual([
      'recovery-claims > bank-deposits 300',
      'bank-deposits > recovery-claims 100',
      'bank-deposits > recovery-claims 200',
    ]);
  });

  it('is in no claim of the person: on his account comes what had left it, and no fen more', () => {
    const base = paidTooMuch();
    expect(codesOf(carry(base, claiming()))).toEqual(['accepted']);
    expect(codesOf(carry(base, approvingClaim(), later))).toEqual(['accepted']);
    expect(posted(base, claim)).toEqual([`recovery-claims > personal-account ${String(balance)}`]);
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: 'sealed', balance });
  });

  it('is not undone by an entry: the money is gone', () => {
    const base = paidTooMuch();
    const group = `unowed ${serviceNumber}/1`;
    const body = claiming({ way: 'reverse', group });
    expect(codesOf(base.decide(body, byApprover))).toEqual([
      'account-closed',
      'approval-changed',
      'entries-at-the-bank',
    ]);
    expect(codesOf(base.decide(claiming({ group }), byApprover))).toEqual(['recovery-not-gone']);
  });
});

describe('a number of a service that the central office opens by itself', () => {
  it('is that of no window, and follows the highest of the day', () => {
    const prefix = `${county}-${today.replaceAll('-', '')}-`;
    expect(ownServiceNumber(county, today, [])).toBe(`${prefix}000-0001`);
    const ofDay = ['000-0009', '000-0010', '003-0077'].map((rest) => ({ id: prefix + rest }));
    expect(ownServiceNumber(county, today, ofDay)).toBe(`${prefix}000-0011`);
  });
});
