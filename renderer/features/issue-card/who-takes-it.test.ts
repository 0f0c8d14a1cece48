import { describe, expect, it } from 'vitest';
import { applicantAs, expectedTaker, takersBeside } from './who-takes-it.ts';

describe('who takes a card at the counter', () => {
  it.each([
    ['in-person', 'holder'],
    ['agent', 'agent'],
    ['guardian', 'guardian'],
  ] as const)(
    'of an application %s is the one who applied, or he with another document, or anybody else',
    (channel, applicant) => {
      expect(applicantAs({ channel })).toBe(applicant);
      expect(expectedTaker({ channel })).toBeNull();
      expect(takersBeside({ channel })).toEqual(
        ['holder', 'agent', 'guardian'].map((taker) => ({ taker, again: taker === applicant })),
      );
    },
  );

  it('of a card that its employer left here is its holder, and the employer’s agent is never told as the holder', () => {
    const channel = 'employer';
    expect(expectedTaker({ channel })).toBe('holder');
    expect(applicantAs({ channel })).toBe('employer');
    expect(takersBeside({ channel }).filter(({ again }) => again)).toEqual([]);
  });
});
