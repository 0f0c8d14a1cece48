import type { Fen } from '../money/fen.ts';
import { isSamePayee } from '../payment/kept-order.ts';
import { change, type Change } from '../records/change.ts';
import type { Payment } from '../records/payment.ts';
import type { IncomingRemittance } from '../records/relationship-transfer.ts';
import { stepOf, type AnsweredFacts, type TakenUp } from './answered-facts.ts';
import { backOnAccount, backPosted } from './back-on-account.ts';
import { paidOtherwise, withLetter } from './relationship-transfer.ts';
import { leftOf, settled } from './remittance.ts';

/** The money that a payment sends back; undefined for what else is paid, and where the transfer has heard of it. */
export function moneyThatGoesBack(
  remittances: readonly IncomingRemittance[],
  paymentId: string,
): IncomingRemittance | undefined {
  return remittances.find(({ returnAsked }) => returnAsked?.paymentId === paymentId);
}

/**
 * Money that goes back, with as much of it asked for as the bank has sent: another sum than was ordered where the bank had that
 * before a restore (domain/payment/kept-order.ts). So nothing else is done with it until the transfer has heard.
 * @param sent what the bank has sent, fen
 */
export function asSentBack(remittance: IncomingRemittance, sent: Fen): IncomingRemittance {
  const { returnAsked } = remittance;
  if (returnAsked === null) return remittance;
  const amount = Math.min(sent, leftOf({ ...remittance, returnAsked: null }));
  return { ...remittance, returnAsked: { ...returnAsked, amount } };
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
    return backOnAccount(facts, 'returned', { code: paidOtherwise, text: own.bankReference }, now, rest);
  }
  const advised = withLetter(
    // What the bank had paid beyond it was never on the account, and comes back to nobody's.
    { ...transfer, amount: Math.min(own.amount, transfer.amount), state: 'remitted' },
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
