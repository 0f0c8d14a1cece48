import {
  recordTables,
  sqlFieldName,
  type FieldForm,
  type TableName,
} from '../../domain/records/record-tables.ts';

/** What is needed to read and write one shared table, generated from its description. */
export interface RecordSql {
  /** Parameters: county, JSON array of records that also carry `version`. Replaces what is there; immutable tables refuse. */
  readonly put: string;
  /** Parameters: county, JSON array of records. For empty tables only: version 0, nothing is replaced. */
  readonly load: string;
  /** Parameters: county, values of the field as text[]. Ordered by id, bytewise. */
  lookUp(by: string): string;
  /** Parameters: county. Every record, ordered by id; for small tables. */
  readonly all: string;
  /** Parameters: county, last id held, limit. One row: rows (JSON text), count, last. */
  readonly page: string;
  /** Parameters: county. One row: count. */
  readonly count: string;
}

const sqlTypes: Readonly<Record<FieldForm, string>> = {
  text: 'text',
  'text?': 'text',
  integer: 'bigint',
  boolean: 'boolean',
  json: 'jsonb',
  'json?': 'jsonb',
};

/** The SQL type in which a field is kept. */
export function sqlTypeOf(form: FieldForm): string {
  return sqlTypes[form];
}

/** The fields of a table in their order, with their forms. */
export function fieldsOf(table: TableName): readonly (readonly [field: string, form: FieldForm])[] {
  return Object.entries(recordTables[table].fields);
}

/** The generated statements of every shared table. */
export const recordSql: { readonly [T in TableName]: RecordSql } = {
  poolingAreaParameter: generate('poolingAreaParameter'),
  calendarYear: generate('calendarYear'),
  office: generate('office'),
  workstation: generate('workstation'),
  clerk: generate('clerk'),
  employer: generate('employer'),
  insuredPerson: generate('insuredPerson'),
  contributionPeriod: generate('contributionPeriod'),
  personalAccount: generate('personalAccount'),
  financialAccount: generate('financialAccount'),
  ledgerEntry: generate('ledgerEntry'),
  blankCard: generate('blankCard'),
  card: generate('card'),
  serviceRecord: generate('serviceRecord'),
  attachment: generate('attachment'),
  parcel: generate('parcel'),
  employerBatch: generate('employerBatch'),
  stockCount: generate('stockCount'),
  bankRequest: generate('bankRequest'),
  approval: generate('approval'),
  payment: generate('payment'),
  medicalBill: generate('medicalBill'),
  relationshipTransfer: generate('relationshipTransfer'),
  incomingRemittance: generate('incomingRemittance'),
  payout: generate('payout'),
  registeredPaper: generate('registeredPaper'),
  paperPrint: generate('paperPrint'),
  stockMovement: generate('stockMovement'),
  dayClose: generate('dayClose'),
};

/** A statement that selects records of one shared table: every field under its own name. */
export interface RecordsSql<T extends TableName> {
  readonly table: T;
  readonly text: string;
}

/** What is on its way to the bank or with it; see `underWay`. */
export const bankRequestsUnderWaySql = underWay('bankRequest', "state in ('requested', 'sent')");

/** The transfers for which there is something to send or to hear; see `underWay`. */
export const transfersAwaitingSql = underWay('relationshipTransfer', 'awaits');

/** Payments that are ordered, or sent and not answered; see `underWay`. */
export const paymentsUnderWaySql = underWay('payment', "state in ('ordered', 'sent')");

/** Parameters: county, the last id held, limit. Ordered by id; the condition is that of the index that holds nothing else. */
function underWay<T extends TableName>(table: T, condition: string): RecordsSql<T> {
  const text = `select ${selectedFields(table)} from ${recordTables[table].sqlName}
where county = $1 and id > $2 and ${condition} order by id limit $3`;
  return { table, text };
}

function selectedFields(table: TableName): string {
  return fieldsOf(table)
    .map(([field]) => `${sqlFieldName(field)} as "${field}"`)
    .join(', ');
}

function generate(table: TableName): RecordSql {
  const description = recordTables[table];
  const { sqlName } = description;
  const fields = fieldsOf(table);
  const columns = fields.map(([field]) => sqlFieldName(field));
  const shape = fields.map(([field, form]) => `"${field}" ${sqlTypeOf(form)}`).join(', ');
  const values = fields.map(([field]) => `r."${field}"`).join(', ');
  const selected = selectedFields(table);
  const replaced = ['version', ...columns.filter((column) => column !== 'id')]
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
  const insert = `insert into ${sqlName} (county, version, ${columns.join(', ')})`;
  return {
    put:
      `${insert} select $1, r.version, ${values} ` +
      `from json_to_recordset($2::text::json) as r(version bigint, ${shape})` +
      (description.immutable ? '' : ` on conflict (county, id) do update set ${replaced}`),
    load: `${insert} select $1, 0, ${values} from json_to_recordset($2::text::json) as r(${shape})`,
    lookUp(by) {
      const known = by === 'id' || description.lookups.some((lookup) => lookup === by);
      if (!known) throw new Error(`${table} has no index by ${by}`);
      const column = sqlFieldName(by);
      return `select ${selected} from ${sqlName} where county = $1 and ${column} = any($2::text[]) order by id`;
    },
    all: `select ${selected} from ${sqlName} where county = $1 order by id`,
    // The database builds the JSON text itself: twice as fast as rows that are parsed here and written again.
    page:
      `select coalesce(string_agg(row_text, ',' order by id), '') as rows, count(*) as count, max(id) as last ` +
      `from (select id, json_build_array(${columns.join(', ')})::text as row_text from ${sqlName} ` +
      `where county = $1 and id > $2 order by id limit $3) as page`,
    count: `select count(*) as count from ${sqlName} where county = $1`,
  };
}
