import { describe, expect, it } from 'vitest';
import { rounds } from './support/rounds.ts';
import { HistoryRunner, historyOf } from './support/run-histories.ts';
import { Violation } from './support/violation.ts';
import { bankVariants } from './variants/bank-variants.ts';
import { centralOfficeVariants } from './variants/central-office-variants.ts';
import { counterVariants } from './variants/counter-variants.ts';
import { pinVariants } from './variants/pin-variants.ts';

const variants = [...centralOfficeVariants, ...counterVariants, ...pinVariants, ...bankVariants];

/** So many histories a mistake may stay hidden; most are seen in the first. */
const histories = 60;

/** What takes many steps one after the other is gone through first: a mistake there may hide from chance for long. */
function* waysToSeeIt() {
  for (const [, happenings] of rounds) yield happenings;
  for (let seed = 1; seed <= histories; seed += 1) yield historyOf(seed);
}

describe('the checker sees', () => {
  it.each(variants.map((variant) => [variant.name, variant] as const))('%s', async (_name, variant) => {
    const runner = await HistoryRunner.open(variant);
    try {
      let error: unknown = null;
      for (const happenings of waysToSeeIt()) {
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
