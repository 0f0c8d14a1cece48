import { addDays } from '../../domain/calendar/civil-date.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { BlankCard, Card, InsuredPerson, Parcel, ServiceRecord } from '../../domain/records/records.ts';
import { plainService } from '../../domain/records/service-record.ts';
import type { County } from './county.ts';

/** Names as they come: of two characters, of a minority with its middle dot, of a foreigner; all of them on one page. */
const longNames = ['阿卜杜热西提·阿布都克里木·买买提依明', 'MARIA DEL CARMEN FERNANDEZ Y GONZALEZ', '欧阳'];

interface Wanted {
  readonly officeId: string;
  readonly stage: ServiceRecord['stage'];
  readonly steps: readonly (readonly [step: string, daysAgo: number])[];
  /** In so many days; below 0 it is late. */
  readonly due: number;
  readonly provisional?: boolean;
  readonly parcelId?: string;
}

export const arrivingParcel = '330199-20261120-001-9001';
const differingParcel = '330199-20261119-001-9001';

/** A day's work of all kinds: more than a page would need to be judged, for the centre and its first service point. */
const wanted: readonly Wanted[] = [
  ...repeat(6, { officeId: 'O2', stage: 'accepted', steps: [['accepted', 1]], due: 2 }),
  { officeId: 'O3', stage: 'accepted', steps: [['accepted', 5]], due: -2 },
  { officeId: 'O4', stage: 'accepted', steps: [['accepted', 3]], due: 0 },
  { officeId: 'O2', stage: 'accepted', steps: [['accepted', 0]], due: 40, provisional: true },
  ...repeat(2, { officeId: 'O3', stage: 'in-production', steps: [['chip-written', 0]], due: 1 }),
  ...repeat(4, { officeId: 'O2', stage: 'produced', steps: [['verified', 1]], due: 1 }),
  { officeId: 'O5', stage: 'produced', steps: [['verified', 4]], due: -1 },
  { officeId: 'O5', stage: 'produced', steps: [['arrived-elsewhere', 1]], due: 1 },
  ...repeat(5, {
    officeId: 'O2',
    stage: 'dispatched',
    steps: [['dispatched', 0]],
    due: 0,
    parcelId: arrivingParcel,
  }),
  {
    officeId: 'O2',
    stage: 'dispatched',
    steps: [
      ['dispatched', 3],
      ['missing', 1],
    ],
    due: -1,
    parcelId: differingParcel,
  },
  ...repeat(3, {
    officeId: 'O2',
    stage: 'arrived',
    steps: [['arrived', 0]],
    due: 1,
    parcelId: differingParcel,
  }),
  ...repeat(2, {
    officeId: 'O2',
    stage: 'arrived',
    steps: [
      ['arrived', 45],
      ['notified', 41],
    ],
    due: -40,
  }),
  {
    officeId: 'O2',
    stage: 'arrived',
    steps: [
      ['arrived', 2],
      ['notified', 1],
    ],
    due: -1,
  },
];

function repeat(count: number, one: Wanted): readonly Wanted[] {
  return Array.from({ length: count }, () => one);
}

