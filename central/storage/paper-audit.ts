import type { RegisteredPaper } from '../../domain/records/registered-paper.ts';
import type { SqlTransaction } from './sql-database.ts';
import { textOf } from './sql-values.ts';

/** What can be wrong with a paper that is registered. */
type PaperFault =
  | 'paper-of-no-service'
  | 'paper-code-wrong'
  | 'paper-state-incomplete'
  | 'paper-stands-for-nothing'
  | 'paper-withdrawn-without-cause'
  | 'paper-replaced-without-cause';

interface UnsoundPaper {
  readonly what: 'paper';
  readonly id: string;
  readonly faults: readonly PaperFault[];
}

/** How many papers were looked at, and what is wrong with some. */
export interface PaperAudit {
  readonly papers: number;
  readonly unsoundPapers: readonly UnsoundPaper[];
}

/** So many are read at a time, and so many unsound ones told one by one. */
const pageOfPapers = 5_000;
const mostTold = 1_000;

/** A certificate is given out for a transfer; one that ended without having gone takes it along. */
const isInVain = `transfer.state in ('withdrawn', 'refused', 'returned')`;

/**
 * Parameters: county, the number behind which to read, how many. What a paper says of itself is held against the service that
 * made it; whose it is, and whether it still stands.
 */
const pageSql = `
select paper.id, paper.content_hash, paper.code, array_remove(array[
    case when service.id is null or service.person_id <> paper.person_id
      or service.office_id <> paper.office_id
      or service.kind <> case paper.kind
        when 'statement' then 'issue-statement' when 'insurance-certificate' then 'transfer-out' else '' end
      then 'paper-of-no-service' end,
    case when paper.state not in ('standing', 'withdrawn', 'replaced')
      or (paper.state = 'standing') <> (paper.state_at is null)
      or (paper.state = 'replaced') <> (paper.replaced_by is not null)
      or (paper.replaced_by is not null and newer.id is null)
      then 'paper-state-incomplete' end,
    case when paper.state = 'standing' and ${isInVain} then 'paper-stands-for-nothing' end,
    case when paper.state = 'withdrawn' and (transfer.id is null or not ${isInVain})
      then 'paper-withdrawn-without-cause' end,
    case when newer.id is not null and (paper.kind <> 'statement' or newer.kind <> paper.kind
      or newer.person_id <> paper.person_id or newer.id = paper.id)
      then 'paper-replaced-without-cause' end
  ], null) as faults
from registered_paper as paper
left join service_record as service on service.county = paper.county and service.id = paper.id
left join relationship_transfer as transfer on transfer.county = paper.county and transfer.id = paper.id
left join registered_paper as newer on newer.county = paper.county and newer.id = paper.replaced_by
where paper.county = $1 and paper.id > $2
order by paper.id limit $3`;

/**
 * Looks at every registered paper of a county: it belongs to a service of its kind, person and office, it stands or not as
 * that has ended, and its code is the one that the central office gives it.
 */
export async function auditPapers(
  transaction: SqlTransaction,
  county: string,
  codeOf: (paper: Pick<RegisteredPaper, 'id' | 'contentHash'>) => string,
): Promise<PaperAudit> {
  let papers = 0;
  const unsound: UnsoundPaper[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows = await transaction.query(pageSql, [county, after, pageOfPapers]);
    papers += rows.length;
    for (const row of rows) {
      const id = textOf(row['id']);
      // The names of the faults are written above.
      const faults = [...(row['faults'] as readonly PaperFault[])];
      if (row['code'] !== codeOf({ id, contentHash: textOf(row['content_hash']) })) {
        faults.push('paper-code-wrong');
      }
      if (faults.length > 0 && unsound.length < mostTold) unsound.push({ what: 'paper', id, faults });
    }
    after = rows.length < pageOfPapers ? undefined : textOf(rows.at(-1)?.['id']);
  }
  return { papers, unsoundPapers: unsound };
}
