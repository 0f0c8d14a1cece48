import { describe, expect, it } from 'vitest';
import type { CallInput, CallOutput } from '../../contract/counter-calls.ts';
import { refuse } from '../../domain/command/refusal.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { ServiceRecord } from '../../domain/records/records.ts';
import { addDays } from '../../domain/calendar/civil-date.ts';
import { publishedYears } from '../../domain/testing/calendar-years.ts';
import {
  application,
  blankCard,
  centre,
  clerk,
  otherWorkstation,
  person,
  pointWorkstation,
  service,
  servicePoint,
  today,
  workstation,
} from '../../domain/testing/county.ts';
import { stockHistory } from '../../domain/stock/stock-reach.ts';
import { calendarOf } from '../../domain/calendar/published-calendar.ts';
import { published } from '../../domain/testing/loss.ts';
import { columnsOf } from '../../renderer/features/service-point/due-columns.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;

const supervisor = { ...clerk, id: 'clerk-supervisor', role: 'supervisor' } as const;
const pointSupervisor = { ...supervisor, id: 'clerk-point', officeId: servicePoint.id } as const;

/** A desk with these records beside the county's, at which this clerk sits. */
function deskWith(records: readonly Change[], who = clerk.id, at = centre.id): CounterDesk {
  const desk = CounterDesk.ready([
    ...countyRecords,
    change('clerk', supervisor),
    change('clerk', pointSupervisor),
    ...records,
  ]);
  if (at === servicePoint.id) {
    desk.storage.memory.set('office-id', servicePoint.id);
    desk.storage.memory.set('workstation-id', pointWorkstation.id);
  }
  desk.signInWithoutPassword(who);
  return desk;
}

let made = 0;
function accepted(time: string, fields: Partial<ServiceRecord> = {}): Change {
  made += 1;
  return change(
    'serviceRecord',
    service({
      id: `330122-20261122-004-${String(made).padStart(4, '0')}`,
      openedAt: `${today}T${time}:00.000+08:00`,
      ...fields,
    }),
  );
}

