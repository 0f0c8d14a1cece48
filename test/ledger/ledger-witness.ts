import type { LedgerAccount, LedgerEntry } from '../../domain/records/ledger-entry.ts';
import type { PersonalAccount } from '../../domain/records/records.ts';
import type { Happened } from '../faults/support/decision-log.ts';

/** What is owed or held by a service, and never below nothing. */
const owed: ReadonlySet<LedgerAccount> = new Set([
  'payouts-payable',
  'transfers-payable',
  'unmatched-receipts',
  'recovery-claims',
]);

/**
 * What must be true of a ledger whatever was done, looked for with nothing but sums: it knows no service and no rule. It
 * remembers what it saw, so that what was posted once is never otherwise.
 */
export class LedgerWitness {
  readonly #seen = new Map<string, string>();
  readonly #status = new Map<string, PersonalAccount['status']>();
  /** Whose account was closed before what is looked at now. */
  #closed: ReadonlySet<string>;
  /** So much of what happened at the central office was looked at. */
  #looked = 0;

  /** @param accounts with which the county began */
  constructor(accounts: readonly PersonalAccount[]) {
    for (const { id, status } of accounts) this.#status.set(id, status);
    this.#closed = this.#closedNow();
  }

  /**
   * @param entries of the whole county
   * @param accounts of the whole county
   * @param happened all that happened at the central office
   * @returns what is not true, in words
   */
  faults(
    entries: readonly LedgerEntry[],
    accounts: readonly PersonalAccount[],
    happened: readonly Happened[],
  ): readonly string[] {
    const inOrder = entries.toSorted((one, other) => one.serial - other.serial);
    return [
      ...this.#changed(entries),
      ...serialFaults(inOrder),
      ...balanceFaults(inOrder, accounts),
      ...totalFaults(inOrder),
      ...reversalFaults(inOrder),
      ...this.#closedFaults(happened),
    ];
  }

