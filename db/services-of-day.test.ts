import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DayChoice, ServicePlace } from '../counter/ports/services-of-day.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { command } from './testing/sample-commands.ts';
import { service } from './testing/sample-records.ts';

const { freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

const day = '2026-11-22';
const everything: DayChoice = {
  day,
  officeId: 'o1',
  clerkId: null,
  hour: null,
  kinds: null,
  openOnly: false,
  among: null,
  except: [],
};

function placed(id: string, time: string, more: Partial<Parameters<typeof service>[0]> = {}) {
  return service({ id, officeId: 'o1', openedOn: day, openedAt: `${day}T${time}.000+08:00`, ...more });
}

describe('the services of an office', () => {
  it('come newest first, of one day, and of this office alone', () => {
    const { records, queries } = freshStorage();
    for (const one of [
      placed('s1', '16:00:00', { openedOn: '2026-11-21', openedAt: '2026-11-21T16:00:00.000+08:00' }),
      placed('s2', '09:00:00'),
      placed('s3', '08:00:00'),
      placed('s4', '10:00:00', { officeId: 'o2' }),
      placed('s5', '09:00:00'),
    ]) {
      records.putConfirmed(one, 0);
    }
    const ids = (choice: DayChoice, limit: number) =>
      queries.servicesOfDay(choice, null, limit).map((one) => one.serviceNumber);
    expect(ids(everything, 9)).toEqual(['s5', 's2', 's3']);
    expect(ids(everything, 2)).toEqual(['s5', 's2']);
    expect(queries.countServicesOfDay(everything)).toBe(3);
    expect(ids({ ...everything, day: '2026-11-23' }, 9)).toEqual([]);
    const first = records.get('serviceRecord', 's5')?.record;
    expect(queries.servicesOfDay(everything, null, 1)).toEqual([
      { serviceNumber: 's5', openedAt: first?.openedAt },
    ]);
  });

  it('are those that are wanted: open, among some, or without some', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(placed('s1', '09:00:00', { stage: 'completed' }), 0);
    records.putConfirmed(placed('s2', '09:01:00', { stage: 'withdrawn' }), 0);
    records.putConfirmed(placed('s3', '09:02:00', { stage: 'accepted' }), 0);
    const ids = (choice: Partial<DayChoice>) => {
      const whole = { ...everything, ...choice };
      const found = queries.servicesOfDay(whole, null, 9).map((one) => one.serviceNumber);
      expect(queries.countServicesOfDay(whole)).toBe(found.length);
      return found;
    };
    expect(ids({ openOnly: true })).toEqual(['s3']);
    expect(ids({ among: ['s1', 's3', 'unknown'] })).toEqual(['s3', 's1']);
    expect(ids({ among: [] })).toEqual([]);
    expect(ids({ except: ['s3'] })).toEqual(['s2', 's1']);
  });

  it('are those of a clerk, an hour, some kinds, or of every office, together with what else is wanted', () => {
    const { records, queries } = freshStorage();
    for (const one of [
      placed('s1', '08:59:59', { clerkId: 'c2' }),
      placed('s2', '09:00:00', { kind: 'report-loss' }),
      placed('s3', '09:59:59', { clerkId: 'c2', stage: 'completed' }),
      placed('s4', '09:30:00', { officeId: 'o2', kind: 'payout' }),
      placed('s5', '10:00:00'),
    ]) {
      records.putConfirmed(one, 0);
    }
    const ids = (choice: Partial<DayChoice>) => {
      const whole = { ...everything, ...choice };
      const found = queries.servicesOfDay(whole, null, 9).map((one) => one.serviceNumber);
      expect(queries.countServicesOfDay(whole)).toBe(found.length);
      return found;
    };
    expect(ids({ clerkId: 'c2' })).toEqual(['s3', 's1']);
    expect(ids({ hour: 9 })).toEqual(['s3', 's2']);
    expect(ids({ hour: 8 })).toEqual(['s1']);
    expect(ids({ hour: 9, clerkId: 'c2', openOnly: true })).toEqual([]);
    expect(ids({ kinds: ['report-loss', 'payout'] })).toEqual(['s2']);
    expect(ids({ officeId: null })).toEqual(['s5', 's3', 's4', 's2', 's1']);
    expect(ids({ officeId: null, hour: 9, kinds: ['payout'] })).toEqual(['s4']);
  });

  it('stand each on one page and in their order, however many of one instant and however small the pages', () => {
    const seconds = fc.array(fc.nat(3), { maxLength: 12 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: 5 }), (times, limit) => {
        const storage = freshStorage();
        const { records, queries, unitOfWork } = storage;
        unitOfWork.write(() => {
          for (const [index, second] of times.entries()) {
            records.putConfirmed(placed(`s${index}`, `09:00:0${second}`), 0);
          }
        });
        const paged: string[] = [];
        let after: ServicePlace | null = null;
        for (;;) {
          const page: readonly ServicePlace[] = queries.servicesOfDay(everything, after, limit);
          paged.push(...page.map((one) => one.serviceNumber));
          const last = page.at(-1);
          if (last === undefined) break;
          after = last;
        }
        expect(paged).toEqual(queries.servicesOfDay(everything, null, 99).map((one) => one.serviceNumber));
        expect(new Set(paged).size).toBe(times.length);
        storage.close();
      }),
      { numRuns: 25 },
    );
  });

  it('are counted by hour, kind and stage, of an office, of one clerk, or of the county', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(placed('s1', '09:00:00', { stage: 'completed' }), 0);
    records.putConfirmed(placed('s2', '09:59:59', { stage: 'completed' }), 0);
    records.putConfirmed(placed('s3', '10:00:00', { stage: 'accepted', clerkId: 'c2' }), 0);
    records.putConfirmed(placed('s4', '10:00:00', { stage: 'accepted', officeId: 'o2' }), 0);
    records.putConfirmed(placed('s5', '10:30:00', { stage: 'completed', kind: 'report-loss' }), 0);
    const nine = { hour: 9, kind: 'issue-card', stage: 'completed', count: 2 };
    const ten = { hour: 10, kind: 'issue-card', stage: 'accepted', count: 1 };
    const loss = { hour: 10, kind: 'report-loss', stage: 'completed', count: 1 };
    const counted = (officeId: string | null, clerkId: string | null) =>
      queries.hoursOfDay({ day, officeId, clerkId });
    expect(counted('o1', null)).toEqual([nine, ten, loss]);
    expect(counted('o1', 'c2')).toEqual([ten]);
    expect(counted(null, null)).toEqual([nine, { ...ten, count: 2 }, loss]);
    expect(queries.hoursOfDay({ day: '2026-11-23', officeId: null, clerkId: null })).toEqual([]);
  });

  it('are told from those of which nothing is kept', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(placed('s1', '09:00:00'), 0);
    expect(queries.servicesNotKept(['s1', 's2', 's3'])).toEqual(['s2', 's3']);
    expect(queries.servicesNotKept([])).toEqual([]);
  });
});

it('a service that was refused and settled is found by the begin of its number, one that waits for a person is not', () => {
  const { outbox, queries } = freshStorage();
  for (const [id, number] of [
    ['a', '330122-20261122-003-0001'],
    ['b', '330122-20261122-003-0001'],
    ['c', '330122-20261122-003-0002'],
    ['d', '330122-20261123-003-0001'],
  ] as const) {
    outbox.append(command(id, 'p1', number));
    outbox.markRefused(id, [], []);
  }
  outbox.settle('330122-20261122-003-0001', 'settled', '2026-11-22T09:30:00.000+08:00');
  outbox.settle('330122-20261123-003-0001', 'settled', '2026-11-23T09:30:00.000+08:00');
  const at = command('a', 'p1', null).origin.at;
  expect(queries.settledServices('330122-20261122-')).toEqual([{ service: '330122-20261122-003-0001', at }]);
});
