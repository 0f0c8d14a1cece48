import type Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { tableNames } from '../domain/records/record-tables.ts';
import { createApprovalQueries } from './approval-queries.ts';
import { createAttachmentStore } from './attachment-store.ts';
import { createBankQueries } from './bank-queries.ts';
import { createBaseStore } from './base-store.ts';
import { createCounterMemory } from './counter-memory.ts';
import { createDayQueries } from './day-queries.ts';
import { createDeskQueries } from './desk-queries.ts';
import { createEmployerQueries } from './employer-queries.ts';
import { openDatabase } from './open-database.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createPersonQueries } from './person-queries.ts';
import { createPointQueries } from './point-queries.ts';
import { createPrintQueries } from './print-queries.ts';
import { createPrintLog } from './print-log.ts';
import { createRecordStore } from './record-store.ts';
import { createServicesOfDay } from './services-of-day.ts';
import { createStockQueries } from './stock-queries.ts';
import { createTransferQueries } from './transfer-queries.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions } = freshFiles(onTestFinished);

/** Every statement that the stores prepare on this database. */
function preparedBy(database: Database.Database): readonly string[] {
  const sources: string[] = [];
  const listening = new Proxy(database, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target) as unknown;
      return (source: string) => {
        sources.push(source);
        return target.prepare(source);
      };
    },
  });
  const records = createRecordStore(listening);
  for (const table of tableNames) records.get(table, '');
  createPersonQueries(listening);
  createDeskQueries(listening);
  createDayQueries(listening);
  createStockQueries(listening);
  createServicesOfDay(listening);
  createPointQueries(listening);
  createEmployerQueries(listening);
  createBankQueries(listening);
  createApprovalQueries(listening);
  createTransferQueries(listening);
  createOutboxStore(listening, createBaseStore(listening));
  createCounterMemory(listening);
  createPrintLog(listening);
  createPrintQueries(listening);
  createAttachmentStore(listening);
  return sources;
}

/** What SQLite would go through row by row, as EXPLAIN QUERY PLAN says it. */
function scansOf(database: Database.Database, source: string): readonly string[] {
  const explained = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`);
  const named = [...source.matchAll(/@(\w+)/g)].map(([, name]) => [name, '']);
  const rows =
    named.length > 0
      ? explained.all(Object.fromEntries(named))
      : explained.all(...Array.from(source.matchAll(/\?/g), () => ''));
  return rows.map((row) => row.detail).filter((detail) => detail.startsWith('SCAN'));
}

/** Small by nature, or read only as far as the first row or the limit. */
const admitted = [
  // an account's own entries, numbered; a constant row
  /^SCAN \(subquery-\d+\)$/,
  /^SCAN CONSTANT ROW$/,
  // the latest services, in the order of the index, up to the limit
  /^SCAN service_record USING INDEX service_record_by_day$/,
  // the services of a day that were refused and settled
  /^SCAN one$/,
  // what was done last with the stock, up to the limit; the offices of a county and their few workstations
  /^SCAN outbox USING (COVERING )?INDEX outbox_of_stock$/,
  /^SCAN office$/,
  /^SCAN workstation$/,
  // the bank's answers that nobody was told of, which are few
  /^SCAN bank_request USING INDEX bank_request_to_tell$/,
  // transfers under way and money that nobody has settled, which are few
  /^SCAN relationship_transfer USING INDEX relationship_transfer_open$/,
  /^SCAN incoming_remittance USING INDEX incoming_remittance_open$/,
  // the employers of a county, a few thousand, by any part of their names; the ids that a list is made of
  /^SCAN employer( USING INDEX \S+)?$/,
  /^SCAN json_each VIRTUAL TABLE/,
  // the open commands, once at the start; all commands when the central office was restored
  /^SCAN outbox USING INDEX outbox_open$/,
  // what a person has settled, which is little
  /^SCAN outbox USING INDEX outbox_settled$/,
  /^SCAN outbox$/,
  // contents that the central office has not; the sizes of all that are kept, once an hour
  /^SCAN a USING (COVERING )?INDEX attachment_not_received$/,
  /^SCAN attachment_content$/,
  // what the counter knows of itself, once at the start
  /^SCAN memory/,
];

it('goes through no table row by row, whatever is asked: a million persons must not be felt', () => {
  const database = openDatabase(freshOptions());
  onTestFinished(() => {
    database.close();
  });
  const sources = preparedBy(database);
  expect(sources.length).toBeGreaterThan(100);
  const scans = sources.flatMap((source) =>
    scansOf(database, source)
      .filter((detail) => !admitted.some((pattern) => pattern.test(detail)))
      .map((detail) => `${detail}: ${source}`),
  );
  expect(scans).toEqual([]);
});
