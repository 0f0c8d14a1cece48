import type { CommandContext, Decision } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import type { Payment } from '../records/payment.ts';
import { claimUnowed, ownServiceNumber } from '../reversal/unowed-claim.ts';
import { change, type Change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { Clerk, InsuredPerson, PersonalAccount } from '../records/records.ts';
import type { InformationSheet, OtherArea, RelationshipTransfer } from '../records/relationship-transfer.ts';
import { beginTransfer } from '../transfer/relationship-transfer.ts';
import { calendarOf } from '../calendar/published-calendar.ts';
import { settlePayment, type KeptOrder } from '../payment/kept-order.ts';
import { entriesOfPayment, type PaymentAnswer } from '../payment/payment-order.ts';
import { afterPayments } from '../transfer/after-payments.ts';
import type { AnsweredFacts } from '../transfer/answered-facts.ts';
import { afterAnswer, type AreaAnswer } from '../transfer/other-area-answers.ts';
import type { AcceptTransferInRequest, AcceptTransferOutRequest } from '../transfer/transfer-requests.ts';
import { publishedYears } from './calendar-years.ts';
import { beginning, clerk, context, person as anyone, serviceNumber, county, today } from './county.ts';
import type { FactBase } from './fact-base.ts';
import { ownDocument, published } from './loss.ts';
import { paid, rightsParameters } from './unfreezing.ts';

/** What a transfer needs of the county, and people who may leave and come. */

const colleague: Clerk = {
  ...clerk,
  id: 'clerk-li',
  loginName: 'li',
  name: '李静',
  role: 'supervisor',
};
export const otherClerk: CommandContext = {
  ...context,
  clerkId: colleague.id,
  commandId: '01938f5e-0000-7000-8000-000000000002',
};

/** Stopped since the end of May. */
export const leaver: InsuredPerson = { ...anyone, insuranceStatus: '2' };
const comer: InsuredPerson = { ...anyone, insuranceStatus: '1' };

export const otherArea: OtherArea = {
  areaCode: '340104',
  areaName: '合肥市蜀山区',
  officeName: '合肥市医疗保障基金管理中心',
  contact: '赵敏',
  phone: '0551-63530000',
  bankName: '示范银行合肥分行',
  accountName: '合肥市医疗保障基金管理中心',
  accountNumber: '3400012345670',
};

/** Money on the account without interest to come: it was posted today. */
export function allocated(amount: number, postedOn = today): LedgerEntry {
  return {
    id: 'entry-1',
    personId: anyone.id,
    serial: 1,
    postedOn,
    kind: 'allocation',
    insuranceKind: '310',
    groupId: 'entry-1',
    serviceId: null,
    institution: '',
    debitAccount: 'contributions-received',
    creditAccount: 'personal-account',
    amount,
    reversesId: null,
  };
}

export function account(fields: Partial<PersonalAccount> = {}): PersonalAccount {
  return { id: anyone.id, status: 'sealed', openedOn: '2020-01-01', balance: 128_450, hold: null, ...fields };
}

const transferParameters: readonly Change[] = [
  ...rightsParameters,
  ...publishedYears.map((year) => change('calendarYear', year)),
  ...[
    published('account-interest-rate', '0.0035', '2000-01-01'),
    published('approval-limit-clerk', '0'),
    published('approval-limit-supervisor', '100000000'),
  ].map((one) => change('poolingAreaParameter', one)),
  change('clerk', colleague),
];

/** Everything of somebody who may leave with 1,284.50 yuan. */
export const leaving: readonly Change[] = [
  ...beginning,
  ...transferParameters,
  change('insuredPerson', leaver),
  change('contributionPeriod', paid('2020-01', '2026-05')),
  change('personalAccount', account()),
  change('ledgerEntry', allocated(128_450)),
];

/** Everything of somebody who pays here since June and was insured elsewhere before. */
export const coming: readonly Change[] = [
  ...beginning,
  ...transferParameters,
  change('insuredPerson', comer),
  change('contributionPeriod', paid('2026-06', null)),
  change('personalAccount', account({ status: 'open', balance: 0 })),
];

const presented = {
  serviceNumber,
  personId: anyone.id,
  channel: 'in-person',
  document: ownDocument,
  representative: null,
  photoCompared: true,
} as const;

export const transferringOut: AcceptTransferOutRequest = {
  ...presented,
  otherArea,
  amount: 128_450,
  signature: 'c2ln',
};
export const transferringIn: AcceptTransferInRequest = {
  ...presented,
  otherArea,
  broughtCertificate: { number: '340104202605310030001', checkCode: '123456' },
};

/** The sheet of somebody who was insured in the other area from 2018 to May 2026. */
export function sheet(fields: Partial<InformationSheet> = {}): InformationSheet {
  return {
    name: anyone.name,
    documentKind: anyone.documentKind,
    documentNumber: anyone.documentNumber,
    insuranceKind: '310',
    months: [{ areaCode: otherArea.areaCode, fromMonth: '2018-01', toMonth: '2026-05', base: 400_000 }],
    paidMonths: 101,
    paidMonthsHere: 101,
    benefitsFrom: '2018-02',
    benefitsUntil: '2026-06',
    balance: 350_000,
    balanceInCapitals: '人民币叁仟伍佰元整',
    arrears: 'none',
    issuedOn: today,
    ...fields,
  };
}

type Money = Extract<AreaAnswer, { readonly kind: 'remittance' }>['money'];

export function money(amount: number, fields: Partial<Money> = {}): Money {
  return {
    amount,
    payerAreaCode: otherArea.areaCode,
    payerName: otherArea.accountName,
    payerBankName: otherArea.bankName,
    payerAccountNumber: otherArea.accountNumber,
    payeeName: anyone.name,
    payeeNumber: anyone.documentNumber,
    reference: serviceNumber,
    ...fields,
  };
}

/** Decides and writes what the central office writes. */
export function carry(base: FactBase, body: CommandBody, by: CommandContext = context): Decision {
  const decision = base.decide(body, by);
  if (decision.accepted) base.apply(decision.carriedOut ?? decision.changes);
  return decision;
}

export const approving = (
  amount: number,
  kind: 'transfer-out' | 'remittance-return',
  number = 1,
): CommandBody => ({
  kind: 'approve-service',
  request: {
    approvalId: `${serviceNumber}/${String(number)}`,
    serviceNumber,
    personId: anyone.id,
    kind,
    signature: 'c2ln',
    amount,
  },
});

const now = { today, at: `${today}T14:00:00.000+08:00` };

function answeredFacts(base: FactBase): AnsweredFacts {
  return {
    transfer: base.get('relationshipTransfer', serviceNumber),
    service: base.get('serviceRecord', serviceNumber),
    person: base.get('insuredPerson', anyone.id),
    account: base.all('personalAccount').find(({ id }) => id === anyone.id),
    cards: base.all('card').filter(({ personId }) => personId === anyone.id),
    payments: base.all('payment'),
    remittances: base.all('incomingRemittance'),
    paper: base.all('registeredPaper').find(({ id }) => id === serviceNumber),
    calendar: calendarOf(publishedYears),
  };
}

/** What the other area says is taken up; false where that must wait. */
export function answers(base: FactBase, answer: AreaAnswer): boolean {
  const changes = afterAnswer(answeredFacts(base), answer, now);
  base.apply(changes ?? []);
  return changes !== null;
}

/**
 * The bank has paid, or could not, and the transfer hears of it.
 * @param kept what the bank has under the number, where that is not this payment
 */
export function bankSays(base: FactBase, id: string, state: 'paid' | 'returned', kept?: KeptOrder): void {
  const ordered = base.get('payment', id);
  const sent: Payment = { ...ordered, state: 'sent', orderNumber: id };
  const answer: PaymentAnswer =
    state === 'paid'
      ? { outcome: 'paid', reference: 'B20261122001' }
      : { outcome: 'returned', reasonCode: 'NAME', reasonText: '账号户名不符' };
  const settled = settlePayment(sent, kept ?? sent, answer, now.at, []);
  if (settled === null) throw new Error('the bank has nothing to say of it');
  base.apply([
    change('payment', settled.payment),
    ...entriesOfPayment(settled.payment, today, settled.unowed).map((entry) => change('ledgerEntry', entry)),
    ...(settled.unowed === 0
      ? []
      : claimUnowed(
          settled.payment,
          settled.unowed,
          { id: ownServiceNumber(county, today, []), of: base.get('serviceRecord', serviceNumber) },
          now,
        )),
  ]);
  base.apply(afterPayments(answeredFacts(base), now));
}

/** The entries that a service has posted, as 'from > to amount'. */
export function posted(base: FactBase): readonly string[] {
  return base
    .all('ledgerEntry')
    .filter(({ serviceId }) => serviceId === serviceNumber)
    .map(({ debitAccount, creditAccount, amount }) => `${debitAccount} > ${creditAccount} ${String(amount)}`);
}

/** 关系转出 as it stands: of this person, at its end where a state says so. */
export function transferOut(
  state: RelationshipTransfer['state'],
  serviceId = '440113-20261101-001-0002',
  acceptedOn = today,
) {
  const ended = state === 'refused' || state === 'returned' || state === 'completed';
  const transfer: RelationshipTransfer = {
    ...beginTransfer(
      { serviceNumber: serviceId, personId: anyone.id },
      'out',
      otherArea,
      { dueOn: '2026-12-10', dueProvisional: false },
      acceptedOn,
    ),
    state,
    closedAt: ended ? context.at : null,
  };
  return change('relationshipTransfer', transfer);
}
