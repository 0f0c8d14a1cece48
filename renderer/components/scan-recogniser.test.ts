import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyScan, ScanRecogniser, type Scan } from './scan-recogniser.ts';

/** Types the keys with the given pause between them and returns the last answer. */
function type(text: string, pause: number, closing: 'Enter' | 'Tab' = 'Enter'): Scan | 'begun' | null {
  const recogniser = new ScanRecogniser();
  let at = 1_000;
  for (const key of text) {
    recogniser.take({ key, timeStamp: at });
    at += pause;
  }
  return recogniser.take({ key: closing, timeStamp: at });
}

describe('a scan is a scan wherever the focus is', () => {
  it.each([
    ['88001163', 'blank-serial', '88001163'],
    ['8800 1163', 'blank-serial', '88001163'],
    ['11010519491231002x', 'document-number', '11010519491231002X'],
    ['a12345678', 'card-number', 'A12345678'],
    ['330122-20261122-003-0047', 'service-number', '330122-20261122-003-0047'],
  ])('recognises %s', (typed, kind, text) => {
    expect(type(typed, 50)).toEqual({ kind, text });
    expect(type(typed, 8, 'Tab')).toEqual({ kind, text });
  });

  it('takes what a clerk types, one key every 51 ms, for typing', () => {
    expect(type('88001163', 51)).toBeNull();
  });

  it('takes quick keys that are no number of ours for typing', () => {
    expect(type('zhangsan', 10)).toBeNull();
    expect(classifyScan('1234567')).toBeNull();
    expect(classifyScan('')).toBeNull();
  });

  it('forgets slow keys before a scan', () => {
    const recogniser = new ScanRecogniser();
    expect(recogniser.take({ key: '9', timeStamp: 0 })).toBe('begun');
    '88001163'.split('').forEach((key, index) => {
      expect(recogniser.take({ key, timeStamp: 500 + index * 5 })).toBe(index === 0 ? 'begun' : null);
    });
    expect(recogniser.take({ key: 'Enter', timeStamp: 545 })).toEqual({
      kind: 'blank-serial',
      text: '88001163',
    });
  });

  it('never routes the same scan twice', () => {
    const recogniser = new ScanRecogniser();
    '88001163'.split('').forEach((key, index) => recogniser.take({ key, timeStamp: index * 5 }));
    expect(recogniser.take({ key: 'Enter', timeStamp: 45 })).not.toBeNull();
    expect(recogniser.take({ key: 'Enter', timeStamp: 50 })).toBeNull();
  });

  it('routes every serial of eight digits, with any pauses up to 50 ms', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{8}$/),
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 9, maxLength: 9 }),
        (serial, pauses) => {
          const recogniser = new ScanRecogniser();
          let at = 0;
          serial.split('').forEach((key, index) => {
            at += pauses[index] ?? 0;
            recogniser.take({ key, timeStamp: at });
          });
          expect(recogniser.take({ key: 'Enter', timeStamp: at + (pauses[8] ?? 0) })).toEqual({
            kind: 'blank-serial',
            text: serial,
          });
        },
      ),
    );
  });
});
