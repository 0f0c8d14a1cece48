/** One row as the database gives it: 64-bit integers as JavaScript numbers, JSON parsed. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** A connection inside a transaction. */
export interface SqlTransaction {
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly SqlRow[]>;
  /** Several statements without parameters. */
  execute(sql: string): Promise<void>;
}

/** The little that the two databases must do; everything above it is shared. */
export interface SqlDatabase {
  readonly kind: 'pglite' | 'postgresql';
  /** Whether a commit is on the disk when it is answered. */
  readonly commitsAreDurable: boolean;
  /**
   * Runs `work` in one transaction and commits it; anything thrown rolls back. With a county, row-level security
   * shows only that county's rows. A serialisation failure or deadlock is tried again a few times, so `work` must
   * leave nothing behind outside the database.
   */
  transaction<T>(county: string | null, work: (transaction: SqlTransaction) => Promise<T>): Promise<T>;
  /** Tells every process that works on this database, once the current transaction commits, that a county has changed. */
  announce(transaction: SqlTransaction, county: string): Promise<void>;
  /** Calls back for every announced county; '*' when something may have been missed. */
  onAnnounced(listener: (county: string) => void): void;
  close(): Promise<void>;
}

/** The five-character code of an error of the database, or undefined where it is another error. */
function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

const serializationFailure = '40001';
const deadlockDetected = '40P01';

/** Whether the same transaction may succeed when it is simply run again. */
export function mayRunAgain(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === serializationFailure || state === deadlockDetected;
}

/** Whether the fault lies with the database or the way to it, and not with what was asked of it. */
export function isDatabaseFault(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state === undefined) return isConnectionError(error);
  // 08 connection, 25 transaction state, 40 rollback, 53 resources, 55 lock, 57 operator, 58 system
  return ['08', '25', '40', '53', '55', '57', '58'].includes(state.slice(0, 2));
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return /^E[A-Z]+$/.test(code);
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/.test(
    error.message,
  );
}

/** A six-digit county code: safe to stand in a statement that takes no parameters. */
export function requireCountyCode(county: string): string {
  if (!/^\d{6}$/.test(county)) throw new Error('not a county code');
  return county;
}

/** A 64-bit integer as a number; one that JavaScript cannot count exactly is an error, not another number. */
export function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer beyond the exact range');
  return value;
}
