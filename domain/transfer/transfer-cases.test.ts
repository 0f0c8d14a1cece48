import { describe, expect, it } from 'vitest';
import { requireSoundLedger } from '../ledger/sound-ledger.ts';
import type { CommandContext } from '../command/command-rule.ts';
import { change, type Change } from '../records/change.ts';
import type { CommandBody } from '../command/command-rules.ts';
import {
  agent,
  application,
  card,
  context,
  county,
  person,
  service,
  serviceNumber,
  today,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import {
  account,
  allocated,
  answers,
  approving,
  bankSays,
  carry,
  coming,
  leaver,
  leaving,
  money,
  otherArea,
  otherClerk,
  posted,
  sheet,
  transferringIn,
  transferringOut,
} from '../testing/transfers.ts';
import { ownServiceNumber } from '../reversal/unowed-claim.ts';
import { payoutAsked } from '../testing/payouts.ts';
import { paid } from '../testing/unfreezing.ts';
import type { AcceptTransferOutRequest } from './transfer-requests.ts';

const rules = '医保办发〔2021〕43号';
const out = (request: Partial<AcceptTransferOutRequest> = {}): CommandBody => ({
  kind: 'accept-transfer-out',
  request: { ...transferringOut, ...request },
});
const step = { serviceNumber, personId: person.id };

/** Accepted and approved: the sheet is on its way to the other area. */
function sheetSent(records: readonly Change[] = leaving, amount = 128_450): FactBase {
  const base = new FactBase(records);
  expect(codesOf(carry(base, out({ amount })))).toEqual(['accepted']);
  expect(codesOf(carry(base, approving(amount, 'transfer-out'), otherClerk))).toEqual(['accepted']);
  return base;
}

/** Asked for, and this sheet has come. */
function sheetHere(fields: Parameters<typeof sheet>[0] = {}): FactBase {
  const base = new FactBase(coming);
  expect(codesOf(carry(base, { kind: 'accept-transfer-in', request: transferringIn }))).toEqual(['accepted']);
  answers(base, { id: 'a-sheet', kind: 'sheet', sheet: sheet(fields) });
  return base;
}

const cameMoney = (base: FactBase, id: string, amount: number, fields: Parameters<typeof money>[1] = {}) =>
  answers(base, { id, kind: 'remittance', money: money(amount, fields) });
const match = (base: FactBase, remittanceId: string, note = '') =>
  codesOf(carry(base, { kind: 'match-remittance', request: { ...step, remittanceId, note } }));
const credit = (base: FactBase, amount = 350_000) =>
  codesOf(carry(base, { kind: 'credit-transfer', request: { ...step, amount, signature: 'c2ln' } }));
const giveBack = (base: FactBase, remittanceId: string, amount: number, reason = '非本人款项') =>
  codesOf(
    carry(base, {
      kind: 'return-remittance',
      request: { ...step, remittanceId, amount, reason, signature: 'c2ln' },
    }),
  );
/** A first card that nobody has begun to make. */
const cardApplied = service({ id: '330122-20261120-003-0007' });
const transferOf = (base: FactBase) => base.get('relationshipTransfer', serviceNumber);
const accountOf = (base: FactBase) => base.get('personalAccount', person.id);

describe('a transfer out that arrives after the turn of a month', () => {
  /** Covered on its own day, the 22nd of November; after October nothing was paid. */
  const until = (month: string) => [
    ...leaving.filter(({ table }) => table !== 'contributionPeriod'),
    change('contributionPeriod', paid('2020-01', month)),
  ];
  const on = (decidedOn: string): CommandContext => ({ ...context, decidedOn });

  it.each([
    ['sealed by the turn: on its own day it was not', '2026-10', '2026-12-01', ['accepted']],
    ['sealed in the month that is covered', '2026-10', '2026-11-30', ['transfer-seal-unfounded']],
    ['sealed although the record still gives cover', '2026-11', '2026-12-01', ['transfer-seal-unfounded']],
  ] as const)('%s', (_what, month, decidedOn, codes) => {
    const base = new FactBase(until(month));
    expect(codesOf(carry(base, out({ amount: 128_450 }), on(decidedOn)))).toEqual(codes);
  });

  it('its approval as well', () => {
    const base = new FactBase([...until('2026-10'), change('personalAccount', account({ status: 'open' }))]);
    expect(codesOf(carry(base, out({ amount: 128_450 })))).toEqual(['accepted']);
    base.apply([change('personalAccount', account())]);
    const late = { ...otherClerk, decidedOn: '2026-12-01' };
    expect(codesOf(carry(base, approving(128_450, 'transfer-out'), late))).toEqual(['accepted']);
  });

  it('and what holds the account holds it', () => {
    const held = change('personalAccount', account({ hold: 'disputed' }));
    const base = new FactBase([...until('2026-10'), held]);
    const codes = codesOf(carry(base, out({ amount: 128_450 }), on('2026-12-01')));
    expect(codes).toEqual(['transfer-account-disputed']);
  });
});

describe('who may leave: the conditions of a transfer out, all at once', () => {
  const without = (...tables: readonly Change['table'][]) =>
    leaving.filter(({ table }) => !tables.includes(table));
  const bill = (state: 'open' | 'settled') =>
    change('medicalBill', {
      id: 'bill-1',
      personId: person.id,
      institution: '桐溪县人民医院',
      billedOn: '2026-05-20',
      amount: 32_000,
      state,
    });
  const employers = (employerId: string, from: string, to: string | null) =>
    change('contributionPeriod', { ...paid(from, to), employerId });
  const payout = change('payment', {
    id: 'other/1',
    serviceId: 'other',
    personId: person.id,
    purpose: 'payout',
    payeeName: person.name,
    bankName: '示范银行',
    accountNumber: '6217850000001234560',
    amount: 128_450,
    state: 'ordered',
    orderedAt: context.at,
    sentAt: null,
    answeredAt: null,
    bankReference: null,
    reasonCode: null,
    reasonText: null,
    orderNumber: null,
    remittanceId: null,
  });

  it.each<
    [
      source: string,
      what: string,
      records: readonly Change[],
      request: Partial<AcceptTransferOutRequest>,
      codes: readonly string[],
    ]
  >([
    [rules, 'stopped, nothing owed, nothing open', leaving, {}, ['accepted']],
    [
      rules,
      'still paid for here',
      [
        ...leaving,
        change('insuredPerson', { ...leaver, insuranceStatus: '1' }),
        change('contributionPeriod', paid('2020-01', null)),
        change('personalAccount', account({ status: 'open' })),
      ],
      {},
      ['transfer-not-stopped'],
    ],
    [
      'Social Insurance Law art. 60',
      'the employer left two months unpaid',
      [
        ...without('contributionPeriod'),
        employers('91350100M000100Y43', '2020-01', '2025-03'),
        employers('91350100M000100Y43', '2025-06', '2026-05'),
      ],
      {},
      ['transfer-arrears'],
    ],
    [
      'Social Insurance Law art. 60',
      'a gap between two employers is nobody’s debt',
      [
        ...without('contributionPeriod'),
        employers('91350100M000100Y43', '2020-01', '2025-03'),
        employers('91310110666007217T', '2025-06', '2026-05'),
      ],
      {},
      ['accepted'],
    ],
    [
      'Social Insurance Law art. 60',
      'who pays for himself owes no month',
      [
        ...without('contributionPeriod'),
        change('contributionPeriod', paid('2020-01', '2024-12')),
        change('contributionPeriod', paid('2025-06', '2026-05')),
      ],
      {},
      ['accepted'],
    ],
    [
      'Social Insurance Law art. 27; ' + rules,
      'retired',
      [...leaving, change('insuredPerson', { ...leaver, retiredFrom: '2026-06' })],
      {},
      // Who is retired is covered by it: the seal is a mistake as well.
      ['transfer-retired', 'transfer-seal-unfounded'],
    ],
    ['domain rules section 5', 'an open bill', [...leaving, bill('open')], {}, ['medical-bills-open']],
    ['domain rules section 5', 'a settled bill', [...leaving, bill('settled')], {}, ['accepted']],
    [
      'issue: disputed account',
      'disputed',
      [...leaving, change('personalAccount', account({ hold: 'disputed' }))],
      {},
      ['transfer-account-disputed'],
    ],
    [
      'issue: held account',
      'held by a court',
      [...leaving, change('personalAccount', account({ hold: 'court-order' }))],
      {},
      ['transfer-account-court-order'],
    ],
    [
      'issue: sealed account',
      'sealed although the record gives cover today',
      [...without('contributionPeriod'), change('contributionPeriod', paid('2020-01', '2026-11'))],
      {},
      ['transfer-seal-unfounded'],
    ],
    [
      'domain rules section 1',
      'sealed because contributions stopped, as a transfer presupposes',
      leaving,
      {},
      ['accepted'],
    ],
    [
      'no right leaves twice',
      'a payout is with the bank',
      [...leaving, payout],
      {},
      ['transfer-payout-under-way'],
    ],
    [
      'no right leaves twice',
      'the balance is asked to be paid out',
      [...leaving, change('payout', { ...payoutAsked, personId: person.id })],
      {},
      ['transfer-payout-under-way'],
    ],
    [
      'no right leaves twice',
      'a payout was withdrawn',
      [
        ...leaving,
        change('payout', { ...payoutAsked, personId: person.id, state: 'withdrawn', closedAt: context.at }),
      ],
      {},
      ['accepted'],
    ],
    [
      'one valid card',
      'a card is being made',
      [...leaving, change('card', card({ status: null, making: '01' }))],
      {},
      ['transfer-card-in-making'],
    ],
    [
      'one valid card',
      'a card is applied for and not begun: it would come to life when he has left',
      [...leaving, change('serviceRecord', cardApplied)],
      {},
      ['transfer-card-in-making'],
    ],
    [
      'one valid card',
      'a card that was applied for was withdrawn',
      [...leaving, change('serviceRecord', { ...cardApplied, stage: 'withdrawn', closedAt: context.at })],
      {},
      ['accepted'],
    ],
    [
      'Civil Code art. 13',
      'the person has died: what he leaves is paid to his heirs',
      [...leaving, change('insuredPerson', { ...leaver, deceasedOn: '2026-11-01' })],
      {},
      ['insured-person-deceased'],
    ],
    [
      rules,
      'left already',
      [...leaving, change('personalAccount', account({ status: 'closed', balance: 0 }))],
      {},
      ['approval-changed', 'transfer-account-closed'],
    ],
    [
      rules,
      'to this area itself',
      leaving,
      { otherArea: { ...otherArea, areaCode: county } },
      ['transfer-same-area'],
    ],
    [
      'domain rules section 3',
      'an agent with both documents',
      leaving,
      { channel: 'agent', representative: agent },
      ['accepted'],
    ],
    [
      '一次性告知',
      'everything that is missing is told at one time',
      [
        ...leaving,
        bill('open'),
        change('insuredPerson', { ...leaver, insuranceStatus: '1' }),
        change('personalAccount', account({ hold: 'disputed' })),
      ],
      { photoCompared: false, otherArea: { ...otherArea, bankName: '', accountNumber: '12' }, amount: 1 },
      [
        'approval-changed',
        'medical-bills-open',
        'photo-not-compared',
        'transfer-account-disputed',
        'transfer-account-missing',
        'transfer-account-number-invalid',
        'transfer-arrears',
        'transfer-not-stopped',
      ],
    ],
  ])('%s: %s', (_source, _what, records, request, codes) => {
    expect(codesOf(new FactBase(records).decide(out(request), context))).toEqual(codes);
  });
});

describe('the papers of a transfer out', () => {
  it('are a certificate with every field on the spot, balance in figures and in capitals (domain rules section 5)', () => {
    const base = new FactBase(leaving);
    carry(base, out());
    expect(transferOf(base)).toMatchObject({
      state: 'waiting-approval',
      dueOn: '2026-12-04',
      dueProvisional: false,
      certificate: {
        number: '330122202611220030001',
        checkCode: null,
        name: person.name,
        documentNumber: person.documentNumber,
        insuranceKind: '310',
        areaCode: county,
        fromMonth: '2020-01',
        toMonth: '2026-05',
        benefitsFrom: '2020-02',
        benefitsUntil: '2026-06',
        balance: 128_450,
        balanceInCapitals: '人民币壹仟贰佰捌拾肆元伍角整',
        officeName: '桐溪县医疗保障服务中心',
        contact: '王芳',
        phone: '0571-12345678',
        issuedOn: today,
      },
    });
    expect(posted(base)).toEqual([]);
    expect(accountOf(base).balance).toBe(128_450);
  });

  it.each([
    ['domain rules section 8', '2026-09-24', '2026-10-15', false],
    ['domain rules section 8: no calendar of 2027', '2026-12-25', '2027-01-08', true],
  ])('run ten working days (%s), from %s', (_source, day, dueOn, dueProvisional) => {
    const base = new FactBase(leaving.filter(({ table }) => table !== 'ledgerEntry'));
    base.apply([change('ledgerEntry', allocated(128_450, day))]);
    carry(base, out(), { ...context, today: day, at: `${day}T09:30:00.000+08:00` });
    expect(transferOf(base)).toMatchObject({ dueOn, dueProvisional });
  });

  it('are a sheet with the sum that leaves: balance and interest up to the day of the approval', () => {
    const earning = leaving.map((one) =>
      one.table === 'ledgerEntry' ? change('ledgerEntry', allocated(128_450, '2026-05-31')) : one,
    );
    // 175 days at 0.35% a year of 360 days: 218.5 fen, half up.
    const base = sheetSent(earning, 128_669);
    expect(posted(base)).toEqual([
      'interest-expense > personal-account 219',
      'personal-account > transfers-payable 128669',
    ]);
    expect(transferOf(base)).toMatchObject({
      state: 'sheet-sent',
      amount: 128_669,
      sheet: {
        balance: 128_669,
        balanceInCapitals: '人民币壹仟贰佰捌拾陆元陆角玖分',
        paidMonths: 77,
        months: [{ areaCode: county, fromMonth: '2020-01', toMonth: '2026-05', base: 500_000 }],
        arrears: 'none',
      },
      letters: [{ kind: 'information-sheet', sentAt: null }],
    });
    expect(accountOf(base)).toMatchObject({ balance: 0, status: 'sealed' });
  });
});

describe('a transfer out, from the approval to its end', () => {
  it('is never approved by who entered it, under no role (internal control)', () => {
    const base = new FactBase(leaving);
    carry(base, out());
    expect(codesOf(carry(base, approving(128_450, 'transfer-out')))).toEqual([
      'approval-above-limit',
      'approval-by-enterer',
    ]);
    expect(posted(base)).toEqual([]);
  });

  it('looks at everything again when it is approved', () => {
    const base = new FactBase(leaving);
    carry(base, out());
    base.apply([change('personalAccount', account({ hold: 'disputed' }))]);
    expect(codesOf(carry(base, approving(128_450, 'transfer-out'), otherClerk))).toEqual([
      'transfer-account-disputed',
    ]);
  });

  it('that the second person refuses keeps everything and moves nothing', () => {
    const base = new FactBase(leaving);
    carry(base, out());
    const { kind: _kind, request } = approving(128_450, 'transfer-out');
    carry(
      base,
      { kind: 'refuse-approval', request: { ...request, reason: '账号有误' } as never },
      otherClerk,
    );
    expect(transferOf(base)).toMatchObject({ state: 'withdrawn', reasonText: '账号有误', awaits: false });
    expect(base.get('approval', `${serviceNumber}/1`)).toMatchObject({ state: 'refused' });
    expect(accountOf(base)).toEqual(account());
    expect(posted(base)).toEqual([]);
    expect(codesOf(carry(base, out({ serviceNumber: '330122-20261122-003-0002' })))).toEqual(['accepted']);
  });

  it('is remitted when the other area takes it, and closed here only when that has everything', () => {
    const base = sheetSent();
    base.apply([change('card', card({ status: '0' }))]);
    expect(answers(base, { id: 'a1', kind: 'accepted' })).toBe(true);
    expect(base.get('payment', `${serviceNumber}/1`)).toMatchObject({
      purpose: 'transfer',
      amount: 128_450,
      accountNumber: otherArea.accountNumber,
      state: 'ordered',
    });
    expect(base.get('insuredPerson', person.id).insuranceStatus).toBe('2');
    expect(answers(base, { id: 'a2', kind: 'received' })).toBe(false);
    bankSays(base, `${serviceNumber}/1`, 'paid');
    expect(transferOf(base)).toMatchObject({ state: 'remitted' });
    expect(accountOf(base).status).toBe('sealed');
    expect(answers(base, { id: 'a2', kind: 'received' })).toBe(true);
    expect(transferOf(base).state).toBe('completed');
    expect(accountOf(base)).toMatchObject({ status: 'closed', balance: 0 });
    expect(base.get('insuredPerson', person.id)).toMatchObject({ insuranceStatus: '3', employerId: null });
    expect(base.get('card', card().id)).toMatchObject({ status: '9', making: '09' });
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({ stage: 'completed' });
    expect(posted(base)).toEqual([
      'personal-account > transfers-payable 128450',
      'transfers-payable > bank-deposits 128450',
    ]);
  });

  it('of an empty account is the relationship alone: nothing is paid', () => {
    const empty = leaving.filter(({ table }) => table !== 'ledgerEntry');
    const base = sheetSent([...empty, change('personalAccount', account({ balance: 0 }))], 0);
    answers(base, { id: 'a1', kind: 'accepted' });
    answers(base, { id: 'a2', kind: 'received' });
    expect(base.all('payment')).toEqual([]);
    expect(posted(base)).toEqual([]);
    expect(transferOf(base).state).toBe('completed');
  });

  it('whose account was credited meanwhile ends, and the account stays for that to be paid out (section 6)', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid');
    base.apply([
      change('ledgerEntry', { ...allocated(700), id: 'late' }),
      change('personalAccount', account({ balance: 700 })),
    ]);
    answers(base, { id: 'a2', kind: 'received' });
    expect(accountOf(base)).toMatchObject({ status: 'sealed', balance: 700 });
    expect(base.get('insuredPerson', person.id).insuranceStatus).toBe('3');
  });

  const no = { kind: 'refused', reasonCode: 'R02', reasonText: '该人员未在我地参保' } as const;

  it('that the other area refuses is on the account again, with its reason at once', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', ...no });
    expect(transferOf(base)).toMatchObject({
      state: 'refused',
      reasonCode: 'R02',
      reasonText: no.reasonText,
    });
    expect(accountOf(base)).toMatchObject({ balance: 128_450, status: 'sealed' });
    expect(posted(base)).toEqual([
      'personal-account > transfers-payable 128450',
      'transfers-payable > personal-account 128450',
    ]);
  });

  it('that is refused after all cancels an order that the bank has not got, and waits for the bank otherwise', () => {
    const early = sheetSent();
    answers(early, { id: 'a1', kind: 'accepted' });
    expect(answers(early, { id: 'a2', ...no })).toBe(true);
    expect(early.get('payment', `${serviceNumber}/1`).state).toBe('cancelled');
    expect(accountOf(early).balance).toBe(128_450);
    const late = sheetSent();
    answers(late, { id: 'a1', kind: 'accepted' });
    late.apply([change('payment', { ...late.get('payment', `${serviceNumber}/1`), state: 'sent' })]);
    expect(answers(late, { id: 'a2', ...no })).toBe(false);
    expect(accountOf(late).balance).toBe(0);
  });

  it('that the bank cannot pay is on the account again with the bank’s reason', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'returned');
    expect(transferOf(base)).toMatchObject({ state: 'returned', reasonText: '账号户名不符' });
    expect(accountOf(base).balance).toBe(128_450);
  });

  it('for which money came that is for another and goes back is remitted beside that, each by an order of its own', () => {
    const base = sheetSent();
    cameMoney(base, 'm1', 6_000, { payeeName: '张三' });
    expect(giveBack(base, 'm1', 6_000)).toEqual(['accepted']);
    expect(codesOf(carry(base, approving(6_000, 'remittance-return', 2), otherClerk))).toEqual(['accepted']);
    answers(base, { id: 'a1', kind: 'accepted' });
    expect(base.all('payment').map(({ id, purpose, amount }) => [id, purpose, amount])).toEqual([
      [`${serviceNumber}/1`, 'remittance-return', 6_000],
      [`${serviceNumber}/2`, 'transfer', 128_450],
    ]);
    bankSays(base, `${serviceNumber}/1`, 'paid');
    bankSays(base, `${serviceNumber}/2`, 'paid');
    expect(transferOf(base).state).toBe('remitted');
    expect(base.get('incomingRemittance', 'm1').state).toBe('returned');
    expect(posted(base)).toEqual([
      'personal-account > transfers-payable 128450',
      'bank-deposits > unmatched-receipts 6000',
      'unmatched-receipts > bank-deposits 6000',
      'transfers-payable > bank-deposits 128450',
    ]);
  });

  const keptFor = (amount: number, accountNumber: string) => ({
    payeeName: otherArea.accountName,
    bankName: otherArea.bankName,
    accountNumber,
    amount,
  });

  it('whose money the bank had sent there before a restore goes on with that: what is more is on the account again', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid', keptFor(128_000, otherArea.accountNumber));
    expect(transferOf(base)).toMatchObject({ state: 'remitted', amount: 128_000 });
    expect(accountOf(base).balance).toBe(450);
    expect(posted(base)).toEqual([
      'personal-account > transfers-payable 128450',
      'transfers-payable > bank-deposits 128000',
      'transfers-payable > personal-account 450',
    ]);
  });

  it('whose money the bank had paid to somebody else before a restore sends nothing, and ends with what is left', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid', keptFor(100_000, '6217850000001234561'));
    expect(transferOf(base)).toMatchObject({ state: 'returned', reasonCode: 'paid-otherwise' });
    expect(accountOf(base).balance).toBe(28_450);
    expect(base.get('serviceRecord', serviceNumber).steps.at(-1)?.step).toBe('transfer-paid-otherwise');
    expect(posted(base).slice(1)).toEqual([
      'transfers-payable > bank-deposits 100000',
      'transfers-payable > personal-account 28450',
    ]);
  });

  it('whose money the bank had sent with more than is owed claims what is too much', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid', keptFor(128_500, otherArea.accountNumber));
    expect(transferOf(base).state).toBe('remitted');
    expect(accountOf(base).balance).toBe(0);
    expect(posted(base).slice(1)).toEqual(['transfers-payable > bank-deposits 128450']);
    expect(base.all('ledgerEntry').at(-1)).toMatchObject({
      ...{ debitAccount: 'recovery-claims', creditAccount: 'bank-deposits', amount: 50 },
      serviceId: ownServiceNumber(county, today, []),
    });
  });

  it('whose money the other area sends back is credited here when it is here: the ground for a payout', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid');
    answers(base, {
      id: 'a2',
      kind: 'money-refused',
      reasonCode: 'R09',
      reasonText: '本地不接收个人账户资金',
    });
    expect(transferOf(base)).toMatchObject({ state: 'money-refused', closedAt: null });
    expect(credit(base, 128_450)).toEqual(['transfer-money-missing']);
    cameMoney(base, 'm1', 128_450);
    expect(match(base, 'm1')).toEqual(['accepted']);
    expect(credit(base, 128_450)).toEqual(['accepted']);
    expect(transferOf(base)).toMatchObject({ state: 'returned', reasonText: '本地不接收个人账户资金' });
    expect(accountOf(base)).toMatchObject({ status: 'sealed', balance: 128_450 });
    expect(posted(base)).toEqual([
      'personal-account > transfers-payable 128450',
      'transfers-payable > bank-deposits 128450',
      'bank-deposits > unmatched-receipts 128450',
      'unmatched-receipts > personal-account 128450',
    ]);
  });

  it('whose money comes back after he has died is on the account again all the same: his heirs are paid from it', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid');
    base.apply([
      change('insuredPerson', { ...base.get('insuredPerson', person.id), deceasedOn: '2026-11-20' }),
    ]);
    answers(base, { id: 'a2', kind: 'money-refused', reasonCode: 'R12', reasonText: '参保人已死亡' });
    cameMoney(base, 'm1', 128_450);
    expect(match(base, 'm1')).toEqual(['accepted']);
    expect(credit(base, 128_450)).toEqual(['accepted']);
    expect(transferOf(base)).toMatchObject({ state: 'returned' });
    expect(accountOf(base).balance).toBe(128_450);
  });

  it('is withdrawn before the second person has decided, and not afterwards', () => {
    const base = new FactBase(leaving);
    carry(base, out());
    const withdraw: CommandBody = { kind: 'withdraw-transfer', request: { ...step, reason: '本人改变主意' } };
    expect(codesOf(base.decide(withdraw, context))).toEqual(['accepted']);
    carry(base, approving(128_450, 'transfer-out'), otherClerk);
    expect(codesOf(base.decide(withdraw, context))).toEqual(['transfer-left-already']);
  });

  it('is not begun while a card is applied for: made afterwards, it would be of use without an account', () => {
    const base = new FactBase(leaving.filter(({ table }) => table !== 'card'));
    const applying: CommandBody = {
      kind: 'accept-card-application',
      request: { ...application, serviceNumber: '330122-20261122-003-0009' },
    };
    expect(codesOf(carry(base, applying))).toEqual(['accepted']);
    expect(codesOf(base.decide(out(), context))).toEqual(['transfer-card-in-making']);
  });

  it('lets nothing change what the sheet says: no new card, no month, while it is under way', () => {
    const base = sheetSent();
    const number = '330122-20261122-003-0009';
    const card = base.decide(
      { kind: 'accept-card-application', request: { ...application, serviceNumber: number } },
      context,
    );
    expect(codesOf(card)).toContain('transfer-under-way');
    const asker = { ...transferringOut, channel: 'in-person' } as const;
    const about = { serviceNumber: number, personId: person.id, asker, base: 500_000 };
    const resumed = base.decide(
      {
        kind: 'resume-insurance',
        request: { ...about, employment: { manner: 'flexible' }, fromMonth: '2026-11' },
      },
      context,
    );
    expect(codesOf(resumed)).toContain('transfer-under-way');
  });

  it('is asked about again where the other area stays silent', () => {
    const base = sheetSent();
    const ask: CommandBody = {
      kind: 'follow-up-transfer',
      request: { ...step, way: 'ask', text: '已超过期限' },
    };
    expect(codesOf(base.decide(ask, context))).toEqual(['transfer-letter-on-its-way']);
    const transfer = transferOf(base);
    base.apply([
      change('relationshipTransfer', {
        ...transfer,
        letters: transfer.letters.map((one) => ({ ...one, sentAt: context.at })),
      }),
    ]);
    expect(codesOf(carry(base, ask))).toEqual(['accepted']);
    expect(transferOf(base).letters.at(-1)).toMatchObject({ kind: 'question', text: '已超过期限' });
  });
});