/** The records of all that, of people of this county. */
export async function cardsForPoints(county: County, today: string): Promise<readonly Change[]> {
  const served = new Set((await county.witness.records('serviceRecord')).map(({ personId }) => personId));
  const people = (await county.witness.records('insuredPerson')).filter(
    ({ id, deceasedOn }) => deceasedOn === null && !served.has(id),
  );
  const blanks = (await county.witness.records('blankCard')).filter(
    ({ workstationId, status }) => workstationId === null && status === 'in-stock',
  );
  const made = wanted.map((one, index) => {
    const [person, blank] = [people[index], blanks[index]];
    if (person === undefined || blank === undefined) throw new Error('The county is too small.');
    const name = longNames[index % 9] ?? person.name;
    return makeOne(one, index, { ...person, name }, blank, today);
  });
  const inParcel = (parcelId: string) =>
    made.flatMap(({ service }) =>
      service.parcelId === parcelId && service.cardNumber !== null
        ? [{ serviceNumber: service.id, cardNumber: service.cardNumber }]
        : [],
    );
  const parcel: Parcel = {
    id: arrivingParcel,
    fromOfficeId: 'O1',
    toOfficeId: 'O2',
    status: 'sent',
    cards: inParcel(arrivingParcel),
    differences: [],
    sentAt: `${addDays(today, -1)}T16:20:00.000+08:00`,
    sentBy: 'K-clerk1',
    receivedAt: null,
    receivedBy: null,
  };
  const came = inParcel(differingParcel);
  const missing = made.find(({ service }) => service.steps.at(-1)?.step === 'missing')?.service;
  return [
    ...made.flatMap(({ changes }) => changes),
    change('parcel', parcel),
    change('parcel', {
      ...parcel,
      id: differingParcel,
      status: 'received',
      cards: came,
      differences: came
        .filter(({ serviceNumber }) => serviceNumber === missing?.id)
        .map((card) => ({ ...card, difference: 'missing' })),
      sentAt: `${addDays(today, -3)}T16:20:00.000+08:00`,
      receivedAt: `${addDays(today, -1)}T09:05:00.000+08:00`,
      receivedBy: 'K-point1',
    }),
  ];
}

function makeOne(
  { officeId, stage, steps, due, provisional = false, parcelId }: Wanted,
  index: number,
  person: InsuredPerson,
  blank: BlankCard,
  today: string,
): { readonly service: ServiceRecord; readonly changes: readonly Change[] } {
  const hasCard = stage !== 'accepted';
  const at = (daysAgo: number, minute: number) =>
    `${addDays(today, -daysAgo)}T09:${String(10 + minute).padStart(2, '0')}:00.000+08:00`;
  const openedOn = addDays(today, -5);
  const point = Number(officeId.slice(1)) + 5;
  const service: ServiceRecord = {
    ...plainService,
    id: `330199-${openedOn.replaceAll('-', '')}-${String(point).padStart(3, '0')}-${String(9_000 + index)}`,
    kind: 'issue-card',
    channel: 'in-person',
    personId: person.id,
    officeId,
    workstationId: `W${String(point).padStart(2, '0')}`,
    clerkId: 'K-point1',
    stage,
    openedOn,
    openedAt: at(5, 0),
    closedAt: null,
    documentKind: person.documentKind,
    documentNumber: person.documentNumber,
    documentValidUntil: 'long-term',
    blankSerial: hasCard ? blank.id : null,
    cardNumber: hasCard ? blank.cardNumber : null,
    steps: [['accepted', 5] as const, ...steps].map(([step, daysAgo], minute) => ({
      step,
      at: at(daysAgo, minute),
      clerkId: 'K-clerk1',
      note: null,
    })),
    dueOn: addDays(today, due),
    dueProvisional: provisional,
    parcelId: parcelId ?? null,
  };
  const card: Card = {
    id: blank.cardNumber,
    personId: person.id,
    blankSerial: blank.id,
    bankCardNumber: blank.bankCardNumber,
    status: null,
    making: stage === 'in-production' ? '01' : '02',
    applicationType: '01',
    serviceId: service.id,
    officeId: steps.at(-1)?.[0] === 'arrived-elsewhere' ? 'O2' : stage === 'arrived' ? officeId : 'O1',
    issuedOn: null,
    pinSet: false,
    lossExpiresOn: null,
    statusBeforeLoss: null,
    pinFailures: 0,
  };
  return {
    service,
    changes: [
      change('insuredPerson', person),
      ...(hasCard
        ? [
            change('blankCard', { ...blank, status: 'in-production', serviceId: service.id } as const),
            change('card', card),
          ]
        : []),
      change('serviceRecord', service),
    ],
  };
}
