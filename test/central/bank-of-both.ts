import type { PaymentGateway, PaymentOrder } from '../../central/bank/payment-gateway.ts';
import type { SimulatedPayments } from '../../central/bank/simulated-payments.ts';
import type { CentralClock } from '../../central/services/central-clock.ts';
import { paymentsUnderWay, servePayment } from '../../central/services/serve-payments.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';

/** One bank for the central office before and after a restore: both are the same county to it. */
export class BankOfBoth implements PaymentGateway {
  readonly #bank: SimulatedPayments;

  constructor(bank: SimulatedPayments) {
    this.#bank = bank;
  }

  pay(order: PaymentOrder) {
    return this.#bank.pay(sameCounty(order));
  }

  paymentAnswer(order: PaymentOrder) {
    return this.#bank.paymentAnswer(sameCounty(order));
  }
}

function sameCounty(order: PaymentOrder): PaymentOrder {
  return { ...order, number: order.number.replace(/^\d+/, 'county') };
}

/** The bank gets and answers what is ordered, round by round until nothing is left to do. */
export async function serveBank(
  parts: { readonly storage: CentralStorage; readonly bank: PaymentGateway; readonly clock: CentralClock },
  county: string,
): Promise<void> {
  for (let rounds = 0; rounds < 12; rounds += 1) {
    const steps: string[] = [];
    for await (const payment of paymentsUnderWay(parts.storage, county)) {
      steps.push(await servePayment(parts, county, payment, () => undefined));
    }
    if (steps.length === 0) return;
  }
  throw new Error('the bank is not done');
}
