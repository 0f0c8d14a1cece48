import { chartOfAccounts, waysOf } from '../../domain/ledger/chart-of-accounts.ts';
import { claimSql, overclaimedSql, strayClaimSql } from './claim-audit.ts';
import type { LedgerAudit, UnsoundThing } from './ledger-findings.ts';
import { auditSql } from './ledger-guard.ts';
import type { SqlRow, SqlTransaction } from './sql-database.ts';
import { numberOf, textOf } from './sql-values.ts';

/** So many unsound things are told one by one; behind that many somebody must look at the whole. */
const mostTold = 1_000;

const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
const chart = quoted(Object.keys(chartOfAccounts));
const perPerson = quoted(
  Object.entries(chartOfAccounts).flatMap(([account, { perPerson: isOfPerson }]) =>
    isOfPerson ? [account] : [],
  ),
);
/** Every way of the chart, and backwards by which a reversal goes. */
const ways = Object.entries(waysOf)
  .flatMap(([kind, list]) =>
    list.flatMap(([debit, credit]) => [
      `(${quoted([kind, debit, credit])})`,
      `(${quoted(['reversal', credit, debit])})`,
    ]),
  )
  .join(', ');

/** Parameter: county. Every entry that breaks a rule by itself or as the reversal of another. */
const entrySql = `
select id, faults from (
  select entry.id, array_remove(array[
      case when entry.amount <= 0 then 'amount-not-whole-fen' end,
      case when (entry.kind, entry.debit_account, entry.credit_account) not in (${ways}) then 'way-not-in-the-chart' end,
      case when entry.person_id is null
        and (entry.debit_account in (${perPerson}) or entry.credit_account in (${perPerson}))
        then 'entry-without-person' end,
      case when (entry.kind = 'reversal') <> (entry.reverses_id is not null)
        or (entry.reverses_id is not null and (original.id is null or original.kind = 'reversal'))
        then 'reverses-nothing' end,
      case when entry.kind = 'reversal' and original.kind <> 'reversal' and (
          original.amount <> entry.amount or original.debit_account <> entry.credit_account
          or original.credit_account <> entry.debit_account or original.insurance_kind <> entry.insurance_kind
          or original.person_id is distinct from entry.person_id)
        then 'reversal-differs' end,
      case when entry.reverses_id is not null and exists (
          select 1 from ledger_entry as other where other.county = entry.county
            and other.reverses_id = entry.reverses_id and other.id <> entry.id)
        then 'reversed-twice' end
    ], null) as faults
  from ledger_entry as entry
  left join ledger_entry as original on original.county = entry.county and original.id = entry.reverses_id
  where entry.county = $1) as every_entry
where cardinality(faults) > 0 order by id`;

/** Parameter: county. Whoever has entries and no account: his balance is nowhere. */
const homelessSql = `
select entry.person_id as id, array['balance-is-not-the-sum'] as faults from ledger_entry as entry
where entry.county = $1 and entry.person_id is not null
  and (entry.debit_account in (${perPerson}) or entry.credit_account in (${perPerson}))
  and not exists (
    select 1 from personal_account as account where account.county = $1 and account.id = entry.person_id)
group by entry.person_id order by entry.person_id`;

/** Parameter: county. Services that have paid or remitted more than they owed, or credited and sent back more than had come. */
const owedSql = ['payouts-payable', 'transfers-payable', 'unmatched-receipts']
  .map(
    (account) => `
select coalesce(service_id, '') as id, array['paid-more-than-owed'] as faults from ledger_entry
where county = $1 and '${account}' in (debit_account, credit_account)
group by service_id
having sum(case when credit_account = '${account}' then amount else -amount end) < 0`,
  )
  .join(' union all ');

/** Parameter: county. Both sides of every account that the chart has, by kind of insurance. */
const kindsSql = `
select insurance_kind as kind,
  coalesce(sum(amount) filter (where debit_account in (${chart})), 0)::bigint as debits,
  coalesce(sum(amount) filter (where credit_account in (${chart})), 0)::bigint as credits
from ledger_entry where county = $1 group by insurance_kind order by insurance_kind`;

const countsSql = `
select (select count(*) from personal_account where county = $1) as accounts,
  (select count(*) from ledger_entry where county = $1) as entries`;

/**
 * Looks at everything that a county's ledger holds, told in SQL and not by the rules that made it: every account, every
 * entry, every service that owes money or claims it, and both sides of every kind of insurance.
 */
export async function auditLedger(transaction: SqlTransaction, county: string): Promise<LedgerAudit> {
  const ask = (sql: string) => transaction.query(sql, [county]);
  const [counts] = await ask(countsSql);
  const kinds = await ask(kindsSql);
  const unsound = [
    ...(await ask(auditSql)).map((row) => unsoundThing('account', row)),
    ...(await ask(homelessSql)).map((row) => unsoundThing('account', row)),
    ...(await ask(entrySql)).map((row) => unsoundThing('entry', row)),
    ...(await ask(owedSql)).map((row) => unsoundThing('service', row)),
    ...(await ask(claimSql)).map((row) => unsoundThing('service', row)),
    ...(await ask(strayClaimSql)).map((row) => unsoundThing('entry', row)),
    ...(await ask(overclaimedSql)).map((row) => unsoundThing('service', row)),
  ];
  return {
    accounts: numberOf(counts?.['accounts']),
    entries: numberOf(counts?.['entries']),
    kinds: kinds.map((row) => ({
      insuranceKind: textOf(row['kind']),
      debits: numberOf(row['debits']),
      credits: numberOf(row['credits']),
    })),
    unsound: unsound.slice(0, mostTold),
  };
}

/** Whether nothing is wrong. */
export function isSound({ kinds, unsound }: LedgerAudit): boolean {
  return unsound.length === 0 && kinds.every(({ debits, credits }) => debits === credits);
}

function unsoundThing(what: UnsoundThing['what'], row: SqlRow): UnsoundThing {
  // The names of the faults are written above.
  return { what, id: textOf(row['id']), faults: row['faults'] as UnsoundThing['faults'] };
}
