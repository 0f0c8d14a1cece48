import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AfterRow } from '../counter/ports/parcels.ts';
import { liesSince, pointStanding, toDoBy } from '../domain/parcel/point-standing.ts';
import type { Parcel, ServiceRecord, ServiceStage } from '../domain/records/records.ts';
import { openDatabase } from './open-database.ts';
import { createPointQueries } from './point-queries.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { card, parcel, service } from './testing/sample-records.ts';

const { freshStorage, freshOptions } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

const stages: readonly ServiceStage[] = [
  'accepted',
  'in-production',
  'produced',
  'dispatched',
  'arrived',
  'completed',
  'withdrawn',
];
const steps = [
  'accepted',
  'remade',
  'verified',
  'dispatched',
  'missing',
  'arrived',
  'notified',
  'pin-set',
  'collected-here',
];
const day = fc.integer({ min: 10, max: 19 }).map((number) => `2026-11-${String(number)}`);
const anyService = fc
  .record({
    stage: fc.constantFrom(...stages),
    dueOn: fc.option(day, { nil: null, freq: 8 }),
    officeId: fc.constantFrom('o1', 'o2'),
    steps: fc.array(fc.record({ step: fc.constantFrom(...steps), on: day }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ steps: done, ...fields }) => ({
    ...fields,
    steps: done.map(({ step, on }) => ({
      step,
      at: `${on}T10:00:00.000+08:00`,
      clerkId: 'c1',
      note: null,
    })),
  }));

/** All pages of a list, two rows at a time. */
function everyPage(
  list: (after: AfterRow | null, limit: number) => readonly ServiceRecord[],
  dayOf: (one: ServiceRecord) => string | null,
): readonly string[] {
  const ids: string[] = [];
  for (let after: AfterRow | null = null; ;) {
    const page = list(after, 2);
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined || page.length < 2) return ids;
    after = { day: dayOf(last) ?? '', id: last.id };
  }
}

describe('cards for service points', () => {
  it('are listed and counted in the database exactly as the rules say where each stands', () => {
    const storage = freshStorage();
    const { queries } = storage;
    fc.assert(
      fc.property(fc.array(anyService, { maxLength: 14 }), fc.constantFrom(null, 'o1'), (made, officeId) => {
        const all = made.map(
          (fields, index) => service({ ...fields, id: `s${String(index).padStart(2, '0')}` }).record,
        );
        storage.unitOfWork.write(() => {
          storage.forgetConfirmed();
          for (const record of all) storage.records.putConfirmed(service(record), 0);
        });
        const mine = all.filter((one) => officeId === null || one.officeId === officeId);
        const inOrder = (dayOf: (one: ServiceRecord) => string | null, wanted: (on: string) => boolean) =>
          mine
            .flatMap((one) => {
              const on = dayOf(one);
              return on !== null && wanted(on) ? [{ on, id: one.id }] : [];
            })
            .sort((a, b) => (`${a.on}/${a.id}` < `${b.on}/${b.id}` ? -1 : 1))
            .map(({ id }) => id);

        for (const { standing, count } of queries.countByStanding(officeId)) {
          const wanted = inOrder(
            (one) => (pointStanding(one) === standing ? one.dueOn : null),
            () => true,
          );
          expect(count).toBe(wanted.length);
          expect(
            everyPage(
              (after, limit) => queries.servicesStanding(standing, officeId, after, limit),
              (one) => one.dueOn,
            ),
          ).toEqual(wanted);
        }
        const standing = mine.filter((one) => pointStanding(one) !== null);
        const counted = queries.countByStanding(officeId).reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(standing.length);

        const late = inOrder(toDoBy, (on) => on < '2026-11-15');
        expect(
          everyPage(
            (after, limit) =>
              queries.servicesToDo({ from: '0000-01-01', to: '2026-11-14' }, officeId, after, limit),
            (one) => one.dueOn,
          ),
        ).toEqual(late);
        expect(queries.lateOn('2026-11-15', officeId)).toEqual({
          count: late.length,
          oldest: mine.find(({ id }) => id === late[0])?.dueOn ?? null,
        });
        const toDo = queries.countToDo(officeId).reduce((sum, { count }) => sum + count, 0);
        expect(toDo).toBe(inOrder(toDoBy, () => true).length);

        const lying = inOrder(liesSince, (on) => on <= '2026-11-14');
        expect(
          everyPage((after, limit) => queries.servicesLying('2026-11-14', officeId, after, limit), liesSince),
        ).toEqual(lying);
        expect(queries.countLying('2026-11-14', officeId)).toBe(lying.length);
      }),
      { numRuns: 150 },
    );
  });

  it('to be sent from here are those whose cards lie here, wherever they were made', () => {
    const { records, queries } = freshStorage();
    const put = (id: string, officeId: string, cardAt: string, dueOn: string) => {
      records.putConfirmed(service({ id, officeId, stage: 'produced', dueOn, cardNumber: `card-${id}` }), 0);
      records.putConfirmed(card({ id: `card-${id}`, officeId: cardAt }), 0);
    };
    put('s1', 'point', 'centre', '2026-11-14');
    put('s2', 'point', 'centre', '2026-11-13');
    put('s3', 'point', 'far-point', '2026-11-12');
    expect(queries.cardsToSend('centre', 9).map(({ id }) => id)).toEqual(['s2', 's1']);
    expect(queries.cardsToSend('centre', 1).map(({ id }) => id)).toEqual(['s2']);
    expect(queries.cardsToSend('far-point', 9).map(({ id }) => id)).toEqual(['s3']);
    expect(queries.cardsToSend('point', 9)).toEqual([]);
  });

  it('parcels come newest first, by where they go or come from', () => {
    const { records, queries } = freshStorage();
    const put = (id: string, from: string, to: string, status: Parcel['status'], minute: string) =>
      records.putConfirmed(
        parcel({
          id,
          fromOfficeId: from,
          toOfficeId: to,
          status,
          sentAt: `2026-11-22T10:${minute}:00.000+08:00`,
        }),
        0,
      );
    put('p1', 'centre', 'point', 'sent', '01');
    put('p2', 'centre', 'point', 'sent', '02');
    put('p3', 'centre', 'point', 'received', '03');
    put('p4', 'point', 'far-point', 'sent', '04');
    const ids = (...asked: Parameters<typeof queries.parcels>) =>
      queries.parcels(...asked).map(({ id }) => id);
    expect(ids({ to: 'point' }, 'sent', 9)).toEqual(['p2', 'p1']);
    expect(ids({ to: 'point' }, 'sent', 1)).toEqual(['p2']);
    expect(ids({ from: 'centre' }, 'received', 9)).toEqual(['p3']);
    expect(ids({ from: 'point' }, 'sent', 9)).toEqual(['p4']);
  });
});

it('reads every page along an index, in its order: nothing is sorted, whatever waits', () => {
  const database = openDatabase(freshOptions());
  onTestFinished(() => {
    database.close();
  });
  const pages: string[] = [];
  const listening = new Proxy(database, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target) as unknown;
      return (source: string) => {
        if (source.includes('LIMIT')) pages.push(source);
        return target.prepare(source);
      };
    },
  });
  createPointQueries(listening);
  expect(pages.length).toBeGreaterThan(6);
  for (const source of pages) {
    const plan = database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`)
      .all(...Array.from(source.matchAll(/\?/g), () => ''))
      .map(({ detail }) => detail);
    expect(
      plan.filter((detail) => /SCAN|TEMP B-TREE/.test(detail)),
      source,
    ).toEqual([]);
  }
});
