import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { change, type Change } from '../records/change.ts';
import type { RegisteredPaper } from '../records/registered-paper.ts';
import { agent, centre, context, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { entry, ledgerCounty } from '../testing/ledger.ts';
import { askingStatement } from '../testing/statements.ts';
import {
  answers,
  approving,
  bankSays,
  carry,
  leaving,
  money,
  otherClerk,
  transferringOut,
} from '../testing/transfers.ts';
import { paid } from '../testing/unfreezing.ts';
import { withdrawPaper } from './register-paper.ts';

const step = { serviceNumber, personId: person.id };
const no = { reasonCode: 'R02', reasonText: '该人员未在我地参保' } as const;

function statementPaper(
  request: Partial<typeof askingStatement> | object = {},
  records: readonly Change[] = [],
): RegisteredPaper {
  const base = new FactBase([...ledgerCounty, ...records]);
  const body = { kind: 'issue-statement', request: { ...askingStatement, ...request } } as CommandBody;
  expect(codesOf(carry(base, body))).toEqual(['accepted']);
  return base.get('registeredPaper', serviceNumber);
}

/** Accepted, with its certificate. */
function certified(records: readonly Change[] = leaving): FactBase {
  const base = new FactBase(records);
  expect(codesOf(carry(base, { kind: 'accept-transfer-out', request: transferringOut }))).toEqual([
    'accepted',
  ]);
  return base;
}

/** Approved as well. */
function sent(): FactBase {
  const base = certified();
  expect(codesOf(carry(base, approving(128_450, 'transfer-out'), otherClerk))).toEqual(['accepted']);
  return base;
}

const paperOf = (base: FactBase) => base.get('registeredPaper', serviceNumber);

describe('a registered paper 可核验纸件', () => {
  it('is a statement, known by its number and what it says, without a code until the central office gives it one', () => {
    expect(statementPaper()).toEqual({
      id: serviceNumber,
      kind: 'statement',
      personId: person.id,
      officeId: context.officeId,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      registeredAt: context.at,
      code: null,
      state: 'standing',
      stateAt: null,
      replacedBy: null,
    });
  });

  it.each<[what: string, request: object, records?: readonly Change[]]>([
    ['another last day', { to: '2026-11-21', figures: askingStatement.figures }],
    ['another kind', { scope: 'spending' }],
    ['another number', { serviceNumber: '330122-20261122-003-0002' }],
    ['something that is named as under way', { unposted: ['330122-20261120-003-0007'] }],
    ['another as-of time', { asOf: '2026-11-22T08:00:00.000+08:00' }],
    ['another who asks', { channel: 'agent', representative: agent }],
    [
      'another name',
      { document: { ...askingStatement.document, name: '王小明' } },
      [change('insuredPerson', { ...person, name: '王小明' })],
    ],
    [
      'another institution in one line',
      {},
      ledgerCounty.flatMap((one) =>
        one.table === 'ledgerEntry' && one.record.serial === 2
          ? [change('ledgerEntry', { ...one.record, institution: '另一家药店' })]
          : [],
      ),
    ],
  ])('with %s is another paper', (_what, request, records = []) => {
    const base = new FactBase([...ledgerCounty, ...records]);
    carry(base, { kind: 'issue-statement', request: { ...askingStatement, ...request } });
    const [paper] = base.all('registeredPaper');
    expect(paper?.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(paper?.contentHash).not.toBe(statementPaper().contentHash);
  });

  it('is the same though its entries have other serials by now and more were posted: the central office was restored', () => {
    const renumbered = ledgerCounty.map((one) =>
      one.table === 'ledgerEntry'
        ? change('ledgerEntry', { ...one.record, serial: one.record.serial + 20 })
        : one,
    );
    const base = new FactBase([...renumbered, change('ledgerEntry', entry(30, { amount: 700 }))]);
    carry(base, { kind: 'issue-statement', request: askingStatement });
    expect(paperOf(base).contentHash).toBe(statementPaper().contentHash);
  });

  it('is a certificate of insurance from the moment at which the transfer is taken', () => {
    expect(paperOf(certified())).toMatchObject({
      ...{ id: serviceNumber, kind: 'insurance-certificate', personId: person.id },
      ...{ code: null, state: 'standing', stateAt: null },
    });
  });

  it.each<[what: string, records: readonly Change[]]>([
    ['other months', [change('contributionPeriod', paid('2020-02', '2026-05'))]],
    ['another office', [change('office', { ...centre, phone: '0571-87654321' })]],
  ])('with %s is another certificate', (_what, records) => {
    const others = leaving.filter(({ table }) => records.every((one) => one.table !== table));
    expect(paperOf(certified([...others, ...records])).contentHash).not.toBe(
      paperOf(certified()).contentHash,
    );
  });
});

describe('a certificate whose transfer comes to nothing 作废', () => {
  it.each<[what: string, base: () => FactBase]>([
    [
      'the person withdraws it',
      () => {
        const base = certified();
        carry(base, { kind: 'withdraw-transfer', request: { ...step, reason: '不转了' } });
        return base;
      },
    ],
    [
      'the second person refuses it',
      () => {
        const base = certified();
        const { kind: _kind, request } = approving(128_450, 'transfer-out');
        const body = { kind: 'refuse-approval', request: { ...request, reason: '账号有误' } };
        carry(base, body as never, otherClerk);
        return base;
      },
    ],
    [
      'the other area does not take the relationship',
      () => {
        const base = sent();
        answers(base, { id: 'a1', kind: 'refused', ...no });
        return base;
      },
    ],
    [
      'the bank cannot pay',
      () => {
        const base = sent();
        answers(base, { id: 'a1', kind: 'accepted' });
        bankSays(base, `${serviceNumber}/1`, 'returned');
        return base;
      },
    ],
    [
      'the other area sends the money back',
      () => {
        const base = sent();
        answers(base, { id: 'a1', kind: 'accepted' });
        bankSays(base, `${serviceNumber}/1`, 'paid');
        answers(base, { id: 'a2', kind: 'money-refused', ...no });
        answers(base, { id: 'm1', kind: 'remittance', money: money(128_450) });
        carry(base, { kind: 'match-remittance', request: { ...step, remittanceId: 'm1', note: '' } });
        carry(base, { kind: 'credit-transfer', request: { ...step, amount: 128_450, signature: 'c2ln' } });
        return base;
      },
    ],
  ])('is withdrawn where %s', (_what, end) => {
    const base = end();
    expect(['withdrawn', 'refused', 'returned']).toContain(
      base.get('relationshipTransfer', serviceNumber).state,
    );
    const { closedAt } = base.get('relationshipTransfer', serviceNumber);
    expect(paperOf(base)).toMatchObject({ state: 'withdrawn', stateAt: closedAt, replacedBy: null });
  });

  it('stands while it is under way and when it has ended well', () => {
    const base = sent();
    expect(paperOf(base).state).toBe('standing');
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid');
    answers(base, { id: 'a2', kind: 'received' });
    expect(base.get('relationshipTransfer', serviceNumber).state).toBe('completed');
    expect(paperOf(base)).toMatchObject({ state: 'standing', stateAt: null });
  });

  it('keeps its code and its content, and is withdrawn once', () => {
    const paper = { ...paperOf(certified()), code: '7K3M-Q9TX-2BHF' };
    const [withdrawn] = withdrawPaper(paper, context.at);
    expect(withdrawn?.record).toEqual({ ...paper, state: 'withdrawn', stateAt: context.at });
    expect(withdrawPaper({ ...paper, state: 'withdrawn', stateAt: context.at }, context.at)).toEqual([]);
    expect(withdrawPaper(undefined, context.at)).toEqual([]);
  });
});
