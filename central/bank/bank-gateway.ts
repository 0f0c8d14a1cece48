import type { BankRequest } from '../../domain/records/bank-request.ts';
import type { BankAnswer } from '../../domain/unfreezing/bank-request.ts';

/** What the bank is asked for; `id` is the request's own for ever, by which the bank knows it again. */
export type BankOrder = Pick<BankRequest, 'id' | 'kind' | 'bankName' | 'accountNumber'>;

/**
 * 银行接口: the bank that keeps the financial accounts. What implements it is one file: central/bank/simulated-bank.ts, or the
 * adapter of a real bank beside it.
 *
 * The central office may end between a call and the note of it, and then calls again. So a bank must take the same order
 * twice as one, and give the same answer however often it is asked. It says nothing by itself: it is asked.
 */
export interface BankGateway {
  /**
   * Hands the order over; resolves when the bank has it.
   * @throws whatever kept it from being handed over, or from knowing that it was: it is then sent again later
   */
  send(order: BankOrder): Promise<void>;
  /**
   * Asks the bank to drop the order, also one that it never had and must not take any more then; resolves when the bank
   * has heard it. What becomes of it is its answer: 'withdrawn', or what it had done already. Taken twice as one.
   * @throws whatever kept it from being heard: it is then asked again later
   */
  recall(order: BankOrder): Promise<void>;
  /**
   * The answer to an order that was handed over or recalled, or null while the bank has not decided.
   * @throws whatever kept it from asking
   */
  answer(order: BankOrder): Promise<BankAnswer | null>;
}
