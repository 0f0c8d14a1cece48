import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import type { Change } from '../records/change.ts';
import { context, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import {
  accepting,
  approver,
  approving,
  asking,
  balance,
  bankPays,
  bankReturns,
  byApprover,
  carry,
  checking,
  holding,
  leaver,
  posted,
} from '../testing/payouts.ts';

const claim = '440113-20261122-001-0099';
/** The group of the payout is named after the command that approved it. */
const groupId = byApprover.commandId;

/** A payout of the whole balance, approved and with the bank. */
function paidOut(records: readonly Change[] = holding(leaver)): FactBase {
  const base = new FactBase(records);
  const request = asking['settled-abroad'];
  expect(codesOf(carry(base, accepting(request)))).toEqual(['accepted']);
  expect(codesOf(carry(base, checking(request)))).toEqual(['accepted']);
  expect(codesOf(carry(base, approving(request.amount), byApprover))).toEqual(['accepted']);
  return base;
}

const claiming = (
  fields: { readonly service?: string; readonly way?: 'reverse' | 'claim' } = {},
): CommandBody => ({
  kind: 'request-reversal',
  request: {
    serviceNumber: fields.service ?? claim,
    personId: person.id,
    groupId,
    way: fields.way ?? 'claim',
    reason: '收款人有误',
    amount: balance,
    signature: 'AAAA',
  },
});
const approvingClaim = (service = claim): CommandBody => ({
  kind: 'approve-service',
  request: {
    approvalId: `${service}/1`,
    serviceNumber: service,
    personId: person.id,
    kind: 'reversal',
    amount: balance,
    signature: 'AAAA',
  },
});
const later = { ...byApprover, commandId: '01938f5e-0000-7000-8000-000000000009' };

describe('money that has gone to the bank', () => {
  it('is not reversed; the sentence names the way that there is', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    expect(codesOf(carry(base, claiming({ way: 'reverse' })))).toEqual([
      'account-closed',
      'entries-at-the-bank',
    ]);
  });

  it('is claimed back with a second person: it is on the account again, and owed by whoever got it', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    expect(codesOf(carry(base, claiming()))).toEqual(['accepted']);
    // Nothing moves before he has approved.
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: 'closed', balance: 0 });
    expect(codesOf(carry(base, approvingClaim(), later))).toEqual(['accepted']);
    expect(posted(base, claim)).toEqual([`recovery-claims > personal-account ${String(balance)}`]);
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: 'sealed', balance });
    expect(base.get('serviceRecord', claim)).toMatchObject({
      stage: 'completed',
      details: { way: 'claim', groupId, amount: balance },
    });
    expect(base.get('serviceRecord', claim).steps.map(({ step }) => step)).toEqual([
      'recovery-requested',
      'recovery-claimed',
    ]);
  });

  it('is claimed once', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    carry(base, claiming());
    const second = '440113-20261122-001-0100';
    expect(codesOf(carry(base, claiming({ service: second })))).toEqual(['recovery-claimed-already']);
    carry(base, approvingClaim(), later);
    expect(codesOf(carry(base, claiming({ service: second })))).toEqual(['recovery-claimed-already']);
  });

  it('may be claimed anew after the second person has sent the claim back', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    carry(base, claiming());
    const back: CommandBody = {
      kind: 'refuse-approval',
      request: {
        approvalId: `${claim}/1`,
        serviceNumber: claim,
        personId: person.id,
        kind: 'reversal',
        reason: '依据不足',
        signature: 'AAAA',
      },
    };
    expect(codesOf(carry(base, back, later))).toEqual(['accepted']);
    expect(codesOf(carry(base, claiming({ service: '440113-20261122-001-0100' })))).toEqual(['accepted']);
  });

  it.each([
    ['is on its way there', () => undefined, ['recovery-under-way']],
    [
      'came back: it is still owed, and is paid to a corrected account',
      (base: FactBase) => bankReturns(base, `${serviceNumber}/1`),
      ['recovery-not-gone'],
    ],
  ] as const)('is not claimed while it %s', (_what, then, codes) => {
    const base = paidOut();
    then(base);
    expect(codesOf(carry(base, claiming()))).toEqual(codes);
  });

  it('is all that is claimed: what lies on the account is reversed', () => {
    const base = new FactBase(holding(leaver));
    const body = claiming();
    if (body.kind !== 'request-reversal') throw new Error('another command');
    const request = { ...body.request, groupId: 'entry-1' };
    expect(codesOf(carry(base, { ...body, request }))).toEqual(['recovery-not-gone']);
    expect(codesOf(carry(base, { ...body, request: { ...request, groupId: 'nothing' } }))).toEqual([
      'entries-unknown',
    ]);
  });

  it('stays with the person who approved: neither is the one who entered it', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    carry(base, claiming());
    expect(codesOf(carry(base, approvingClaim(), { ...context, commandId: later.commandId }))).toContain(
      'approval-by-enterer',
    );
    expect(approver.id).not.toBe(context.clerkId);
  });
});
