import { describe, expect, it } from 'vitest';
import type { Variant } from '../variants/variant.ts';
import type { Happening } from './history.ts';
import { rounds } from './rounds.ts';
import { HistoryRunner, historyOf } from './run-histories.ts';
import { Violation } from './violation.ts';

/** So many histories a mistake may stay hidden; most are seen in the first. */
const histories = 60;

/** What a mistake is looked for in, one history after the other. */
export type Ways = () => Iterable<readonly Happening[]>;

function* byChance(): Iterable<readonly Happening[]> {
  for (let seed = 1; seed <= histories; seed += 1) yield historyOf(seed);
}

function* inRounds(): Iterable<readonly Happening[]> {
  for (const [, happenings] of rounds) yield happenings;
}

/** A mistake of the machinery shows in anything that happens often enough. */
export function* byChanceThenInRounds(): Iterable<readonly Happening[]> {
  yield* byChance();
  yield* inRounds();
}

/**
 * A mistake of a service may hide from chance for long: what takes many steps one after the other is gone through first.
 * @param what the rounds whose name says this come before the others
 */
export const inRoundsAbout = (what: string): Ways =>
  function* () {
    for (const [name, happenings] of rounds) if (name.includes(what)) yield happenings;
    for (const [name, happenings] of rounds) if (!name.includes(what)) yield happenings;
    yield* byChance();
  };

/** Each of these mistakes is put over the real parts, and the checker must see it. */
export function theCheckerSees(variants: readonly Variant[], ways: Ways): void {
  describe('the checker sees', () => {
    it.each(variants.map((variant) => [variant.name, variant] as const))('%s', async (_name, variant) => {
      const runner = await HistoryRunner.open(variant);
      try {
        let error: unknown = null;
        for (const happenings of ways()) {
          error = await runner.try(happenings);
          if (error !== null) break;
        }
        // What it sees is a broken promise, and not that the variant itself fell over.
        expect(error).toBeInstanceOf(Violation);
      } finally {
        await runner.close();
      }
    });
  });
}
