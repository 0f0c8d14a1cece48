import type { PaymentAnswer } from '../../domain/payment/payment-order.ts';
import type { Payment } from '../../domain/records/payment.ts';

/** What the bank is to pay; `id` is the payment's own for ever, by which the bank knows it again. */
export type PaymentOrder = Pick<Payment, 'id' | 'payeeName' | 'bankName' | 'accountNumber' | 'amount'>;

/**
 * 银行代发接口: the bank that keeps the fund's account and pays out of it. What implements it is one file:
 * central/bank/simulated-payments.ts, or the adapter of a real bank beside it.
 *
 * The central office may end between a call and the note of it, and then calls again. So a bank must take the same order twice
 * as one, must not take another order under the number of one that it has, and must give the same answer however often it is
 * asked: money that was paid once is never paid again.
 */
export interface PaymentGateway {
  /**
   * Hands the order over; resolves when the bank has it.
   * @throws whatever kept it from being handed over, or from knowing that it was: it is then handed over again later
   */
  pay(order: PaymentOrder): Promise<void>;
  /**
   * What has become of an order that was handed over, or null while the bank has not decided.
   * @throws whatever kept it from asking
   */
  paymentAnswer(order: PaymentOrder): Promise<PaymentAnswer | null>;
}