describe('today by hour and kind', () => {
  const records = [
    accepted('09:00', { kind: 'report-loss', stage: 'completed' }),
    accepted('09:59', { clerkId: supervisor.id }),
    accepted('09:30', { officeId: servicePoint.id, clerkId: pointSupervisor.id }),
    accepted('17:20', { kind: 'payout', stage: 'withdrawn' }),
    accepted('10:00', { openedOn: '2026-11-21' }),
  ];
  const kindsOf = ({ hours }: CallOutput<'getDayFigures'>) =>
    hours.map(({ hour, kinds }) => [
      hour,
      ...kinds.map(({ kind, count }) => `${kind} ${String(count)}`).sort(),
    ]);

  it('is one’s own, the office’s, or the county’s', async () => {
    const desk = deskWith(records, supervisor.id);
    const figures = (whose: CallInput<'getDayFigures'>['whose']) =>
      desk.call('getDayFigures', { day: today, whose });
    expect(kindsOf(await figures('own'))).toEqual([[9, 'issue-card 1']]);
    expect(kindsOf(await figures('office'))).toEqual([
      [9, 'issue-card 1', 'report-loss 1'],
      [17, 'payout 1'],
    ]);
    expect(kindsOf(await figures('county'))).toEqual([
      [9, 'issue-card 2', 'report-loss 1'],
      [17, 'payout 1'],
    ]);
    expect(await figures('county')).toMatchObject({ accepted: 4, completed: 1, open: 2, withdrawn: 1 });
  });

  it('has a list behind each column and each family, of the same services', async () => {
    const desk = deskWith(records, supervisor.id);
    const totals: number[] = [];
    for (const whose of ['own', 'office', 'county'] as const) {
      const { hours, accepted: all } = await desk.call('getDayFigures', { day: today, whose });
      for (const { hour, completed, open, withdrawn } of hours) {
        const { total, services } = await desk.call('listServices', { day: today, whose, hour });
        expect(total).toBe(completed + open + withdrawn);
        expect(services.every(({ openedAt }) => Number(openedAt.slice(11, 13)) === hour)).toBe(true);
      }
      expect((await desk.call('listServices', { day: today, whose })).total).toBe(all);
      totals.push((await desk.call('listServices', { day: today, whose, family: 'card' })).total);
    }
    expect(totals).toEqual([1, 2, 3]);
    const money = await desk.call('listServices', { day: today, family: 'money' });
    expect(money.services.map(({ kind }) => kind)).toEqual(['payout']);
  });

  it('counts what only the outbox tells, in its hour, for its clerk and its kind', async () => {
    const desk = deskWith([], clerk.id);
    await desk.call('acceptCardApplication', applicationInput);
    desk.replica.receiveAnswers(
      desk.outgoing().map(({ id }) => ({
        id,
        outcome: 'refused',
        refusals: [refuse('person-unknown')],
        standing: [],
        duplicate: false,
      })),
    );
    const total = async (input: Partial<CallInput<'listServices'>>) =>
      (await desk.call('listServices', { day: today, ...input })).total;
    expect(kindsOf(await desk.call('getDayFigures', { day: today, whose: 'own' }))).toEqual([
      [9, 'issue-card 1'],
    ]);
    expect([
      await total({ whose: 'own' }),
      await total({ hour: 9 }),
      await total({ family: 'card' }),
    ]).toEqual([1, 1, 1]);
    expect([await total({ hour: 10 }), await total({ family: 'money' })]).toEqual([0, 0]);
    desk.signInWithoutPassword(supervisor.id);
    expect([await total({ whose: 'own' }), await total({ whose: 'county' })]).toEqual([0, 1]);
  });

  it('is shown of the county to a supervisor at the centre alone', async () => {
    const asked = { day: today, whose: 'county' };
    const codes = async (desk: CounterDesk) => [
      await desk.code('getDayFigures', asked),
      await desk.code('listServices', asked),
    ];
    expect(await codes(deskWith([]))).toEqual(['supervisor-needed', 'supervisor-needed']);
    expect(await codes(deskWith([], pointSupervisor.id, servicePoint.id))).toEqual([
      'county-centre-needed',
      'county-centre-needed',
    ]);
    expect(await codes(deskWith([], supervisor.id))).toEqual(['ok', 'ok']);
  });

  it('of ten thousand services is counted where they lie: no record is read', async () => {
    const desk = deskWith(
      Array.from({ length: 10_000 }, (_, index) =>
        accepted(`${String(8 + (index % 9)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`),
      ),
    );
    const { records } = desk.storage;
    const read: string[] = [];
    const get = records.get.bind(records);
    Object.assign(records, {
      get: (...asked: Parameters<typeof get>) => {
        read.push(asked[0]);
        return get(...asked);
      },
    });
    const { accepted: all, hours } = await desk.call('getDayFigures', { day: today });
    expect([all, hours.length]).toEqual([10_000, 9]);
    expect(read.filter((table) => table === 'serviceRecord')).toEqual([]);
  });
});

describe('what falls due', () => {
  it('has a list behind each column, of the same cards', async () => {
    // Late, today, on eight days to come, and far away: more days than columns.
    const dueDays = [-9, -1, 0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 60].map((offset) => addDays(today, offset));
    const desk = deskWith(
      dueDays.map((dueOn) => accepted('09:00', { dueOn, officeId: servicePoint.id })),
      supervisor.id,
    );
    const { days } = await desk.call('getPointOverview', {});
    const columns = columnsOf(days, today);
    expect(columns.map(({ all }) => all)).toEqual([2, 2, 3, 1, 1, 1, 4]);
    const found: string[] = [];
    for (const { day, between, all } of columns) {
      const show = day === 'late' ? 'late' : 'due-between';
      const { services } = await desk.call('listPointServices', { show, between });
      expect(services.length).toBe(all);
      found.push(...services.map(({ dueOn }) => dueOn));
    }
    expect(found).toEqual(dueDays);
    expect((await desk.call('listPointServices', { show: 'due-between' })).services).toEqual([]);
  });
});

