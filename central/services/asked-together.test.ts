import { describe, expect, it } from 'vitest';
import type { CentralStorage, CountyReader } from '../storage/central-storage.ts';
import { askTogether } from './asked-together.ts';

const county = '330122';

/** A storage that counts its transactions and lets each of them wait until it is told. */
function heldStorage() {
  const begun: { readonly county: string; readonly go: () => void }[] = [];
  const storage: Pick<CentralStorage, 'read'> = {
    async read(of, work) {
      await new Promise<void>((resolve) => begun.push({ county: of, go: resolve }));
      // Nothing of it is asked here.
      return await work({} as CountyReader);
    },
  };
  return { storage, begun };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Answers with the moment at which the transaction looked. */
function asking(looks: { now: number }) {
  return {
    keyOf: (question: string) => question,
    answer: (_reader: CountyReader, questions: readonly string[]) =>
      Promise.resolve(questions.map((question) => `${question} at ${String(looks.now)}`)),
  };
}

describe('questions that are asked together', () => {
  it('are answered by one transaction when they come at the same time, each with its own answer', async () => {
    const { storage, begun } = heldStorage();
    const ask = askTogether(storage, asking({ now: 1 }));
    const answers = ['a', 'b', 'a', 'a'].map((question) => ask(county, question));
    await turn();
    expect(begun).toHaveLength(1);
    begun[0]?.go();
    expect(await Promise.all(answers)).toEqual(['a at 1', 'b at 1', 'a at 1', 'a at 1']);
  });

  it('are never answered by a transaction that began before they were asked', async () => {
    const { storage, begun } = heldStorage();
    const looks = { now: 1 };
    const ask = askTogether(storage, asking(looks));
    const early = ask(county, 'a');
    await turn();
    const late = ask(county, 'a');
    await turn();
    expect(begun).toHaveLength(2);
    begun[0]?.go();
    expect(await early).toBe('a at 1');
    looks.now = 2;
    begun[1]?.go();
    expect(await late).toBe('a at 2');
  });

  it('wait where two transactions are under way, and then have one for all of them', async () => {
    const { storage, begun } = heldStorage();
    const ask = askTogether(storage, asking({ now: 1 }));
    const first = ask(county, 'a');
    await turn();
    const second = ask(county, 'a');
    await turn();
    const others = ['a', 'b', 'c', 'a'].map((question) => ask(county, question));
    await turn();
    expect(begun).toHaveLength(2);
    begun[0]?.go();
    await first;
    // The end of the one, and then the beginning of the next.
    await turn();
    await turn();
    expect(begun).toHaveLength(3);
    for (const { go } of begun) go();
    await Promise.all([second, ...others]);
    expect(begun).toHaveLength(3);
  });

  it('of other counties wait for nothing', async () => {
    const { storage, begun } = heldStorage();
    const ask = askTogether(storage, asking({ now: 1 }));
    const answers = ['330122', '330183', '330184'].map((one) => ask(one, 'a'));
    await turn();
    expect(begun.map((one) => one.county)).toEqual(['330122', '330183', '330184']);
    for (const { go } of begun) go();
    await Promise.all(answers);
  });

  it('fail together with their transaction, and the next ones do not', async () => {
    const { storage, begun } = heldStorage();
    let failing = true;
    const ask = askTogether(storage, {
      keyOf: (question: string) => question,
      answer: (_reader, questions) =>
        failing ? Promise.reject(new Error('the database is gone')) : Promise.resolve(questions),
    });
    const answers = ['a', 'b', 'a'].map((question) => ask(county, question));
    const ended = Promise.allSettled(answers);
    await turn();
    begun[0]?.go();
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    failing = false;
    const next = ask(county, 'a');
    await turn();
    begun[1]?.go();
    expect(await next).toBe('a');
  });
});
