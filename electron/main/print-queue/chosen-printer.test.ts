import { describe, expect, it } from 'vitest';
import { chosenPrinter } from './chosen-printer.ts';

const printer = (name: string, isDefault = false) => ({
  name,
  displayName: name,
  isDefault,
  accepting: true,
});
const hall = printer('hall', true);
const desk = printer('desk');

describe('the printer of a workstation', () => {
  it('is the chosen one, whatever the system has as its default', () => {
    expect(chosenPrinter([hall, desk], 'desk')).toBe(desk);
  });

  it('is no other where the chosen one is gone', () => {
    expect(chosenPrinter([hall], 'desk')).toBeUndefined();
  });

  it('is the default, or the only one, while nobody has chosen', () => {
    expect(chosenPrinter([desk, hall], null)).toBe(hall);
    expect(chosenPrinter([desk], null)).toBe(desk);
    expect(chosenPrinter([desk, printer('other')], null)).toBeUndefined();
    expect(chosenPrinter([], null)).toBeUndefined();
  });
});
