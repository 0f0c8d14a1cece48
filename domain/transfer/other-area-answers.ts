import { cancelCard } from '../card/card-status.ts';
import { entriesOf, type PostingGroup } from '../ledger/post-entries.ts';
import { orderPayment } from '../payment/payment-order.ts';
import { change, type Change } from '../records/change.ts';
import type {
  IncomingRemittance,
  InformationSheet,
  RelationshipTransfer,
} from '../records/relationship-transfer.ts';
import { stepOf, type AnsweredFacts, type TakenUp } from './answered-facts.ts';
import { backOnAccount } from './back-on-account.ts';
import { dueAfter, endTransfer, isTransferOpen, withLetter, workingDaysIn } from './relationship-transfer.ts';

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

/** What is ordered of the bank when the other area takes the relationship; nothing where there is nothing to remit. */
function taken(facts: AnsweredFacts, now: TakenUp): readonly Change[] {
  const { transfer, service, payments } = facts;
  const stepped = change('serviceRecord', stepOf(service, 'transfer-taken', now));
  if (transfer.amount === 0) {
    const advised = withLetter(transfer, 'remittance-advice', now.at);
    return [change('relationshipTransfer', { ...advised, state: 'remitted' }), stepped];
  }
  const payment = orderPayment(
    payments,
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
