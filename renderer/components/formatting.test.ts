import { describe, expect, it } from 'vitest';
import {
  listOf,
  minuteOf,
  minutesSince,
  readableSerial,
  readValidUntil,
  timeOf,
  timeWithSecondsOf,
  yearsAndMonths,
} from './formatting.ts';

// The tests run in the time zone of New York: a detour through the PC's zone would show.
describe('what people read', () => {
  const instant = '2026-11-22T00:02:07.123+08:00';

  it('lists things as the language does', () => {
    expect(listOf('zh-CN', [3, 5, 8])).toBe('3、5、8');
    expect(listOf('en-US', ['one', 'two'])).toBe('one, two');
    expect(listOf('zh-CN', [3])).toBe('3');
  });

  it('shows instants in Shanghai time, whatever zone the PC is in', () => {
    expect(timeOf(instant)).toBe('00:02');
    expect(timeWithSecondsOf(instant)).toBe('00:02:07');
    expect(minuteOf(instant)).toBe('2026-11-22 00:02');
  });

  it('counts whole minutes and never below zero', () => {
    const at = Date.parse(instant);
    expect(minutesSince(instant, at + 359_999)).toBe(5);
    expect(minutesSince(instant, at - 3_600_000)).toBe(0);
  });

  it('groups the serial as it is printed on the blank, and leaves anything else alone', () => {
    expect(readableSerial('88001163')).toBe('8800 1163');
    expect(readableSerial('8800116')).toBe('8800116');
  });

  it('says months as years and months', () => {
    expect(yearsAndMonths(256)).toEqual({ years: 21, months: 4 });
    expect(yearsAndMonths(0)).toEqual({ years: 0, months: 0 });
  });

  it.each([
    ['2035-03-01', '2035-03-01'],
    ['20350301', '2035-03-01'],
    ['２０３５０３０１', '2035-03-01'],
    [' 2035.3.1 ', '2035-03-01'],
    ['2035年3月1日', '2035-03-01'],
    ['长期', 'long-term'],
    ['cq', 'long-term'],
    ['0', 'long-term'],
    ['2035-3', '2035-3'],
    ['明年', '明年'],
    ['', ''],
  ])('reads the term %j as %j', (typed, expected) => {
    expect(readValidUntil(typed)).toBe(expected);
  });
});
