import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import type { Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor } from '../issuance/service-facts.ts';

/** The kinds of command that tell of prints: records of what a printer did, for which nobody waits. */
export const printCommandKinds: ReadonlySet<string> = new Set([
  'record-print',
  'record-print-end',
  'record-paper-reclaimed',
]);

/** Who acts, and the print. */
export function printLookups(printId: string, context: CommandContext): readonly Lookup[] {
  return [...actorLookups(context), { table: 'paperPrint', by: 'id', value: printId }];
}

/**
 * A print is a fact before anybody decides about it: the paper lies at the desk. So it is taken down also under a clerk
 * whom the central office has meanwhile stopped or moved, whose services it refuses for that; only whom it does not know
 * at all has printed nothing here.
 */
export function refuseStranger(facts: Facts, context: CommandContext): readonly Refusal[] {
  return refuseActor(facts, context).filter(
    ({ code }) => code === 'clerk-unknown' || code === 'workstation-unknown',
  );
}
