import { expect, it } from 'vitest';
import { kindsOfFamily, serviceFamilies, serviceFamily } from './service-family.ts';

it('every kind of service belongs to one family, and no family is empty', () => {
  const kinds = serviceFamilies.flatMap((family) =>
    kindsOfFamily(family).map((kind) => {
      expect(serviceFamily(kind)).toBe(family);
      return kind;
    }),
  );
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(serviceFamilies.filter((family) => kindsOfFamily(family).length === 0)).toEqual([]);
});
