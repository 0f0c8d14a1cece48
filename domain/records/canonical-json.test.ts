import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('is the same whatever the order of the keys', () => {
    const one = { b: [{ d: 1, c: '二' }], a: { z: null, y: true } };
    const other = { a: { y: true, z: null }, b: [{ c: '二', d: 1 }] };
    expect(canonicalJson(one)).toBe('{"a":{"y":true,"z":null},"b":[{"c":"二","d":1}]}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it('leaves out fields that are undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it('says all of whatever JSON can carry', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('keeps a field that is called like the prototype', () => {
    expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"b":2,"a":1}}'))).toBe(
      '{"__proto__":{"a":1,"b":2},"z":1}',
    );
  });
});
