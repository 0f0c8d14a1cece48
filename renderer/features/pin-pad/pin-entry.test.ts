import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEntry, enterPin, pinLength, pressPinKey, type PinEntry, type PinKey } from './pin-entry.ts';

const type = (entry: PinEntry, digits: string) =>
  digits.split('').reduce((state, digit) => pressPinKey(state, { kind: 'digit', digit }), entry);

function confirmed(entry: PinEntry): PinEntry {
  const next = enterPin(entry);
  if ('send' in next) throw new Error('sent too early');
  return next;
}

describe('six digits, entered twice', () => {
  it('sends both entries as they were typed', () => {
    const second = type(confirmed(type(emptyEntry, '271849')), '271840');
    expect(enterPin(second)).toEqual({ send: { first: '271849', second: '271840' } });
  });

  it('goes on only when there are six digits', () => {
    const five = type(emptyEntry, '27184');
    expect(enterPin(five)).toBe(five);
    const again = type(confirmed(type(emptyEntry, '271849')), '27184');
    expect(enterPin(again)).toBe(again);
  });

  it('takes no seventh digit', () => {
    expect(type(emptyEntry, '2718499').first).toBe('271849');
  });

  it('erases the last digit, and goes back to the first entry from an empty second one', () => {
    expect(pressPinKey(type(emptyEntry, '27'), { kind: 'erase' }).first).toBe('2');
    expect(pressPinKey(confirmed(type(emptyEntry, '271849')), { kind: 'erase' })).toEqual(emptyEntry);
  });

  it('never holds more than six digits in either entry, whatever is pressed', () => {
    const key: fc.Arbitrary<PinKey | 'enter'> = fc.oneof(
      fc.integer({ min: 0, max: 9 }).map((digit): PinKey => ({ kind: 'digit', digit: String(digit) })),
      fc.constantFrom<PinKey>({ kind: 'erase' }, { kind: 'clear' }),
      fc.constant<'enter'>('enter'),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        let entry = emptyEntry;
        for (const one of keys) {
          const next = one === 'enter' ? enterPin(entry) : pressPinKey(entry, one);
          entry = 'send' in next ? emptyEntry : next;
          expect(entry.first).toMatch(/^\d{0,6}$/);
          expect(entry.second ?? '').toMatch(/^\d{0,6}$/);
          if (entry.second !== null) expect(entry.first).toHaveLength(pinLength);
        }
      }),
    );
  });
});
