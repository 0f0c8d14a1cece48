import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { change } from '../records/change.ts';
import { claim, claimedBack, claiming, repaying } from '../testing/claims.ts';
import { context, person, servicePoint } from '../testing/county.ts';
import { codesOf, type FactBase } from '../testing/fact-base.ts';
import { balance, byApprover } from '../testing/payouts.ts';
import { carry, posted } from '../testing/payouts-carried-out.ts';
import { openOf, postedClaim } from './standing-claim.ts';

const reference = 'BK20261122-0001';
const group = `repayment/${reference}`;

/** Asked for and, where that was accepted, approved; `number` makes both different from others. */
function takeBack(base: FactBase, groupId: string, amount: number, number = 1): readonly string[] {
  const service = `440113-20261122-001-02${String(number).padStart(2, '0')}`;
  const body: CommandBody = {
    kind: 'request-reversal',
    request: {
      ...{ serviceNumber: service, personId: person.id, groupId, way: 'reverse', amount },
      ...{ reason: '金额录错', signature: 'AAAA' },
    },
  };
  const asked = codesOf(carry(base, body));
  if (asked[0] !== 'accepted') return asked;
  const commandId = `01938f5e-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`;
  const approving: CommandBody = {
    kind: 'approve-service',
    request: {
      ...{ approvalId: `${service}/1`, serviceNumber: service, personId: person.id },
      ...{ kind: 'reversal', amount, signature: 'AAAA' },
    },
  };
  return codesOf(carry(base, approving, { ...byApprover, commandId }));
}

function owed(base: FactBase): number {
  const standing = postedClaim(base.get('serviceRecord', claim));
  return standing === undefined ? NaN : openOf(standing.details);
}

describe('a repayment that was recorded by mistake', () => {
  it('is taken back with a second person: so much is owed again, no account moves, and the mistake stays to be seen', () => {
    const base = claimedBack();
    const account = base.get('personalAccount', person.id);
    carry(base, repaying({ amount: 50_000 }));
    expect(takeBack(base, group, 50_000)).toEqual(['accepted']);
    expect(owed(base)).toBe(balance);
    expect(base.get('personalAccount', person.id)).toEqual(account);
    expect(posted(base, claim)).toContain('bank-deposits > recovery-claims 50000');
    expect(base.all('ledgerEntry').at(-1)).toMatchObject({
      ...{ kind: 'reversal', debitAccount: 'recovery-claims', creditAccount: 'bank-deposits' },
      ...{ amount: 50_000, reversesId: `${group}/1` },
    });
    const { steps, details } = base.get('serviceRecord', claim);
    expect(steps.slice(-2).map(({ step }) => step)).toEqual(['repayment-recorded', 'repayment-reversed']);
    expect(details).toMatchObject({ claim: { repayments: [] } });
  });

  it('opens the claim again that had ended with it', () => {
    const base = claimedBack();
    carry(base, repaying({ amount: balance }));
    expect(base.get('serviceRecord', claim).stage).toBe('completed');
    expect(takeBack(base, group, balance)).toEqual(['accepted']);
    expect(base.get('serviceRecord', claim)).toMatchObject({ stage: 'accepted', closedAt: null });
  });

  it('frees the reference of the bank for what really came, and for that alone', () => {
    const base = claimedBack();
    carry(base, repaying({ amount: 50_000 }));
    expect(codesOf(carry(base, repaying({ amount: 5_000 })))).toEqual(['repayment-recorded-already']);
    takeBack(base, group, 50_000);
    expect(codesOf(carry(base, repaying({ amount: 5_000 })))).toEqual(['accepted']);
    expect(owed(base)).toBe(balance - 5_000);
    expect(codesOf(carry(base, repaying({ amount: 5_000 })))).toEqual(['repayment-recorded-already']);
    // That one can be wrong as well.
    expect(takeBack(base, `${group}/again-2`, 5_000, 2)).toEqual(['accepted']);
    expect(codesOf(carry(base, repaying({ amount: 6_000 })))).toEqual(['accepted']);
    expect(owed(base)).toBe(balance - 6_000);
  });

  it('leaves the references of others alone, however they are written', () => {
    const base = claimedBack();
    carry(base, repaying({ bankReference: 'A/again-2', amount: 1 }));
    carry(base, repaying({ bankReference: 'A', amount: 2 }));
    expect(takeBack(base, 'repayment/A', 2)).toEqual(['accepted']);
    expect(codesOf(carry(base, repaying({ bankReference: 'A', amount: 3 })))).toEqual(['accepted']);
  });

  it('is taken back once', () => {
    const base = claimedBack();
    carry(base, repaying({ amount: 50_000 }));
    takeBack(base, group, 50_000);
    expect(takeBack(base, group, 50_000, 2)).toContain('entries-reversed-already');
  });

  it('is taken back whatever has become of the account: it moves none', () => {
    const base = claimedBack();
    carry(base, repaying({ amount: 50_000 }));
    const account = base.get('personalAccount', person.id);
    base.apply([change('personalAccount', { ...account, status: 'closed' })]);
    expect(
      codesOf(
        base.decide(
          {
            kind: 'request-reversal',
            request: {
              ...{ serviceNumber: '440113-20261122-001-0201', personId: person.id, groupId: group },
              ...{ way: 'reverse', amount: 50_000, reason: '金额录错', signature: 'AAAA' },
            },
          },
          context,
        ),
      ),
    ).toEqual(['accepted']);
  });
});

describe('a claim', () => {
  it('is made at the county level, as the payout was: at a service point nobody goes after money', () => {
    const base = claimedBack();
    base.apply([change('office', servicePoint)]);
    const atPoint = { ...context, officeId: servicePoint.id };
    expect(codesOf(base.decide(claiming({ service: '440113-20261122-001-0300' }), atPoint))).toContain(
      'payout-not-here',
    );
  });
});
