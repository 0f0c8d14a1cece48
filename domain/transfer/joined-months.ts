import { monthNumberOf, monthText } from '../contribution/month-number.ts';
import type { ContributionPeriod } from '../records/records.ts';
import type { InformationSheet, RelationshipTransfer } from '../records/relationship-transfer.ts';

/**
 * The months of a sheet as periods of this record, each with the area in which it was paid. A month that is paid here
 * already, or was brought by an earlier transfer, or that the sheet names twice, is not joined again: years add up over
 * places (domain rules section 4), and no month counts twice.
 * @param periods everything that is on the record; what is paid month by month takes every month from its first on
 */
export function joinedMonths(
  { id, personId }: Pick<RelationshipTransfer, 'id' | 'personId'>,
  { months }: Pick<InformationSheet, 'months'>,
  periods: readonly ContributionPeriod[],
): readonly ContributionPeriod[] {
  const taken = new Set<number>();
  let openFrom = Infinity;
  for (const { fromMonth, toMonth } of periods) {
    if (toMonth === null) openFrom = Math.min(openFrom, monthNumberOf(fromMonth));
    else for (const month of numbersOf(fromMonth, toMonth)) taken.add(month);
  }
  const joined: ContributionPeriod[] = [];
  for (const { areaCode, fromMonth, toMonth, base } of months) {
    let last: number | null = null;
    for (const month of numbersOf(fromMonth, toMonth)) {
      if (taken.has(month) || month >= openFrom) continue;
      taken.add(month);
      const run = joined.at(-1);
      if (run !== undefined && last === month - 1) {
        joined[joined.length - 1] = { ...run, toMonth: monthText(month) };
      } else {
        joined.push({
          id: `${id}/${String(joined.length + 1)}`,
          personId,
          employerId: null,
          insuranceKind: '310',
          fromMonth: monthText(month),
          toMonth: monthText(month),
          base,
          paidOn: null,
          areaCode,
        });
      }
      last = month;
    }
  }
  return joined;
}

function* numbersOf(from: string, to: string): Generator<number> {
  const end = monthNumberOf(to);
  for (let month = monthNumberOf(from); month <= end; month += 1) yield month;
}