describe('what waits by its age', () => {
  const people = Array.from({ length: 6 }, (_, index) => ({
    ...person,
    id: `person-2${String(index)}`,
  }));

  async function deskWithWaiting(): Promise<{
    readonly desk: CounterDesk;
    readonly numbers: readonly string[];
  }> {
    const desk = deskWith(people.map((one) => change('insuredPerson', one)));
    const numbers: string[] = [];
    // The day before, in the morning, half an hour ago, and twice just now.
    for (const [index, at] of [
      '2026-11-21T16:00:00+08:00',
      '2026-11-22T08:00:00+08:00',
      '2026-11-22T09:30:00+08:00',
      '2026-11-22T09:57:00+08:00',
      '2026-11-22T09:59:00+08:00',
      '2026-11-22T10:00:00+08:00',
    ].entries()) {
      desk.time.now = Date.parse(at);
      const personId = people[index]?.id ?? '';
      numbers.push(
        (await desk.call('acceptCardApplication', { ...applicationInput, personId })).serviceNumber,
      );
    }
    return { desk, numbers };
  }

  it('is told from the newest to the oldest, the oldest by name, each with its row on the work list', async () => {
    const { desk, numbers } = await deskWithWaiting();
    expect(await desk.call('getWaitingByAge', {})).toEqual({
      total: 6,
      ages: [
        { age: 'minutes', count: 3, row: 3 },
        { age: 'hour', count: 1, row: 2 },
        { age: 'today', count: 1, row: 1 },
        { age: 'older', count: 1, row: 0 },
      ],
      oldest: {
        key: numbers[0],
        serviceNumber: numbers[0],
        kind: 'accept-card-application',
        personName: person.name,
        madeAt: '2026-11-21T16:00:00.000+08:00',
      },
    });
  });

  it('leaves out what a person must look at, which stands before it on the list', async () => {
    const { desk, numbers } = await deskWithWaiting();
    const first = desk.outgoing().slice(0, 1);
    desk.replica.receiveAnswers(
      first.map(({ id }) => ({
        id,
        outcome: 'refused',
        refusals: [refuse('person-unknown')],
        standing: [],
        duplicate: false,
      })),
    );
    const { total, ages, oldest } = await desk.call('getWaitingByAge', {});
    expect([total, oldest?.serviceNumber]).toEqual([5, numbers[1]]);
    expect(ages.map(({ count }) => count)).toEqual([3, 1, 1, 0]);
    for (const { row, count } of ages) {
      if (row === null) continue;
      const { items } = await desk.call('listWork', { skip: row, limit: count });
      expect(items.every(({ state }) => state === 'waiting')).toBe(true);
    }
  });

  it('grows older by the clock alone', async () => {
    const { desk } = await deskWithWaiting();
    desk.time.now = Date.parse('2026-11-23T00:10:00+08:00');
    const { ages } = await desk.call('getWaitingByAge', {});
    expect(ages.map(({ count }) => count)).toEqual([0, 0, 0, 6]);
  });

  it('is nothing where nothing waits', async () => {
    expect(await deskWith([]).call('getWaitingByAge', {})).toEqual({
      total: 0,
      ages: ['minutes', 'hour', 'today', 'older'].map((age) => ({ age, count: 0, row: null })),
      oldest: null,
    });
  });
});

