import { describe, expect, it } from 'vitest';
import { portraitSvg } from './portrait.ts';

const people = Array.from({ length: 400 }, (_, index) => `P${String(index + 1).padStart(9, '0')}`);

describe('the drawn portrait', () => {
  it('is the same for the same person, and rarely the same for two', () => {
    const drawn = people.map((id) => portraitSvg(id, 'female', 40));
    expect(people.map((id) => portraitSvg(id, 'female', 40))).toEqual(drawn);
    expect(new Set(drawn).size).toBeGreaterThan(350);
    expect(portraitSvg('P000000001', 'male', 40)).not.toBe(portraitSvg('P000000001', 'female', 40));
    expect(portraitSvg('P000000001', 'male', 80)).not.toBe(portraitSvg('P000000001', 'male', 30));
  });

  it('has the measure of a document photo, and holds drawing alone: no text, no script, no address, no broken number', () => {
    for (const id of people) {
      for (const [sex, age] of [
        ['male', 8],
        ['male', 61],
        ['female', 30],
        ['female', 90],
      ] as const) {
        const svg = portraitSvg(id, sex, age);
        expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 358 441"')).toBe(true);
        const tags = new Set(Array.from(svg.matchAll(/<([a-z]+)/g), (match) => match[1]));
        expect(
          [...tags].every((tag) => ['svg', 'g', 'rect', 'path', 'circle', 'ellipse'].includes(tag ?? '')),
        ).toBe(true);
        expect(svg).not.toMatch(/NaN|undefined|href|url\(/);
      }
    }
  });
});
