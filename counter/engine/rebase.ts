import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { commandNeeds, decideCommand } from '../../domain/command/command-rules.ts';
import type { CounterStorage } from '../ports.ts';
import { contextOf } from './execute-command.ts';
import { loadFacts, notedReads, writeLocalEffects } from './local-effects.ts';

/**
 * Makes the replica again what it must be for these subjects: what the central office has confirmed, plus this
 * counter's unfinished commands decided again in their order. Only records that those commands touch are rewritten.
 *
 * A command that the rules now refuse leaves no effect here but stays in the outbox: the central office decides
 * (law 4). Belongs into the transaction that brought the news.
 */
export function rebase(storage: CounterStorage, county: string, subjects: readonly string[]): void {
  if (subjects.length === 0) return;
  const connected = storage.outbox.connectedSubjects(subjects);
  const overlay = storage.outbox.overlay(connected);
  restoreConfirmed(storage, connected);
  storage.outbox.forgetTouches(connected);
  const asOf = storage.memory.get('as-of');
  const heardOn = asOf === null ? '' : civilDateInShanghai(Date.parse(asOf));
  for (const entry of overlay) {
    const { today } = entry.origin;
    // The records are as the central office had them on the day on which it was last heard of, and that of the command is over.
    const context = contextOf(entry.id, { ...entry.origin, county }, heardOn > today ? heardOn : today);
    const reads = commandNeeds(entry.body, context);
    const decision = decideCommand(loadFacts(storage, reads), entry.body, context);
    const changes = decision.accepted ? decision.changes : [];
    writeLocalEffects(storage, changes);
    storage.outbox.noteTouches(entry.ordinal, notedReads(reads), changes);
  }
}

/** Puts the confirmed values back over everything that commands of these subjects have written. */
function restoreConfirmed(storage: CounterStorage, subjects: readonly string[]): void {
  for (const { table, id } of storage.outbox.writtenRecords(subjects)) {
    const base = storage.bases.take(table, id);
    if (base === undefined) continue;
    storage.records.remove(table, id);
    if (base.change !== null) storage.records.putConfirmed(base.change, base.version);
  }
}
