/** Where the texts with this begin lie in an index. */
export function rangeOf(prefix: string): { readonly prefix: string; readonly after: string } {
  return { prefix, after: `${prefix}\u{10FFFF}` };
}
