import { CommandLineError } from './command-line.ts';
import { migrate, migrations } from './migrations/migrate.ts';
import { openPostgresqlDatabase } from './storage/postgresql-database.ts';
import { grantServing } from './storage/serving-role.ts';
import type { SqlDatabase } from './storage/sql-database.ts';

/**
 * Brings PostgreSQL to the shape that this program needs, as the owner of the tables, and gives the serving role what
 * it needs.
 * @throws CommandLineError when nobody said who the owner and the serving role are
 */
export async function migrateServer(settings: {
  readonly ownerUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly role: string | undefined;
}): Promise<{ readonly shape: number; readonly role: string }> {
  const { databaseUrl } = settings;
  const ownerUrl = settings.ownerUrl ?? databaseUrl;
  if (ownerUrl === undefined) {
    throw new CommandLineError(
      'migrate wants GUITAI_OWNER_DATABASE_URL, the database as the owner of its tables',
    );
  }
  const role =
    settings.role ??
    (settings.ownerUrl === undefined || databaseUrl === undefined
      ? undefined
      : await withDatabase(databaseUrl, currentRole));
  if (role === undefined) {
    throw new CommandLineError(
      'migrate wants the serving role: DATABASE_URL beside the owner, or --role NAME',
    );
  }
  return await withDatabase(ownerUrl, async (database) => {
    if (role === (await currentRole(database))) {
      throw new CommandLineError('the owner of the tables and the serving role must be two roles');
    }
    await migrate(database);
    await grantServing(database, role);
    return { shape: migrations.length, role };
  });
}

async function currentRole(database: SqlDatabase): Promise<string> {
  const [row] = await database.transaction(null, (transaction) =>
    transaction.query('select current_user::text as role'),
  );
  return String(row?.['role']);
}

async function withDatabase<T>(
  connectionString: string,
  work: (database: SqlDatabase) => Promise<T>,
): Promise<T> {
  const database = await openPostgresqlDatabase({
    connectionString,
    connections: 1,
    onFault: () => undefined,
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
