import { describe, expect, it } from 'vitest';
import { HistoryRunner, type Failure } from './support/run-histories.ts';
import { Violation } from './support/violation.ts';
import { centralOfficeVariants } from './variants/central-office-variants.ts';
import { counterVariants } from './variants/counter-variants.ts';

/** So many histories a mistake may stay hidden; most are seen in the first. */
const histories = 60;

describe('the checker sees', () => {
  it.each([...centralOfficeVariants, ...counterVariants].map((variant) => [variant.name, variant] as const))(
    '%s',
    async (_name, variant) => {
      const runner = await HistoryRunner.open(variant);
      try {
        let failure: Failure | null = null;
        for (let seed = 1; seed <= histories && failure === null; seed += 1) failure = await runner.run(seed);
        // What it sees is a broken promise, and not that the variant itself fell over.
        expect(failure?.error).toBeInstanceOf(Violation);
      } finally {
        await runner.close();
      }
    },
  );
});
