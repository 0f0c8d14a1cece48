import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import { change } from '../records/change.ts';
import { approvingClaim, claim, claimedBack, claiming, later, paidOut, repaying } from '../testing/claims.ts';
import { context, person, servicePoint, serviceNumber } from '../testing/county.ts';
import { codesOf, type FactBase } from '../testing/fact-base.ts';
import { balance, bankPays, carry, posted } from '../testing/payouts.ts';
import type { RecordClaimRepaymentRequest } from './record-claim-repayment.ts';
import { openOf, postedClaim } from './standing-claim.ts';

const reference = 'BK20261122-0001';

function owed(base: FactBase): number {
  const standing = postedClaim(base.get('serviceRecord', claim));
  if (standing === undefined) throw new Error('nothing is claimed');
  return openOf(standing.details);
}

describe('what is paid back of a claim', () => {
  it('shrinks what is owed, and the last part of it ends the service; no personal account moves', () => {
    const base = claimedBack();
    const account = base.get('personalAccount', person.id);
    expect(codesOf(carry(base, repaying()))).toEqual(['accepted']);
    expect(owed(base)).toBe(balance - 50_000);
    expect(base.get('serviceRecord', claim)).toMatchObject({ stage: 'accepted', closedAt: null });
    const rest = repaying({ bankReference: 'BK2', amount: balance - 50_000 });
    expect(codesOf(carry(base, rest))).toEqual(['accepted']);
    expect(owed(base)).toBe(0);
    expect(base.get('serviceRecord', claim)).toMatchObject({ stage: 'completed', closedAt: context.at });
    expect(base.get('serviceRecord', claim).steps.map(({ step }) => step)).toEqual([
      'recovery-requested',
      'recovery-claimed',
      'repayment-recorded',
      'repayment-completed',
    ]);
    expect(posted(base, claim)).toEqual([
      `recovery-claims > personal-account ${String(balance)}`,
      'bank-deposits > recovery-claims 50000',
      `bank-deposits > recovery-claims ${String(balance - 50_000)}`,
    ]);
    // The claim has put it there already (law 6: nothing is posted twice).
    expect(base.get('personalAccount', person.id)).toEqual(account);
  });

  it('is posted by the central office alone and needs nobody else: the counter notes it', () => {
    const decision = claimedBack().decide(repaying(), context);
    expect(decision).toMatchObject({
      accepted: true,
      changes: [{ table: 'serviceRecord' }],
      carriedOut: [
        { table: 'ledgerEntry', record: { kind: 'adjustment', serviceId: claim, personId: person.id } },
        { table: 'serviceRecord' },
      ],
    });
    expect(decision).not.toHaveProperty('signature');
  });

  it('keeps the claim from being reversed: what came in would be nobody’s', () => {
    const base = claimedBack();
    carry(base, repaying());
    const reversing = claiming({
      service: '440113-20261122-001-0100',
      way: 'reverse',
      group: later.commandId,
    });
    expect(codesOf(carry(base, reversing))).toEqual(['recovery-repaid-already']);
  });

  type Case = readonly [
    what: string,
    fields: Partial<RecordClaimRepaymentRequest>,
    codes: readonly string[],
    before?: (base: FactBase) => void,
    by?: Partial<CommandContext>,
  ];
  const repaid = (fields: Partial<RecordClaimRepaymentRequest>) => (base: FactBase) => {
    expect(codesOf(carry(base, repaying(fields)))).toEqual(['accepted']);
  };
  it.each<Case>([
    ['nothing', { amount: 0 }, ['repayment-nothing']],
    ['less than nothing', { amount: -1 }, ['repayment-nothing']],
    ['a part of a fen', { amount: 0.5 }, ['repayment-nothing']],
    ['one fen', { amount: 1 }, ['accepted']],
    ['everything', { amount: balance }, ['accepted']],
    ['one fen more than everything', { amount: balance + 1 }, ['repayment-too-much']],
    [
      'one fen more than is still owed',
      { amount: balance - 49_999 },
      ['repayment-too-much'],
      repaid({ bankReference: 'BK0' }),
    ],
    [
      'anything where nothing is owed any more',
      { amount: 1 },
      ['recovery-closed'],
      repaid({ bankReference: 'BK0', amount: balance }),
    ],
    ['by nobody', { payerName: ' ' }, ['repayment-payer-missing']],
    ['that the bank cannot name', { bankReference: ' ' }, ['repayment-reference-missing']],
    ['that is recorded already', {}, ['repayment-recorded-already'], repaid({ amount: 1 })],
    [
      'that is recorded already, typed another way',
      { bankReference: ` ${reference.toLowerCase()} ` },
      ['repayment-recorded-already'],
      repaid({ amount: 1 }),
    ],
    [
      'whose reference stands with another claim, as the central office alone may know',
      {},
      ['repayment-recorded-already'],
      (base) => {
        repaid({ amount: 1 })(base);
        const service = base.get('serviceRecord', claim);
        const { details } = service;
        if (details?.of !== 'request-reversal') throw new Error('no claim');
        const without = { ...details, claim: { reopened: true, repayments: [] } };
        base.apply([change('serviceRecord', { ...service, details: without })]);
      },
    ],
    ['tomorrow', { receivedOn: '2026-11-23' }, ['repayment-date-unfit']],
    ['before the money had left', { receivedOn: '2026-11-21' }, ['repayment-date-unfit']],
    ['of somebody else', { personId: 'person-2' }, ['service-other-person']],
    ['of a service that is no claim', { serviceNumber }, ['recovery-unknown']],
    [
      'at a service point',
      {},
      ['clerk-other-office', 'payout-not-here', 'service-other-office', 'workstation-unknown'],
      (base) => base.apply([change('office', servicePoint)]),
      { officeId: servicePoint.id },
    ],
    [
      'with everything wrong at once',
      { amount: 0, payerName: '', bankReference: '', receivedOn: '2027-01-01' },
      ['repayment-date-unfit', 'repayment-nothing', 'repayment-payer-missing', 'repayment-reference-missing'],
    ],
  ])('is decided by the rule: %s', (_what, fields, codes, before, by = {}) => {
    const base = claimedBack();
    before?.(base);
    expect(codesOf(carry(base, repaying(fields), { ...context, ...by }))).toEqual(codes);
  });

  it('is not taken before the claim is approved', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    carry(base, claiming());
    expect(codesOf(carry(base, repaying()))).toEqual(['recovery-unknown']);
    carry(base, approvingClaim(), later);
    expect(codesOf(carry(base, repaying()))).toEqual(['accepted']);
  });
});
