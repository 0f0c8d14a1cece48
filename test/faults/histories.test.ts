import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandKinds } from '../../domain/command/command-rules.ts';
import { openNewDatabase } from '../helpers/central-database.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import type { Happening } from './support/history.ts';
import { rounds } from './support/rounds.ts';
import { HistoryRunner, historyOf, tellFailure } from './support/run-histories.ts';

/** A history that once failed, as short as it could be made; its mistake is mended and does not come back. */
const mended: readonly (readonly [string, readonly Happening[]])[] = [
  [
    'a pause before the next try that began on a clock ten years ahead',
    [
      { what: 'work', at: 0, person: 3, turn: 5, steps: 6 },
      { what: 'clock', at: 0, days: 3_650 },
      { what: 'send', at: 0, few: 7, fate: 'central office failed' },
      { what: 'clock', at: 0, days: 0 },
    ],
  ],
  [
    'the same, noticed while the line stays',
    [
      { what: 'work', at: 0, person: 3, turn: 5, steps: 6 },
      { what: 'clock', at: 0, days: 3_650 },
      { what: 'send', at: 0, few: 7, fate: 'central office failed' },
      { what: 'feed', at: 0, limit: 3, fate: 'delivered' },
    ],
  ],
];

const histories = 40;
/** So many in one test. */
const together = 10;
const range = (count: number) => Array.from({ length: count }, (_unused, index) => index);
let server: PrivatePostgresql;
let runner: HistoryRunner;
beforeAll(async () => {
  server = await startPostgresql();
  runner = await HistoryRunner.open(null, await openNewDatabase(server));
});
afterAll(async () => {
  await runner.close();
  await server.stop();
});

describe('counters, a central office and everything that can happen between them', () => {
  it.each(mended)('stand up to what they once did not: %s', async (_what, happenings) => {
    expect(await runner.try(happenings)).toBeNull();
  });

  it.each(rounds)('go round with %s', async (_what, happenings) => {
    expect(await runner.try(happenings)).toBeNull();
  });

  it.each(range(histories / together).map((group) => 1 + group * together))(
    'end as the oracle says, in every history from seed %i on',
    async (first) => {
      for (const offset of range(together)) {
        const failure = await runner.run(first + offset);
        if (failure !== null) expect.fail(tellFailure(failure));
      }
    },
  );

  it('have met every fault and done every kind of command there is, with every outcome', () => {
    const { tally } = runner;
    const missing = [
      ...commandKinds.flatMap((kind) => [`${kind} ok`, `applied ${kind}`]),
      ...['completed', 'withdrawn', 'refused', 'returned'].map((end) => `transfer out ${end}`),
      ...['completed', 'withdrawn', 'refused'].map((end) => `transfer in ${end}`),
      ...['credited', 'returned'].map((end) => `money ${end}`),
      ...['closed', 'withdrawn'].map((end) => `payout ${end}`),
      ...['reversed', 'recovery-claimed', 'recovery-reversed'].map((step) => `reversal ${step}`),
      ...['repayment-recorded', 'repayment-completed', 'repayment-reversed'].map(
        (step) => `reversal ${step}`,
      ),
      ...['applied', 'refused', 'settle ok'],
      ...['report-loss ok, sealed', 'lift-loss-report ok, sealed', 'hand-over-card ok, sealed'],
      ...['report-loss ok, locked', 'lift-loss-report ok, locked'],
      ...['approve-service approval-by-enterer', 'forge forged'],
      ...['pin-changed', 'pin-wrong', 'pin-wrong-locked'].map((step) => `seen ${step}`),
      ...['in-person', 'agent', 'guardian', '01', '05', '06', '07'].map((way) => `handed over ${way}`),
      ...[
        'answer late',
        'bank down',
        'bank note lost',
        'bank served twice',
        'answer lost',
        'central office failed',
        'clock off',
        'content answer lost',
        'content doubled',
        'content lost',
        'crash',
        'doubled',
        'doubled, second answer',
        'feed late',
        'feed lost',
        'feed twice',
        'file brought',
        'file brought twice',
        'file late',
        'foreign change',
        'poison',
        'request late',
        'request lost',
        'restart',
      ].map((fault) => `fault ${fault}`),
    ].filter((name) => tally.of(name) === 0);
    expect(missing).toEqual([]);
  });

  it('are the same for the same seed', () => {
    expect(historyOf(4_711)).toEqual(historyOf(4_711));
    expect(historyOf(4_711)).not.toEqual(historyOf(4_712));
  });
});
