import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import { application, clerk, context, otherWorkstation, person, serviceNumber } from '../testing/county.ts';
import { orderPayment } from '../payment/payment-order.ts';
import { change } from '../records/change.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { inWriting, lossParameters, published } from '../testing/loss.ts';
import { paid } from '../testing/unfreezing.ts';
import {
  accepting,
  account,
  allocated,
  approver,
  approving,
  asking,
  balance,
  byApprover,
  checking,
  dead,
  holding,
  leaver,
  ownAccount,
  paper,
  papersOfHeirs,
  retiree,
  sendingBack,
  toHeir,
  toHimself,
} from '../testing/payouts.ts';
import { bankPays, bankReturns, carry, posted } from '../testing/payouts-carried-out.ts';

const settled = asking['settled-abroad'];
const other = '330122-20261122-004-0001';
/** Another counter of the same centre, which does not know of the first one yet. */
const elsewhere: CommandContext = {
  ...context,
  workstationId: otherWorkstation.id,
  commandId: '01938f5e-0000-7000-8000-000000000009',
};
const step = { serviceNumber, personId: person.id };
const withdrawing = (reason = '不办了'): CommandBody => ({
  kind: 'withdraw-payout',
  request: { ...step, reason },
});
const closing = (cardDestroyed: boolean): CommandBody => ({
  kind: 'close-payout',
  request: { ...step, cardDestroyed },
});
const correcting = (
  fields: Partial<Extract<CommandBody, { kind: 'correct-payout' }>['request']> = {},
): CommandBody => ({
  kind: 'correct-payout',
  request: {
    ...step,
    returned: 0,
    payees: [{ ...toHimself, account: { ...ownAccount, accountNumber: '6217850000001234579' } }],
    papers: [],
    amount: balance,
    signature: 'c2ln',
    ...fields,
  },
});

const payoutOf = (base: FactBase) => base.get('payout', serviceNumber);
const sheetOf = (base: FactBase, number = 1) => base.get('approval', `${serviceNumber}/${String(number)}`);

/** Accepted and checked: it waits for the second person. */
function waiting(request = settled as Parameters<typeof accepting>[0], records = holding(leaver)): FactBase {
  const base = new FactBase(records);
  expect(codesOf(carry(base, accepting(request)))).toEqual(['accepted']);
  expect(codesOf(carry(base, checking(request)))).toEqual(['accepted']);
  return base;
}

function approved(request = settled as Parameters<typeof accepting>[0], records = holding(leaver)): FactBase {
  const base = waiting(request, records);
  expect(codesOf(carry(base, approving(request.amount), byApprover))).toEqual(['accepted']);
  return base;
}

describe('a payout that arrives after the turn of a month', () => {
  /** Covered on its own day, the 22nd of November; after this month nothing was paid. */
  const until = (month: string, who = leaver, status: 'open' | 'sealed' = 'sealed') => [
    ...holding(who, { status }).filter(({ table }) => table !== 'contributionPeriod'),
    change('contributionPeriod', paid('2020-01', month)),
  ];
  const abroad = { ...asking['abroad-account-kept'], papers: [paper('treatment-proof')] };
  const on = (decidedOn: string): CommandContext => ({ ...context, decidedOn });

  it.each([
    ['sealed by the turn: on its own day it was not', '2026-10', '2026-12-01', settled, ['accepted']],
    ['so it is where nothing need have stopped', '2026-10', '2026-12-01', abroad, ['accepted']],
    ['sealed in the month that is covered', '2026-10', '2026-11-30', settled, ['payout-seal-unfounded']],
    ['sealed already on its own day', '2026-05', '2026-12-01', abroad, ['payout-account-sealed']],
  ] as const)('%s', (_what, month, decidedOn, request, codes) => {
    const base = new FactBase(until(month));
    expect(codesOf(carry(base, accepting(request), on(decidedOn)))).toEqual(codes);
  });

  it('its check and its approval as well', () => {
    const base = new FactBase(until('2026-10', leaver, 'open'));
    expect(codesOf(carry(base, accepting(settled)))).toEqual(['accepted']);
    base.apply([change('personalAccount', account())]);
    expect(codesOf(carry(base, checking(settled), on('2026-12-01')))).toEqual(['accepted']);
    const late = { ...byApprover, decidedOn: '2026-12-01' };
    expect(codesOf(carry(base, approving(balance), late))).toEqual(['accepted']);
  });

  it('and what holds the account holds it', () => {
    const base = new FactBase([
      ...until('2026-10'),
      change('personalAccount', account({ hold: 'disputed' })),
    ]);
    const codes = codesOf(carry(base, accepting(settled), on('2026-12-01')));
    expect(codes).toEqual(['payout-account-disputed']);
  });
});

