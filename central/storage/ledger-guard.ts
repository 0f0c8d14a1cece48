import type { LedgerFault } from '../../domain/ledger/sound-ledger.ts';
import { isNewEntry, withSerials } from '../../domain/ledger/entry-serials.ts';
import { UnsoundLedgerError } from '../../domain/ledger/sound-ledger.ts';
import type { SequencedChange } from './central-storage.ts';
import type { SqlTransaction } from './sql-database.ts';
import { numberOf } from './sql-values.ts';

/** The county's last serial of the ledger; 0 before the first entry. Its head is locked: nobody else takes the next one. */
export async function lastSerial(transaction: SqlTransaction, county: string): Promise<number> {
  const [row] = await transaction.query(
    'select coalesce(max(serial), 0) as last from ledger_entry where county = $1',
    [county],
  );
  return numberOf(row?.['last']);
}

/** Gives every new entry of the ledger the county's next serial; one that has its own keeps it. */
export async function numberEntries(
  transaction: SqlTransaction,
  county: string,
  changes: readonly SequencedChange[],
): Promise<readonly SequencedChange[]> {
  if (!changes.some(({ change }) => isNewEntry(change))) return changes;
  const numbered = withSerials(
    changes.map(({ change }) => change),
    await lastSerial(transaction, county),
  );
  return changes.map((sequenced, index) => ({ ...sequenced, change: numbered[index] ?? sequenced.change }));
}

/** The sum of a person's entries on his account, in SQL. */
const sumOfEntries = `coalesce((
    select sum(case when entry.credit_account = 'personal-account' then entry.amount else 0 end)
      - sum(case when entry.debit_account = 'personal-account' then entry.amount else 0 end)
    from ledger_entry as entry where entry.county = account.county and entry.person_id = account.id), 0)`;

/** Accounts that break a rule of the ledger, each with the rules that it breaks; see `auditSql`. */
const accountFaults = `
select id, faults from (
  select account.id, array_remove(array[
      case when account.balance <> ${sumOfEntries} then 'balance-is-not-the-sum' end,
      case when account.balance < 0 then 'balance-below-zero' end,
      case when account.status = 'closed' and account.balance <> 0 then 'closed-with-balance' end
    ], null) as faults
  from personal_account as account where account.county = $1`;

const touchedSql = `${accountFaults} and account.id = any($2::text[])) as touched where cardinality(faults) > 0`;

/** Parameter: county. Every account of the county that breaks a rule of the ledger. */
export const auditSql = `${accountFaults}) as every_account where cardinality(faults) > 0 order by id`;

/**
 * Looks at every account that was written, in the transaction that writes it: whatever made the change, an unsound ledger is
 * not committed.
 * @throws UnsoundLedgerError
 */
export async function requireSoundAccounts(
  transaction: SqlTransaction,
  county: string,
  changes: readonly SequencedChange[],
): Promise<void> {
  const touched = new Set<string>();
  for (const { change } of changes) {
    if (change.table === 'personalAccount') touched.add(change.record.id);
    if (change.table === 'ledgerEntry' && change.record.personId !== null)
      touched.add(change.record.personId);
  }
  if (touched.size === 0) return;
  const rows = await transaction.query(touchedSql, [county, [...touched]]);
  // The names of the faults are written above.
  const faults = rows.flatMap((row) => row['faults'] as readonly LedgerFault[]);
  if (faults.length > 0) throw new UnsoundLedgerError([...new Set(faults)]);
}
