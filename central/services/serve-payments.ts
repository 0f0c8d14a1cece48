import type { Lookup } from '../../domain/command/facts.ts';
import { Facts } from '../../domain/command/facts.ts';
import { requireSoundLedger } from '../../domain/ledger/sound-ledger.ts';
import {
  isAsOrdered,
  settlePayment,
  type KeptOrder,
  type SettledPayment,
} from '../../domain/payment/kept-order.ts';
import { goingBefore, isSameMoney, nextOrderNumber } from '../../domain/payment/order-number.ts';
import { entriesOfPayment, sentPayment, type PaymentAnswer } from '../../domain/payment/payment-order.ts';
import { payoutAfterAnswer } from '../../domain/payout/payout-payments.ts';
import { claimUnowed, ownServiceNumber } from '../../domain/reversal/unowed-claim.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Payment } from '../../domain/records/payment.ts';
import { asSentBack, moneyThatGoesBack } from '../../domain/transfer/after-payments.ts';
import { leftOf } from '../../domain/transfer/remittance.ts';
import type { PaymentGateway, PaymentOrder } from '../bank/payment-gateway.ts';
import type { CentralStorage, CountyReader, CountyWriter } from '../storage/central-storage.ts';
import type { CentralClock } from './central-clock.ts';
import type { ErrandStep } from './errands.ts';
import { writeOwnChanges } from './own-changes.ts';
import { pageByPage } from './page-by-page.ts';
import { notReached, reach } from './reach.ts';

export interface PaymentParts {
  readonly storage: CentralStorage;
  readonly bank: PaymentGateway;
  readonly clock: CentralClock;
}

/** The payments of a county that the bank has still to get or to answer, a page at a time. */
export function paymentsUnderWay(storage: CentralStorage, county: string): AsyncGenerator<Payment> {
  return pageByPage(storage, county, (reader, after, limit) => reader.paymentsUnderWay(after, limit));
}

/**
 * Takes one payment as far as it goes now. That it is sent is written before the bank is called, with its number there: from then
 * on nobody takes it back, whatever becomes of the call. Ended anywhere, the order is handed over again, and the bank knows it by
 * its number; its answer is written once, with what follows from it, in one transaction.
 */
export async function servePayment(
  parts: PaymentParts,
  county: string,
  payment: Payment,
  onFailure: (error: unknown) => void,
): Promise<ErrandStep> {
  const { storage, bank, clock } = parts;
  const order = orderOf(payment);
  if (order === null) return await sendPayment(parts, county, payment, onFailure);
  const kept = await reach(() => bank.pay(order), onFailure);
  if (kept === notReached) return 'not-reached';
  const answer = await reach(() => bank.paymentAnswer(order), onFailure);
  if (answer === notReached) return 'not-reached';
  if (answer === null) return 'undecided';
  return await storage.change(county, (writer) =>
    recordAnswer(writer, county, payment.id, kept, answer, clock),
  );
}

/**
 * Sends a payment that is only ordered. What goes before it of the same money must be with the bank, and as it was ordered: what
 * the bank has paid instead may be this payment too (domain/payment/kept-order.ts).
 */
async function sendPayment(
  { storage, bank, clock }: PaymentParts,
  county: string,
  payment: Payment,
  onFailure: (error: unknown) => void,
): Promise<ErrandStep> {
  const before = await storage.read(county, async (reader) =>
    goingBefore(payment, await paymentsOf(reader, payment)),
  );
  for (const one of before) {
    const order = orderOf(one);
    if (order === null) return 'undecided';
    const kept = await reach(() => bank.pay(order), onFailure);
    if (kept === notReached) return 'not-reached';
    if (!isAsOrdered(order, kept)) return 'undecided';
  }
  const checked = new Set(before.map(({ id }) => id));
  const sent = await storage.change(county, (writer) =>
    recordSent(writer, county, payment.id, checked, clock.now()),
  );
  if (sent === 'undecided' || sent === 'not-wanted') return sent;
  return (await reach(() => bank.pay(sent), onFailure)) === notReached ? 'not-reached' : 'sent';
}

/** What the bank is to do; null before it was sent: it has no number there. */
function orderOf({ orderNumber, payeeName, bankName, accountNumber, amount }: Payment): PaymentOrder | null {
  return orderNumber === null ? null : { number: orderNumber, payeeName, bankName, accountNumber, amount };
}

