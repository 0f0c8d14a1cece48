import type Database from 'better-sqlite3';
import type { CounterQueries } from '../counter/ports.ts';
import type { RecordTypes } from '../domain/records/record-tables.ts';
import { recordColumns } from './record-columns.ts';
import { rangeOf } from './text-range.ts';

type DeskQueries = Pick<
  CounterQueries,
  'recentLedger' | 'nextBlanks' | 'countBlanks' | 'highestServiceNumber'
>;

type Row = Record<string, unknown>;

/** Lists for the desk: an account's last entries, the blanks in the drawer, the next free number. */
export function createDeskQueries(database: Database.Database): DeskQueries {
  const ledger = recordColumns('ledgerEntry');
  const blanks = recordColumns('blankCard');

  // What arrives in the account minus what leaves it, up to and with each entry (fen).
  const recentLedger = database.prepare<[string, number], Row>(
    `SELECT ${ledger.selection}, sum(
         CASE WHEN credit_account = 'personal-account' THEN amount ELSE 0 END
         - CASE WHEN debit_account = 'personal-account' THEN amount ELSE 0 END
       ) OVER (ORDER BY serial, id) AS "balanceAfter"
     FROM ledger_entry WHERE person_id = ? AND 'personal-account' IN (debit_account, credit_account)
     ORDER BY serial DESC, id DESC LIMIT ?`,
  );
  // Asked of those alone that are shown: within the list each of ten thousand entries would be held against all others.
  const reversed = database
    .prepare<[string, string], number>('SELECT 1 FROM ledger_entry WHERE person_id = ? AND reverses_id = ?')
    .pluck();
  const nextBlanks = database.prepare<[string, number], Row>(
    `SELECT ${blanks.selection} FROM blank_card WHERE workstation_id = ? AND status = 'in-stock' ORDER BY id LIMIT ?`,
  );
  const countBlanks = database
    .prepare<[string], number>(
      `SELECT count(*) FROM blank_card WHERE workstation_id = ? AND status = 'in-stock'`,
    )
    .pluck();
  // The number of a refused service is on a paper already, so that the outbox counts as well as the records. A parcel's
  // and a batch's number are of the same row.
  const greatest = database
    .prepare<{ prefix: string; after: string }, string>(
      `SELECT max(
         coalesce((SELECT id FROM service_record WHERE id >= @prefix AND id < @after ORDER BY id DESC LIMIT 1), ''),
         coalesce((SELECT service FROM outbox WHERE service >= @prefix AND service < @after
           ORDER BY service DESC LIMIT 1), ''),
         coalesce((SELECT id FROM parcel WHERE id >= @prefix AND id < @after ORDER BY id DESC LIMIT 1), ''),
         coalesce((SELECT id FROM employer_batch WHERE id >= @prefix AND id < @after ORDER BY id DESC LIMIT 1), ''),
         coalesce((SELECT subject FROM outbox WHERE service IS NULL AND subject >= @prefix AND subject < @after
           ORDER BY subject DESC LIMIT 1), '')
       )`,
    )
    .pluck();
  const highest = database
    .prepare<{ prefix: string; after: string }, number>(
      `SELECT coalesce(max(CAST(substr(number, length(@prefix) + 1) AS INTEGER)), 0) FROM (
         SELECT id AS number FROM service_record WHERE id >= @prefix AND id < @after
         UNION ALL
         SELECT service AS number FROM outbox WHERE service >= @prefix AND service < @after
         UNION ALL
         SELECT id AS number FROM parcel WHERE id >= @prefix AND id < @after
         UNION ALL
         SELECT id AS number FROM employer_batch WHERE id >= @prefix AND id < @after
         UNION ALL
         SELECT subject AS number FROM outbox WHERE service IS NULL AND subject >= @prefix AND subject < @after
       )`,
    )
    .pluck();

  // A batch has its rows' numbers before their commands are made.
  const reserved = database
    .prepare<[string], number>('SELECT coalesce(max(last_number), 0) FROM batch_run WHERE number_prefix = ?')
    .pluck();

  return {
    recentLedger(personId, limit) {
      return recentLedger.all(personId, limit).map((row) => {
        const { balanceAfter, ...columns } = row;
        const entry = ledger.toRecord(columns) as RecordTypes['ledgerEntry'];
        return {
          entry,
          balanceAfter: Number(balanceAfter),
          reversed: reversed.get(personId, entry.id) === 1,
        };
      });
    },
    nextBlanks(workstationId, limit) {
      return nextBlanks
        .all(workstationId, limit)
        .map((row) => blanks.toRecord(row) as RecordTypes['blankCard']);
    },
    countBlanks(workstationId) {
      return countBlanks.get(workstationId) ?? 0;
    },
    highestServiceNumber(prefix) {
      const range = rangeOf(prefix);
      const number = (greatest.get(range) ?? '').slice(prefix.length);
      // Numbers have at least four digits. While the greatest text begins with 0 none has more, and it is the highest.
      const used = number === '' || number.startsWith('0') ? Number(number) : (highest.get(range) ?? 0);
      return Math.max(used, reserved.get(prefix) ?? 0);
    },
  };
}
