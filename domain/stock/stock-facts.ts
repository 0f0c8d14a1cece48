import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { RefusalCode } from '../command/refusal-codes.ts';
import { actorLookups } from '../issuance/service-facts.ts';
import type { BlankCard } from '../records/records.ts';
import {
  countOfRanges,
  mostSerials,
  rangesOf,
  serialsOf,
  tellRanges,
  type SerialRange,
} from './serial-ranges.ts';

/**
 * What every command of the stock is about: they go one behind the other, because each finds the blanks where the one
 * before has put them.
 */
export const stockSubject = 'stock';

/** Who acts, and every blank that is named. */
export function stockLookups(serials: readonly string[], context: CommandContext): readonly Lookup[] {
  return [
    ...actorLookups(context),
    ...[...new Set(serials)].map((value) => ({ table: 'blankCard', by: 'id', value }) as const),
  ];
}

/** The serials that a command names, each once; none where they are too many. */
export function namedSerials(ranges: readonly SerialRange[]): readonly string[] {
  return countOfRanges(ranges) > mostSerials ? [] : [...new Set(serialsOf(ranges))];
}

/** What is wrong with the ranges themselves, whatever they name. */
export function refuseRanges(ranges: readonly SerialRange[]): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const reversed = ranges.filter(({ first, last }) => Number(last) < Number(first));
  if (reversed.length > 0) {
    refusals.push(refuse('serial-range-reversed', { serials: tellRanges(reversed) }, 'ranges'));
  }
  const count = countOfRanges(ranges);
  if (count > mostSerials) {
    refusals.push(refuse('serials-too-many', { count, limit: mostSerials }, 'ranges'));
  } else {
    const serials = serialsOf(ranges);
    const twice = serials.filter((serial, index) => serials.indexOf(serial) !== index);
    if (twice.length > 0) refusals.push(refuseSerials('serials-twice', twice));
  }
  return refusals;
}

/** A refusal that names its serials, as ranges. */
export function refuseSerials(code: RefusalCode, serials: readonly string[]): Refusal {
  const params = { serials: tellRanges(rangesOf(serials)), count: new Set(serials).size };
  return refuse(code, params, 'ranges');
}

/** Receiving, sending away, destroying and signing for a difference are a supervisor's [practice]. */
export function isSupervisor(facts: Facts, context: CommandContext): boolean {
  return facts.one('clerk', context.clerkId)?.role === 'supervisor';
}

/** The named blanks, and of those that do not fit one refusal for each reason with all its serials. */
export function judgeBlanks(
  facts: Facts,
  serials: readonly string[],
  reasonOf: (blank: BlankCard) => RefusalCode | null,
): { readonly blanks: readonly BlankCard[]; readonly refusals: readonly Refusal[] } {
  const blanks: BlankCard[] = [];
  const reasons = new Map<RefusalCode, string[]>();
  for (const serial of serials) {
    const blank = facts.one('blankCard', serial);
    const reason = blank === undefined ? 'blanks-unknown' : reasonOf(blank);
    if (blank !== undefined && reason === null) blanks.push(blank);
    else if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), serial]);
  }
  return { blanks, refusals: [...reasons].map(([code, named]) => refuseSerials(code, named)) };
}