describe('a transfer in: money is held against the sheet before it is credited', () => {
  it('exactly what the sheet says is credited, and its months join those here (five working days)', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000);
    expect(transferOf(base)).toMatchObject({ receivedOn: today, dueOn: '2026-11-27' });
    expect(match(base, 'm1')).toEqual(['accepted']);
    expect(credit(base)).toEqual(['accepted']);
    expect(posted(base)).toEqual([
      'bank-deposits > unmatched-receipts 350000',
      'unmatched-receipts > personal-account 350000',
    ]);
    expect(accountOf(base)).toMatchObject({ status: 'open', balance: 350_000 });
    expect(base.all('contributionPeriod')).toContainEqual(
      expect.objectContaining({ areaCode: otherArea.areaCode, fromMonth: '2018-01', toMonth: '2026-05' }),
    );
    expect(transferOf(base).state).toBe('completed');
    expect(base.get('incomingRemittance', 'm1').state).toBe('credited');
  });

  it('nothing is credited before the money was matched, or without a sheet', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000);
    expect(credit(base)).toEqual(['transfer-money-missing']);
    const without = new FactBase(coming);
    carry(without, { kind: 'accept-transfer-in', request: transferringIn });
    cameMoney(without, 'm1', 350_000);
    expect(match(without, 'm1')).toEqual(['transfer-no-sheet']);
  });

  it('too little: the rest is waited for or asked for, and credited together', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 300_000);
    expect(match(base, 'm1')).toEqual(['transfer-reason-missing']);
    expect(match(base, 'm1', '少汇，余款待补')).toEqual(['accepted']);
    expect(credit(base)).toEqual(['transfer-money-missing']);
    expect(
      codesOf(
        carry(base, { kind: 'follow-up-transfer', request: { ...step, way: 'wait', text: '对方承诺补汇' } }),
      ),
    ).toEqual(['accepted']);
    cameMoney(base, 'm2', 50_000);
    expect(match(base, 'm2')).toEqual(['accepted']);
    expect(credit(base)).toEqual(['accepted']);
    expect(accountOf(base).balance).toBe(350_000);
  });

  it('too little and right: the other area corrects its sheet, and that is credited', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 300_000);
    match(base, 'm1', '与信息表不符');
    answers(base, { id: 'a-corrected', kind: 'sheet', sheet: sheet({ balance: 300_000 }) });
    expect(credit(base, 350_000)).toEqual(['approval-changed']);
    expect(credit(base, 300_000)).toEqual(['accepted']);
    expect(accountOf(base).balance).toBe(300_000);
  });

  it('too much: what the sheet says is credited, the excess goes back when a second person approves', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 360_000);
    expect(match(base, 'm1', '多汇一百元')).toEqual(['accepted']);
    expect(credit(base)).toEqual(['accepted']);
    expect(accountOf(base).balance).toBe(350_000);
    expect(giveBack(base, 'm1', 9_999)).toEqual(['remittance-return-amount']);
    expect(giveBack(base, 'm1', 10_000, '')).toEqual(['transfer-reason-missing']);
    expect(giveBack(base, 'm1', 10_000)).toEqual(['accepted']);
    expect(giveBack(base, 'm1', 10_000)).toEqual(['remittance-settled']);
    expect(codesOf(carry(base, approving(10_000, 'remittance-return')))).toContain('approval-by-enterer');
    expect(codesOf(carry(base, approving(10_000, 'remittance-return'), otherClerk))).toEqual(['accepted']);
    bankSays(base, `${serviceNumber}/1`, 'paid');
    expect(base.get('incomingRemittance', 'm1')).toMatchObject({
      state: 'credited',
      credited: 350_000,
      returned: 10_000,
      returnAsked: null,
    });
    expect(posted(base)).toEqual([
      'bank-deposits > unmatched-receipts 360000',
      'unmatched-receipts > personal-account 350000',
      'unmatched-receipts > bank-deposits 10000',
    ]);
  });

  it.each([
    ['another person', { payeeNumber: '440524188001010014' }, 'remittance-other-person'],
    ['another name', { payeeName: '张三' }, 'remittance-other-person'],
    ['another area', { payerAreaCode: '110105' }, 'remittance-other-area'],
  ] as const)('money for %s is never credited: it goes back whole', (_what, fields, code) => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000, fields);
    expect(match(base, 'm1')).toEqual([code]);
    expect(giveBack(base, 'm1', 350_000)).toEqual(['accepted']);
    carry(base, approving(350_000, 'remittance-return'), otherClerk);
    bankSays(base, `${serviceNumber}/1`, 'paid');
    expect(base.get('incomingRemittance', 'm1').state).toBe('returned');
    expect(accountOf(base).balance).toBe(0);
  });

  it('money that an area has sent that was not asked goes back to the account from which it came', () => {
    const base = sheetHere();
    const from = {
      payerAreaCode: '110105',
      payerName: '另一中心',
      payerBankName: '另一银行',
      payerAccountNumber: '1101051673500001',
    };
    cameMoney(base, 'm1', 350_000, from);
    const request = { ...step, remittanceId: 'm1', amount: 350_000, reason: '非本人款项', signature: 'c2ln' };
    const asked = carry(base, { kind: 'return-remittance', request });
    const approved = carry(base, approving(350_000, 'remittance-return'), otherClerk);
    const signed = [asked, approved].map((one) => (one.accepted ? one.signature?.destination : null));
    const words = JSON.stringify([[from.payerBankName, from.payerName, from.payerAccountNumber, '110105']]);
    expect(signed).toEqual([words, words]);
    expect(base.get('payment', `${serviceNumber}/1`)).toMatchObject({
      payeeName: from.payerName,
      bankName: from.payerBankName,
      accountNumber: from.payerAccountNumber,
      amount: 350_000,
    });
  });

  it('money that goes back is not approved by who took the transfer', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000, { payeeName: '张三' });
    const asking: CommandBody = {
      kind: 'return-remittance',
      request: { ...step, remittanceId: 'm1', amount: 350_000, reason: '非本人款项', signature: 'c2ln' },
    };
    // His colleague asks.
    expect(codesOf(carry(base, asking, otherClerk))).toEqual(['accepted']);
    expect(codesOf(base.decide(approving(350_000, 'remittance-return'), context))).toContain(
      'approval-by-enterer',
    );
    expect(base.get('approval', `${serviceNumber}/1`).enteredBy).toEqual([
      context.clerkId,
      otherClerk.clerkId,
    ]);
  });

  it('money that is asked to go back still goes back when the transfer is withdrawn meanwhile', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000, { payeeName: '张三' });
    expect(giveBack(base, 'm1', 350_000)).toEqual(['accepted']);
    const withdraw: CommandBody = { kind: 'withdraw-transfer', request: { ...step, reason: '本人改变主意' } };
    expect(codesOf(carry(base, withdraw))).toEqual(['accepted']);
    expect(codesOf(carry(base, approving(350_000, 'remittance-return'), otherClerk))).toEqual(['accepted']);
    bankSays(base, `${serviceNumber}/1`, 'paid');
    expect(base.get('incomingRemittance', 'm1').state).toBe('returned');
  });

  it('money that the bank cannot send back is here as before and can be sent once more', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000, { payeeName: '张三' });
    giveBack(base, 'm1', 350_000);
    carry(base, approving(350_000, 'remittance-return'), otherClerk);
    bankSays(base, `${serviceNumber}/1`, 'returned');
    expect(base.get('incomingRemittance', 'm1')).toMatchObject({
      returned: 0,
      returnAsked: null,
      state: 'unmatched',
    });
    expect(giveBack(base, 'm1', 350_000)).toEqual(['accepted']);
  });

  it('money that is asked to go back still does when the transfer is withdrawn meanwhile', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000, { payeeName: '张三' });
    giveBack(base, 'm1', 350_000);
    const withdraw: CommandBody = { kind: 'withdraw-transfer', request: { ...step, reason: '本人放弃' } };
    expect(codesOf(carry(base, withdraw))).toEqual(['accepted']);
    expect(codesOf(carry(base, approving(350_000, 'remittance-return'), otherClerk))).toEqual(['accepted']);
    bankSays(base, `${serviceNumber}/1`, 'paid');
    expect(base.get('incomingRemittance', 'm1')).toMatchObject({ state: 'returned', returnAsked: null });
  });

  it('what comes twice goes back, also after the first was credited', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000);
    cameMoney(base, 'm2', 350_000);
    match(base, 'm1');
    expect(match(base, 'm2')).toEqual(['remittance-twice']);
    credit(base);
    cameMoney(base, 'm3', 350_000);
    expect(match(base, 'm3')).toEqual(['remittance-twice', 'transfer-awaits-nothing']);
    expect(giveBack(base, 'm3', 350_000)).toEqual(['accepted']);
    expect(accountOf(base).balance).toBe(350_000);
  });

  it('a sheet of somebody else credits nothing until a corrected one has come', () => {
    const base = sheetHere({ documentNumber: '440524188001010014' });
    cameMoney(base, 'm1', 350_000);
    expect(match(base, 'm1')).toEqual(['transfer-sheet-other-person']);
    answers(base, { id: 'a-corrected', kind: 'sheet', sheet: sheet() });
    expect(match(base, 'm1')).toEqual(['accepted']);
    expect(credit(base)).toEqual(['accepted']);
  });

  it('that the other area refuses ends with its reason; that is withdrawn sends back what still comes', () => {
    const refused = new FactBase(coming);
    carry(refused, { kind: 'accept-transfer-in', request: transferringIn });
    answers(refused, { id: 'a1', kind: 'refused', reasonCode: 'R01', reasonText: '存在欠费' });
    expect(transferOf(refused)).toMatchObject({ state: 'refused', reasonText: '存在欠费' });
    const withdrawn = sheetHere();
    expect(
      codesOf(carry(withdrawn, { kind: 'withdraw-transfer', request: { ...step, reason: '本人放弃' } })),
    ).toEqual(['accepted']);
    cameMoney(withdrawn, 'm1', 350_000);
    expect(match(withdrawn, 'm1')).toEqual(['transfer-awaits-nothing']);
    expect(giveBack(withdrawn, 'm1', 350_000)).toEqual(['accepted']);
  });

  it.each<[what: string, records: readonly Change[], codes: readonly string[]]>([
    ['not insured here', [change('insuredPerson', { ...leaver })], ['transfer-not-insured-here']],
    [
      'retired (Social Insurance Law art. 27)',
      [change('insuredPerson', { ...leaver, insuranceStatus: '1', retiredFrom: '2026-01' })],
      ['transfer-retired'],
    ],
    [
      'account closed',
      [change('personalAccount', account({ status: 'closed', balance: 0 }))],
      ['transfer-account-closed'],
    ],
  ])('nobody is asked for one who is %s', (_what, records, codes) => {
    const base = new FactBase([...coming, ...records]);
    expect(codesOf(base.decide({ kind: 'accept-transfer-in', request: transferringIn }, context))).toEqual(
      codes,
    );
  });
});

describe('every answer of the other area', () => {
  it('counts once, however often it is heard', () => {
    const base = sheetHere();
    cameMoney(base, 'm1', 350_000);
    cameMoney(base, 'm1', 350_000);
    expect(posted(base)).toEqual(['bank-deposits > unmatched-receipts 350000']);
    match(base, 'm1');
    credit(base);
    cameMoney(base, 'm1', 350_000);
    answers(base, { id: 'a-sheet', kind: 'sheet', sheet: sheet({ balance: 1 }) });
    expect(transferOf(base).amount).toBe(350_000);
    expect(accountOf(base).balance).toBe(350_000);
  });

  it('leaves a sound ledger', () => {
    const base = sheetSent();
    answers(base, { id: 'a1', kind: 'accepted' });
    bankSays(base, `${serviceNumber}/1`, 'paid');
    answers(base, { id: 'a2', kind: 'received' });
    requireSoundLedger([change('personalAccount', { ...accountOf(base), balance: 0 })], () => ({
      account: undefined,
      entries: () => base.all('ledgerEntry').filter(({ personId }) => personId === person.id),
    }));
  });
});
