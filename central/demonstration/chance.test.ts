import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BirthDates, LARGEST_COUNTY } from './birth-dates.ts';
import { chanceFor, permute, placeInThousand, streams } from './chance.ts';
import { issuedCardNumbers } from './card-numbers.ts';
import { Timeline } from './timeline.ts';

const seed = fc.integer({ min: 0, max: 0xffffffff });

describe('chance from a seed', () => {
  it('permutes: every number once', () => {
    fc.assert(
      fc.property(seed, (key) => {
        const values = Array.from({ length: 1024 }, (_, value) => permute(key, 10, value));
        expect(new Set(values).size).toBe(1024);
        expect(Math.min(...values)).toBe(0);
        expect(Math.max(...values)).toBe(1023);
      }),
      { numRuns: 30 },
    );
  });

  it('gives each place to one of every thousand', () => {
    fc.assert(
      fc.property(seed, fc.nat({ max: 900 }), (key, thousand) => {
        const places = Array.from({ length: 1000 }, (_, index) =>
          placeInThousand(key, streams.history, thousand * 1000 + index),
        );
        expect(places.toSorted((first, second) => first - second)).toEqual(places.map((_, index) => index));
      }),
      { numRuns: 20 },
    );
  });

  it('draws from the whole range, the same for the same person and decision', () => {
    const drawn = Array.from({ length: 20_000 }, (_, index) => chanceFor(7, streams.name, index).next());
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(chanceFor(7, streams.name, 123).next()).toBe(drawn[123]);
    expect(chanceFor(7, streams.card, 123).next()).not.toBe(drawn[123]);
  });
});

describe('numbers of the largest county', () => {
  it.each(['2025-01-01', '2026-11-22', '2028-02-29', '2031-12-31'])(
    'have room for the busiest birthday on %s',
    (today) => {
      // Two places for each birth, of 498.
      expect(new BirthDates(new Timeline(today), 5).busiestDay).toBeLessThanOrEqual(249);
    },
  );

  it('are nobody else’s: birth date and place, card, blank and bank card number', () => {
    const births = new BirthDates(new Timeline('2026-11-22'), 9);
    const seen = new Set<string>();
    for (let index = 0; index < LARGEST_COUNTY; index += 1) {
      const { date, place } = births.birthOf(index, false);
      if (place < 1 || place > 498) expect.fail(`place ${place}`);
      seen.add(date + String(place));
    }
    expect(seen.size).toBe(LARGEST_COUNTY);
    const numbers = { blank: new Set<string>(), card: new Set<string>(), bank: new Set<string>() };
    const cards = 400_000;
    for (let card = 0; card < cards; card += 1) {
      const one = issuedCardNumbers(4_294_967_295, card * 5);
      numbers.blank.add(one.blankSerial);
      numbers.card.add(one.cardNumber);
      numbers.bank.add(one.bankCardNumber);
    }
    expect([numbers.blank.size, numbers.card.size, numbers.bank.size]).toEqual([cards, cards, cards]);
  });
});
