import type { Migration } from './migration.ts';
import { mendTold } from './told-records.ts';

/** The bank details of the area that was asked, by a remittance that is kept in JSON. */
const accountOf = (record: string) =>
  `(select jsonb_build_object('payerBankName', other_area ->> 'bankName',
      'payerAccountNumber', other_area ->> 'accountNumber')
    from relationship_transfer
    where relationship_transfer.county = kept.county and relationship_transfer.id = ${record} ->> 'transferId')`;

/** The remittance with them. */
const withAccount = (change: string) =>
  `jsonb_set(${change}, '{record}', ${change} -> 'record' || ${accountOf(`(${change} -> 'record')`)})`;

/**
 * The account from which money of another area came: what goes back goes there. What was here before has come from the area
 * that was asked, as far as anybody knew.
 */
export const payerAccounts: Migration = {
  number: 15,
  name: 'payer accounts',
  sql: `
alter table incoming_remittance add column payer_bank_name text;
alter table incoming_remittance add column payer_account_number text;

alter table incoming_remittance no force row level security;
alter table relationship_transfer no force row level security;

update incoming_remittance set
  payer_bank_name = other_area ->> 'bankName',
  payer_account_number = other_area ->> 'accountNumber'
from relationship_transfer
where relationship_transfer.county = incoming_remittance.county
  and relationship_transfer.id = incoming_remittance.transfer_id;
${mendTold('incomingRemittance', withAccount)}
alter table incoming_remittance force row level security;
alter table relationship_transfer force row level security;

alter table incoming_remittance alter column payer_bank_name set not null;
alter table incoming_remittance alter column payer_account_number set not null;
`,
};
