import { describe, expect, it } from 'vitest';
import { waitingAge, type AgeMarks } from './waiting-age.ts';

const noon: AgeMarks = {
  fiveMinutesAgo: '2026-11-23T11:55:00.000+08:00',
  hourAgo: '2026-11-23T11:00:00.000+08:00',
  today: '2026-11-23',
};
const afterMidnight: AgeMarks = {
  fiveMinutesAgo: '2026-11-22T23:58:00.000+08:00',
  hourAgo: '2026-11-22T23:03:00.000+08:00',
  today: '2026-11-23',
};

describe('what waits is as old as people say', () => {
  it.each([
    ['just now', '2026-11-23T12:00:00.000+08:00', noon, 'minutes'],
    ['five minutes', '2026-11-23T11:55:00.000+08:00', noon, 'minutes'],
    ['a moment more than five minutes', '2026-11-23T11:54:59.999+08:00', noon, 'hour'],
    ['an hour', '2026-11-23T11:00:00.000+08:00', noon, 'hour'],
    ['a moment more than an hour', '2026-11-23T10:59:59.999+08:00', noon, 'today'],
    ['since the day began', '2026-11-23T00:00:00.000+08:00', noon, 'today'],
    ['since the last moment of yesterday', '2026-11-22T23:59:59.999+08:00', noon, 'older'],
    ['since last year', '2025-11-23T12:00:00.000+08:00', noon, 'older'],
    ['from later than now, by a clock that was put back', '2026-11-23T12:30:00.000+08:00', noon, 'minutes'],
    ['a few minutes over midnight', '2026-11-22T23:59:00.000+08:00', afterMidnight, 'minutes'],
    ['half an hour over midnight', '2026-11-22T23:33:00.000+08:00', afterMidnight, 'hour'],
    ['since yesterday evening', '2026-11-22T23:02:59.999+08:00', afterMidnight, 'older'],
  ] as const)('%s', (_, since, marks, expected) => {
    expect(waitingAge(since, marks)).toBe(expected);
  });
});