  /** An entry that was seen before is there still, and is the same. */
  *#changed(entries: readonly LedgerEntry[]): Generator<string> {
    const now = new Map(entries.map((entry) => [entry.id, JSON.stringify(entry)]));
    if (now.size !== entries.length) yield 'an entry is there twice';
    for (const [id, before] of this.#seen) {
      if (now.get(id) !== before) yield `entry ${id} is not what it was`;
    }
    for (const [id, line] of now) this.#seen.set(id, line);
  }

  #closedNow(): ReadonlySet<string> {
    return new Set([...this.#status].flatMap(([person, status]) => (status === 'closed' ? [person] : [])));
  }

  /** Nothing is posted on an account that is closed and stays so. */
  *#closedFaults(happened: readonly Happened[]): Generator<string> {
    let posted: string[] = [];
    for (const one of happened.slice(this.#looked)) {
      const changes =
        one.what === 'command'
          ? one.effects
          : one.what === 'follows' || one.what === 'foreign'
            ? [one.change]
            : [];
      for (const { table, record } of changes) {
        if (table === 'personalAccount') this.#status.set(record.id, record.status);
        if (table === 'ledgerEntry' && record.personId !== null && touchesAccount(record)) {
          posted.push(record.personId);
        }
      }
      // What the central office posts by itself stands entry by entry in the log, up to where it was written together.
      if (one.what === 'command' || one.what === 'together') {
        const now = this.#closedNow();
        for (const person of posted) {
          if (this.#closed.has(person) && now.has(person))
            yield `something was posted on the closed account of ${person}`;
        }
        this.#closed = now;
        posted = [];
      }
    }
    this.#looked = happened.length;
  }
}

/** Numbered from 1 without a hole, and no number twice. */
function* serialFaults(inOrder: readonly LedgerEntry[]): Generator<string> {
  const at = inOrder.findIndex(({ serial }, index) => serial !== index + 1);
  if (at >= 0) yield `the entry at place ${String(at + 1)} has the serial ${String(inOrder[at]?.serial)}`;
}

/** Each balance is the sum of its entries, was below nothing behind none of them, and is nothing where the account is closed. */
function* balanceFaults(
  inOrder: readonly LedgerEntry[],
  accounts: readonly PersonalAccount[],
): Generator<string> {
  const balances = new Map<string, number>();
  const move = (person: string, amount: number) => {
    balances.set(person, (balances.get(person) ?? 0) + amount);
  };
  const groups = new Map<string, string>();
  for (const { id, personId, groupId, debitAccount, creditAccount, amount } of inOrder) {
    if (!Number.isSafeInteger(amount) || amount <= 0) yield `entry ${id} moves ${String(amount)}`;
    if (personId === null) continue;
    // Entries of one group are right only together.
    if (groups.get(personId) !== groupId && (balances.get(personId) ?? 0) < 0)
      yield `${personId} had less than nothing before ${id}`;
    groups.set(personId, groupId);
    if (debitAccount === 'personal-account') move(personId, -amount);
    if (creditAccount === 'personal-account') move(personId, amount);
  }
  for (const { id, balance, status } of accounts) {
    const sum = balances.get(id) ?? 0;
    balances.delete(id);
    if (balance !== sum) yield `${id} has ${String(balance)}, its entries say ${String(sum)}`;
    if (sum < 0) yield `${id} has less than nothing: ${String(sum)}`;
    if (status === 'closed' && sum !== 0) yield `${id} is closed with ${String(sum)}`;
  }
  for (const [person, sum] of balances) if (sum !== 0) yield `${person} has ${String(sum)} and no account`;
}

/** What leaves arrives: debits and credits of each kind of insurance are one sum, and no service has paid what it did not owe. */
function* totalFaults(inOrder: readonly LedgerEntry[]): Generator<string> {
  const [debits, credits] = [new Map<string, number>(), new Map<string, number>()];
  const add = (sums: Map<string, number>, account: string, amount: number) =>
    sums.set(account, (sums.get(account) ?? 0) + amount);
  const services = new Map<string, number>();
  // What takes an entry back is done by a service of its own, and concerns the one whose entry it was.
  const serviceOf = new Map<string, string>();
  for (const { id, reversesId, insuranceKind, debitAccount, creditAccount, amount, serviceId } of inOrder) {
    const service = serviceOf.get(reversesId ?? '') ?? serviceId ?? '';
    serviceOf.set(id, service);
    add(debits, `${insuranceKind} ${debitAccount}`, amount);
    add(credits, `${insuranceKind} ${creditAccount}`, amount);
    // Claims are what others owe the fund.
    const sign = (account: LedgerAccount) => (account === 'recovery-claims' ? -1 : 1);
    if (owed.has(debitAccount)) add(services, `${service} ${debitAccount}`, -amount * sign(debitAccount));
    if (owed.has(creditAccount)) add(services, `${service} ${creditAccount}`, amount * sign(creditAccount));
  }
  const sum = (sums: ReadonlyMap<string, number>) =>
    [...sums.values()].reduce((one, other) => one + other, 0);
  if (sum(debits) !== sum(credits))
    yield `debits are ${String(sum(debits))}, credits ${String(sum(credits))}`;
  for (const [service, left] of services) if (left < 0) yield `${service} is at ${String(left)}`;
}

/** What was reversed was there, goes back whole and the way it came, and once. */
function* reversalFaults(inOrder: readonly LedgerEntry[]): Generator<string> {
  const before = new Map<string, LedgerEntry>();
  const reversed = new Set<string>();
  for (const entry of inOrder) {
    before.set(entry.id, entry);
    if ((entry.kind === 'reversal') !== (entry.reversesId !== null)) yield `${entry.id} reverses nothing`;
    if (entry.reversesId === null) continue;
    const original = before.get(entry.reversesId);
    const isMirrored =
      original?.amount === entry.amount &&
      original.personId === entry.personId &&
      original.debitAccount === entry.creditAccount &&
      original.creditAccount === entry.debitAccount;
    if (!isMirrored) yield `${entry.id} is not ${entry.reversesId} backwards`;
    if (reversed.has(entry.reversesId)) yield `${entry.reversesId} was reversed twice`;
    reversed.add(entry.reversesId);
  }
}

function touchesAccount({ debitAccount, creditAccount }: LedgerEntry): boolean {
  return debitAccount === 'personal-account' || creditAccount === 'personal-account';
}
