import { describe, expect, it } from 'vitest';
import { belongsToInputMethod, watchCompositions } from './input-method.ts';

describe('the Enter of an input method is never the clerk’s', () => {
  const plain = { isComposing: false, keyCode: 13, timeStamp: 10_000 };

  it.each([
    ['while a word is composed', { ...plain, isComposing: true }, -Infinity, true],
    ['when Chromium marks the key with 229', { ...plain, keyCode: 229 }, -Infinity, true],
    ['when it comes in the same instant as compositionend', plain, 10_000, true],
    ['when it comes 99 ms after compositionend', plain, 9_901, true],
    ['but not when the clerk presses it again later', plain, 9_900, false],
    ['and not when nothing was composed', plain, -Infinity, false],
  ])('%s', (_name, key, compositionEnd, expected) => {
    expect(belongsToInputMethod(key, compositionEnd)).toBe(expected);
  });

  it('remembers the end of the last composition of the window', () => {
    const target = new EventTarget();
    watchCompositions(target);
    const end = new Event('compositionend');
    target.dispatchEvent(end);
    expect(belongsToInputMethod({ ...plain, timeStamp: end.timeStamp + 20 })).toBe(true);
    expect(belongsToInputMethod({ ...plain, timeStamp: end.timeStamp + 500 })).toBe(false);
  });
});
