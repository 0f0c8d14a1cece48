import type Database from 'better-sqlite3';
import type { SignInAttempts } from '../counter/ports.ts';

/** Failed sign-ins in a row by clerk; kept in the file, so that a restart does not give new tries. */
export function createSignInAttempts(database: Database.Database): SignInAttempts {
  const read = database.prepare<[string], { failures: number; blockedUntil: string | null }>(
    'SELECT failures, blocked_until AS blockedUntil FROM sign_in_attempt WHERE clerk_id = ?',
  );
  const write = database.prepare<[string, number, string | null]>(
    'INSERT INTO sign_in_attempt (clerk_id, failures, blocked_until) VALUES (?, ?, ?) ' +
      'ON CONFLICT (clerk_id) DO UPDATE SET failures = excluded.failures, blocked_until = excluded.blocked_until',
  );
  return {
    get(clerkId) {
      return read.get(clerkId) ?? { failures: 0, blockedUntil: null };
    },
    set(clerkId, failures, blockedUntil) {
      write.run(clerkId, failures, blockedUntil);
    },
  };
}
