import type { PaymentAnswer } from '../../domain/payment/payment-order.ts';
import type { KeptOrder } from '../../domain/payment/kept-order.ts';

/** What the bank is to pay; `number` is the payment's own for ever, by which the bank knows it again. */
export interface PaymentOrder extends KeptOrder {
  readonly number: string;
}

/**
 * 银行代发接口: the bank that keeps the fund's account and pays out of it. What implements it is one file:
 * central/bank/simulated-payments.ts, or the adapter of a real bank beside it.
 *
 * The central office may end between a call and the note of it, and then calls again. So a bank must take the same order twice
 * as one, must not take another order under the number of one that it has but tell that one, and must give the same answer
 * however often it is asked: money that was paid once is never paid again.
 */
export interface PaymentGateway {
  /**
   * Hands the order over; resolves when the bank has it, with what it has under the number: this order, or another one that
   * it got before. Then it keeps that one, and takes no notice of this.
   * @throws whatever kept it from being handed over, or from knowing that it was: it is then handed over again later
   */
  pay(order: PaymentOrder): Promise<KeptOrder>;
  /**
   * What has become of the order that the bank has under the number, or null while the bank has not decided.
   * @throws whatever kept it from asking
   */
  paymentAnswer(order: PaymentOrder): Promise<PaymentAnswer | null>;
}
