import type { PaperPrint } from '../records/paper-print.ts';

/** Whether paper came, or may have come, of this print: it counts, so that a sheet rather says 补打 than not. */
export function mayHaveCome({ result }: Pick<PaperPrint, 'result'>): boolean {
  return result !== 'refused' && result !== 'cancelled';
}

/**
 * What the next print of a paper says: 0 for the first, n for 补打 第n次. As many as may have come before, at whichever
 * counter; and never a number that a sheet has already: what another counter had counted in a log of its own stands in its
 * number alone.
 * @param prints all that are known of the paper's subject
 * @param besides prints that stand in no shared record
 */
export function nextReprint(prints: readonly PaperPrint[], paper: string, besides = 0): number {
  const before = prints.filter((print) => print.paper === paper && mayHaveCome(print));
  return Math.max(before.length + besides, ...before.map(({ reprint }) => reprint + 1));
}