describe('a payout, step by step', () => {
  it('is accepted, checked, approved, paid and closed; the card that was taken in is destroyed', () => {
    const base = new FactBase(holding(leaver));
    carry(base, accepting(settled));
    expect(payoutOf(base)).toMatchObject({
      state: 'accepted',
      amount: balance,
      interest: 0,
      dueOn: '2026-12-04',
      dueProvisional: false,
      card: { cardNumber: 'A12345678', surrender: 'taken-in' },
    });
    carry(base, checking(settled));
    expect(sheetOf(base)).toMatchObject({ kind: 'payout', amount: balance, enteredBy: [clerk.id] });
    carry(base, approving(balance), byApprover);
    expect(payoutOf(base).state).toBe('approved');
    expect(codesOf(base.decide(closing(true), context))).toEqual(['payout-at-the-bank']);
    expect(bankPays(base, `${serviceNumber}/1`)).toBe(true);
    expect(payoutOf(base).state).toBe('paid');
    expect(codesOf(base.decide(closing(false), context))).toEqual(['payout-card-not-destroyed']);
    expect(codesOf(carry(base, closing(true)))).toEqual(['accepted']);
    expect(payoutOf(base)).toMatchObject({ state: 'closed', closedAt: context.at });
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'completed',
      closedAt: context.at,
      details: { of: 'payout', ground: 'settled-abroad', amount: balance },
      parameters: { 'payout-days-limit': '10', 'payout-earliest-day': '10' },
    });
    expect(base.get('serviceRecord', serviceNumber).steps.map((one) => one.step)).toEqual([
      'payout-accepted',
      'payout-checked',
      'payout-approved',
      'payout-paid',
      'payout-closed-card-destroyed',
    ]);
    expect(posted(base)).toEqual([
      `personal-account > payouts-payable ${String(balance)}`,
      `payouts-payable > bank-deposits ${String(balance)}`,
    ]);
  });

  it('moves nothing at a counter before the central office has carried it out', () => {
    const base = waiting();
    const decision = base.decide(approving(balance), byApprover);
    if (!decision.accepted) throw new Error('it was refused');
    expect(decision.changes.map(({ table }) => table)).toEqual(['approval']);
    expect(decision.carriedOut?.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['ledgerEntry', 'personalAccount', 'payment', 'card', 'insuredPerson']),
    );
  });

  it.each([
    [
      'accept',
      accepting(settled),
      new FactBase(holding(leaver)),
      `accept ${serviceNumber} 128450 clerk-wang`,
    ],
    ['check', checking(settled), null, `check ${serviceNumber}/1 128450 clerk-wang`],
  ] as const)('is signed by who takes the step: %s', (_step, body, empty, subject) => {
    const base = empty ?? new FactBase(holding(leaver));
    if (empty === null) carry(base, accepting(settled));
    const decision = base.decide(body, context);
    expect(decision.accepted && decision.signature).toMatchObject({ subject });
  });

  it('is never approved by who accepted or checked it, whatever his role', () => {
    const base = new FactBase([...holding(leaver), change('clerk', { ...clerk, role: 'supervisor' })]);
    carry(base, accepting(settled));
    carry(base, checking(settled), byApprover);
    expect(sheetOf(base).enteredBy).toEqual([clerk.id, approver.id]);
    expect(codesOf(base.decide(approving(balance), context))).toEqual(['approval-by-enterer']);
    expect(codesOf(base.decide(approving(balance), byApprover))).toEqual(['approval-by-enterer']);
  });

  it('sent back keeps everything, is mended, checked again and waits on a new sheet', () => {
    const base = waiting();
    expect(codesOf(carry(base, sendingBack('开户行有误'), byApprover))).toEqual(['accepted']);
    expect(payoutOf(base)).toMatchObject({ state: 'accepted', papers: settled.papers, closedAt: null });
    const mended = { ...toHimself, account: { ...ownAccount, bankName: '示范银行县支行' } };
    expect(codesOf(carry(base, checking(settled, { payees: [mended] })))).toEqual(['accepted']);
    expect(sheetOf(base, 2)).toMatchObject({ state: 'waiting' });
    expect(codesOf(base.decide(approving(balance), byApprover))).toEqual(['approval-decided']);
    expect(codesOf(carry(base, approving(balance, 2), byApprover))).toEqual(['accepted']);
    expect(base.get('payment', `${serviceNumber}/1`).bankName).toBe('示范银行县支行');
  });

  it('is withdrawn before the approval with its sheet, and never after it', () => {
    const base = waiting();
    expect(codesOf(base.decide(withdrawing('  '), context))).toEqual(['payout-reason-missing']);
    expect(codesOf(carry(base, withdrawing()))).toEqual(['accepted']);
    expect(sheetOf(base).state).toBe('withdrawn');
    expect(codesOf(base.decide(approving(balance), byApprover))).toContain('approval-decided');
    expect(base.get('serviceRecord', serviceNumber).stage).toBe('withdrawn');
    expect(base.get('personalAccount', person.id).balance).toBe(balance);
    expect(codesOf(base.decide(accepting({ ...settled, serviceNumber: other }), context))).toEqual([
      'accepted',
    ]);
    const paidOut = approved();
    expect(codesOf(paidOut.decide(withdrawing(), context))).toEqual(['payout-at-the-bank']);
  });

  it('is decided again on what is true when it is approved', () => {
    const base = waiting();
    base.apply([change('personalAccount', account({ hold: 'court-order' }))]);
    expect(codesOf(base.decide(approving(balance), byApprover))).toEqual(['payout-account-court-order']);
    const credited = waiting();
    credited.apply([
      change('ledgerEntry', { ...allocated(1_000), id: 'entry-2', serial: 2 }),
      change('personalAccount', account({ balance: balance + 1_000 })),
    ]);
    expect(codesOf(credited.decide(approving(balance), byApprover))).toEqual(['approval-changed']);
    expect(codesOf(carry(credited, approving(balance + 1_000), byApprover))).toEqual(['accepted']);
    expect(credited.get('personalAccount', person.id).balance).toBe(0);
    expect(credited.get('serviceRecord', serviceNumber).details).toMatchObject({ amount: balance + 1_000 });
  });

  it('leaves the account open where it is kept, and can be asked for again when it is closed', () => {
    const records = holding(retiree, { status: 'open' });
    const base = approved(asking['abroad-account-kept'], records);
    bankPays(base, `${serviceNumber}/1`);
    const again = accepting({ ...asking['abroad-account-kept'], serviceNumber: other, amount: 9_500 });
    base.apply([
      change('ledgerEntry', { ...allocated(9_500), id: 'entry-9', serial: 9 }),
      change('personalAccount', account({ status: 'open', balance: 9_500 })),
    ]);
    expect(codesOf(base.decide(again, elsewhere))).toEqual(['payout-under-way']);
    expect(codesOf(carry(base, closing(false)))).toEqual(['accepted']);
    expect(codesOf(base.decide(again, elsewhere))).toEqual(['accepted']);
  });
});