/** The order as it is sent now; 'not-wanted' where it was cancelled or is not here, 'undecided' where another one went before it. */
async function recordSent(
  writer: CountyWriter,
  county: string,
  id: string,
  checked: ReadonlySet<string>,
  at: string,
): Promise<PaymentOrder | 'undecided' | 'not-wanted'> {
  const now = await writer.one('payment', id);
  if (now === undefined || now.state === 'cancelled') return 'not-wanted';
  // Another process was quicker: the bank takes both calls as one.
  const known = orderOf(now);
  if (known !== null) return known;
  const all = await paymentsOf(writer, now);
  if (goingBefore(now, all).some((one) => !checked.has(one.id))) return 'undecided';
  const sent = sentPayment(now, nextOrderNumber(county, now, all), at);
  const order = sent === null ? null : orderOf(sent);
  if (sent === null || order === null) return 'not-wanted';
  await writeOwnChanges(writer, [{ commandId: `payment ${id} sent`, changes: [change('payment', sent)] }]);
  return order;
}

async function paymentsOf(reader: CountyReader, { personId }: Payment): Promise<readonly Payment[]> {
  const lookups: readonly Lookup[] = [{ table: 'payment', by: 'personId', value: personId }];
  return Facts.of(lookups, await reader.lookUp(lookups)).all('payment', 'personId', personId);
}

async function recordAnswer(
  writer: CountyWriter,
  county: string,
  id: string,
  kept: KeptOrder,
  answer: PaymentAnswer,
  clock: CentralClock,
): Promise<'answered' | 'not-wanted'> {
  const now = await writer.one('payment', id);
  if (now === undefined) return 'not-wanted';
  const facts = await factsOf(writer, now);
  const waiting = facts
    .all('payment', 'serviceId', now.serviceId)
    .filter((one) => one.state === 'ordered' && isSameMoney(one, now));
  const goingBack = moneyThatGoesBack(facts.all('incomingRemittance', 'transferId', now.serviceId), id);
  const besides = goingBack === undefined ? 0 : leftOf(goingBack);
  const settled = settlePayment(now, kept, answer, clock.now(), waiting, besides);
  if (settled === null) return 'not-wanted';
  const { payment, later, unowed } = settled;
  const service = facts.one('serviceRecord', payment.serviceId);
  const today = clock.today();
  const changes: readonly Change[] = [
    ...[payment, ...later].map((one) => change('payment', one)),
    ...entriesOfPayment(payment, today, unowed).map((entry) => change('ledgerEntry', entry)),
    ...payoutChanges(facts, settled),
    ...(unowed === 0 || service === undefined
      ? []
      : claimUnowed(
          payment,
          unowed,
          { id: ownServiceNumber(county, today, await servicesOf(writer, today)), of: service },
          { at: clock.now(), today },
        )),
    ...(goingBack === undefined || payment.state !== 'paid'
      ? []
      : [change('incomingRemittance', asSentBack(goingBack, payment.amount))]),
  ];
  requireSoundLedger(changes, (personId) => ({
    account: facts.one('personalAccount', personId),
    entries: () => facts.all('ledgerEntry', 'personId', personId),
  }));
  await writeOwnChanges(writer, [{ commandId: `payment ${id} answered`, changes }]);
  return 'answered';
}

/** What was opened on a day. */
async function servicesOf(writer: CountyWriter, today: string) {
  const lookups: readonly Lookup[] = [{ table: 'serviceRecord', by: 'openedOn', value: today }];
  return Facts.of(lookups, await writer.lookUp(lookups)).all('serviceRecord', 'openedOn', today);
}

async function factsOf(writer: CountyWriter, { personId, serviceId }: Payment): Promise<Facts> {
  const lookups: readonly Lookup[] = [
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'ledgerEntry', by: 'personId', value: personId },
    { table: 'payout', by: 'id', value: serviceId },
    { table: 'serviceRecord', by: 'id', value: serviceId },
    { table: 'payment', by: 'serviceId', value: serviceId },
    { table: 'incomingRemittance', by: 'transferId', value: serviceId },
  ];
  return Facts.of(lookups, await writer.lookUp(lookups));
}

/** What a payout hears of one of its payments; what else is paid, as by a transfer, looks for itself. */
function payoutChanges(facts: Facts, settled: SettledPayment): readonly Change[] {
  const { serviceId } = settled.payment;
  const payout = facts.one('payout', serviceId);
  const service = facts.one('serviceRecord', serviceId);
  if (payout === undefined || service === undefined) return [];
  const after = payoutAfterAnswer({ payout, service }, settled, facts.all('payment', 'serviceId', serviceId));
  return [
    change('payout', after.payout),
    change('serviceRecord', after.service),
    ...after.ordered.map((one) => change('payment', one)),
  ];
}
