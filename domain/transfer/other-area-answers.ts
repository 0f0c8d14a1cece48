import { cancelCard } from '../card/card-status.ts';
import type { WorkingDayCalendar } from '../calendar/working-days.ts';
import { entriesOf, postEntries, type PostingGroup } from '../ledger/post-entries.ts';
import type { Fen } from '../money/fen.ts';
import { isSamePayee } from '../payment/kept-order.ts';
import { orderPayment } from '../payment/payment-order.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, InsuredPerson, PersonalAccount, ServiceRecord } from '../records/records.ts';
import type { Payment } from '../records/payment.ts';
import type {
  IncomingRemittance,
  InformationSheet,
  RelationshipTransfer,
} from '../records/relationship-transfer.ts';
import { dueAfter, endTransfer, isTransferOpen, withLetter, workingDaysIn } from './relationship-transfer.ts';
import { leftOf, settled } from './remittance.ts';

/**
 * What another area answers; each with an id that it has for ever.
 * Out: 'accepted' it takes the relationship; 'received' sheet and money are there; 'money-refused' it sends the money back.
 * In: 'sheet'. 'refused' and 'remittance' (money that has come) in both.
 */
export type AreaAnswer = { readonly id: string } & (
  | { readonly kind: 'accepted' | 'received' }
  | { readonly kind: 'refused' | 'money-refused'; readonly reasonCode: string; readonly reasonText: string }
  | { readonly kind: 'sheet'; readonly sheet: InformationSheet }
  | {
      readonly kind: 'remittance';
      readonly money: Pick<
        IncomingRemittance,
        | 'amount'
        | 'payerAreaCode'
        | 'payerName'
        | 'payerBankName'
        | 'payerAccountNumber'
        | 'payeeName'
        | 'payeeNumber'
        | 'reference'
      >;
    }
);

/** The records on which an answer works, as they are when it is taken up. */
export interface AnsweredFacts {
  readonly transfer: RelationshipTransfer;
  readonly service: ServiceRecord;
  readonly person: InsuredPerson;
  readonly account: PersonalAccount | undefined;
  readonly cards: readonly Card[];
  readonly payments: readonly Payment[];
  readonly remittances: readonly IncomingRemittance[];
  readonly calendar: WorkingDayCalendar;
}

/** When the central office takes it up. */
export interface TakenUp {
  readonly today: string;
  readonly at: string;
}

/** Who did what nobody at a counter did. */
const centralOffice = 'central-office';

/**
 * What follows from an answer: written once, because its id is kept with the transfer. Null where it cannot be taken up yet
 * (the bank has still to say what became of the money) and is asked for again; an empty list where it was taken up before.
 */
export function afterAnswer(
  facts: AnsweredFacts,
  answer: AreaAnswer,
  now: TakenUp,
): readonly Change[] | null {
  const { transfer } = facts;
  if (transfer.heard.includes(answer.id)) return [];
  const heard: AnsweredFacts = {
    ...facts,
    transfer: { ...transfer, heard: [...transfer.heard, answer.id] },
  };
  switch (answer.kind) {
    case 'accepted':
      return transfer.state === 'sheet-sent' ? taken(heard, now) : onlyHeard(heard);
    case 'received':
      if (transfer.state === 'taken') return null;
      return transfer.state === 'remitted' ? closedHere(heard, now) : onlyHeard(heard);
    case 'refused':
      return transfer.direction === 'out' ? refusedOut(heard, answer, now) : refusedIn(heard, answer, now);
    case 'money-refused':
      return transfer.direction === 'out' ? refusedOut(heard, answer, now) : onlyHeard(heard);
    case 'sheet':
      return sheetCame(heard, answer.sheet, now);
    case 'remittance':
      return moneyCame(heard, answer, now);
    default:
      return answer satisfies never;
  }
}

/** What follows from what the bank says of the payments of a transfer; empty where it has said nothing new. */
export function afterPayments(facts: AnsweredFacts, now: TakenUp): readonly Change[] {
  const { transfer, payments, remittances } = facts;
  const back = remittances.flatMap((remittance): Change[] => {
    const payment = payments.find(({ id }) => id === remittance.returnAsked?.paymentId);
    if (payment === undefined) return [];
    const free = { ...remittance, returnAsked: null };
    if (payment.state === 'paid') {
      const returned = free.returned + Math.min(payment.amount, leftOf(free));
      return [change('incomingRemittance', settled({ ...free, returned }))];
    }
    // It is here as before, and can be sent back once more.
    return payment.state === 'returned'
      ? [change('incomingRemittance', { ...free, note: payment.reasonText })]
      : [];
  });
  const own = payments.find(({ purpose }) => purpose === 'transfer');
  if (transfer.state !== 'taken' || own === undefined) return back;
  if (own.state === 'paid') return [...back, ...remitted(facts, own, now)];
  if (own.state !== 'returned') return back;
  const reason = { code: own.reasonCode, text: own.reasonText };
  return [...back, ...backOnAccount(facts, 'returned', reason, now)];
}