describe('while a payout is under way', () => {
  it.each([
    ['his balance that another service has ordered of the bank', 'transfer', ['payout-payment-under-way']],
    ['money of another area, which never was his and goes back,', 'remittance-return', ['accepted']],
  ] as const)('and while %s is with the bank (%s): %j', (_what, purpose, codes) => {
    const base = new FactBase(holding(leaver));
    const ordered = { serviceId: other, personId: person.id, amount: 6_000 };
    const payment = orderPayment(
      [],
      purpose === 'transfer' ? { ...ordered, purpose } : { ...ordered, purpose, remittanceId: 'm1' },
      ownAccount,
      context.at,
    );
    base.apply([change('payment', { ...payment, state: 'sent', orderNumber: '330122/1/1' })]);
    expect(codesOf(base.decide(accepting(settled), context))).toEqual(codes);
  });

  it('there is no second one: it is said whether it waits for approval', () => {
    const base = new FactBase(holding(leaver));
    const second = accepting({ ...settled, serviceNumber: other });
    carry(base, accepting(settled));
    expect(codesOf(base.decide(second, elsewhere))).toEqual(['payout-under-way']);
    carry(base, checking(settled));
    expect(codesOf(base.decide(second, elsewhere))).toEqual(['payout-under-approval']);
    carry(base, approving(balance), byApprover);
    // The card was cancelled with the account, and nothing is there to take in.
    expect(codesOf(base.decide(second, elsewhere))).toEqual(
      ['approval-changed', 'no-card-held', 'payout-account-closed', 'payout-under-way'].sort(),
    );
  });

  it('what would change account or card waits, where they are about to end', () => {
    const base = waiting();
    const resuming: CommandBody = {
      kind: 'resume-insurance',
      request: {
        ...step,
        serviceNumber: other,
        employment: { manner: 'flexible' },
        fromMonth: '2026-12',
        base: 500_000,
        asker: settled.asker,
      },
    };
    expect(codesOf(base.decide(resuming, elsewhere))).toContain('payout-under-way');
    const applying: CommandBody = {
      kind: 'accept-card-application',
      request: { ...application, serviceNumber: other },
    };
    expect(codesOf(base.decide(applying, elsewhere))).toContain('payout-under-way');
    const kept = waiting(asking['abroad-account-kept'], holding(retiree, { status: 'open' }));
    expect(codesOf(kept.decide(applying, elsewhere))).not.toContain('payout-under-way');
  });

  it('a card that was applied for is withdrawn first: made afterwards, it would be of use without an account', () => {
    const base = new FactBase(holding(leaver).filter(({ table }) => table !== 'card'));
    base.apply(lossParameters);
    const applying: CommandBody = {
      kind: 'accept-card-application',
      request: { ...application, serviceNumber: other },
    };
    expect(codesOf(carry(base, applying, elsewhere))).toEqual(['accepted']);
    const request = { ...settled, card: null };
    expect(codesOf(base.decide(accepting(request), context))).toEqual(['payout-card-in-making']);
  });

  it('the card is of no use from the approval on, and the account of none, at every other service', () => {
    const base = approved();
    base.apply([change('poolingAreaParameter', published('pin-tries', '6')), ...lossParameters]);
    expect(base.get('card', 'A12345678')).toMatchObject({ status: '9', making: '09' });
    const { serviceNumber: _first, ...about } = inWriting;
    const { cardNumber: _card, ...presented } = about;
    const codes = (body: CommandBody) => codesOf(base.decide(body, elsewhere));
    const request = { ...about, serviceNumber: other };
    expect(codes({ kind: 'unlock-card', request })).toEqual(['pin-card-cancelled']);
    expect(codes({ kind: 'report-loss', request })).toEqual(['card-cancelled']);
    const release = { ...presented, serviceNumber: other };
    expect(codes({ kind: 'release-account', request: release })).toEqual(['account-closed']);
  });
});

