import { describe, expect, it } from 'vitest';
import type { PrintJob } from '../../../contract/printing.ts';
import { PrintJobs, type NewPrintJob } from './print-jobs.ts';

function jobs() {
  const told: (readonly PrintJob[])[] = [];
  const cancelled: string[] = [];
  const abandoned: string[] = [];
  const registry = new PrintJobs((list) => told.push(list));
  const add = (title: string, facts: Partial<NewPrintJob> = {}) =>
    registry.add({
      title,
      printer: 'window1',
      printId: null,
      job: { state: 'queued' },
      cancel: () => {
        cancelled.push(title);
        return Promise.resolve();
      },
      abandon: () => {
        abandoned.push(title);
        return Promise.resolve();
      },
      ...facts,
    });
  return { registry, told, cancelled, abandoned, add };
}

describe('the jobs of a run', () => {
  it('are told at each change, and are there until a page has taken note of their end', () => {
    const { registry, told, add } = jobs();
    const { id } = add('回执');
    registry.change(id, { state: 'waiting', reason: 'paper-jam' });
    registry.dismiss(id);
    expect(registry.list()).toMatchObject([{ id, job: { state: 'waiting' }, canCancel: true }]);
    registry.change(id, { state: 'printed' });
    expect(registry.list()).toMatchObject([{ id, job: { state: 'printed' }, canCancel: false }]);
    registry.dismiss(id);
    expect(registry.list()).toEqual([]);
    expect(told.map((list) => list[0]?.job.state)).toEqual(['queued', 'waiting', 'printed', undefined]);
  });

  it('are taken back while they can be, and no longer', async () => {
    const { registry, cancelled, add } = jobs();
    const { id } = add('first');
    const handedOver = add('second', { job: { state: 'handed-over' }, cancel: null });
    await registry.cancel(id);
    registry.change(id, { state: 'cancelled' });
    await registry.cancel(id);
    await registry.cancel(handedOver.id);
    await registry.cancel(99);
    expect(cancelled).toEqual(['first']);
  });

  it('that stand still are taken back when the program ends; what is being printed comes out', async () => {
    const { registry, abandoned, add } = jobs();
    add('printing', { job: { state: 'printing' } });
    add('jammed', { job: { state: 'waiting', reason: 'paper-jam' } });
    add('refused', { job: { state: 'refused', reason: 'gave-up' } });
    add('behind', { abandon: () => Promise.reject(new Error('ECONNREFUSED')) });
    add('behind too');
    await registry.cancelWaiting();
    expect(abandoned).toEqual(['jammed', 'behind too']);
  });
});