/**
 * The bank has paid. Where it had paid otherwise under the number of the order (domain/payment/kept-order.ts), what that did
 * not cover is on the account again; where it went to somebody else, nothing has gone to the other area, and this ends.
 */
function remitted(facts: AnsweredFacts, own: Payment, now: TakenUp): readonly Change[] {
  const { transfer, service, account } = facts;
  const { accountName: payeeName, bankName, accountNumber } = transfer.otherArea;
  const rest = Math.max(0, transfer.amount - own.amount);
  if (!isSamePayee(own, { payeeName, bankName, accountNumber })) {
    return backOnAccount(facts, 'returned', { code: 'paid-otherwise', text: own.bankReference }, now, rest);
  }
  const advised = withLetter(
    { ...transfer, amount: own.amount, state: 'remitted' },
    'remittance-advice',
    now.at,
    own.bankReference,
  );
  return [
    ...(account === undefined || rest === 0 ? [] : backPosted(transfer, account, 'remitted', now, rest)),
    change('relationshipTransfer', advised),
    change('serviceRecord', stepOf(service, 'transfer-remitted', now, own.bankReference)),
  ];
}

/** What is ordered of the bank when the other area takes the relationship; nothing where there is nothing to remit. */
function taken(facts: AnsweredFacts, now: TakenUp): readonly Change[] {
  const { transfer, service } = facts;
  const stepped = change('serviceRecord', stepOf(service, 'transfer-taken', now));
  if (transfer.amount === 0) {
    const advised = withLetter(transfer, 'remittance-advice', now.at);
    return [change('relationshipTransfer', { ...advised, state: 'remitted' }), stepped];
  }
  const payment = orderPayment(
    1,
    { serviceId: transfer.id, personId: transfer.personId, purpose: 'transfer', amount: transfer.amount },
    transfer.otherArea,
    now.at,
  );
  return [
    change('payment', payment),
    change('relationshipTransfer', { ...transfer, state: 'taken' }),
    stepped,
  ];
}

/**
 * The new place has it: the relationship ends here, account and card with it (AAC031 3). Where something was credited since
 * the balance left, the account stays for that to be paid out (domain rules section 6, closed on leaving).
 */
function closedHere(facts: AnsweredFacts, now: TakenUp): readonly Change[] {
  const { transfer, service, person, account, cards } = facts;
  return [
    change('relationshipTransfer', endTransfer(transfer, 'completed', now.at)),
    change('insuredPerson', { ...person, employerId: null, insuranceStatus: '3' }),
    ...(account === undefined || account.balance !== 0
      ? []
      : [change('personalAccount', { ...account, status: 'closed' })]),
    ...cards.flatMap((card) => {
      const cancelled = cancelCard(card);
      return cancelled === card ? [] : [change('card', cancelled)];
    }),
    change('serviceRecord', {
      ...stepOf(service, 'transfer-received', now),
      stage: 'completed',
      closedAt: now.at,
    }),
  ];
}

type Refused = Extract<AreaAnswer, { readonly kind: 'refused' | 'money-refused' }>;

/** What the other area does not take: not gone yet, it is on the account again; gone, it is waited for. */
function refusedOut(facts: AnsweredFacts, answer: Refused, now: TakenUp): readonly Change[] | null {
  const { transfer, service, payments } = facts;
  const reason = { code: answer.reasonCode, text: answer.reasonText };
  const own = payments.find(({ purpose }) => purpose === 'transfer');
  if (transfer.state === 'sheet-sent') return backOnAccount(facts, 'refused', reason, now);
  if (transfer.state === 'taken') {
    // Only an order that the bank has not got yet can be taken back.
    if (own?.state !== 'ordered') return null;
    return [
      change('payment', { ...own, state: 'cancelled' }),
      ...backOnAccount(facts, 'refused', reason, now),
    ];
  }
  if (transfer.state !== 'remitted') return onlyHeard(facts);
  return [
    change('relationshipTransfer', {
      ...transfer,
      state: 'money-refused',
      reasonCode: reason.code,
      reasonText: reason.text,
    }),
    change('serviceRecord', stepOf(service, 'transfer-money-refused', now, reason.text)),
  ];
}