describe('what the bank returns', () => {
  it('is still owed, and is paid to a corrected account after a new approval', () => {
    const base = approved();
    expect(bankReturns(base, `${serviceNumber}/1`)).toBe(true);
    expect(payoutOf(base).state).toBe('returned');
    expect(posted(base)).toEqual([`personal-account > payouts-payable ${String(balance)}`]);
    expect(codesOf(carry(base, correcting()))).toEqual(['accepted']);
    expect(sheetOf(base, 2)).toMatchObject({ amount: balance, state: 'waiting' });
    expect(codesOf(base.decide(correcting(), context))).toEqual(['payout-under-approval']);
    expect(codesOf(carry(base, approving(balance, 2), context))).toContain('approval-by-enterer');
    expect(codesOf(carry(base, approving(balance, 2), byApprover))).toEqual(['accepted']);
    expect(base.get('payment', `${serviceNumber}/2`)).toMatchObject({
      amount: balance,
      accountNumber: '6217850000001234579',
      state: 'ordered',
    });
    bankPays(base, `${serviceNumber}/2`);
    expect(payoutOf(base).state).toBe('paid');
    expect(posted(base).at(-1)).toBe(`payouts-payable > bank-deposits ${String(balance)}`);
    // The first order is never paid any more, whatever the bank says now.
    expect(bankPays(base, `${serviceNumber}/1`)).toBe(false);
  });

  it('of the account of the dead goes to his heirs, with the papers of heirs', () => {
    const base = approved(asking.death, holding(dead));
    bankReturns(base, `${serviceNumber}/1`);
    const toHeirs = { payees: [toHeir(0, 1, 3), toHeir(1, 2, 3)] };
    expect(codesOf(base.decide(correcting(toHeirs), context))).toEqual([
      'payout-paper-own-account-closed',
      'payout-paper-share-agreement',
    ]);
    const papers = [paper('own-account-closed'), paper('share-agreement')];
    expect(codesOf(carry(base, correcting({ ...toHeirs, papers })))).toEqual(['accepted']);
    carry(base, approving(balance, 2), byApprover);
    expect(base.all('payment').map(({ amount, state }) => [amount, state])).toEqual([
      [balance, 'returned'],
      [42_817, 'ordered'],
      [85_633, 'ordered'],
    ]);
    bankPays(base, `${serviceNumber}/2`);
    expect(payoutOf(base).state).toBe('approved');
    bankPays(base, `${serviceNumber}/3`);
    expect(payoutOf(base).state).toBe('paid');
  });

  it('after the person himself has died meanwhile goes to his heirs, with the papers of heirs', () => {
    const base = approved();
    bankReturns(base, `${serviceNumber}/1`);
    base.apply([
      change('insuredPerson', { ...base.get('insuredPerson', person.id), deceasedOn: '2026-11-20' }),
    ]);
    expect(codesOf(base.decide(correcting({ payees: [toHeir(0)] }), context))).toEqual([
      'payout-paper-death-certificate',
      'payout-paper-kinship',
      'payout-paper-own-account-closed',
    ]);
    const papers = [...asking.death.papers, paper('own-account-closed')];
    expect(codesOf(carry(base, correcting({ payees: [toHeir(0)], papers })))).toEqual(['accepted']);
    expect(codesOf(carry(base, approving(balance, 2), byApprover))).toEqual(['accepted']);
    bankPays(base, `${serviceNumber}/2`);
    expect(payoutOf(base).state).toBe('paid');
  });

  it('of one heir is corrected for him alone, and nobody takes his place', () => {
    const request = {
      ...asking.death,
      papers: papersOfHeirs,
      payees: [toHeir(0, 1, 2), toHeir(1, 1, 2)],
    };
    const base = approved(request, holding(dead));
    bankPays(base, `${serviceNumber}/1`);
    bankReturns(base, `${serviceNumber}/2`);
    const half = balance / 2;
    const refused = (fields: Parameters<typeof correcting>[0]) =>
      codesOf(base.decide(correcting({ returned: 1, amount: half, ...fields }), context));
    expect(refused({ payees: [toHeir(2)] })).toEqual(['payout-payee-changed']);
    expect(refused({ returned: 0, payees: [toHeir(0)] })).toEqual(['payout-nothing-returned']);
    expect(refused({ payees: [toHeir(1)], amount: balance })).toEqual(['approval-changed']);
    expect(codesOf(carry(base, correcting({ returned: 1, amount: half, payees: [toHeir(1)] })))).toEqual([
      'accepted',
    ]);
    carry(base, sendingBack('户名不清', 2), byApprover);
    expect(payoutOf(base).state).toBe('returned');
    carry(base, correcting({ returned: 1, amount: half, payees: [toHeir(1)] }));
    carry(base, approving(half, 3), byApprover);
    bankPays(base, `${serviceNumber}/3`);
    expect(payoutOf(base).state).toBe('paid');
    expect(posted(base).filter((one) => one.endsWith(`bank-deposits ${String(half)}`))).toHaveLength(2);
  });

  it('before the second person has decided about another correction is corrected after it', () => {
    const request = { ...asking.death, papers: papersOfHeirs, payees: [toHeir(0, 1, 2), toHeir(1, 1, 2)] };
    const base = approved(request, holding(dead));
    const half = balance / 2;
    bankReturns(base, `${serviceNumber}/1`);
    carry(base, correcting({ amount: half, payees: [toHeir(0)] }));
    bankReturns(base, `${serviceNumber}/2`);
    expect(payoutOf(base).state).toBe('corrected');
    carry(base, approving(half, 2), byApprover);
    expect(payoutOf(base).state).toBe('returned');
    expect(codesOf(carry(base, correcting({ returned: 1, amount: half, payees: [toHeir(1)] })))).toEqual([
      'accepted',
    ]);
    bankPays(base, `${serviceNumber}/3`);
    carry(base, approving(half, 3), byApprover);
    bankPays(base, `${serviceNumber}/4`);
    expect(payoutOf(base).state).toBe('paid');
  });
});

describe('two counters without a line that pay out the same balance', () => {
  it('end with one payout and one refusal, in whichever order they arrive', () => {
    const first = accepting(settled);
    const second = accepting({ ...settled, serviceNumber: other });
    for (const arriving of [
      [first, second],
      [second, first],
    ]) {
      const base = new FactBase(holding(leaver));
      const codes = arriving.map((body) => codesOf(carry(base, body, body === first ? context : elsewhere)));
      expect(codes).toEqual([['accepted'], ['payout-under-way']]);
      expect(base.all('payout')).toHaveLength(1);
    }
  });

  it('also where insurance was resumed at a third one before they came', () => {
    const base = new FactBase(holding({ ...leaver, insuranceStatus: '1' }, { status: 'open' }));
    base.apply([change('contributionPeriod', paid('2026-06', null))]);
    expect(codesOf(carry(base, accepting(settled)))).toEqual(['payout-not-stopped']);
  });
});
