import { describe, expect, it } from 'vitest';
import { beginningOf, chainOf, hashOfDay, type DayOwner } from '../../domain/day-close/day-chain.ts';
import { change } from '../../domain/records/change.ts';
import type { DayClose } from '../../domain/records/day-close.ts';
import { application, centre, clerk, serviceNumber, workstation } from '../../domain/testing/county.ts';
import { CounterDesk } from './support/counter-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const yesterday = '2026-11-21';
const today = '2026-11-22';
const office = { scope: 'office', officeId: centre.id, workstationId: null, clerkId: null } as const;
const own = {
  scope: 'clerk',
  officeId: centre.id,
  workstationId: workstation.id,
  clerkId: clerk.id,
} as const;

/** A day of which nothing is told, behind another one or as the first of its chain. */
function closedDay(owner: DayOwner, day: string, previous: DayClose | null): DayClose {
  const chain = chainOf(owner);
  const content: Omit<DayClose, 'hash'> = {
    ...owner,
    ...{ id: `${chain}@${day}`, chain, day, previousId: previous?.id ?? beginningOf(chain) },
    ...{ closedBy: clerk.id, closedAt: `${day}T17:30:00.000+08:00`, reason: null },
    report: {
      ...{ services: [], serviceNumbers: [], fees: { count: 0, amount: 0 }, money: [], cards: [] },
      ...{ besideStock: [], prints: [], looks: [], leftovers: [], clerks: [] },
    },
    previousHash: previous?.hash ?? '',
  };
  return { ...content, hash: hashOfDay(content) };
}

describe('what is left over of a day', () => {
  it('is what was done on it or before and waits, and nothing that was begun later', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    await desk.call('acceptCardApplication', applicationInput);
    const unsent = async (day: string) => {
      const { page } = await desk.call('getDay', { scope: 'clerk', day });
      return page.report.leftovers.flatMap(({ kind, items }) => (kind === 'unsent' ? items : []));
    };
    expect(await unsent(today)).toEqual([serviceNumber]);
    expect(await unsent(yesterday)).toEqual([]);
    desk.time.now += 86_400_000;
    expect(await unsent('2026-11-23')).toEqual([serviceNumber]);
  });
});

describe('the list of closed days', () => {
  const officeDay = closedDay(office, yesterday, null);
  const first = closedDay(own, yesterday, null);
  const second = closedDay(own, today, first);

  it.each<[what: string, days: readonly DayClose[], unbroken: boolean]>([
    ['whole', [officeDay, first, second], true],
    ['a page of a clerk was changed', [officeDay, { ...first, reason: '改过' }, second], false],
    ['a day of a clerk is missing', [officeDay, second], false],
    ['a page of the office was changed', [{ ...officeDay, closedBy: 'nobody' }, first], false],
  ])(
    'says whether its chains, of the office and of its clerks, are unbroken: %s',
    async (_what, days, unbroken) => {
      const desk = CounterDesk.ready();
      desk.signInWithoutPassword();
      desk.storage.unitOfWork.write(() => {
        for (const day of days) desk.storage.records.putConfirmed(change('dayClose', day), 1);
      });
      expect(await desk.call('listClosedDays', { skip: 0, limit: 200 })).toMatchObject({
        total: days.length,
        unbroken,
      });
    },
  );
});
