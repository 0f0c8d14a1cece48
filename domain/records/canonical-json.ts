/**
 * JSON with sorted keys and no blanks, so that the same body has the same hash on both sides. Takes what JSON can
 * carry; undefined fields are left out as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value));
}

/** A copy with the keys of every object in order: JSON.stringify without a replacer is several times as fast. */
function withSortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const part = withSortedKeys(Reflect.get(value, key));
    // Assigned, this one name would not become a field but replace the object's prototype, and leave the hash.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: part, enumerable: true });
    else sorted[key] = part;
  }
  return sorted;
}
