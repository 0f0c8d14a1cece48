import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { context, person, serviceNumber } from '../testing/county.ts';
import { approvingClaim, claim, claiming, groupId, later, paidOut } from '../testing/claims.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import {
  approver,
  asking,
  balance,
  byApprover,
  dead,
  holding,
  leaver,
  papersOfHeirs,
  toHeir,
} from '../testing/payouts.ts';
import { bankPays, bankReturns, carry, posted } from '../testing/payouts-carried-out.ts';

/** The entries of a claim are reversed: asked for and, where that was accepted, approved. */
function undo(base: FactBase, group: string, service = '440113-20261122-001-0100'): readonly string[] {
  const asked = carry(base, {
    kind: 'request-reversal',
    request: {
      serviceNumber: service,
      personId: person.id,
      groupId: group,
      way: 'reverse',
      reason: '登记有误',
      amount: balance,
      signature: 'AAAA',
    },
  });
  if (!asked.accepted) return codesOf(asked);
  const approved = carry(base, approvingClaim(service), {
    ...byApprover,
    commandId: '01938f5e-0000-7000-8000-000000000010',
  });
  return [...codesOf(asked), ...codesOf(approved)];
}

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
      stage: 'accepted',
      closedAt: null,
      details: { way: 'claim', groupId, amount: balance, claim: { reopened: true, repayments: [] } },
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

  it('is claimed once, whichever of its entries is named', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    carry(base, claiming());
    const ofTheBank = { service: '440113-20261122-001-0100', group: `payment ${serviceNumber}/1` };
    expect(codesOf(carry(base, claiming(ofTheBank)))).toEqual(['recovery-claimed-already']);
    carry(base, approvingClaim(), later);
    expect(codesOf(carry(base, claiming(ofTheBank)))).toEqual(['recovery-claimed-already']);
  });

  it('to several is claimed from the one who got what is another’s; who got his share rightly keeps it', () => {
    const half = balance / 2;
    const heirs = { ...asking.death, papers: [...papersOfHeirs], payees: [toHeir(0, 1, 2), toHeir(1, 1, 2)] };
    const base = paidOut(holding(dead), heirs);
    for (const number of ['1', '2']) bankPays(base, `${serviceNumber}/${number}`);
    const first = { group: `payment ${serviceNumber}/1`, amount: half };
    const second = { group: `payment ${serviceNumber}/2`, amount: half };
    expect(codesOf(carry(base, claiming()))).toEqual(['recovery-of-several']);
    expect(codesOf(carry(base, claiming({ ...second, amount: balance })))).toEqual(['approval-changed']);
    expect(codesOf(carry(base, claiming(second)))).toEqual(['accepted']);
    expect(codesOf(carry(base, approvingClaim(claim, half), later))).toEqual(['accepted']);
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: 'sealed', balance: half });
    expect(base.all('ledgerEntry').at(-1)).toMatchObject({
      institution: base.get('payment', `${serviceNumber}/2`).payeeName,
    });
    const again = { service: '440113-20261122-001-0100' };
    expect(codesOf(base.decide(claiming({ ...second, ...again }), context))).toEqual([
      'recovery-claimed-already',
    ]);
    expect(codesOf(base.decide(claiming({ ...first, ...again }), context))).toEqual(['accepted']);
  });

  it('may be claimed anew after the claim itself was reversed, and the account is closed again meanwhile', () => {
    const base = paidOut();
    bankPays(base, `${serviceNumber}/1`);
    carry(base, claiming());
    carry(base, approvingClaim(), later);
    expect(undo(base, later.commandId)).toEqual(['accepted', 'accepted']);
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: 'closed', balance: 0 });
    expect(base.get('serviceRecord', claim)).toMatchObject({ stage: 'withdrawn', closedAt: context.at });
    expect(base.get('serviceRecord', claim).steps.at(-1)).toMatchObject({ step: 'recovery-reversed' });
    const again = '440113-20261122-001-0101';
    expect(codesOf(carry(base, claiming({ service: again })))).toEqual(['accepted']);
    const third = { ...byApprover, commandId: '01938f5e-0000-7000-8000-000000000011' };
    expect(codesOf(carry(base, approvingClaim(again), third))).toEqual(['accepted']);
    expect(base.get('personalAccount', person.id)).toMatchObject({ status: 'sealed', balance });
    expect(undo(base, later.commandId, '440113-20261122-001-0102')).toEqual(['entries-reversed-already']);
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
