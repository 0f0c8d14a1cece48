import { randomBytes } from 'node:crypto';
import { recordTables, type TableName } from '../../domain/records/record-tables.ts';
import type { CountyHead, CountyWriter, DecidedEffects, MonthlyTurn, NewCardPin } from './central-storage.ts';
import { countyReader, credentialOf } from './county-reader.ts';
import { lastSerial, numberEntries, requireSoundAccounts } from './ledger-guard.ts';
import { recordSql } from './record-sql.ts';
import type { SqlDatabase, SqlTransaction } from './sql-database.ts';
import { numberOf, textOf } from './sql-values.ts';

/** Writing in one county within a transaction that holds the county's head. */
export function countyWriter(
  database: SqlDatabase,
  transaction: SqlTransaction,
  county: string,
  lockedHead: CountyHead,
): CountyWriter {
  let savepoints = 0;
  return {
    ...countyReader(transaction, county),
    lockedHead,
    async savepoint(work) {
      savepoints += 1;
      const name = `decided_${String(savepoints)}`;
      await transaction.execute(`savepoint ${name}`);
      try {
        const value = await work();
        await transaction.execute(`release savepoint ${name}`);
        return value;
      } catch (error) {
        await transaction.execute(`rollback to savepoint ${name}; release savepoint ${name}`);
        throw error;
      }
    },
    async write(effects) {
      await writeEffects(transaction, county, effects);
      await database.announce(transaction, county);
    },
    lastSerial: () => lastSerial(transaction, county),
    noteMonthlyTurn: (month, turn) => noteMonthlyTurn(transaction, county, month, turn),
    async freeWorkstations(officeId) {
      const rows = await transaction.query(freeWorkstationsSql, [county, officeId]);
      return rows.map((row) => textOf(row['id']));
    },
    async addEnrolmentCode(code) {
      await transaction.query(
        'insert into enrolment_code (county, code_hash, office_id, workstation_id, expires_at)' +
          ` values ($1, $2, $3, $4, now() + $5::bigint * interval '1 hour')`,
        [county, code.codeHash, code.officeId, code.workstationId, code.validHours],
      );
    },
    async takeEnrolmentCode(codeHash) {
      const [row] = await transaction.query(
        'update enrolment_code set used_at = now()' +
          ' where county = $1 and code_hash = $2 and used_at is null and expires_at > now()' +
          ' returning office_id, workstation_id',
        [county, codeHash],
      );
      return row === undefined ? undefined : credentialOf(row);
    },
    async addCredential(tokenHash, { officeId, workstationId }) {
      await transaction.query(
        'update workstation_credential set revoked_at = now()' +
          ' where county = $1 and workstation_id = $2 and revoked_at is null',
        [county, workstationId],
      );
      await transaction.query(
        'insert into workstation_credential (county, token_hash, office_id, workstation_id) values ($1, $2, $3, $4)',
        [county, tokenHash, officeId, workstationId],
      );
    },
    async addSigningKey({ fingerprint, publicKey, officeId, workstationId }) {
      await transaction.query(
        'insert into signing_key (county, fingerprint, public_key, office_id, workstation_id, token_hash)' +
          ' select $1, $2, $3, $4, $5, token_hash from workstation_credential' +
          ' where county = $1 and workstation_id = $5 and revoked_at is null' +
          ' on conflict (county, fingerprint) do nothing',
        [county, fingerprint, publicKey, officeId, workstationId],
      );
    },
    async countSigningKeys(workstationId) {
      const [row] = await transaction.query(
        'select count(*) as count from signing_key where county = $1 and token_hash in (' +
          'select token_hash from workstation_credential' +
          ' where county = $1 and workstation_id = $2 and revoked_at is null)',
        [county, workstationId],
      );
      return numberOf(row?.['count']);
    },
  };
}

const freeWorkstationsSql = `
select id from workstation
where county = $1 and office_id = $2
  and not exists (
    select 1 from workstation_credential as credential
    where credential.county = $1 and credential.workstation_id = workstation.id and credential.revoked_at is null)
  and not exists (
    select 1 from enrolment_code as code
    where code.county = $1 and code.workstation_id = workstation.id
      and code.used_at is null and code.expires_at > now())
order by number`;

