import { rmSync } from 'node:fs';
import type { CounterStorage } from '../counter/ports.ts';
import { createApprovalQueries } from './approval-queries.ts';
import { createTransferQueries } from './transfer-queries.ts';
import { createAttachmentStore } from './attachment-store.ts';
import { createAuditTrail, verifyAuditTrail, type AuditBreak, type AuditHead } from './audit-trail.ts';
import { createBatchRunStore } from './batch-run-store.ts';
import { createBaseStore } from './base-store.ts';
import { createCounterMemory } from './counter-memory.ts';
import { createBankQueries } from './bank-queries.ts';
import { createDayQueries } from './day-queries.ts';
import { createDeferredIndexes } from './deferred-indexes.ts';
import { createDeskQueries } from './desk-queries.ts';
import { createEmployerQueries } from './employer-queries.ts';
import { createStockQueries } from './stock-queries.ts';
import { nameWhenWhole, openDatabase, type DatabaseOptions } from './open-database.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createPersonQueries } from './person-queries.ts';
import { createPointQueries } from './point-queries.ts';
import { createPrintLog } from './print-log.ts';
import { createPrintQueries } from './print-queries.ts';
import { createRecordStore, forgetConfirmed } from './record-store.ts';
import { createServicesOfDay } from './services-of-day.ts';
import { createSignInAttempts } from './sign-in-attempts.ts';
import { createSnapshotDownload } from './snapshot-download.ts';
import { createUnitOfWork } from './unit-of-work.ts';

/** The counter's storage with what its owner, the backend, may do with the file. */
export interface OpenCounterStorage extends CounterStorage {
  /** Moves the write-ahead log into the file and empties it. */
  checkpoint(): void;
  /**
   * Whether the file can be read at all. A connection that met one failed read of its log (during a checkpoint) answers
   * SQLITE_CORRUPT for ever, while the file is as whole as before: whoever opens it anew goes on.
   */
  isUsable(): boolean;
  /** Writes a whole copy, encrypted with the same key, under this name; an earlier one there is replaced when the new one is whole. */
  backupTo(file: string): void;
  /** The head of the audit trail, to be anchored where this counter cannot rewrite it. */
  auditHead(): AuditHead;
  /** The first broken entry of the audit trail, or null. */
  verifyAuditTrail(anchor?: AuditHead | null): AuditBreak | null;
  close(): void;
}

/**
 * Opens the counter's encrypted file and gives the ports of counter/ports.ts on it.
 * @throws DatabaseError when the file cannot be used; it is not changed then.
 */
export function openCounterStorage(options: DatabaseOptions): OpenCounterStorage {
  const database = openDatabase(options);
  const audit = createAuditTrail(database);
  const bases = createBaseStore(database);
  const outbox = createOutboxStore(database, bases);
  const memory = createCounterMemory(database);
  const records = createRecordStore(database);
  return {
    unitOfWork: createUnitOfWork(database, () => {
      audit.forget();
      outbox.forget();
      memory.forget();
      records.forget();
    }),
    records,
    deferredIndexes: createDeferredIndexes(database, memory),
    snapshotDownload: createSnapshotDownload(database, `${options.file}.snapshot`, () => records.forget()),
    bases,
    outbox,
    audit,
    memory,
    queries: {
      ...createPersonQueries(database),
      ...createDeskQueries(database),
      ...createStockQueries(database),
      ...createServicesOfDay(database),
      ...createDayQueries(database),
      ...createPointQueries(database),
      ...createEmployerQueries(database),
      ...createBankQueries(database),
      ...createPrintQueries(database),
      ...createApprovalQueries(database),
      ...createTransferQueries(database),
    },
    signInAttempts: createSignInAttempts(database),
    prints: createPrintLog(database),
    attachments: createAttachmentStore(database),
    batchRuns: createBatchRunStore(database),
    checkpoint() {
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
    isUsable() {
      try {
        database.pragma('schema_version');
        return true;
      } catch {
        return false;
      }
    },
    backupTo(file) {
      const temporary = `${file}.new`;
      rmSync(temporary, { force: true });
      try {
        database.prepare('VACUUM INTO ?').run(temporary);
        nameWhenWhole(temporary, file);
      } catch (error) {
        try {
          rmSync(temporary, { force: true });
        } catch {
          // Why there is no copy counts more than what is left of it; that is removed before the next one.
        }
        throw error;
      }
    },
    auditHead: () => audit.head(),
    verifyAuditTrail: (anchor = null) => verifyAuditTrail(database, anchor),
    forgetConfirmed() {
      if (!database.inTransaction) throw new Error('forgetting what was confirmed needs a transaction');
      records.forget();
      forgetConfirmed(database);
    },
    close() {
      database.close();
    },
  };
}
