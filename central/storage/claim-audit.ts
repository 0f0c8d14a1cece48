/** What the claim says of one whose second person has approved it; null of every other service. */
const said = (sql: string) => `case jsonb_typeof(service.details -> 'claim') when 'object' then ${sql} end`;

/** Parameter: county. What was posted as a claim or was paid back of one, and whether that was taken back. */
const movedSql = `
  select entry.service_id, entry.debit_account = 'recovery-claims' as is_claim, entry.amount, undo.id is null as stands
  from ledger_entry as entry
  left join ledger_entry as undo on undo.county = entry.county and undo.reverses_id = entry.id
  where entry.county = $1 and entry.kind <> 'reversal'
    and 'recovery-claims' in (entry.debit_account, entry.credit_account)`;

const sumOf = (which: string) => `coalesce(sum(moved.amount) filter (where ${which}), 0)`;

/**
 * Parameter: county. Claims 追回 of which more has come back than is claimed, or which say another sum, claimed or paid back,
 * than their entries.
 */
export const claimSql = `
with moved as (${movedSql}),
claim as (
  select service.id,
    ${said(`(service.details ->> 'amount')::bigint`)} as claimed_said,
    ${said(`(select coalesce(sum((one ->> 'amount')::bigint), 0)
      from jsonb_array_elements(service.details #> '{claim,repayments}') as one)`)} as repaid_said,
    ${sumOf('is_claim')} as claimed, ${sumOf('is_claim and stands')} as claimed_still,
    ${sumOf('not is_claim and stands')} as repaid
  from service_record as service
  left join moved on moved.service_id = service.id
  where service.county = $1 and service.details ->> 'of' = 'request-reversal' and service.details ->> 'way' = 'claim'
  group by service.county, service.id
)
select id, faults from (
  select id, array_remove(array[
      case when repaid > claimed_still then 'repaid-more-than-claimed' end,
      case when claimed <> claimed_said or repaid <> repaid_said then 'claim-differs-from-entries' end
    ], null) as faults
  from claim) as every_claim
where cardinality(faults) > 0 order by id`;

/** Parameter: county. Entries of claims 追回 that belong to no service which says that it claims. */
export const strayClaimSql = `
select entry.id, array['claim-of-no-service'] as faults
from ledger_entry as entry
left join service_record as service on service.county = entry.county and service.id = entry.service_id
where entry.county = $1 and entry.kind <> 'reversal' and 'recovery-claims' in (entry.debit_account, entry.credit_account)
  and jsonb_typeof(service.details -> 'claim') is distinct from 'object'
order by entry.id`;

/**
 * Parameter: county. Services of which more is claimed, on the person's account again, than has left it by the bank and has not come
 * back.
 */
export const overclaimedSql = `
with claim as materialized (
  select service.details ->> 'groupId' as group_id, entry.amount
  from ledger_entry as entry
  join service_record as service on service.county = entry.county and service.id = entry.service_id
  left join ledger_entry as undo on undo.county = entry.county and undo.reverses_id = entry.id
  where entry.county = $1 and entry.kind <> 'reversal' and undo.id is null
    and entry.debit_account = 'recovery-claims' and entry.credit_account = 'personal-account'
),
origin as materialized (
  select distinct service_id, group_id from ledger_entry
  where county = $1 and service_id is not null and group_id in (select group_id from claim)
),
claimed as (
  select service_id, sum(amount) as amount from claim join origin using (group_id) group by service_id
),
gone as (
  select service_id, sum(case
      when debit_account in ('payouts-payable', 'transfers-payable') and credit_account = 'bank-deposits' then amount
      when debit_account = 'unmatched-receipts' and credit_account = 'personal-account' then -amount
      else 0 end) as amount
  from ledger_entry
  where county = $1 and service_id in (select service_id from origin)
  group by service_id
)
select claimed.service_id as id, array['claimed-more-than-left'] as faults
from claimed left join gone on gone.service_id = claimed.service_id
where claimed.amount > coalesce(gone.amount, 0)
order by claimed.service_id`;