/** What was owed to the other area and never left the bank is the person's again. */
function backOnAccount(
  { transfer, service, account }: AnsweredFacts,
  state: 'refused' | 'returned',
  reason: { readonly code: string | null; readonly text: string | null },
  now: TakenUp,
  amount = transfer.amount,
): readonly Change[] {
  const step = reason.code === 'paid-otherwise' ? reason.code : state;
  return [
    ...(account === undefined ? [] : backPosted(transfer, account, state, now, amount)),
    change('relationshipTransfer', endTransfer(transfer, state, now.at, reason)),
    change('serviceRecord', {
      ...stepOf(service, `transfer-${step}`, now, reason.text),
      stage: 'withdrawn',
      closedAt: now.at,
    }),
  ];
}

function backPosted(
  { id, personId, otherArea }: RelationshipTransfer,
  account: PersonalAccount,
  why: 'refused' | 'returned' | 'remitted',
  now: TakenUp,
  amount: Fen,
): readonly Change[] {
  return postEntries(
    { groupId: `${id} ${why}`, serviceId: id, postedOn: now.today },
    [
      {
        personId,
        kind: 'transfer',
        institution: otherArea.officeName,
        debitAccount: 'transfers-payable',
        creditAccount: 'personal-account',
        amount,
      },
    ],
    account,
  );
}

function refusedIn(facts: AnsweredFacts, answer: Refused, now: TakenUp): readonly Change[] {
  const { transfer, service } = facts;
  if (!isTransferOpen(transfer)) return onlyHeard(facts);
  const reason = { code: answer.reasonCode, text: answer.reasonText };
  return [
    change('relationshipTransfer', endTransfer(transfer, 'refused', now.at, reason)),
    change('serviceRecord', {
      ...stepOf(service, 'transfer-refused', now, answer.reasonText),
      stage: 'withdrawn',
      closedAt: now.at,
    }),
  ];
}

/** A sheet, or a corrected one; the last one counts until the money is credited. */
function sheetCame(facts: AnsweredFacts, sheet: InformationSheet, now: TakenUp): readonly Change[] {
  const { transfer, service } = facts;
  if (transfer.direction === 'out' || !isTransferOpen(transfer)) return onlyHeard(facts);
  const step = transfer.sheet === null ? 'transfer-sheet-received' : 'transfer-sheet-corrected';
  const withSheet: RelationshipTransfer = {
    ...transfer,
    state: 'sheet-received',
    sheet,
    amount: sheet.balance,
  };
  return [
    change('relationshipTransfer', received(withSheet, facts, facts.remittances.length, now)),
    change('serviceRecord', stepOf(service, step, now)),
  ];
}

/** Money is booked as what has come and is nobody's, whatever it is for. */
function moneyCame(
  facts: AnsweredFacts,
  { id, money }: Extract<AreaAnswer, { readonly kind: 'remittance' }>,
  now: TakenUp,
): readonly Change[] {
  const { transfer, service } = facts;
  const remittance: IncomingRemittance = {
    id,
    transferId: transfer.id,
    ...money,
    receivedOn: now.today,
    state: 'unmatched',
    credited: 0,
    returned: 0,
    returnAsked: null,
    note: null,
  };
  const group: PostingGroup = { groupId: `remittance ${id}`, serviceId: transfer.id, postedOn: now.today };
  const entries = entriesOf(group, [
    {
      personId: null,
      kind: 'transfer',
      institution: money.payerName,
      debitAccount: 'bank-deposits',
      creditAccount: 'unmatched-receipts',
      amount: money.amount,
    },
  ]);
  return [
    ...entries.map((entry) => change('ledgerEntry', entry)),
    change('incomingRemittance', remittance),
    change('relationshipTransfer', received(transfer, facts, facts.remittances.length + 1, now)),
    change('serviceRecord', stepOf(service, 'transfer-money-received', now)),
  ];
}

/** The five working days of the new place run from the day on which sheet and money are both here. */
function received(
  transfer: RelationshipTransfer,
  { calendar }: AnsweredFacts,
  remittances: number,
  { today }: TakenUp,
): RelationshipTransfer {
  const { direction, sheet, receivedOn } = transfer;
  const isHere = direction === 'in' && sheet !== null && (remittances > 0 || sheet.balance === 0);
  return !isHere || receivedOn !== null || !isTransferOpen(transfer)
    ? transfer
    : { ...transfer, receivedOn: today, ...dueAfter(calendar, today, workingDaysIn) };
}

function onlyHeard({ transfer }: AnsweredFacts): readonly Change[] {
  return [change('relationshipTransfer', transfer)];
}

function stepOf(
  service: ServiceRecord,
  step: string,
  { at }: TakenUp,
  note: string | null = null,
): ServiceRecord {
  return { ...service, steps: [...service.steps, { step, at, clerkId: centralOffice, note }] };
}
