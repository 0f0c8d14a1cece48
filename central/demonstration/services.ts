import type { CivilDate } from '../../domain/calendar/civil-date.ts';
import { addDays, ageOn } from '../../domain/calendar/civil-date.ts';
import { isWorkingDay, type WorkingDayCalendar } from '../../domain/calendar/working-days.ts';
import type { BlankCard, ServiceRecord, ServiceStep } from '../../domain/records/records.ts';
import { plainService } from '../../domain/records/service-record.ts';
import { stockCardNumbers, type CardNumbers } from './card-numbers.ts';
import { plainCardKind } from './card-kinds.ts';
import { at, chanceFor, streams } from './chance.ts';
import { documentNumberOf } from './documents.ts';
import { centreId, centreWorkstations, clerkId, workstationId } from './offices.ts';
import { calendarYears } from './parameters.ts';
import { countyCode } from './places.ts';
import type { PersonPlan, Plan, PlannedService } from './plan.ts';
import { profileOf } from './profile.ts';

const SERVICES = 30;
const BLANKS_PER_WORKSTATION = 300;
const BLANKS_IN_SAFE = 1_000;
const BLANKS_ANNOUNCED = 200;

/** At which services, counted at their workstation, the first blank was spoiled: workstation 2 and 5. */
const SPOILED: readonly (readonly [workstation: number, service: number])[] = [
  [2, 2],
  [5, 3],
];

/** The services of the last working days before today, five at each workstation of the centre in a county of any size. */
export function planServices(plan: PersonPlan): ReadonlyMap<number, PlannedService> {
  const days = workingDaysBefore(plan.timeline.today, SERVICES / centreWorkstations);
  const count = Math.min(SERVICES, Math.floor(plan.persons / 20));
  const services = new Map<number, PlannedService>();
  for (let number = 0; number < count; number += 1) {
    const person = nextApplicant(plan, Math.floor((number * plan.persons) / count), services);
    const workstation = 1 + (number % centreWorkstations);
    const nth = Math.floor(number / centreWorkstations);
    if (person !== undefined) services.set(person, planService(plan, workstation, nth, at(days, nth)));
  }
  return services;
}

/** The service as the counter's own steps would have left it. */
export function serviceRecordOf(plan: Plan, index: number, service: PlannedService): ServiceRecord {
  const profile = profileOf(plan, index);
  const steps = stepsOf(plan, index, service);
  return {
    ...plainService,
    id: service.id,
    kind: 'issue-card',
    channel: 'in-person',
    personId: `P${String(index + 1).padStart(9, '0')}`,
    officeId: centreId,
    workstationId: workstationId(service.workstation),
    clerkId: clerkId(`clerk${service.workstation}`),
    stage: 'completed',
    openedOn: service.day,
    openedAt: at(steps, 0).at,
    closedAt: at(steps, steps.length - 1).at,
    documentKind: profile.documentKind,
    documentNumber: documentNumberOf(plan, profile),
    documentValidUntil: validUntil(plan, index, ageOn(profile.birthDate, service.day)),
    blankSerial: service.blank.blankSerial,
    cardNumber: service.blank.cardNumber,
    steps,
  };
}

/** The stock: 300 blanks that follow each other at each workstation of the centre, 1,000 in its safe, and 200 announced by the card maker. */
export function* blankCards(plan: Plan): Generator<BlankCard> {
  const used = new Map<string, { readonly service: PlannedService; readonly spoiled: boolean }>();
  for (const service of plan.services.values()) {
    used.set(service.blank.blankSerial, { service, spoiled: false });
    if (service.spoiled !== null) used.set(service.spoiled.blankSerial, { service, spoiled: true });
  }
  const handedOut = addDays(plan.timeline.today, -20);
  for (let workstation = 1; workstation <= centreWorkstations; workstation += 1) {
    for (let nth = 0; nth < BLANKS_PER_WORKSTATION; nth += 1) {
      const numbers = workstationBlank(plan.seed, workstation, nth);
      const use = used.get(numbers.blankSerial);
      yield {
        ...blank(numbers, workstationId(workstation)),
        status: use === undefined ? 'in-stock' : use.spoiled ? 'spoiled' : 'issued',
        serviceId: use?.service.id ?? null,
        changedOn: use?.service.day ?? handedOut,
      };
    }
  }
  const received = addDays(plan.timeline.today, -40);
  for (let nth = 0; nth < BLANKS_IN_SAFE; nth += 1) {
    const position = centreWorkstations * BLANKS_PER_WORKSTATION + nth;
    const numbers = stockCardNumbers(plan.seed, position, 90_000_001 + nth);
    yield { ...blank(numbers, null), status: 'in-stock', serviceId: null, changedOn: received };
  }
  const announced = addDays(plan.timeline.today, -2);
  for (let nth = 0; nth < BLANKS_ANNOUNCED; nth += 1) {
    const position = centreWorkstations * BLANKS_PER_WORKSTATION + BLANKS_IN_SAFE + nth;
    const numbers = stockCardNumbers(plan.seed, position, 91_000_001 + nth);
    yield { ...blank(numbers, null), status: 'announced', serviceId: null, changedOn: announced };
  }
}

