import type { BankAnswer } from '../../domain/unfreezing/bank-request.ts';
import type { BankGateway, BankOrder } from './bank-gateway.ts';

/** How the simulated bank behaves towards one order. */
export interface BankConduct {
  /** It cannot be reached for so many of the first calls about this order. */
  readonly failures: number;
  /** It decides so many milliseconds after it has the order. */
  readonly decidesAfter: number;
  /** Whether it drops what is recalled before it has decided; otherwise it has done it already, and says so in its time. */
  readonly drops: boolean;
  /** Its decision; null accepts, and the account is active then. */
  readonly refusal: { readonly code: string; readonly text: string } | null;
}

/** What chooses the conduct: the same for the same order at any time. */
export type BankRule = (order: BankOrder) => BankConduct;

/** Why a simulated bank refuses: words as a bank says them. */
const simulatedRefusal = {
  code: 'ID-MISMATCH',
  text: '预留手机号与客户信息不一致，请持本人身份证到银行网点核对后再申请',
} as const;

/**
 * The demonstration's rule, by the last digit of the account: 7 is refused, 8 takes a minute, 9 is reached at the fourth
 * call only, 6 takes half a minute and cannot be recalled, everything else is accepted after two seconds.
 */
const demonstrationRule: BankRule = ({ accountNumber }) => {
  const conduct: BankConduct = { failures: 0, decidesAfter: 2_000, drops: true, refusal: null };
  if (accountNumber.endsWith('6')) return { ...conduct, decidesAfter: 30_000, drops: false };
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
 * A bank in memory. It forgets with the process when it got an order, and counts from when it is asked about it again;
 * what it decides follows from the order alone, so that a central office that was started anew hears the same.
 */
export class SimulatedBank implements BankGateway {
  readonly #rule: BankRule;
  readonly #now: () => number;
  readonly #received = new Map<string, number>();
  readonly #dropped = new Set<string>();
  readonly #calls = new Map<string, number>();
  /** Every order that was handed over, as often as it was. */
  readonly handedOver: BankOrder[] = [];

  constructor(rule: BankRule = demonstrationRule, now: () => number = Date.now) {
    this.#rule = rule;
    this.#now = now;
  }

  /** How many orders the bank has: one that came twice is one. */
  get orders(): number {
    return this.#received.size;
  }

  send(order: BankOrder): Promise<void> {
    return this.#reached(order, () => {
      this.handedOver.push(order);
      this.#receivedAt(order);
    });
  }

  recall(order: BankOrder): Promise<void> {
    return this.#reached(order, () => {
      const { decidesAfter, drops } = this.#rule(order);
      const received = this.#received.get(order.id);
      const isDecided = received !== undefined && (!drops || this.#now() - received >= decidesAfter);
      if (!isDecided) this.#dropped.add(order.id);
    });
  }

  answer(order: BankOrder): Promise<BankAnswer | null> {
    return this.#reached(order, () => {
      if (this.#dropped.has(order.id)) return { outcome: 'withdrawn' };
      const { decidesAfter, refusal } = this.#rule(order);
      if (this.#now() - this.#receivedAt(order) < decidesAfter) return null;
      return refusal === null
        ? { outcome: 'accepted', accountStatus: 'active' }
        : { outcome: 'refused', reasonCode: refusal.code, reasonText: refusal.text };
    });
  }

  #receivedAt({ id }: BankOrder): number {
    const at = this.#received.get(id) ?? this.#now();
    this.#received.set(id, at);
    return at;
  }

  /** A call that comes through, or fails as often as the rule says. */
  #reached<T>(order: BankOrder, work: () => T): Promise<T> {
    const calls = (this.#calls.get(order.id) ?? 0) + 1;
    this.#calls.set(order.id, calls);
    return calls <= this.#rule(order).failures
      ? Promise.reject(new BankUnreachableError())
      : Promise.resolve(work());
  }
}
