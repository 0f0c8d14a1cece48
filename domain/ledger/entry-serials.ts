import type { Change } from '../records/change.ts';

/** Whether this is an entry of the ledger that was decided and has no serial yet (流水号, counted by the county). */
export function isNewEntry(change: Change): boolean {
  return change.table === 'ledgerEntry' && change.record.serial === 0;
}

/**
 * The same changes, each new entry with the next serial.
 * @param last the county's last serial before them
 */
export function withSerials(changes: readonly Change[], last: number): readonly Change[] {
  let serial = last;
  return changes.map((one) => {
    if (one.table !== 'ledgerEntry' || !isNewEntry(one)) return one;
    serial += 1;
    return { ...one, record: { ...one.record, serial } };
  });
}
