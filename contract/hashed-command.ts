import { canonicalJson } from '../domain/records/canonical-json.ts';

/** What a command's hash is taken over. */
export function hashedCommand(command: {
  readonly kind: string;
  readonly request: unknown;
  readonly origin: unknown;
}): string {
  return canonicalJson({ kind: command.kind, origin: command.origin, request: command.request });
}