describe('for how long the blanks last', () => {
  const { workingDays } = stockHistory(calendarOf(publishedYears), today);
  const calendar = publishedYears.map((year) => change('calendarYear', year));

  /** So many blanks at a place, the first of them used, one on each of the last working days. */
  function blanksAt(
    workstationId: string | null,
    officeId: string,
    first: number,
    used: number,
    left: number,
  ): readonly Change[] {
    return Array.from({ length: used + left }, (_, index) => {
      const blank = blankCard(first + index, { workstationId, officeId });
      if (index >= used) return [change('blankCard', blank)];
      const day = workingDays.at(-1 - (index % workingDays.length)) ?? '';
      const { record } = accepted('09:00', {
        openedOn: day,
        blankSerial: blank.id,
        officeId: servicePoint.id,
      });
      return [
        change('blankCard', { ...blank, status: 'issued', serviceId: record.id }),
        change('serviceRecord', record as ServiceRecord),
      ];
    }).flat();
  }

  // Two a day and one a day; of the first window five blanks more are there from the beginning.
  const stock = [
    ...calendar,
    ...blanksAt(workstation.id, centre.id, 100, 40, 5),
    ...blanksAt(otherWorkstation.id, centre.id, 200, 20, 0),
    ...blanksAt(null, centre.id, 300, 0, 70),
    ...blanksAt(pointWorkstation.id, servicePoint.id, 400, 3, 2),
  ];
  const shown = ({ places }: CallOutput<'getStockReach'>) =>
    places.map(({ officeId, kind, number, inStock, reach, short }) => [
      officeId === centre.id ? 'centre' : 'point',
      kind,
      number,
      inStock,
      reach.reach === 'days' ? reach.days : reach.reach,
      short,
    ]);

  it('is said of each place that has any or used any: where the blank was taken counts, not where the service is', async () => {
    const answer = await deskWith(stock).call('getStockReach', {});
    expect(shown(answer)).toEqual([
      ['centre', 'office', null, 80, 26, null],
      ['centre', 'safe', null, 70, 23, null],
      ['centre', 'window', 3, 10, 5, null],
      ['centre', 'window', 4, 0, 'none-left', null],
      ['point', 'office', null, 2, 'not-enough-history', null],
      ['point', 'safe', null, 0, 'none-left', null],
      ['point', 'window', 9, 2, 'not-enough-history', null],
    ]);
    expect(answer).toMatchObject({ lookedBackOn: 20, provisional: false, leastDays: null });
    expect(answer.places.map(({ here }) => here)).toEqual([true, true, true, true, false, false, false]);
  });

  it('is each service point’s own business, and the county’s at the centre', async () => {
    const answer = await deskWith(stock, pointSupervisor.id, servicePoint.id).call('getStockReach', {});
    expect(shown(answer).map(([office]) => office)).toEqual(['point', 'point', 'point']);
  });

  it('is short by what the pooling area has published, from its day on', async () => {
    const desk = deskWith([
      ...stock,
      change('poolingAreaParameter', published('blank-stock-least-days', '10')),
    ]);
    expect(shown(await desk.call('getStockReach', {})).map(([, , , , , short]) => short)).toEqual([
      false,
      false,
      true,
      true,
      null,
      true,
      null,
    ]);
    const later = { ...published('blank-stock-least-days', '10'), validFrom: '2026-11-23' };
    const before = deskWith([...stock, change('poolingAreaParameter', later)]);
    expect((await before.call('getStockReach', {})).leastDays).toBeNull();
  });

  it('follows what is used up at once; what a counter tells late of a day that is over is counted within a minute', async () => {
    const desk = deskWith(stock);
    const whole = async () => (await desk.call('getStockReach', {})).places[0];
    expect(await whole()).toMatchObject({ inStock: 80, reach: { used: 60 } });
    const late = blanksAt(workstation.id, centre.id, 500, 20, 0);
    desk.storage.unitOfWork.write(() => {
      for (const one of late) desk.storage.records.putConfirmed(one, 1);
      desk.storage.records.putConfirmed(
        change('blankCard', { ...blankCard(300), workstationId: null, status: 'spoiled' }),
        1,
      );
    });
    expect(await whole()).toMatchObject({ inStock: 79, reach: { used: 60 } });
    desk.time.monotonic += 60_000;
    expect(await whole()).toMatchObject({ inStock: 79, reach: { used: 80 } });
  });

  it('says nothing of a county that has just begun', async () => {
    const { places } = await deskWith([]).call('getStockReach', {});
    expect(places.map(({ kind, reach }) => [kind, reach.reach])).toEqual([
      ['office', 'not-enough-history'],
      ['window', 'not-enough-history'],
    ]);
  });
});
