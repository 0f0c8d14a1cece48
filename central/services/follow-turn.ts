import { monthOf } from '../../domain/calendar/month.ts';
import type { CommandBody, CommandKind } from '../../domain/command/command-rules.ts';
import { monthlySealChanges, monthlySealLookups } from '../../domain/contribution-services/monthly-seal.ts';
import type { CountyHead, CountyWriter } from '../storage/central-storage.ts';
import { writeOwnChanges } from './own-changes.ts';
import { SliceFacts } from './slice-facts.ts';

/** What was decided here just now: by which rule, about whom, and as of which day. */
export interface LateDecision {
  readonly commandId: string;
  readonly body: CommandBody;
  readonly day: string;
}

/** The services that judge a seal by the record of their own day. */
const judging: ReadonlySet<CommandKind> = new Set([
  'suspend-insurance',
  'resume-insurance',
  'register-back-payment',
  'release-account',
  'credit-transfer',
]);

/** Whether something may have come about since its day: a month has turned, or another counter's payment has arrived. */
export function isLate({ body, day }: LateDecision, today: string): boolean {
  return judging.has(body.kind) && day < today;
}

/**
 * A service is judged by its own day, also when it arrives on a later one. The turn of a month, or what was paid meanwhile,
 * has gone by without it: so the seal follows the record of today here, as if it had come in time (domain rules section 1).
 * Where the turn has still to come to this person it finds nothing to do.
 * @param decisions those that are late
 * @param head where the county stands behind the decisions
 */
export async function followTurn(
  writer: CountyWriter,
  decisions: readonly LateDecision[],
  { county, today, head }: { readonly county: string; readonly today: string; readonly head: CountyHead },
): Promise<void> {
  const late = new Map(
    decisions.flatMap(({ commandId, body }) =>
      'personId' in body.request ? [[body.request.personId, commandId] as const] : [],
    ),
  );
  const facts = await SliceFacts.fetch([...late.keys()].flatMap(monthlySealLookups), (distinct) =>
    writer.lookUp(distinct),
  );
  const groups = [...late]
    .map(([personId, commandId]) => ({
      commandId: `month ${monthOf(today)} ${commandId}`,
      changes: monthlySealChanges(facts.factsFor(monthlySealLookups(personId)), personId, county, today),
    }))
    .filter(({ changes }) => changes.length > 0);
  await writeOwnChanges(writer, groups, head);
}