function blank(numbers: CardNumbers, place: string | null) {
  const { blankSerial, cardNumber, bankCardNumber } = numbers;
  return { id: blankSerial, cardNumber, bankCardNumber, officeId: centreId, workstationId: place };
}

/** Serials from 80,000,001 on, a thousand apart from workstation to workstation. */
function workstationBlank(seed: number, workstation: number, nth: number): CardNumbers {
  const before = workstation - 1;
  return stockCardNumbers(seed, before * BLANKS_PER_WORKSTATION + nth, 80_000_001 + before * 1_000 + nth);
}

function planService(plan: PersonPlan, workstation: number, nth: number, day: CivilDate): PlannedService {
  const spoiledAt = SPOILED.find(([one]) => one === workstation)?.[1];
  const spoilsBefore = spoiledAt !== undefined && nth > spoiledAt ? 1 : 0;
  const spoilsNow = spoiledAt === nth;
  const first = nth + spoilsBefore;
  return {
    id: `${countyCode}-${day.replaceAll('-', '')}-${String(workstation).padStart(3, '0')}-0001`,
    day,
    workstation,
    startsAt: 9 * 60 + workstation * 17 + nth * 41,
    blank: workstationBlank(plan.seed, workstation, first + (spoilsNow ? 1 : 0)),
    spoiled: spoilsNow ? workstationBlank(plan.seed, workstation, first) : null,
  };
}

/** The next person from `from` on who could have come for his first card, or nobody. */
function nextApplicant(
  plan: PersonPlan,
  from: number,
  taken: ReadonlyMap<number, PlannedService>,
): number | undefined {
  for (let index = from; index < plan.persons; index += 1) {
    if (taken.has(index)) continue;
    const profile = profileOf(plan, index);
    const kind = plainCardKind(plan.seed, profile);
    const couldCome =
      profile.age >= 18 && profile.deceasedOn === null && profile.documentKind === 'resident-id-card';
    if (couldCome && kind === 'normal') return index;
  }
  return undefined;
}

/** The last working days before today, the latest first; in a year without a calendar every Monday to Friday. */
function workingDaysBefore(today: CivilDate, count: number): readonly CivilDate[] {
  const calendar: WorkingDayCalendar = {
    years: calendarYears.map((year) => Number(year.id)),
    off: new Set(calendarYears.flatMap((year) => year.off)),
    working: new Set(calendarYears.flatMap((year) => year.working)),
  };
  const days: CivilDate[] = [];
  for (let day = addDays(today, -1); days.length < count; day = addDays(day, -1)) {
    const answer = isWorkingDay(calendar, day);
    if (
      answer === 'yes' ||
      (answer === 'unknown-year' &&
        isWorkingDay({ ...calendar, years: [Number(day.slice(0, 4))] }, day) === 'yes')
    )
      days.push(day);
  }
  // The first blank of the row was used first.
  return days.reverse();
}

function stepsOf(plan: Plan, index: number, service: PlannedService): readonly ServiceStep[] {
  const chance = chanceFor(plan.seed, streams.service, index);
  const names = [
    'accepted',
    ...(service.spoiled === null ? [] : ['chip-written', 'spoiled']),
    'chip-written',
    'printed',
    'verified',
    'pin-set',
    'handed-over',
  ];
  let seconds = service.startsAt * 60 + chance.below(60);
  return names.map((step) => {
    const done = { step, at: instant(service.day, seconds, chance.below(1000)) };
    seconds += chance.between(20, 140);
    return {
      ...done,
      clerkId: clerkId(`clerk${service.workstation}`),
      note: step === 'spoiled' ? '卡面打印错位' : null,
    };
  });
}

function instant(day: CivilDate, seconds: number, milliseconds: number): string {
  const [hour, minute, second] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ].map((part) => String(part).padStart(2, '0'));
  return `${day}T${hour}:${minute}:${second}.${String(milliseconds).padStart(3, '0')}+08:00`;
}

/** Resident Identity Card Law art. 5: to 25 years of age for ten years, to 45 for twenty, then without limit. */
function validUntil(plan: Plan, index: number, age: number): string {
  if (age >= 46) return 'long-term';
  const years = age <= 25 ? 10 : 20;
  const daysLeft = chanceFor(plan.seed, streams.service, -1 - index).between(60, years * 365 - 30);
  return addDays(plan.timeline.today, daysLeft);
}
