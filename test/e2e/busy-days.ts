import { calendarOf } from '../../domain/calendar/published-calendar.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { ServiceKind, ServiceRecord } from '../../domain/records/records.ts';
import { plainService } from '../../domain/records/service-record.ts';
import { stockHistory } from '../../domain/stock/stock-reach.ts';
import { cardsForPoints } from './cards-for-points.ts';
import type { County } from './county.ts';

/** What was done today at the centre, by the hour of its acceptance. */
const doneToday: readonly (readonly [hour: number, kind: ServiceKind, count: number])[] = [
  [8, 'issue-card', 6],
  [8, 'answer-inquiry', 3],
  [9, 'issue-card', 14],
  [9, 'reset-card-pin', 5],
  [9, 'report-loss', 4],
  [9, 'suspend-insurance', 7],
  [10, 'issue-card', 11],
  [10, 'release-account', 2],
  [10, 'answer-inquiry', 6],
  [10, 'payout', 1],
  [11, 'unlock-card', 3],
  [11, 'transfer-in', 2],
  [13, 'resume-insurance', 4],
  [14, 'issue-card', 9],
  [14, 'transfer-out', 2],
  [15, 'lift-loss-report', 3],
  [16, 'answer-inquiry', 5],
];

/** How many of them there are, and in the hour from nine on. */
export const acceptedToday = sumOf(doneToday);
export const acceptedAtNine = sumOf(doneToday.filter(([hour]) => hour === 9));

/** How many blanks each window used on each of the last twenty working days. */
const usedADay = [4, 3, 3, 2, 1, 0] as const;

function sumOf(done: typeof doneToday): number {
  return done.reduce((sum, [, , count]) => sum + count, 0);
}

/** A county at work: a full day, cards on their way to the service points, and a month in which blanks were used. */
export async function busyDays(county: County, today: string): Promise<readonly Change[]> {
  const { witness } = county;
  const people = (await witness.records('insuredPerson')).filter(({ deceasedOn }) => deceasedOn === null);
  const person = (index: number) => people[index % people.length]?.id ?? '';
  const blanks = (await witness.records('blankCard'))
    .filter(({ status }) => status === 'in-stock')
    // The next ones are left for who makes a card.
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const services: ServiceRecord[] = [];
  for (const [hour, kind, count] of doneToday) {
    for (let nth = 0; nth < count; nth += 1) {
      services.push(serviceOf(services.length, today, hour, { kind, personId: person(services.length) }));
    }
  }
  const { workingDays } = stockHistory(calendarOf(await witness.records('calendarYear')), today);
  const used: Change[] = [];
  for (const day of workingDays) {
    for (const [index, count] of usedADay.entries()) {
      const window = index + 1;
      for (const blank of takeFrom(blanks, placeOf(window), count)) {
        const service = serviceOf(services.length, day, 9, {
          personId: person(services.length),
          workstationId: blank.workstationId ?? '',
          blankSerial: blank.id,
        });
        services.push(service);
        used.push(change('blankCard', { ...blank, status: 'issued', serviceId: service.id, changedOn: day }));
      }
    }
  }
  return [
    ...services.map((service) => change('serviceRecord', service)),
    ...used,
    ...(await cardsForPoints(county, today)),
  ];
}

/** Numbers of two digits. */
function placeOf(window: number): string {
  return `W0${String(window)}`;
}

function takeFrom<Blank extends { readonly workstationId: string | null }>(
  blanks: Blank[],
  workstationId: string,
  count: number,
): readonly Blank[] {
  return Array.from({ length: count }).flatMap(() => {
    const index = blanks.findIndex((blank) => blank.workstationId === workstationId);
    return index === -1 ? [] : blanks.splice(index, 1);
  });
}

function serviceOf(index: number, day: string, hour: number, fields: Partial<ServiceRecord>): ServiceRecord {
  const window = 1 + (index % 6);
  const minute = String(index % 60).padStart(2, '0');
  const at = `${day}T${String(hour).padStart(2, '0')}:${minute}:00.000+08:00`;
  return {
    ...plainService,
    id: `330199-${day.replaceAll('-', '')}-00${String(window)}-${String(9_000 + index)}`,
    kind: 'issue-card',
    channel: 'in-person',
    personId: '',
    officeId: 'O1',
    workstationId: placeOf(window),
    clerkId: `K-clerk${String(window)}`,
    stage: index % 7 === 0 ? 'accepted' : 'completed',
    openedOn: day,
    openedAt: at,
    closedAt: index % 7 === 0 ? null : at,
    documentKind: 'resident-id-card',
    documentNumber: null,
    documentValidUntil: null,
    blankSerial: null,
    cardNumber: null,
    steps: [{ step: 'accepted', at, clerkId: `K-clerk${String(window)}`, note: null }],
    ...fields,
  };
}
