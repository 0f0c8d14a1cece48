import type { LedgerAccount, LedgerEntry } from '../../domain/records/ledger-entry.ts';
import type { Payment } from '../../domain/records/payment.ts';
import type { PersonalAccount } from '../../domain/records/records.ts';

/** What an operation means to move: told by the operation itself, not read off what was posted of it. */
export interface Move {
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  /** Fen. */
  readonly amount: number;
}

/** One person as the walk knows him. */
export interface Saver {
  account: PersonalAccount;
  /** In the order of posting. */
  readonly entries: LedgerEntry[];
  /** What he should have, fen: the sum of what was meant to move. */
  means: number;
  /** Groups that nobody has reversed and that may be. */
  readonly groups: Map<string, readonly Move[]>;
  readonly reversed: Set<string>;
}

/** Something of a service that is not at its end: what is owed by it, or what has come and is nobody's. */
export interface Owing {
  readonly serviceId: string;
  readonly account: 'payouts-payable' | 'transfers-payable' | 'unmatched-receipts';
  readonly saver: Saver;
  amount: number;
  /** What the bank has paid of it, in parts. */
  readonly payments: Payment[];
}

/**
 * The money of a county a second time, kept by adding and taking away: what each person should have, what is owed by each
 * service, and what lies on every account of the fund. It knows no rule of the ledger.
 */
export class MoneyRoom {
  readonly savers: readonly Saver[];
  readonly owings: Owing[] = [];
  /** What has arrived on each account less what has left it, fen. */
  readonly standing = new Map<LedgerAccount, number>();
  claims = 0;

  constructor(persons: readonly string[]) {
    this.savers = persons.map((id) => ({
      account: { id, status: 'open', openedOn: '2020-01-01', balance: 0, hold: null },
      entries: [],
      means: 0,
      groups: new Map(),
      reversed: new Set(),
    }));
  }

  /** What was meant to move, moves. */
  move(saver: Saver | null, moves: readonly Move[]): void {
    for (const { from, to, amount } of moves) {
      this.standing.set(from, (this.standing.get(from) ?? 0) - amount);
      this.standing.set(to, (this.standing.get(to) ?? 0) + amount);
      if (saver === null) continue;
      if (from === 'personal-account') saver.means -= amount;
      if (to === 'personal-account') saver.means += amount;
    }
  }

  /** Everything that must be true whatever was done, each in words where it is not. */
  *faults(saver: Saver | null): Generator<string> {
    if (saver !== null) {
      const { account, means } = saver;
      if (account.balance !== means) yield `${account.id} has ${account.balance} and should have ${means}`;
      if (means < 0) yield `${account.id} has less than nothing`;
      if (account.status === 'closed' && means !== 0) yield `${account.id} is closed with ${means}`;
    }
    let sum = 0;
    for (const amount of this.standing.values()) sum += amount;
    if (sum !== 0) yield `what left and what arrived differ by ${sum}`;
    for (const account of ['payouts-payable', 'transfers-payable', 'unmatched-receipts'] as const) {
      if ((this.standing.get(account) ?? 0) < 0) yield `${account} is below zero`;
    }
  }
}
