import type { CommandOrigin } from '../contract/commands.ts';
import type { OutboxEntry, OutboxState } from '../counter/ports.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { Refusal } from '../domain/command/refusal.ts';
import type { Change } from '../domain/records/change.ts';

/** A row of the outbox as `outboxSelection` selects it. */
export interface OutboxRow {
  readonly ordinal: number;
  readonly id: string;
  readonly kind: string;
  readonly request: string;
  readonly origin: string;
  readonly hash: string;
  readonly subject: string;
  readonly service: string | null;
  readonly state: OutboxState;
  readonly effects: string;
  readonly sequence: number | null;
  readonly refusals: string | null;
  readonly standing: string | null;
  readonly failureCode: string | null;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly settledAt: string | null;
}

export const outboxSelection =
  'outbox.ordinal, outbox.id, outbox.kind, outbox.request, outbox.origin, outbox.hash, outbox.subject, ' +
  'outbox.service, outbox.state, outbox.effects, outbox.sequence, outbox.refusals, outbox.standing, ' +
  'outbox.failure_code AS failureCode, outbox.tries, outbox.next_try_at AS nextTryAt, ' +
  'outbox.settled_at AS settledAt';

const none: readonly never[] = [];

/** Reads a row back. Its texts were written by this program into a file whose every page is authenticated. */
export function toOutboxEntry(row: OutboxRow): OutboxEntry {
  const { kind, request, origin, effects, refusals, standing, ...same } = row;
  return {
    ...same,
    body: { kind, request: JSON.parse(request) as unknown } as CommandBody,
    origin: JSON.parse(origin) as CommandOrigin,
    effects: JSON.parse(effects) as Change[],
    refusals: refusals === null ? none : (JSON.parse(refusals) as Refusal[]),
    standing: standing === null ? none : (JSON.parse(standing) as Change[]),
  };
}
