import type { Payment } from '../../../domain/records/payment.ts';
import { keptByBank, paymentIsReturned } from './history-bank.ts';

type Purpose = Payment['purpose'];

/** An order to the bank. */
export interface PaymentThing {
  readonly service: string;
  readonly person: string;
  readonly purpose: Purpose;
  account: string;
  amount: number;
  /** The remittance that goes back. */
  readonly money: string | null;
  state: string;
  answered: number;
  /** What of it is still owed, as the bank had paid somebody else; null where it did as it was told. */
  rest: number | null;
}

/** Where the money was owed, and to whom it is booked: what nobody could match was never the person's. */
const owed = {
  payout: { from: 'payouts-payable', kind: 'payout' },
  transfer: { from: 'transfers-payable', kind: 'transfer' },
  'remittance-return': { from: 'unmatched-receipts', kind: 'transfer' },
} as const;

/** What the oracle posts. */
export interface Posted {
  readonly person: string;
  readonly on: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly service: string;
  /** What it is posted together with is named so; without this, after the command that posts it. */
  readonly group?: string;
}

/**
 * Orders to the bank, told a second time: each goes there once and is answered once, and the account to which it goes says
 * how. It shares no line with the rules of the product.
 */
export class PaymentDesk {
  readonly #payments = new Map<string, PaymentThing>();
  readonly #post: (posted: Posted) => void;
  /** Who hears of the answer to an order of a purpose. */
  payoutHears: (payment: string, returned: boolean) => void = () => undefined;

  constructor(post: (posted: Posted) => void) {
    this.#post = post;
  }

  order(ordered: Omit<PaymentThing, 'state' | 'answered' | 'rest'>): string {
    const id = `${ordered.service}/${String(this.#of(ordered.service).length + 1)}`;
    this.#payments.set(id, { ...ordered, state: 'ordered', answered: 0, rest: null });
    return id;
  }

  /** Taken back before the bank has it; false where that is too late. */
  cancel(service: string, purpose: Purpose): boolean {
    const own = this.#of(service).find((one) => one.purpose === purpose);
    if (own?.state !== 'ordered') return false;
    own.state = 'cancelled';
    return true;
  }

  stateOf(id: string | null): string | undefined {
    return this.#payments.get(id ?? '')?.state;
  }

  /** What the bank has paid of a person's money for a service; null while it is still at it. */
  paidFor(service: string): number | null {
    const own = this.#of(service).filter(({ purpose }) => purpose !== 'remittance-return');
    if (own.some(({ state }) => state === 'ordered' || state === 'sent')) return null;
    return own.reduce((sum, { state, amount }) => sum + (state === 'paid' ? amount : 0), 0);
  }

  /** What is still owed of the order of a transfer for which the bank had paid somebody else; null of every other. */
  restOf(transfer: string): number | null {
    return this.#of(transfer).find(({ purpose }) => purpose === 'transfer')?.rest ?? null;
  }

  /** What has become of the one order of a service for this purpose. */
  stateFor(service: string, purpose: Purpose): string | undefined {
    return this.#of(service).find((one) => one.purpose === purpose)?.state;
  }

  /** The central office tells that it has sent an order, or has heard of it; what it heard follows from the account. */
  foreign({ id, state }: Payment, day: string): void {
    const payment = this.#payments.get(id);
    // That it was ordered or taken back follows from something else.
    if (payment === undefined || state === 'ordered' || state === 'cancelled') return;
    if (state === 'sent') {
      payment.state = payment.answered === 0 && payment.state === 'ordered' ? 'sent' : 'something else';
      return;
    }
    payment.answered += 1;
    const returned = paymentIsReturned(payment.account);
    payment.state = returned ? 'returned' : 'paid';
    const { service, purpose } = payment;
    if (!returned) {
      const { account, amount } = keptByBank(payment);
      if (account !== payment.account) payment.rest = payment.amount - amount;
      payment.account = account;
      payment.amount = amount;
      const person = purpose === 'remittance-return' ? 'nobody' : payment.person;
      const way = { ...owed[purpose], to: 'bank-deposits' };
      this.#post({ ...way, person, on: day, amount, service, group: `payment ${id}` });
    }
    if (purpose === 'payout') this.payoutHears(id, returned);
  }

  #of(service: string): readonly PaymentThing[] {
    return [...this.#payments.values()].filter((one) => one.service === service);
  }

  lines(): readonly string[] {
    return [...this.#payments].map(([id, one]) => paymentLine(id, one));
  }
}

/** The same lines, read off the central office's records. */
export function paymentLines(payments: readonly Payment[]): readonly string[] {
  return payments.map(
    ({ id, serviceId: service, personId: person, accountNumber: account, remittanceId: money, ...one }) =>
      paymentLine(id, { ...one, service, person, account, money, answered: one.answeredAt === null ? 0 : 1 }),
  );
}

function paymentLine(id: string, one: Readonly<Omit<PaymentThing, 'rest'>>): string {
  const { service, person, purpose, account, amount, money, state, answered } = one;
  const what = `${purpose} of ${money ?? 'nothing'} by ${service} for ${person}, ${String(amount)} to ${account}`;
  return `payment ${id}: ${what}, ${state}, answered ${String(answered)}`;
}
