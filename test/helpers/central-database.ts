import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import type { PrivatePostgresql } from './postgresql.ts';

/** A new database for a central office, open as the role that serves; whoever closes the office closes it. */
export async function openNewDatabase(server: PrivatePostgresql): Promise<SqlDatabase> {
  const connectionString = await server.createDatabase();
  return openPostgresqlDatabase({ connectionString, onFault: (error) => console.error(error) });
}
