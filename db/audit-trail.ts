import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { canonicalJson } from '../domain/records/canonical-json.ts';
import type { AuditTrail } from '../counter/ports.ts';

/** The form of an entry that is written today; every entry carries its own, so that old ones stay verifiable. */
const entryVersion = 1;

/** What the first entry stands on. */
const noHash = '0'.repeat(64);

/** A place in the trail, to be kept where this counter cannot rewrite it. */
export interface AuditHead {
  /** 0: the trail is empty. */
  readonly seq: number;
  readonly hash: string;
}

/** The first entry that does not hold, and why. */
export interface AuditBreak {
  readonly seq: number;
  readonly reason: 'missing' | 'changed' | 'not-chained' | 'version-unknown' | 'anchor-differs';
}

interface StoredEntry {
  readonly seq: number;
  readonly version: number;
  readonly at: string;
  readonly clerkId: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly details: string;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * The audit trail: every entry's hash is taken over its content and the hash of the entry before. `forget` must be
 * called after a rollback, because the head is held in memory.
 */
export function createAuditTrail(
  database: Database.Database,
): AuditTrail & { head(): AuditHead; forget(): void } {
  const last = database.prepare<[], AuditHead>('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1');
  const insert = database.prepare<
    [number, number, string, string | null, string, string | null, string, string, string]
  >(
    'INSERT INTO audit_entry (seq, version, at, clerk_id, action, subject, details, previous_hash, hash) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let known: AuditHead | null = null;

  function head(): AuditHead {
    known ??= last.get() ?? { seq: 0, hash: noHash };
    return known;
  }

  return {
    head,
    append(entry) {
      const before = head();
      const stored = {
        seq: before.seq + 1,
        version: entryVersion,
        at: entry.at,
        clerkId: entry.clerkId,
        action: entry.action,
        subject: entry.subject,
        details: canonicalJson(entry.details),
        previousHash: before.hash,
      };
      const chained = hashOf(stored);
      insert.run(
        stored.seq,
        stored.version,
        stored.at,
        stored.clerkId,
        stored.action,
        stored.subject,
        stored.details,
        stored.previousHash,
        chained,
      );
      known = { seq: stored.seq, hash: chained };
    },
    forget() {
      known = null;
    },
  };
}

/**
 * Goes through the whole trail and returns the first entry that does not hold, or null when all do.
 *
 * An entry that was edited, deleted, inserted or moved is found by the chain alone. A trail that was cut at its end or
 * made anew as a whole is found by `anchor`: a head that was handed to the central office at some earlier time.
 */
export function verifyAuditTrail(
  database: Database.Database,
  anchor: AuditHead | null = null,
): AuditBreak | null {
  const entries = database
    .prepare<[], StoredEntry>(
      'SELECT seq, version, at, clerk_id AS clerkId, action, subject, details, previous_hash AS previousHash, hash ' +
        'FROM audit_entry ORDER BY seq',
    )
    .iterate();
  let before: AuditHead = { seq: 0, hash: noHash };
  for (const entry of entries) {
    const expected = before.seq + 1;
    if (entry.seq !== expected) return { seq: expected, reason: 'missing' };
    if (entry.version !== entryVersion) return { seq: entry.seq, reason: 'version-unknown' };
    if (entry.previousHash !== before.hash) return { seq: entry.seq, reason: 'not-chained' };
    if (entry.hash !== hashOf(entry)) return { seq: entry.seq, reason: 'changed' };
    if (anchor?.seq === entry.seq && anchor.hash !== entry.hash)
      return { seq: entry.seq, reason: 'anchor-differs' };
    before = { seq: entry.seq, hash: entry.hash };
  }
  if (anchor !== null && before.seq < anchor.seq) return { seq: before.seq + 1, reason: 'missing' };
  return null;
}

function hashOf(entry: Omit<StoredEntry, 'hash'>): string {
  const { seq, version, at, clerkId, action, subject, details, previousHash } = entry;
  const content = canonicalJson({ seq, version, at, clerkId, action, subject, details, previousHash });
  return hash('sha256', content, 'hex');
}
