import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { balanceOf } from '../../domain/ledger/balance.ts';
import { change, type Change } from '../../domain/records/change.ts';
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

/** A back payment of today, its service and what was credited for it, as the central office would hold them. */
export async function aBackPaymentOfToday(
  witness: CentralWitness,
): Promise<PersonsEntry & { readonly serviceNumber: string; readonly changes: readonly Change[] }> {
  const { person, entry } = await aBackPayment(witness);
  const [service] = await witness.records('serviceRecord');
  const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
  if (service === undefined || account === undefined) throw new Error('The county has no service.');
  const today = civilDateInShanghai(Date.now());
  const at = `${today}T00:00:00.000+08:00`;
  const month = today.slice(0, 7);
  // No window has this number.
  const serviceNumber = service.id.replace(/-\d{8}-\d{3}-\d{4}$/, `-${today.replaceAll('-', '')}-900-0001`);
  const credited = {
    ...entry,
    id: 'back-payment-of-today',
    groupId: 'back-payment-of-today',
    serial: 0,
    postedOn: today,
    serviceId: serviceNumber,
    amount: 20_000,
  };
  return {
    person,
    entry: credited,
    serviceNumber,
    changes: [
      change('serviceRecord', {
        ...service,
        id: serviceNumber,
        kind: 'register-back-payment',
        channel: 'in-person',
        personId: person.id,
        stage: 'completed',
        openedOn: today,
        openedAt: at,
        closedAt: at,
        documentKind: person.documentKind,
        documentNumber: person.documentNumber,
        blankSerial: null,
        cardNumber: null,
        formerCardNumber: null,
        representative: null,
        collector: null,
        steps: [{ step: 'back-payment-registered', at, clerkId: service.clerkId, note: null }],
        details: {
          of: 'register-back-payment',
          employerId: null,
          fromMonth: month,
          toMonth: month,
          base: 1_000_000,
          amount: 100_000,
          employerShare: 0,
          letterNumber: null,
        },
      }),
      change('ledgerEntry', credited),
      change('personalAccount', { ...account, balance: account.balance + credited.amount }),
    ],
  };
}

/** What can be reversed of whoever has the longest name. */
export async function aCreditOfALongName(witness: CentralWitness): Promise<PersonsEntry> {
  const credits = (await shownEntries(witness)).filter(
    ({ entry, balance }) => entry.kind === 'allocation' && entry.amount <= balance,
  );
  const [longest] = credits.toSorted((a, b) => b.person.name.length - a.person.name.length);
  if (longest === undefined) throw new Error('The county has no allocation that can be reversed.');
  return longest;
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
