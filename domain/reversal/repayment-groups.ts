import type { Facts, Lookup } from '../command/facts.ts';

/** So often one reference of a bank is recorded, each time but the last of it taken back as a mistake. */
const mostRecordings = 9;

/** A bank's reference as it is compared: without blanks, in capitals. */
export function bankReferenceOf(typed: string): string {
  return typed.replace(/\s/gu, '').toUpperCase();
}

/** Under which group what takes a recorded repayment back is posted: told by its name, as it must be found without the service. */
export function groupTakingBack(groupId: string): string {
  return `${groupId}/reversed`;
}

/** The names under which the money of one reference is posted: named after it, so that no county ever posts it twice. */
function groupsOf(bankReference: string): readonly string[] {
  const group = `repayment/${bankReference}`;
  return Array.from({ length: mostRecordings }, (_, index) =>
    // In small letters, which no reference has: it is never that of another.
    index === 0 ? group : `${group}/again-${String(index + 1)}`,
  );
}

/** What `freeGroup` looks at. */
export function repaymentLookups(bankReference: string): readonly Lookup[] {
  return groupsOf(bankReference)
    .flatMap((group) => [group, groupTakingBack(group)])
    .map((group) => ({ table: 'ledgerEntry', by: 'id', value: entryOf(group) }));
}

/** Under which name money of this reference is posted now; null where it is recorded and stands. */
export function freeGroup(facts: Facts, bankReference: string): string | null {
  const isPosted = (group: string) => facts.one('ledgerEntry', entryOf(group)) !== undefined;
  const latest = groupsOf(bankReference).find((group) => !isPosted(groupTakingBack(group)));
  return latest === undefined || isPosted(latest) ? null : latest;
}

/** A repayment is one entry. */
function entryOf(group: string): string {
  return `${group}/1`;
}
