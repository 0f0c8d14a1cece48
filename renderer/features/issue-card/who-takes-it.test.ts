import { describe, expect, it } from 'vitest';
import { applicantAs, expectedTaker, otherTakers } from './who-takes-it.ts';

describe('who takes a card at the counter', () => {
  it.each([
    ['in-person', 'holder', ['agent', 'guardian']],
    ['agent', 'agent', ['holder', 'guardian']],
    ['guardian', 'guardian', ['holder', 'agent']],
  ] as const)('of an application %s first the one who applied', (channel, applicant, others) => {
    expect(applicantAs({ channel })).toBe(applicant);
    expect(expectedTaker({ channel })).toBeNull();
    expect(otherTakers({ channel })).toEqual(others);
  });

  it('of a card that its employer left here is its holder, and the employer’s agent is never told as the holder', () => {
    const channel = 'employer';
    expect(expectedTaker({ channel })).toBe('holder');
    expect(applicantAs({ channel })).toBe('employer');
    expect(otherTakers({ channel })).toEqual(['holder', 'agent', 'guardian']);
  });
});
