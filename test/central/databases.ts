import { generateKeyPairSync } from 'node:crypto';
import type { PinKeys } from '../../central/services/pin-keys.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { openEmptyDatabase } from '../helpers/empty-database.ts';
import { addressAs, startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';

/** A kind of database on which the contract must hold, and how a test gets an empty one. */
export interface TestDatabases {
  /** Address for DATABASE_URL, or undefined where the database is embedded. */
  newAddress(): Promise<string | undefined>;
  open(address: string | undefined): Promise<SqlDatabase>;
  /** One without any table, as the role that will own them. */
  openEmpty(): Promise<SqlDatabase>;
  /** As the role that owns the tables. */
  openAsOwner(address: string | undefined): Promise<SqlDatabase>;
  stop(): Promise<void>;
}

export type DatabaseKind = SqlDatabase['kind'];

export const databaseKinds: readonly DatabaseKind[] = ['pglite', 'postgresql'];

export async function startDatabases(kind: DatabaseKind): Promise<TestDatabases> {
  if (kind === 'pglite') {
    // An emptied one is as good as new.
    const database = await openEmptyDatabase();
    const kept: SqlDatabase = { ...database, close: () => Promise.resolve() };
    const empty = () =>
      database.transaction(null, (transaction) =>
        transaction.execute('drop schema public cascade; create schema public'),
      );
    return {
      async newAddress() {
        await empty();
        return undefined;
      },
      async openEmpty() {
        await empty();
        return kept;
      },
      open: () => Promise.resolve(kept),
      openAsOwner: () => Promise.resolve(kept),
      stop: () => database.close(),
    };
  }
  const server: PrivatePostgresql = await startPostgresql();
  const open = (address: string) =>
    // Connections are cut by tests on purpose.
    openPostgresqlDatabase({ connectionString: address, onFault: () => undefined });
  return {
    newAddress: () => server.createDatabase(),
    open: (address) => open(required(address)),
    openEmpty: async () => open((await server.createEmptyDatabase()).owner),
    openAsOwner: (address) => open(addressAs('guitai_owner', required(address))),
    stop: () => server.stop(),
  };
}

function required(address: string | undefined): string {
  if (address === undefined) throw new Error('PostgreSQL has an address');
  return address;
}

/** A key pair that lives as long as the test. */
export function testPinKeys(): PinKeys {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, publicKeyPem, pinSecret: Buffer.alloc(32, 7), fingerprint: 'test' };
}
