import type { KeptOrder } from '../../domain/payment/kept-order.ts';
import type { PaymentAnswer } from '../../domain/payment/payment-order.ts';
import type { PaymentGateway, PaymentOrder } from './payment-gateway.ts';

/** How the simulated bank behaves towards one order. */
export interface PaymentConduct {
  /** It cannot be reached for so many of the first calls about this order. */
  readonly failures: number;
  /** It decides so many milliseconds after it has the order. */
  readonly decidesAfter: number;
  /** Why it cannot pay; null pays. */
  readonly refusal: { readonly code: string; readonly text: string } | null;
}

/** What chooses the conduct: the same for the same order at any time. */
export type PaymentRule = (order: PaymentOrder) => PaymentConduct;

/** Why a simulated bank cannot pay: words as a bank says them. */
const simulatedRefusal = { code: 'NAME-MISMATCH', text: '收款账号与户名不符，款项退回' } as const;

/**
 * The demonstration's rule, by the last digit of the account: 7 is returned, 8 takes a minute, 9 is reached at the fourth call
 * only, everything else is paid after two seconds.
 */
const demonstrationRule: PaymentRule = ({ accountNumber }) => {
  const conduct: PaymentConduct = { failures: 0, decidesAfter: 2_000, refusal: null };
  if (accountNumber.endsWith('7')) return { ...conduct, refusal: simulatedRefusal };
  if (accountNumber.endsWith('8')) return { ...conduct, decidesAfter: 60_000 };
  return accountNumber.endsWith('9') ? { ...conduct, failures: 3 } : conduct;
};

class BankUnreachableError extends Error {
  constructor() {
    super('the bank cannot be reached');
    this.name = 'BankUnreachableError';
  }
}

/**
 * A bank in memory that pays. It forgets with the process when it got an order, and counts from when it hears of it again;
 * what it decides follows from the order alone, so that a central office that was started anew hears the same.
 */
export class SimulatedPayments implements PaymentGateway {
  readonly #rule: PaymentRule;
  readonly #now: () => number;
  readonly #received = new Map<string, { readonly at: number; readonly order: PaymentOrder }>();
  readonly #calls = new Map<string, number>();
  /** Every order that was handed over, as often as it was. */
  readonly handedOver: PaymentOrder[] = [];
  /** What was really paid, by the number of the order. */
  readonly paid = new Map<string, PaymentOrder>();

  constructor(rule: PaymentRule = demonstrationRule, now: () => number = Date.now) {
    this.#rule = rule;
    this.#now = now;
  }

  pay(order: PaymentOrder): Promise<KeptOrder> {
    return this.#reached(order, () => {
      const { order: kept } = this.#keep(order);
      this.handedOver.push(order);
      return kept;
    });
  }

  paymentAnswer(order: PaymentOrder): Promise<PaymentAnswer | null> {
    return this.#reached(order, () => {
      const { order: kept, at } = this.#keep(order);
      const { decidesAfter, refusal } = this.#rule(kept);
      if (this.#now() - at < decidesAfter) return null;
      if (refusal !== null) {
        return { outcome: 'returned', reasonCode: refusal.code, reasonText: refusal.text };
      }
      this.paid.set(kept.number, kept);
      return { outcome: 'paid', reference: `BANK-${kept.number}` };
    });
  }

  /** What it has under the number: what it got first. */
  #keep(order: PaymentOrder): { readonly at: number; readonly order: PaymentOrder } {
    const kept = this.#received.get(order.number) ?? { at: this.#now(), order };
    this.#received.set(order.number, kept);
    return kept;
  }

  /** A call that comes through, or fails as often as the rule says. */
  async #reached<T>(order: PaymentOrder, work: () => T): Promise<T> {
    const calls = (this.#calls.get(order.number) ?? 0) + 1;
    this.#calls.set(order.number, calls);
    if (calls <= this.#rule(order).failures) throw new BankUnreachableError();
    return await Promise.resolve(work());
  }
}
