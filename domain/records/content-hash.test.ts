import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { contentHash } from './content-hash.ts';

describe('the hash of a content', () => {
  it('is the SHA-256 of FIPS 180-4, as the operating system reckons it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const reckoned = createHash('sha256').update(canonicalJson(content)).digest('hex');
        expect(contentHash(content)).toBe(reckoned);
      }),
    );
  });

  it('does not depend on the order of the fields', () => {
    expect(contentHash({ a: 1, b: [2] })).toBe(contentHash({ b: [2], a: 1 }));
  });
});
