import type { Change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { PersonalAccount } from '../records/records.ts';
import { balanceOf, effectOn } from './balance.ts';
import { chartOfAccounts, waysOf } from './chart-of-accounts.ts';

/**
 * What must be true of the ledger after every group; the audit of the central office looks for the same. That debits equal
 * credits, kind by kind, needs no check: an entry is one amount with both its sides, of one kind of insurance.
 */
export const ledgerFaults = [
  'amount-not-whole-fen',
  'way-not-in-the-chart',
  'entry-without-person',
  'reverses-nothing',
  'reversed-twice',
  'reversal-differs',
  'balance-is-not-the-sum',
  'balance-below-zero',
  'closed-with-balance',
  'paid-more-than-owed',
] as const;
export type LedgerFault = (typeof ledgerFaults)[number];

/** Everything that is wrong with one entry by itself. */
export function faultsOfEntry(entry: LedgerEntry): readonly LedgerFault[] {
  const { kind, debitAccount, creditAccount, amount, personId, reversesId } = entry;
  const faults: LedgerFault[] = [];
  if (!Number.isSafeInteger(amount) || amount <= 0) faults.push('amount-not-whole-fen');
  const fits =
    kind === 'reversal'
      ? isWay(creditAccount, debitAccount)
      : waysOf[kind].some(([debit, credit]) => debit === debitAccount && credit === creditAccount);
  if (!fits) faults.push('way-not-in-the-chart');
  const ofPerson = chartOfAccounts[debitAccount].perPerson || chartOfAccounts[creditAccount].perPerson;
  if (ofPerson && personId === null) faults.push('entry-without-person');
  if ((kind === 'reversal') !== (reversesId !== null)) faults.push('reverses-nothing');
  return faults;
}

/** Everything that is wrong with an account and its entries; `entries` are all of the person's, in any order. */
export function faultsOfAccount(
  account: Pick<PersonalAccount, 'status' | 'balance'> | undefined,
  entries: readonly LedgerEntry[],
): readonly LedgerFault[] {
  const faults = new Set<LedgerFault>(entries.flatMap(faultsOfEntry));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const reversed = new Set<string>();
  for (const entry of entries) {
    if (entry.reversesId === null) continue;
    const original = byId.get(entry.reversesId);
    if (original === undefined || original.kind === 'reversal') faults.add('reverses-nothing');
    else if (!isMirror(entry, original)) faults.add('reversal-differs');
    if (reversed.has(entry.reversesId)) faults.add('reversed-twice');
    reversed.add(entry.reversesId);
  }
  const balance = account?.balance ?? 0;
  if (balance !== balanceOf(entries)) faults.add('balance-is-not-the-sum');
  if (balance < 0) faults.add('balance-below-zero');
  if (account?.status === 'closed' && balance !== 0) faults.add('closed-with-balance');
  if (paysMoreThanOwed(entries)) faults.add('paid-more-than-owed');
  return [...faults];
}

/** A change that would leave the ledger unsound: a mistake of the program, which is never written. */
export class UnsoundLedgerError extends Error {
  constructor(faults: readonly LedgerFault[]) {
    super(`the ledger would be unsound: ${faults.join(', ')}`);
    this.name = 'UnsoundLedgerError';
  }
}

/**
 * Holds what is about to be written against every rule of the ledger.
 * @param standing the account and all entries of a person as they are before
 * @throws UnsoundLedgerError
 */
export function requireSoundLedger(
  changes: readonly Change[],
  standing: (personId: string) => {
    readonly account: PersonalAccount | undefined;
    readonly entries: () => readonly LedgerEntry[];
  },
): void {
  const entries = changes.flatMap((one) => (one.table === 'ledgerEntry' ? [one.record] : []));
  const accounts = changes.flatMap((one) => (one.table === 'personalAccount' ? [one.record] : []));
  const faults = entries.flatMap(faultsOfEntry);
  const persons = new Set(entries.flatMap(({ personId }) => personId ?? []));
  for (const { id, balance, status } of accounts) {
    // A seal that comes or goes moves nothing, and who puts it on has no need to know the entries.
    if (status === 'closed' || balance !== standing(id).account?.balance) persons.add(id);
  }
  for (const personId of persons) {
    const before = standing(personId);
    const account = accounts.findLast(({ id }) => id === personId) ?? before.account;
    const all = [...before.entries(), ...entries.filter((entry) => entry.personId === personId)];
    faults.push(...faultsOfAccount(account, all));
  }
  if (faults.length > 0) throw new UnsoundLedgerError([...new Set(faults)]);
}

/** Whether more was paid by a service than it was to pay: what is owed to payees or to the place joined is never below zero. */
function paysMoreThanOwed(entries: readonly LedgerEntry[]): boolean {
  return (['payouts-payable', 'transfers-payable'] as const).some((account) => {
    const owed = new Map<string | null, number>();
    for (const entry of entries) {
      owed.set(entry.serviceId, (owed.get(entry.serviceId) ?? 0) + effectOn(account, entry));
    }
    return [...owed.values()].some((sum) => sum < 0);
  });
}

function isWay(debit: LedgerEntry['debitAccount'], credit: LedgerEntry['creditAccount']): boolean {
  return Object.values(waysOf).some((ways) => ways.some(([from, to]) => from === debit && to === credit));
}

function isMirror(reversal: LedgerEntry, original: LedgerEntry): boolean {
  const insuranceKind: string = original.insuranceKind;
  return (
    reversal.amount === original.amount &&
    reversal.debitAccount === original.creditAccount &&
    reversal.creditAccount === original.debitAccount &&
    reversal.insuranceKind === insuranceKind &&
    reversal.personId === original.personId
  );
}
