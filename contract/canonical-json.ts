/**
 * JSON with sorted keys and no blanks, so that the same body has the same hash on both sides. Takes what JSON can
 * carry; undefined fields are left out as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isPlainObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a command's hash is taken over. */
export function hashedCommand(command: {
  readonly kind: string;
  readonly request: unknown;
  readonly origin: unknown;
}): string {
  return canonicalJson({ kind: command.kind, origin: command.origin, request: command.request });
}
