import { describe, expect, it } from 'vitest';
import type { PrintJobState } from '../../../contract/printing.ts';
import { followJob } from './follow-job.ts';

type Look = PrintJobState | null | 'no answer';

/** Follows a job whose queue gives these answers, one after the other. */
async function follow(looks: readonly Look[]) {
  const told: PrintJobState[] = [];
  const pauses: number[] = [];
  let asked = 0;
  const end = await followJob({
    look: () => {
      const look = looks[asked];
      asked += 1;
      if (look === undefined) throw new Error('asked after the end');
      return look === 'no answer' ? Promise.reject(new Error('ECONNREFUSED')) : Promise.resolve(look);
    },
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    told: (state) => told.push(state),
  });
  return { told, end, pauses, asked };
}

const jam: PrintJobState = { state: 'waiting', reason: 'paper-jam' };

describe('following a job', () => {
  it('tells each change once, and ends with the end', async () => {
    const { told, end, asked } = await follow([
      { state: 'queued' },
      { state: 'printing' },
      { state: 'printing' },
      jam,
      jam,
      { state: 'printing' },
      { state: 'printed' },
    ]);
    expect(told).toEqual([{ state: 'printing' }, jam, { state: 'printing' }, { state: 'printed' }]);
    expect(end).toEqual({ state: 'printed' });
    expect(asked).toBe(7);
  });

  it.each([{ state: 'printed' }, { state: 'refused', reason: 'gave-up' }, { state: 'cancelled' }] as const)(
    'ends with $state',
    async (last) => {
      expect((await follow([{ state: 'printing' }, last])).end).toEqual(last);
    },
  );

  it('waits for a queue that does not answer, and never takes its silence for an end', async () => {
    const { told, end } = await follow([
      { state: 'printing' },
      'no answer',
      'no answer',
      { state: 'printing' },
      { state: 'printed' },
    ]);
    expect(told[1]).toEqual({ state: 'waiting', reason: 'scheduler-away' });
    expect(end).toEqual({ state: 'printed' });
  });

  it('says that a job which the queue no longer knows is lost, not that it is printed', async () => {
    expect((await follow([{ state: 'printing' }, null])).end).toEqual({ state: 'lost' });
  });

  it('asks ever more seldom while nothing changes, and soon again after a change', async () => {
    const { pauses } = await follow([
      ...Array.from({ length: 12 }, () => jam),
      { state: 'printing' },
      { state: 'printed' },
    ]);
    expect(pauses[0]).toBeLessThan(500);
    expect(Math.max(...pauses)).toBe(3000);
    expect(pauses.at(-1)).toBe(pauses[0]);
  });
});
