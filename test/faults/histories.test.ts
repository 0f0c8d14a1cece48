import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandKinds } from '../../domain/command/command-rules.ts';
import type { Happening } from './support/history.ts';
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

/** What takes many steps one after the other, too long a way for chance to come to it often. */
const rounds: readonly (readonly [string, readonly Happening[]])[] = [
  [
    'insurance stopped at one window; its missing months made good at two that know nothing of each other; resumed',
    [
      { what: 'work', at: 0, person: 2, turn: 21, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'answer lost' },
      { what: 'feed', at: 1, limit: 100, fate: 'delivered' },
      { what: 'work', at: 1, person: 2, turn: 22, steps: 1 },
      { what: 'work', at: 0, person: 2, turn: 22, steps: 1 },
      { what: 'send', at: 1, few: 10, fate: 'doubled' },
      { what: 'send', at: 0, few: 10, fate: 'request late' },
      { what: 'feed', at: 0, limit: 100, fate: 'twice' },
      { what: 'work', at: 0, person: 2, turn: 21, steps: 1 },
    ],
  ],
  [
    'a card that was missing in its parcel, made again at the centre and sent once more',
    [
      { what: 'work', at: 3, person: 7, turn: 10, steps: 1 },
      { what: 'send', at: 3, few: 10, fate: 'answer lost' },
      { what: 'feed', at: 0, limit: 100, fate: 'delivered' },
      { what: 'work', at: 0, person: 7, turn: 13, steps: 5 },
      { what: 'send', at: 0, few: 10, fate: 'doubled' },
      { what: 'feed', at: 3, limit: 100, fate: 'twice' },
      { what: 'work', at: 3, person: 7, turn: 13, steps: 4 },
    ],
  ],
  [
    'requests to the bank that are taken back before it has them, while it decides, and when it has done it',
    [
      { what: 'work', at: 0, person: 2, turn: 20, steps: 1 },
      { what: 'work', at: 0, person: 3, turn: 20, steps: 1 },
      { what: 'work', at: 0, person: 3, turn: 20, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'doubled' },
      { what: 'bank', fate: 'served twice' },
      { what: 'work', at: 0, person: 4, turn: 20, steps: 1 },
      { what: 'work', at: 0, person: 5, turn: 20, steps: 1 },
      { what: 'work', at: 0, person: 6, turn: 20, steps: 1 },
      { what: 'work', at: 0, person: 7, turn: 20, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'delivered' },
      { what: 'bank', fate: 'note lost' },
      { what: 'work', at: 0, person: 5, turn: 20, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'answer lost' },
      { what: 'bank', fate: 'note lost' },
      { what: 'bank', fate: 'served' },
      { what: 'work', at: 0, person: 7, turn: 20, steps: 1 },
      { what: 'feed', at: 1, limit: 100, fate: 'delivered' },
      { what: 'work', at: 1, person: 4, turn: 20, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'request late' },
      { what: 'bank', fate: 'served' },
      { what: 'feed', at: 0, limit: 100, fate: 'twice' },
      { what: 'work', at: 0, person: 7, turn: 20, steps: 1 },
    ],
  ],
  [
    'an employer’s batch of one row, from its opening to its hand-over',
    [
      { what: 'work', at: 1, person: 2, turn: 6, steps: 1 },
      { what: 'send', at: 1, few: 10, fate: 'answer lost' },
      { what: 'work', at: 1, person: 2, turn: 6, steps: 4 },
      { what: 'send', at: 1, few: 2, fate: 'doubled' },
      { what: 'work', at: 1, person: 2, turn: 13, steps: 2 },
      { what: 'feed', at: 0, limit: 3, fate: 'twice' },
    ],
  ],
  [
    'a sealed card that was lost: found, lost by telephone, lost in writing, replaced by one that is sealed',
    [
      { what: 'work', at: 0, person: 8, turn: 7, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'answer lost' },
      { what: 'work', at: 0, person: 8, turn: 3, steps: 1 },
      { what: 'work', at: 0, person: 8, turn: 4, steps: 1 },
      { what: 'send', at: 0, few: 1, fate: 'doubled' },
      { what: 'feed', at: 0, limit: 3, fate: 'twice' },
      { what: 'work', at: 0, person: 8, turn: 13, steps: 6 },
    ],
  ],
  [
    'a locked card that is lost by telephone, lost in writing and found',
    [
      { what: 'work', at: 1, person: 11, turn: 3, steps: 1 },
      { what: 'send', at: 1, few: 10, fate: 'doubled' },
      { what: 'work', at: 1, person: 11, turn: 4, steps: 1 },
      { what: 'feed', at: 0, limit: 3, fate: 'delivered' },
      { what: 'work', at: 1, person: 11, turn: 7, steps: 1 },
    ],
  ],
  [
    'a sealed card that is lost and released: found, it is normal; another one’s seal stays',
    [
      { what: 'work', at: 0, person: 8, turn: 19, steps: 1 },
      { what: 'work', at: 1, person: 11, turn: 19, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'answer lost' },
      { what: 'feed', at: 1, limit: 100, fate: 'twice' },
      { what: 'work', at: 0, person: 8, turn: 7, steps: 1 },
    ],
  ],
  [
    'a request that the bank gets twice and answers once, told at another counter',
    [
      { what: 'work', at: 0, person: 9, turn: 20, steps: 1 },
      { what: 'work', at: 1, person: 9, turn: 20, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'doubled' },
      { what: 'bank', fate: 'down' },
      { what: 'bank', fate: 'note lost' },
      { what: 'bank', fate: 'served twice' },
      { what: 'send', at: 1, few: 10, fate: 'answer lost' },
      { what: 'feed', at: 1, limit: 100, fate: 'delivered' },
      { what: 'work', at: 1, person: 9, turn: 20, steps: 1 },
      { what: 'bank', fate: 'note lost' },
      { what: 'bank', fate: 'served twice' },
      { what: 'feed', at: 1, limit: 100, fate: 'delivered' },
      { what: 'work', at: 1, person: 9, turn: 20, steps: 1 },
      { what: 'send', at: 1, few: 10, fate: 'answer late' },
      { what: 'work', at: 0, person: 9, turn: 20, steps: 1 },
    ],
  ],
  [
    'a password that is renewed, wrong at two counters at once until the card is locked, unlocked and renewed again',
    [
      { what: 'work', at: 0, person: 9, turn: 11, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'answer lost' },
      { what: 'feed', at: 1, limit: 100, fate: 'delivered' },
      { what: 'feed', at: 0, limit: 100, fate: 'delivered' },
      { what: 'work', at: 0, person: 9, turn: 12, steps: 1 },
      { what: 'work', at: 1, person: 9, turn: 12, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'doubled' },
      { what: 'work', at: 0, person: 9, turn: 12, steps: 1 },
      { what: 'crash', at: 1, steps: 3 },
      { what: 'send', at: 1, few: 10, fate: 'answer lost' },
      { what: 'send', at: 1, few: 10, fate: 'doubled, second answer' },
      { what: 'send', at: 0, few: 10, fate: 'delivered' },
      { what: 'feed', at: 0, limit: 100, fate: 'twice' },
      { what: 'feed', at: 1, limit: 1, fate: 'late' },
      { what: 'feed', at: 1, limit: 100, fate: 'delivered' },
      { what: 'work', at: 0, person: 9, turn: 12, steps: 1 },
      { what: 'work', at: 0, person: 9, turn: 11, steps: 1 },
      { what: 'work', at: 1, person: 9, turn: 11, steps: 1 },
      { what: 'settle', at: 0 },
    ],
  ],
  [
    'a scan whose content comes twice',
    [
      { what: 'work', at: 0, person: 0, turn: 13, steps: 1 },
      { what: 'work', at: 0, person: 0, turn: 3, steps: 1 },
      { what: 'send', at: 0, few: 10, fate: 'delivered' },
      { what: 'feed', at: 0, limit: 100, fate: 'delivered' },
      { what: 'content', at: 0, bytes: 5, fate: 'doubled' },
      { what: 'content', at: 0, bytes: 5, fate: 'lost' },
    ],
  ],
];

const histories = 40;
let runner: HistoryRunner;
beforeAll(async () => {
  runner = await HistoryRunner.open();
});
afterAll(() => runner.close());

describe('counters, a central office and everything that can happen between them', () => {
  it.each(mended)('stand up to what they once did not: %s', async (_what, happenings) => {
    expect(await runner.try(happenings)).toBeNull();
  });

  it.each(rounds)('go round with %s', async (_what, happenings) => {
    expect(await runner.try(happenings)).toBeNull();
  });

  it('end as the oracle says, in every history', async () => {
    for (let seed = 1; seed <= histories; seed += 1) {
      const failure = await runner.run(seed);
      if (failure !== null) expect.fail(tellFailure(failure));
    }
  });

  it('have met every fault and done every kind of command there is, with every outcome', () => {
    const { tally } = runner;
    const missing = [
      ...commandKinds.map((kind) => `${kind} ok`),
      ...['applied', 'refused', 'settle ok'],
      ...['report-loss ok, sealed', 'lift-loss-report ok, sealed', 'hand-over-card ok, sealed'],
      ...['report-loss ok, locked', 'lift-loss-report ok, locked'],
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
