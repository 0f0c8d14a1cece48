import type { BankGateway, BankOrder } from '../../../central/bank/bank-gateway.ts';
import { SimulatedBank } from '../../../central/bank/simulated-bank.ts';

/** Whether the bank of a history refuses what it is asked for this account: every third. */
export function answersRefusing(accountNumber: string): boolean {
  return Number(accountNumber.at(-1)) % 3 === 0;
}

/** The bank of a history; it is down when it is told to be. */
export class HistoryBank implements BankGateway {
  down = false;
  readonly #bank = new SimulatedBank(({ accountNumber }) => ({
    failures: 0,
    decidesAfter: 0,
    refusal: answersRefusing(accountNumber) ? { code: 'R1', text: '预留信息不一致' } : null,
  }));

  send(order: BankOrder): Promise<void> {
    return this.down ? Promise.reject(new Error('the bank is down')) : this.#bank.send(order);
  }

  answer(order: BankOrder) {
    return this.down ? Promise.reject(new Error('the bank is down')) : this.#bank.answer(order);
  }

  /** How many orders it has, each once however often it came. */
  get orders(): number {
    return this.#bank.orders;
  }
}
