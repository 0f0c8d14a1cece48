import type { BankGateway, BankOrder } from '../../../central/bank/bank-gateway.ts';
import type { PaymentGateway, PaymentOrder } from '../../../central/bank/payment-gateway.ts';
import { SimulatedBank } from '../../../central/bank/simulated-bank.ts';
import { SimulatedPayments } from '../../../central/bank/simulated-payments.ts';
import type { KeptOrder } from '../../../domain/payment/kept-order.ts';

/** Whether the bank of a history refuses what it is asked for this account: every third. */
export function answersRefusing(accountNumber: string): boolean {
  return Number(accountNumber.at(-1)) % 3 === 0;
}

/** Another third it decides only when it was asked so often, for this or for others: until then it drops what is recalled. */
const questions = 6;

/** The bank of a history; it is down when it is told to be. */
export class HistoryBank implements BankGateway {
  down = false;
  #asked = 0;
  readonly #bank = new SimulatedBank(
    ({ accountNumber }) => ({
      failures: 0,
      decidesAfter: Number(accountNumber.at(-1)) % 3 === 1 ? questions : 0,
      drops: true,
      refusal: answersRefusing(accountNumber) ? { code: 'R1', text: '预留信息不一致' } : null,
    }),
    () => this.#asked,
  );

  send(order: BankOrder): Promise<void> {
    return this.down ? Promise.reject(new Error('the bank is down')) : this.#bank.send(order);
  }

  recall(order: BankOrder): Promise<void> {
    return this.down ? Promise.reject(new Error('the bank is down')) : this.#bank.recall(order);
  }

  answer(order: BankOrder) {
    if (this.down) return Promise.reject(new Error('the bank is down'));
    this.#asked += 1;
    return this.#bank.answer(order);
  }

  /** How many orders it has, each once however often it came. */
  get orders(): number {
    return this.#bank.orders;
  }
}

/** Whether the bank of a history returns what it is to pay to this account: every third. */
export function paymentIsReturned(accountNumber: string): boolean {
  return Number(accountNumber.at(-1)) % 3 === 0;
}

/** Of money to such an account of another area the bank has paid somebody else, under the number of the order. */
const paidOtherwise = /^3\d*7\d$/;
const elsewhere = '3100001234560005';

/** What the bank of a history has under the number of an order: to which account, and how much, fen. */
export function keptByBank(order: { readonly account: string; readonly amount: number }) {
  const { account, amount } = order;
  // A third of it less: so much is still owed.
  return paidOtherwise.test(account)
    ? { account: elsewhere, amount: amount - Math.floor(amount / 3) }
    : { account, amount };
}

/** The bank that pays in a history, as down as the other one; another third it pays only when it was asked so often. */
export class HistoryPayments implements PaymentGateway {
  down = false;
  #asked = 0;
  readonly #bank = new SimulatedPayments(
    ({ accountNumber }) => ({
      failures: 0,
      decidesAfter: Number(accountNumber.at(-1)) % 3 === 1 ? questions : 0,
      refusal: paymentIsReturned(accountNumber) ? { code: 'NAME', text: '账号户名不符' } : null,
    }),
    () => this.#asked,
  );

  async pay(order: PaymentOrder): Promise<KeptOrder> {
    if (this.down) throw new Error('the bank is down');
    const { accountNumber: account, amount } = order;
    const kept = keptByBank({ account, amount });
    if (kept.account === account) return await this.#bank.pay(order);
    // As after a restored central office: what it got first under this number is what it has.
    const other = { payeeName: '另一收款人', accountNumber: kept.account, amount: kept.amount };
    return await this.#bank.pay({ ...order, ...other });
  }

  paymentAnswer(order: PaymentOrder) {
    if (this.down) return Promise.reject(new Error('the bank is down'));
    this.#asked += 1;
    return this.#bank.paymentAnswer(order);
  }
}
