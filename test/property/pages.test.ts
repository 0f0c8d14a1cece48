import { describe, expect, it } from 'vitest';
import type { CallInput, CallOutput } from '../../contract/counter-calls.ts';
import type { ServiceFilter, ServiceView } from '../../contract/service-views.ts';
import { refuse } from '../../domain/command/refusal.ts';
import { change } from '../../domain/records/change.ts';
import { application, blankCard, person, today } from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const people = Array.from({ length: 9 }, (_, index) => ({ ...person, id: `person-1${String(index)}` }));

/** A desk at which nine people asked for their cards, a second one after the other. */
async function deskWithNine(): Promise<{ readonly desk: CounterDesk; readonly numbers: readonly string[] }> {
  const desk = CounterDesk.ready([
    ...countyRecords,
    ...people.map((one) => change('insuredPerson', one)),
    change('blankCard', blankCard(2)),
  ]);
  desk.signInWithoutPassword();
  const numbers: string[] = [];
  for (const { id } of people) {
    desk.time.now += 1_000;
    numbers.push(
      (await desk.call('acceptCardApplication', { ...applicationInput, personId: id })).serviceNumber,
    );
  }
  return { desk, numbers };
}

async function workOf(desk: CounterDesk, limit: number): Promise<readonly string[]> {
  const keys: string[] = [];
  let after: CallInput<'listWork'>['after'] = null;
  for (;;) {
    const page: CallOutput<'listWork'> = await desk.call('listWork', { after, limit });
    keys.push(...page.items.map(({ key }) => key));
    after = page.next;
    if (after !== null) continue;
    expect(page.total).toBe(keys.length);
    return keys;
  }
}

async function servicesOf(
  desk: CounterDesk,
  limit: number,
  show: ServiceFilter = 'all',
): Promise<readonly ServiceView[]> {
  const services: ServiceView[] = [];
  let after: CallInput<'listServices'>['after'] = null;
  for (;;) {
    const page: CallOutput<'listServices'> = await desk.call('listServices', {
      day: today,
      show,
      after,
      limit,
    });
    services.push(...page.services);
    if (page.next === null) {
      expect(page.total).toBe(services.length);
      return services;
    }
    after = page.next;
  }
}

function refuseFirst(desk: CounterDesk, count: number): void {
  desk.replica.receiveAnswers(
    desk
      .outgoing()
      .slice(0, count)
      .map(({ id }) => ({
        id,
        outcome: 'refused',
        refusals: [refuse('person-unknown')],
        standing: [],
        duplicate: false,
      })),
  );
}

describe('the work list in pages', () => {
  it.each([1, 2, 4, 9, 200])(
    'of %i has each item once: for a person first, then what waits',
    async (limit) => {
      const { desk, numbers } = await deskWithNine();
      expect(await workOf(desk, limit)).toEqual(numbers);
      refuseFirst(desk, 3);
      expect(await workOf(desk, limit)).toEqual(numbers);
      // The last of them, so that it comes from behind.
      const last = desk.storage.outbox.byService(numbers[8] ?? '')[0];
      desk.replica.receiveAnswers([{ id: last?.id ?? '', outcome: 'rejected', code: 'command-malformed' }]);
      expect(await workOf(desk, limit)).toEqual([...numbers.slice(0, 3), numbers[8], ...numbers.slice(3, 8)]);
    },
  );

  it('goes on behind its place although what stood there was settled meanwhile', async () => {
    const { desk, numbers } = await deskWithNine();
    refuseFirst(desk, 9);
    const { next } = await desk.call('listWork', { limit: 3 });
    await desk.call('settleWork', { key: numbers[2] ?? '', note: '已处理' });
    const { items } = await desk.call('listWork', { after: next, limit: 3 });
    expect(items.map(({ key }) => key)).toEqual(numbers.slice(3, 6));
  });
});

describe('the services of a day in pages', () => {
  it('and the work list go to any row without those before it', async () => {
    const { desk, numbers } = await deskWithNine();
    refuseFirst(desk, 3);
    const services = (await servicesOf(desk, 200)).map((one) => one.serviceNumber);
    for (const skip of [0, 2, 3, 7, 8, 9, 500]) {
      const work = await desk.call('listWork', { skip, limit: 2 });
      expect(work.items.map(({ key }) => key)).toEqual(numbers.slice(skip, skip + 2));
      expect(work.total).toBe(9);
      const page = await desk.call('listServices', { day: today, skip, limit: 2 });
      expect(page.services.map((one) => one.serviceNumber)).toEqual(services.slice(skip, skip + 2));
      expect(page.total).toBe(9);
    }
  });

  it.each([1, 4, 200])('of %i have each service once, the newest first', async (limit) => {
    const { desk, numbers } = await deskWithNine();
    const services = await servicesOf(desk, limit);
    expect(services.map((one) => one.serviceNumber)).toEqual([...numbers].reverse());
    expect(services.every((one) => one.confirmation === 'waiting')).toBe(true);
  });

  it('have the refused and the settled ones in their places, and each filter its own', async () => {
    const { desk, numbers } = await deskWithNine();
    refuseFirst(desk, 3);
    await desk.call('settleWork', { key: numbers[1] ?? '', note: '已处理' });
    await desk.call('withdrawCardApplication', { serviceNumber: numbers[8] ?? '', reason: '放弃' });
    const shown = async (show: ServiceFilter) =>
      (await servicesOf(desk, 2, show)).map((one) => one.serviceNumber);
    const newest = [...numbers].reverse();
    expect(await shown('all')).toEqual(newest);
    expect(await shown('open')).toEqual(newest.slice(1, 6));
    expect(await shown('waiting')).toEqual(newest.slice(0, 6));
    expect(await shown('refused')).toEqual([numbers[2], numbers[0]]);
    expect(await shown('confirmed')).toEqual([]);
    // A scan that waits says nothing of its service.
    const confirmed = desk.outgoing().map(({ id }) => id);
    desk.storage.unitOfWork.write(() => {
      for (const id of confirmed) desk.storage.outbox.markApplied(id, 1);
      desk.storage.outbox.finishApplied(1);
    });
    await desk.call('attachDocument', {
      serviceNumber: numbers[4] ?? '',
      kind: 'other',
      mediaType: 'image/png',
      content:
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    });
    expect(await shown('confirmed')).toEqual(newest.slice(0, 6));
    expect(await shown('waiting')).toEqual([]);
  });

  it('are the same in numbers', async () => {
    const { desk, numbers } = await deskWithNine();
    refuseFirst(desk, 2);
    await desk.call('withdrawCardApplication', { serviceNumber: numbers[8] ?? '', reason: '放弃' });
    desk.time.now += 3_600_000;
    await desk.call('acceptCardApplication', applicationInput);
    expect(await desk.call('getDayFigures', { day: today })).toEqual({
      accepted: 10,
      completed: 0,
      open: 9,
      withdrawn: 1,
      hours: [
        { hour: 9, completed: 0, open: 8, withdrawn: 1, kinds: [{ kind: 'issue-card', count: 9 }] },
        { hour: 10, completed: 0, open: 1, withdrawn: 0, kinds: [{ kind: 'issue-card', count: 1 }] },
      ],
    });
    expect(await desk.call('getDayFigures', { day: '2026-11-21' })).toMatchObject({ accepted: 0, hours: [] });
  });
});
