import type { Lookup } from '../../domain/command/facts.ts';
import type { Change } from '../../domain/records/change.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';
import type {
  CountyHead,
  CountyPosition,
  CountyReader,
  StoredCredential,
  StoredOutcome,
} from './central-storage.ts';
import {
  bankRequestsUnderWaySql,
  paymentsUnderWaySql,
  recordSql,
  transfersAwaitingSql,
  type RecordsSql,
} from './record-sql.ts';
import type { SqlRow, SqlTransaction } from './sql-database.ts';
import { auditLedger } from './ledger-audit.ts';
import { auditPapers } from './paper-audit.ts';
import { numberOf, textOf } from './sql-values.ts';

/**
 * Reading one county's rows within a transaction. The statements are generated from the tables' descriptions, so a
 * row that comes back has the fields of its record; that is what the casts here say.
 */
export function countyReader(transaction: SqlTransaction, county: string): CountyReader {
  return {
    head: () => readHead(transaction, county),
    async position() {
      const [row] = await transaction.query(positionSql, [county]);
      return row === undefined ? undefined : positionOf(row);
    },
    async holds({ head, mark }) {
      if (head === 0) return true;
      const [row] = await transaction.query(
        'select 1 from feed where county = $1 and sequence = $2 and mark = $3',
        [county, head, mark],
      );
      return row !== undefined;
    },
    lookUp: (lookups) => lookUp(transaction, county, lookups),
    auditLedger: () => auditLedger(transaction, county),
    auditPapers: (codeOf) => auditPapers(transaction, county, codeOf),
    async all<T extends TableName>(table: T) {
      return await recordsOf(transaction, { table, text: recordSql[table].all }, [county]);
    },
    async one<T extends TableName>(table: T, id: string) {
      const text = recordSql[table].lookUp('id');
      return (await recordsOf(transaction, { table, text }, [county, [id]]))[0];
    },
    async page(table, after, limit) {
      const [row] = await transaction.query(recordSql[table].page, [county, after, limit]);
      const last = row?.['last'];
      return {
        rowsText: textOf(row?.['rows']),
        count: numberOf(row?.['count']),
        last: typeof last === 'string' ? last : null,
      };
    },
    async count(table) {
      const [row] = await transaction.query(recordSql[table].count, [county]);
      return numberOf(row?.['count']);
    },
    async feed(after, limit) {
      const [row] = await transaction.query(feedSql, [county, after, limit]);
      if (row === undefined) return undefined;
      return {
        ...positionOf(row),
        changesText: textOf(row['changes']),
        count: numberOf(row['count']),
      };
    },
    async credentials(tokenHashes) {
      const rows = await transaction.query(
        'select token_hash, office_id, workstation_id from workstation_credential' +
          ' where county = $1 and token_hash = any($2::text[]) and revoked_at is null',
        [county, [...tokenHashes]],
      );
      return new Map(rows.map((row) => [textOf(row['token_hash']), credentialOf(row)]));
    },
    async signingKey(fingerprint) {
      const [row] = await transaction.query(
        'select fingerprint, public_key, office_id, workstation_id from signing_key' +
          ' where county = $1 and fingerprint = $2',
        [county, fingerprint],
      );
      if (row === undefined) return undefined;
      return { ...credentialOf(row), fingerprint, publicKey: textOf(row['public_key']) };
    },
    async answers(commandIds) {
      const rows = await transaction.query(
        'select command_id, hash, outcome, answer from command_answer' +
          ' where county = $1 and command_id = any($2::text[])',
        [county, [...commandIds]],
      );
      return rows.map((row) => ({
        commandId: textOf(row['command_id']),
        hash: textOf(row['hash']),
        outcome: outcomeOf(row['outcome']),
        answer: row['answer'],
      }));
    },
    async lostCommands(commandIds) {
      // Refused is lost as well: the counter, which knows the command as applied, must hear of it.
      const rows = await transaction.query(
        'select command_id from command_answer' +
          ` where county = $1 and command_id = any($2::text[]) and outcome = 'applied'`,
        [county, [...commandIds]],
      );
      const known = new Set(rows.map((row) => textOf(row['command_id'])));
      return commandIds.filter((id) => !known.has(id));
    },
    bankRequestsUnderWay: (after, limit) =>
      recordsOf(transaction, bankRequestsUnderWaySql, [county, after, limit]),
    transfersAwaiting: (after, limit) => recordsOf(transaction, transfersAwaitingSql, [county, after, limit]),
    paymentsUnderWay: (after, limit) => recordsOf(transaction, paymentsUnderWaySql, [county, after, limit]),
    async monthlyTurn(month) {
      const [row] = await transaction.query(
        'select after, done from monthly_turn where county = $1 and month = $2',
        [county, month],
      );
      return row === undefined
        ? { after: '', done: false }
        : { after: textOf(row['after']), done: row['done'] === true };
    },
    async unclosedAccounts(after, limit) {
      const rows = await transaction.query(
        `select id from personal_account where county = $1 and id > $2 and status <> 'closed' order by id limit $3`,
        [county, after, limit],
      );
      return rows.map((row) => textOf(row['id']));
    },
    async cardPinHash(cardNumber) {
      const [row] = await transaction.query(
        'select pin_hash from card_pin where county = $1 and card_number = $2',
        [county, cardNumber],
      );
      return row === undefined ? undefined : textOf(row['pin_hash']);
    },
  };
}

