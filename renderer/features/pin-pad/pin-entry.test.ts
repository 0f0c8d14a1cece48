import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  digitsOf,
  emptyEntry,
  enterPin,
  pinLength,
  pressPinKey,
  type PinEntry,
  type PinKey,
} from './pin-entry.ts';

const type = (entry: PinEntry, digits: string) =>
  digits.split('').reduce((state, digit) => pressPinKey(state, { kind: 'digit', digit }), entry);

function confirmed(entry: PinEntry, entries = 2): PinEntry {
  const next = enterPin(entry, entries);
  if ('send' in next) throw new Error('sent too early');
  return next;
}

describe('six digits, entered as often as they are asked for', () => {
  it('sends both entries as they were typed', () => {
    const second = type(confirmed(type(emptyEntry, '271849')), '271840');
    expect(enterPin(second, 2)).toEqual({ send: ['271849', '271840'] });
  });

  it('sends the old password and the new one twice', () => {
    const second = type(confirmed(type(emptyEntry, '271849'), 3), '604827');
    const third = type(confirmed(second, 3), '604827');
    expect(enterPin(third, 3)).toEqual({ send: ['271849', '604827', '604827'] });
  });

  it('goes on only when there are six digits', () => {
    const five = type(emptyEntry, '27184');
    expect(enterPin(five, 2)).toBe(five);
    const again = type(confirmed(type(emptyEntry, '271849')), '27184');
    expect(enterPin(again, 2)).toBe(again);
  });

  it('takes no seventh digit', () => {
    expect(type(emptyEntry, '2718499').typed).toEqual(['271849']);
  });

  it('erases the last digit, and begins the entry before an empty one anew', () => {
    expect(pressPinKey(type(emptyEntry, '27'), { kind: 'erase' }).typed).toEqual(['2']);
    expect(pressPinKey(confirmed(type(emptyEntry, '271849')), { kind: 'erase' })).toEqual(emptyEntry);
    const third = confirmed(type(confirmed(type(emptyEntry, '271849'), 3), '604827'), 3);
    expect(pressPinKey(third, { kind: 'erase' }).typed).toEqual(['271849', '']);
    expect(pressPinKey(third, { kind: 'clear' })).toEqual(emptyEntry);
  });

  it('never holds more than six digits in any entry, whatever is pressed', () => {
    const key: fc.Arbitrary<PinKey | 'enter'> = fc.oneof(
      fc.integer({ min: 0, max: 9 }).map((digit): PinKey => ({ kind: 'digit', digit: String(digit) })),
      fc.constantFrom<PinKey>({ kind: 'erase' }, { kind: 'clear' }),
      fc.constant<'enter'>('enter'),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 80 }), fc.constantFrom(2, 3), (keys, entries) => {
        let entry = emptyEntry;
        for (const one of keys) {
          const next = one === 'enter' ? enterPin(entry, entries) : pressPinKey(entry, one);
          entry = 'send' in next ? emptyEntry : next;
          expect(entry.typed.length).toBeLessThanOrEqual(entries);
          expect(digitsOf(entry)).toMatch(/^\d{0,6}$/);
          for (const done of entry.typed.slice(0, -1)) expect(done).toHaveLength(pinLength);
        }
      }),
    );
  });
});
