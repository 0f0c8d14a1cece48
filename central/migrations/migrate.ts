import { randomUUID } from 'node:crypto';
import type { SqlDatabase, SqlRow } from '../storage/sql-database.ts';
import { firstRecords } from './0001-first-records.ts';
import { marksOfTheFeed } from './0002-marks-of-the-feed.ts';
import { attachments } from './0003-attachments.ts';
import { signingKeys } from './0004-signing-keys.ts';
import { waysOfACard } from './0005-ways-of-a-card.ts';
import { statusBeforeLoss } from './0006-status-before-loss.ts';
import { servicesAtTheDesk } from './0007-services-at-the-desk.ts';
import { requestsToTheBank } from './0008-requests-to-the-bank.ts';
import { monthlyTurns } from './0009-monthly-turns.ts';
import { withdrawnRequestsToTheBank } from './0010-withdrawn-requests-to-the-bank.ts';
import { ledgerAndApprovals } from './0011-ledger-and-approvals.ts';
import { relationshipTransfers } from './0012-relationship-transfers.ts';
import { payouts } from './0013-payouts.ts';
import { orderNumbers } from './0014-order-numbers.ts';
import { payerAccounts } from './0015-payer-accounts.ts';
import { remittancesOfPayments } from './0016-remittances-of-payments.ts';
import { waysOfReversals } from './0017-ways-of-reversals.ts';
import { papersAndDays } from './0018-papers-and-days.ts';
import type { Migration } from './migration.ts';

/** All migrations in their order. */
export const migrations: readonly Migration[] = [
  firstRecords,
  marksOfTheFeed,
  attachments,
  signingKeys,
  waysOfACard,
  statusBeforeLoss,
  servicesAtTheDesk,
  requestsToTheBank,
  monthlyTurns,
  withdrawnRequestsToTheBank,
  ledgerAndApprovals,
  relationshipTransfers,
  payouts,
  orderNumbers,
  payerAccounts,
  remittancesOfPayments,
  waysOfReversals,
  papersAndDays,
];

/** Any fixed number will do: it keeps two starting processes from migrating at the same time. */
const migrationLock = 735_180_401;

/** The database was made by a newer central office; it is left as it is. */
export class NewerDatabaseError extends Error {
  constructor(found: number, known: number) {
    super(`the database has shape ${String(found)}, this central office knows up to ${String(known)}`);
    this.name = 'NewerDatabaseError';
  }
}

/** The database has not been brought to the shape that this program needs. */
class OlderDatabaseError extends Error {
  constructor(found: number, needed: number) {
    super(
      `the database has shape ${String(found)}, this central office needs ${String(needed)}: ` +
        'run "central migrate" with the role that owns the tables',
    );
    this.name = 'OlderDatabaseError';
  }
}

/**
 * For a role that may not change the shape: looks whether it is the right one.
 * @throws OlderDatabaseError, NewerDatabaseError
 */
export async function requireShape(database: SqlDatabase): Promise<void> {
  const needed = migrations.length;
  const found = await database.transaction(null, async (transaction) => {
    const [table] = await transaction.query(`select to_regclass('schema_migration') is not null as there`);
    if (table?.['there'] !== true) return 0;
    return numberIn(await transaction.query('select max(number) as number from schema_migration'));
  });
  if (found < needed) throw new OlderDatabaseError(found, needed);
  if (found > needed) throw new NewerDatabaseError(found, needed);
}

/**
 * Brings the database to the shape that this program knows, each step in its own transaction: a step that fails
 * leaves the shape before it. The first time it makes the epoch as well.
 * @throws NewerDatabaseError when a newer program has been here.
 */
export async function migrate(
  database: SqlDatabase,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const known = steps.length;
  let number = await currentShape(database);
  if (number > known) throw new NewerDatabaseError(number, known);
  while (number < known) {
    number = await database.transaction(null, async (transaction) => {
      await transaction.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      // Another process may have been faster while this one waited.
      const done = numberIn(await transaction.query('select max(number) as number from schema_migration'));
      const step = steps[done];
      if (step === undefined) return done;
      await transaction.execute(`set local statement_timeout = 0; ${step.sql}`);
      await transaction.query('insert into schema_migration (number, name) values ($1, $2)', [
        step.number,
        step.name,
      ]);
      return step.number;
    });
  }
  if (number > known) throw new NewerDatabaseError(number, known);
  await database.transaction(null, async (transaction) => {
    await transaction.query('insert into central_identity (epoch) values ($1) on conflict do nothing', [
      randomUUID(),
    ]);
  });
}

async function currentShape(database: SqlDatabase): Promise<number> {
  return await database.transaction(null, async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await transaction.execute(
      'create table if not exists schema_migration (number bigint primary key, name text not null,' +
        ' applied_at timestamptz not null default now())',
    );
    return numberIn(await transaction.query('select max(number) as number from schema_migration'));
  });
}

function numberIn([row]: readonly SqlRow[]): number {
  return typeof row?.['number'] === 'number' ? row['number'] : 0;
}