/** The head, read together with the page in one statement so that both tell of the same moment. */
const feedSql = `
with page as (
  select sequence, change from feed
  where county = $1 and sequence > $2 and sequence <= coalesce((
    select command_end from feed
    where county = $1 and sequence > $2 order by sequence offset $3::bigint - 1 limit 1
  ), 9223372036854775807)
)
select head, mark, (select epoch from central_identity) as epoch,
  (select count(*) from page) as count,
  (select coalesce(string_agg('{"sequence":' || sequence || ',"change":' || change::text || '}', ',' order by sequence), '')
   from page) as changes
from county_head where county = $1`;

const positionSql =
  'select head, mark, (select epoch from central_identity) as epoch from county_head where county = $1';

/** The county's head; `for update` keeps every other writer of the county waiting. */
export async function readHead(
  transaction: SqlTransaction,
  county: string,
  lock: '' | 'for update' = '',
): Promise<CountyHead | undefined> {
  const [row] = await transaction.query(
    `select head, applied, refused from county_head where county = $1 ${lock}`,
    [county],
  );
  if (row === undefined) return undefined;
  return {
    head: numberOf(row['head']),
    applied: numberOf(row['applied']),
    refused: numberOf(row['refused']),
  };
}

function positionOf(row: SqlRow): CountyPosition {
  return { epoch: textOf(row['epoch']), head: numberOf(row['head']), mark: textOf(row['mark']) };
}

export function credentialOf(row: SqlRow): StoredCredential {
  return { officeId: textOf(row['office_id']), workstationId: textOf(row['workstation_id']) };
}

function outcomeOf(value: unknown): StoredOutcome {
  if (value !== 'applied' && value !== 'refused') throw new Error('an outcome that nobody wrote');
  return value;
}

/**
 * Rows of a shared table are its records: every field is selected under its own name (record-sql.ts), and only changes that
 * were read with the table's schema, or decided by a rule, were ever written.
 */
async function recordsOf<T extends TableName>(
  transaction: SqlTransaction,
  { text }: RecordsSql<T>,
  parameters: readonly unknown[],
): Promise<readonly RecordTypes[T][]> {
  return (await transaction.query(text, parameters)) as unknown as readonly RecordTypes[T][];
}

/** One statement for each pair of table and field, however many values are asked for. */
async function lookUp(
  transaction: SqlTransaction,
  county: string,
  lookups: readonly Lookup[],
): Promise<readonly (readonly Change['record'][])[]> {
  const groups = new Map<string, { table: Lookup['table']; by: string; values: Set<string> }>();
  for (const { table, by, value } of lookups) {
    const key = `${table}.${by}`;
    const group = groups.get(key) ?? { table, by, values: new Set<string>() };
    group.values.add(value);
    groups.set(key, group);
  }
  const found = new Map<string, Change['record'][]>();
  for (const [key, { table, by, values }] of groups) {
    for (const row of await transaction.query(recordSql[table].lookUp(by), [county, [...values]])) {
      const answerKey = `${key}=${textOf(row[by])}`;
      // A row of this table, as above.
      const record = row as unknown as Change['record'];
      const answer = found.get(answerKey);
      if (answer === undefined) found.set(answerKey, [record]);
      else answer.push(record);
    }
  }
  return lookups.map(({ table, by, value }) => found.get(`${table}.${by}=${value}`) ?? []);
}
