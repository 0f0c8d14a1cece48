import type { Lookup } from '../../domain/command/facts.ts';
import { Facts } from '../../domain/command/facts.ts';
import { requireSoundLedger } from '../../domain/ledger/sound-ledger.ts';
import {
  answeredPayment,
  entriesOfPayment,
  sentPayment,
  type PaymentAnswer,
} from '../../domain/payment/payment-order.ts';
import { payoutAfterAnswer } from '../../domain/payout/payout-payments.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Payment } from '../../domain/records/payment.ts';
import type { PaymentGateway, PaymentOrder } from '../bank/payment-gateway.ts';
import type { CentralStorage, CountyWriter } from '../storage/central-storage.ts';
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
 * Takes one payment as far as it goes now. That it is sent is written before the bank is called: from then on nobody takes it
 * back, whatever becomes of the call. Ended anywhere, the order is handed over again, and the bank knows it by its number; its
 * answer is written once, with what follows from it, in one transaction.
 */
export async function servePayment(
  { storage, bank, clock }: PaymentParts,
  county: string,
  payment: Payment,
  onFailure: (error: unknown) => void,
): Promise<ErrandStep> {
  const order: PaymentOrder = {
    id: payment.id,
    payeeName: payment.payeeName,
    bankName: payment.bankName,
    accountNumber: payment.accountNumber,
    amount: payment.amount,
  };
  if (payment.state === 'ordered') {
    const sent = await storage.change(county, (writer) => recordSent(writer, payment.id, clock.now()));
    if (!sent) return 'not-wanted';
  }
  if ((await reach(() => bank.pay(order), onFailure)) === notReached) return 'not-reached';
  if (payment.state === 'ordered') return 'sent';
  const answer = await reach(() => bank.paymentAnswer(order), onFailure);
  if (answer === notReached) return 'not-reached';
  if (answer === null) return 'undecided';
  return await storage.change(county, (writer) => recordAnswer(writer, payment.id, answer, clock));
}

/** False where it was cancelled, or is not here. */
async function recordSent(writer: CountyWriter, id: string, at: string): Promise<boolean> {
  const now = await writer.one('payment', id);
  if (now === undefined || now.state === 'cancelled') return false;
  const sent = sentPayment(now, at);
  // Another process was quicker: the bank takes both calls as one.
  if (sent === null) return true;
  await writeOwnChanges(writer, [{ commandId: `payment ${id} sent`, changes: [change('payment', sent)] }]);
  return true;
}

async function recordAnswer(
  writer: CountyWriter,
  id: string,
  answer: PaymentAnswer,
  clock: CentralClock,
): Promise<'answered' | 'not-wanted'> {
  const now = await writer.one('payment', id);
  const answered = now === undefined ? null : answeredPayment(now, answer, clock.now());
  if (answered === null) return 'not-wanted';
  const facts = await factsOf(writer, answered);
  const changes: readonly Change[] = [
    change('payment', answered),
    ...entriesOfPayment(answered, clock.today()).map((entry) => change('ledgerEntry', entry)),
    ...payoutChanges(facts, answered),
  ];
  requireSoundLedger(changes, (personId) => ({
    account: facts.one('personalAccount', personId),
    entries: () => facts.all('ledgerEntry', 'personId', personId),
  }));
  await writeOwnChanges(writer, [{ commandId: `payment ${id} answered`, changes }]);
  return 'answered';
}

async function factsOf(writer: CountyWriter, { personId, serviceId }: Payment): Promise<Facts> {
  const lookups: readonly Lookup[] = [
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'ledgerEntry', by: 'personId', value: personId },
    { table: 'payout', by: 'id', value: serviceId },
    { table: 'serviceRecord', by: 'id', value: serviceId },
    { table: 'payment', by: 'serviceId', value: serviceId },
  ];
  return Facts.of(lookups, await writer.lookUp(lookups));
}

/** What a payout hears of one of its payments; what else is paid, as by a transfer, looks for itself. */
function payoutChanges(facts: Facts, answered: Payment): readonly Change[] {
  const payout = facts.one('payout', answered.serviceId);
  const service = facts.one('serviceRecord', answered.serviceId);
  if (payout === undefined || service === undefined) return [];
  const payments = facts
    .all('payment', 'serviceId', answered.serviceId)
    .map((one) => (one.id === answered.id ? answered : one));
  const after = payoutAfterAnswer({ payout, service }, answered, payments);
  return [change('payout', after.payout), change('serviceRecord', after.service)];
}
