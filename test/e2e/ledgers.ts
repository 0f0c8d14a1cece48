import { balanceOf } from '../../domain/ledger/balance.ts';
import type { InsuredPerson, LedgerEntry } from '../../domain/records/records.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';

/** An entry on somebody's page, and whose it is. */
export interface PersonsEntry {
  readonly person: InsuredPerson;
  readonly entry: LedgerEntry;
}

/** So many of the last entries stand on the person's page. */
const entriesShown = 8;

/** What was credited for a back payment and can be reversed: the balance is still there; one test takes different places. */
export async function aBackPayment(witness: CentralWitness, place = 0): Promise<PersonsEntry> {
  const credits = (await shownEntries(witness)).filter(
    ({ entry, balance }) => entry.kind === 'allocation' && entry.amount <= balance,
  );
  // In the first days of a year nobody has made good anything yet: then any allocation is as good.
  const backPayments = credits.filter(({ entry }) => entry.institution.includes('补缴'));
  const found = (backPayments.length > place ? backPayments : credits)[place];
  if (found === undefined) throw new Error('The county has too few allocations that can be reversed.');
  return found;
}

/** What was credited and has been spent since: after a reversal it would be missing. */
export async function aSpentCredit(
  witness: CentralWitness,
): Promise<PersonsEntry & { readonly missing: number }> {
  const found = (await shownEntries(witness)).find(
    ({ entry, balance }) =>
      (entry.kind === 'allocation' || entry.kind === 'carry-over') && entry.amount > balance,
  );
  if (found === undefined) throw new Error('Nobody has spent what was credited.');
  return { ...found, missing: found.entry.amount - found.balance };
}

/** What the personal account holds by its entries, fen. */
export async function balanceAt(witness: CentralWitness, personId: string): Promise<number> {
  return balanceOf((await witness.records('ledgerEntry')).filter((entry) => entry.personId === personId));
}

async function shownEntries(
  witness: CentralWitness,
): Promise<readonly (PersonsEntry & { readonly balance: number })[]> {
  const [persons, entries, accounts] = await Promise.all([
    witness.records('insuredPerson'),
    witness.records('ledgerEntry'),
    witness.records('personalAccount'),
  ]);
  const open = new Map(accounts.filter(({ status }) => status === 'open').map((one) => [one.id, one]));
  return persons.flatMap((person) => {
    const account = open.get(person.id);
    if (account === undefined) return [];
    const his = entries.filter(({ personId }) => personId === person.id);
    const reversed = new Set(his.map(({ reversesId }) => reversesId));
    return his
      .toSorted((a, b) => b.serial - a.serial)
      .slice(0, entriesShown)
      .filter((entry) => entry.kind !== 'reversal' && !reversed.has(entry.id))
      .map((entry) => ({ person, entry, balance: account.balance }));
  });
}