/**
 * The changes come as lines of JSON, which has no line break outside of its texts' escapes: read so, a batch costs the
 * database half the time of one JSON of records, in which each change is parsed three times.
 */
const feedSql = `
insert into feed (county, sequence, table_name, record_id, command_id, command_end, mark, change)
select $1, r.sequence, r.change ->> 'table', r.change #>> '{record,id}', r.command_id, r.command_end, $6, r.change
from unnest($2::bigint[], $3::text[], $4::bigint[], string_to_array($5::text, E'\\n')::jsonb[])
  as r(sequence, command_id, command_end, change)`;

const answerSql = `
insert into command_answer (county, command_id, hash, kind, workstation_id, clerk_id, commanded_at, outcome, answer)
select $1, r."commandId", r.hash, r.kind, r."workstationId", r."clerkId", r."commandedAt", r.outcome, r.answer
from json_to_recordset($2::text::json)
  as r("commandId" text, hash text, kind text, "workstationId" text, "clerkId" text, "commandedAt" text,
    outcome text, answer jsonb)`;

const cardPinSql = `
insert into card_pin (county, card_number, pin_hash, command_id)
select $1, r."cardNumber", r."pinHash", r."commandId"
from json_to_recordset($2::text::json) as r("cardNumber" text, "pinHash" text, "commandId" text)
on conflict (county, card_number)
  do update set pin_hash = excluded.pin_hash, command_id = excluded.command_id, set_at = now()`;

/** Notes where the turn of a month stands; in the transaction of what it has changed. */
export async function noteMonthlyTurn(
  transaction: SqlTransaction,
  county: string,
  month: string,
  { after, done }: MonthlyTurn,
): Promise<void> {
  await transaction.query(
    'insert into monthly_turn (county, month, after, done) values ($1, $2, $3, $4)' +
      ' on conflict (county, month) do update set after = excluded.after, done = excluded.done',
    [county, month, after, done],
  );
}

/** Keeps passwords as they stand in the end: of a card that is there twice the last one. */
export async function writeCardPins(
  transaction: SqlTransaction,
  county: string,
  cardPins: readonly NewCardPin[],
): Promise<void> {
  if (cardPins.length === 0) return;
  const last = new Map(cardPins.map((pin) => [pin.cardNumber, pin]));
  await transaction.query(cardPinSql, [county, JSON.stringify([...last.values()])]);
}

async function writeEffects(
  transaction: SqlTransaction,
  county: string,
  { changes: decided, answers, cardPins, head }: DecidedEffects,
): Promise<void> {
  const changes = await numberEntries(transaction, county, decided);
  // Random: what is written again after a restore has another mark, though the commands be the same.
  const mark = changes.length > 0 ? randomBytes(9).toString('base64url') : null;
  for (const [table, records] of lastOfEachRecord(changes)) {
    await transaction.query(recordSql[table].put, [county, JSON.stringify([...records.values()])]);
  }
  await requireSoundAccounts(transaction, county, changes);
  if (changes.length > 0) {
    await transaction.query(feedSql, [
      county,
      changes.map(({ sequence }) => sequence),
      changes.map(({ commandId }) => commandId),
      changes.map(({ commandEnd }) => commandEnd),
      changes.map(({ change }) => JSON.stringify(change)).join('\n'),
      mark,
    ]);
  }
  if (answers.length > 0) await transaction.query(answerSql, [county, JSON.stringify(answers)]);
  await writeCardPins(transaction, county, cardPins);
  await transaction.query(
    'update county_head set head = $2, applied = $3, refused = $4, mark = coalesce($5, mark) where county = $1',
    [county, head.head, head.applied, head.refused, mark],
  );
}

/** A record that changed several times is written once, as it stands in the end; the feed tells every change. */
function lastOfEachRecord(changes: DecidedEffects['changes']) {
  const tables = new Map<TableName, Map<string, unknown>>();
  for (const { sequence, change } of changes) {
    const records = tables.get(change.table) ?? new Map<string, unknown>();
    if (recordTables[change.table].immutable && records.has(change.record.id)) {
      throw new Error(`a record of ${change.table} is immutable and was written twice`);
    }
    records.set(change.record.id, { ...change.record, version: sequence });
    tables.set(change.table, records);
  }
  return tables;
}
