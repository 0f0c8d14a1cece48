import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './fault-proxy.ts';
import { runLiveHistory } from './support/live-history.ts';
import { Office } from './support/office.ts';
import { Tally } from './support/tally.ts';

let office: Office;
let url: string;
beforeAll(async () => {
  office = await Office.open(() => Date.now());
  url = await office.listen();
});
afterAll(() => office.close());

describe('counters on real lines', () => {
  it('end with the same records whatever the lines do, with clerks who never wait and programs that end anywhere', async () => {
    const tally = new Tally();
    const seed = 20_261_122;
    const work = { seed, milliseconds: 15_000, commands: 150 };
    const checked = await runLiveHistory({ office, url, tally, ...work }).catch((error: unknown) => {
      throw new Error(`again: node test/faults/long-run.ts --live ${seed}`, { cause: error });
    });
    // A run in which nothing is done or nothing goes wrong proves nothing.
    expect(checked.applied).toBeGreaterThan(30);
    expect(checked.refused).toBeGreaterThan(0);
    const unmet = [...faults, 'crash', 'foreign change'].filter((fault) => tally.of(`fault ${fault}`) === 0);
    expect(unmet).toEqual([]);
  });
});
