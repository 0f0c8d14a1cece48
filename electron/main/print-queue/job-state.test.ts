import { describe, expect, it } from 'vitest';
import { judgeJob, refusalOf } from './job-state.ts';

const standing = (jobState: number, printerState: number, ...printerReasons: string[]) =>
  judgeJob({ jobState, printerState, printerReasons });

describe('how a job stands', () => {
  it.each([
    [9, { state: 'printed' }],
    [8, { state: 'refused', reason: 'gave-up' }],
    [7, { state: 'cancelled' }],
  ])('ended in state %i is ended, whatever the printer says since', (state, told) => {
    expect(standing(state, 3, 'none')).toEqual(told);
    expect(standing(state, 5, 'paused', 'media-jam-error')).toEqual(told);
  });

  it('is printed in no other state that there is', () => {
    for (let state = 0; state < 9; state += 1) expect(standing(state, 4, 'none').state).not.toBe('printed');
  });

  it('waits in a jam, without paper or with an open cover, though the scheduler calls it processing', () => {
    expect(standing(5, 4, 'media-jam-error')).toEqual({ state: 'waiting', reason: 'paper-jam' });
    expect(standing(5, 4, 'media-empty-error', 'media-jam')).toEqual({
      state: 'waiting',
      reason: 'paper-jam',
    });
    expect(standing(5, 4, 'media-empty')).toEqual({ state: 'waiting', reason: 'paper-empty' });
    expect(standing(5, 4, 'door-open-report')).toEqual({ state: 'waiting', reason: 'cover-open' });
    expect(standing(5, 4, 'marker-supply-empty-error')).toEqual({ state: 'waiting', reason: 'ink-empty' });
    expect(standing(5, 4, 'offline-report')).toEqual({ state: 'waiting', reason: 'offline' });
    expect(standing(5, 4, 'fuser-over-temp-error')).toEqual({ state: 'waiting', reason: 'attention' });
  });

  it('goes on where the printer only warns', () => {
    expect(standing(5, 4, 'media-low-warning', 'toner-low-report')).toEqual({ state: 'printing' });
    expect(standing(5, 4, 'media-empty-warning')).toEqual({ state: 'printing' });
    expect(standing(3, 4, 'none')).toEqual({ state: 'queued' });
  });

  it('waits behind a printer that stands still, and where it is held', () => {
    expect(standing(3, 5, 'paused')).toEqual({ state: 'waiting', reason: 'stopped' });
    expect(standing(3, 5, 'media-empty-error', 'paused')).toEqual({ state: 'waiting', reason: 'stopped' });
    expect(standing(6, 3, 'none')).toEqual({ state: 'waiting', reason: 'stopped' });
    expect(standing(4, 3, 'none')).toEqual({ state: 'waiting', reason: 'held' });
  });
});

describe('why a job was not taken', () => {
  it.each([
    [0x0506, 'not-accepting'],
    [0x0406, 'printer-unknown'],
    [0x0403, 'not-allowed'],
    [0x040a, 'format'],
    [0x0500, 'other'],
  ])('is told by the answer %i', (status, reason) => {
    expect(refusalOf(status)).toBe(reason);
  });
});
