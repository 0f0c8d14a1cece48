import { hash as hashOf } from 'node:crypto';
import { z } from 'zod';
import { hashedCommand } from '../../contract/hashed-command.ts';
import { commandBody, type CommandOrigin } from '../../contract/commands.ts';
import type { FailureCode } from '../../contract/error-codes.ts';
import { commandEnvelope } from '../../contract/sync-protocol.ts';
import { commandKinds, type CommandBody } from '../../domain/command/command-rules.ts';

/** A command whose envelope is whole; whether its body is one that can be decided is told apart from it. */
export interface ReadCommand {
  readonly id: string;
  readonly hash: string;
  readonly kind: string;
  readonly origin: CommandOrigin;
  readonly body:
    { readonly ok: true; readonly value: CommandBody } | { readonly ok: false; readonly code: FailureCode };
}

export type CommandReading =
  | { readonly ok: true; readonly command: ReadCommand }
  | { readonly ok: false; readonly id: string; readonly code: FailureCode };

const rawEnvelope = z.looseObject({ kind: z.unknown(), request: z.unknown(), origin: z.unknown() });

/**
 * Reads one command as it came. An envelope that is not whole, a text that no database can keep, or a hash that is not
 * the body's is told by its code; one bad command says nothing about the others of its batch. The hash is taken over
 * what was sent, before the schema trims or drops anything.
 */
export function readCommand(raw: unknown): CommandReading {
  const id = idOf(raw);
  const loose = rawEnvelope.safeParse(raw);
  const envelope = commandEnvelope.safeParse(raw);
  if (!loose.success || !envelope.success || !isKeepable(raw))
    return { ok: false, id, code: 'command-malformed' };
  const { kind, request, origin } = loose.data;
  const hash = commandHash({ kind: envelope.data.kind, request, origin });
  if (hash !== envelope.data.hash) return { ok: false, id, code: 'command-hash-wrong' };
  return {
    ok: true,
    command: {
      id: envelope.data.id,
      hash,
      kind: envelope.data.kind,
      origin: envelope.data.origin,
      body: readBody(kind, request),
    },
  };
}

/** SHA-256, hex, of the canonical JSON of a command's kind, request and origin. */
export function commandHash(command: Parameters<typeof hashedCommand>[0]): string {
  return hashOf('sha256', hashedCommand(command), 'hex');
}

function readBody(kind: unknown, request: unknown): ReadCommand['body'] {
  if (!commandKinds.some((known) => known === kind)) return { ok: false, code: 'command-kind-unknown' };
  const body = commandBody.safeParse({ kind, request });
  return body.success ? { ok: true, value: body.data } : { ok: false, code: 'command-malformed' };
}

/** What can be said of the id of a command that cannot be read: answers go by position as well. */
function idOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return '';
  return typeof raw.id === 'string' ? raw.id.slice(0, 64) : '';
}

/** Databases keep no U+0000 and no half of a surrogate pair; both would stop a whole batch. */
function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => isKeepable(key) && isKeepable(part));
}
