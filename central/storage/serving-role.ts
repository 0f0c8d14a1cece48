import { recordTables, tableNames } from '../../domain/records/record-tables.ts';
import type { SqlDatabase } from './sql-database.ts';

/** The role of DATABASE_URL could see or change more than the central office may. */
class UnfitRoleError extends Error {
  constructor(role: string, reason: string) {
    super(
      `the database role "${role}" ${reason}; give DATABASE_URL of a role that row-level security holds to one ` +
        'county: no superuser, without BYPASSRLS, and owner of no table (README, "A real central office")',
    );
    this.name = 'UnfitRoleError';
  }
}

/** Row-level security does not stand between the counties. */
class UnguardedTableError extends Error {
  constructor(tables: string) {
    super(`row-level security is not in force on ${tables}; somebody has changed the database's shape`);
    this.name = 'UnguardedTableError';
  }
}

const roleSql = `
select current_user::text as role, rolsuper as superuser, rolbypassrls as bypasses,
  exists (
    select 1 from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
      and pg_has_role(current_user, relowner, 'member')) as owner,
  (select string_agg(relname, ', ' order by relname) from pg_class
   where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
     and exists (select 1 from pg_attribute where attrelid = pg_class.oid and attname = 'county')
     and relname <> 'county' and not (relrowsecurity and relforcerowsecurity)) as unguarded
from pg_roles where rolname = current_user`;

/**
 * Looks whether row-level security holds the role of this connection to one county.
 * @throws UnfitRoleError, UnguardedTableError
 */
export async function requireServingRole(database: SqlDatabase): Promise<void> {
  const [row] = await database.transaction(null, (transaction) => transaction.query(roleSql));
  const role = String(row?.['role']);
  if (row?.['superuser'] !== false) throw new UnfitRoleError(role, 'is a superuser');
  if (row['bypasses'] !== false) throw new UnfitRoleError(role, 'may bypass row-level security');
  if (row['owner'] !== false) throw new UnfitRoleError(role, 'owns tables, or belongs to a role that does');
  if (typeof row['unguarded'] === 'string') throw new UnguardedTableError(row['unguarded']);
}

/**
 * Gives a role what serving needs and no more: nothing is deleted, and what is immutable is not updated. By the owner of
 * the tables, after every migration.
 */
export async function grantServing(database: SqlDatabase, role: string): Promise<void> {
  await database.transaction(null, async (transaction) => {
    const [quoted] = await transaction.query(
      'select quote_ident(rolname) as name from pg_roles where rolname = $1',
      [role],
    );
    if (typeof quoted?.['name'] !== 'string') throw new Error(`there is no database role "${role}"`);
    const name = quoted['name'];
    await transaction.execute(
      [...grants]
        .map(([privileges, tables]) => `grant ${privileges} on ${tables.join(', ')} to ${name};`)
        .join('\n'),
    );
  });
}

const sqlNames = (immutable: boolean) =>
  tableNames
    .map((table) => recordTables[table])
    .filter((table) => table.immutable === immutable)
    .map((table) => table.sqlName);

const grants: readonly (readonly [privileges: string, tables: readonly string[]])[] = [
  ['select', ['schema_migration']],
  ['select, update', ['central_identity']],
  ['select, insert', ['county', 'feed', 'command_answer', 'signing_key', ...sqlNames(true)]],
  [
    'select, insert, update',
    [
      ...['county_head', 'monthly_turn', 'card_pin', 'workstation_credential', 'enrolment_code'],
      ...['attachment_content', 'attachment_chunk', ...sqlNames(false)],
    ],
  ],
];
