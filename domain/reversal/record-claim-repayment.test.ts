import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import { change } from '../records/change.ts';
import { approvingClaim, claim, claimedBack, claiming, later, paidOut, repaying } from '../testing/claims.ts';
import { centre, context, person, servicePoint, serviceNumber } from '../testing/county.ts';
import { codesOf, type FactBase } from '../testing/fact-base.ts';
import { balance } from '../testing/payouts.ts';
import { bankPays, carry, posted } from '../testing/payouts-carried-out.ts';
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

  it('is recorded at any office of the county level: the money comes to one account', () => {
    const base = claimedBack();
    const other = { ...centre, id: 'office-other-centre' };
    base.apply([change('serviceRecord', { ...base.get('serviceRecord', claim), officeId: other.id })]);
    expect(codesOf(carry(base, repaying()))).toEqual(['accepted']);
  });

  interface Case {
    readonly what: string;
    readonly fields?: Partial<RecordClaimRepaymentRequest>;
    readonly before?: (base: FactBase) => void;
    readonly by?: Partial<CommandContext>;
    readonly codes: readonly string[];
  }
  const repaid = (fields: Partial<RecordClaimRepaymentRequest>) => (base: FactBase) => {
    expect(codesOf(carry(base, repaying(fields)))).toEqual(['accepted']);
  };
  it.each<Case>([
    { what: 'nothing', fields: { amount: 0 }, codes: ['repayment-nothing'] },
    { what: 'less than nothing', fields: { amount: -1 }, codes: ['repayment-nothing'] },
    { what: 'a part of a fen', fields: { amount: 0.5 }, codes: ['repayment-nothing'] },
    { what: 'one fen', fields: { amount: 1 }, codes: ['accepted'] },
    { what: 'everything', fields: { amount: balance }, codes: ['accepted'] },
    { what: 'one fen more than everything', fields: { amount: balance + 1 }, codes: ['repayment-too-much'] },
    {
      what: 'one fen more than is still owed',
      before: repaid({ bankReference: 'BK0' }),
      fields: { amount: balance - 49_999 },
      codes: ['repayment-too-much'],
    },
    {
      what: 'anything where nothing is owed any more',
      before: repaid({ bankReference: 'BK0', amount: balance }),
      fields: { amount: 1 },
      codes: ['recovery-closed'],
    },
    { what: 'by nobody', fields: { payerName: ' ' }, codes: ['repayment-payer-missing'] },
    {
      what: 'that the bank cannot name',
      fields: { bankReference: ' ' },
      codes: ['repayment-reference-missing'],
    },
    {
      what: 'that is recorded already',
      before: repaid({ amount: 1 }),
      codes: ['repayment-recorded-already'],
    },
    {
      what: 'that is recorded already, typed another way',
      before: repaid({ amount: 1 }),
      fields: { bankReference: ` ${reference.toLowerCase()} ` },
      codes: ['repayment-recorded-already'],
    },
    {
      what: 'whose reference stands with another claim',
      before: (base) => {
        repaid({ amount: 1 })(base);
        const service = base.get('serviceRecord', claim);
        const { details } = service;
        if (details?.of !== 'request-reversal') throw new Error('no claim');
        const without = { ...details, claim: { reopened: true, repayments: [] } };
        base.apply([change('serviceRecord', { ...service, details: without })]);
      },
      codes: ['repayment-recorded-already'],
    },
    { what: 'tomorrow', fields: { receivedOn: '2026-11-23' }, codes: ['repayment-date-unfit'] },
    {
      what: 'before the money had left',
      fields: { receivedOn: '2026-11-21' },
      codes: ['repayment-date-unfit'],
    },
    { what: 'of somebody else', fields: { personId: 'person-2' }, codes: ['service-other-person'] },
    { what: 'of a service that is no claim', fields: { serviceNumber }, codes: ['recovery-unknown'] },
    {
      what: 'at a service point',
      before: (base) => base.apply([change('office', servicePoint)]),
      by: { officeId: servicePoint.id },
      codes: ['clerk-other-office', 'payout-not-here', 'workstation-unknown'],
    },
    {
      what: 'with everything wrong at once',
      fields: { amount: 0, payerName: '', bankReference: '', receivedOn: '2027-01-01' },
      codes: [
        'repayment-date-unfit',
        'repayment-nothing',
        'repayment-payer-missing',
        'repayment-reference-missing',
      ],
    },
  ])('is decided by the rule: $what', ({ fields = {}, before, by = {}, codes }) => {
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
