import { describe, expect, it } from 'vitest';
import { refuse } from '../../domain/command/refusal.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { PoolingAreaParameter, ServiceRecord } from '../../domain/records/records.ts';
import { publishedYears } from '../../domain/testing/calendar-years.ts';
import {
  agent,
  application,
  blankCard,
  card,
  centre,
  clerk,
  person,
  pointWorkstation,
  service,
  servicePoint,
  today,
  workstation,
} from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

/** domain rules section 3 at the counter: one replica whose chair is moved from office to office. */

const { serviceNumber: _made, ...applicationInput } = application;
const parameter = (name: string, value: string): Change =>
  change('poolingAreaParameter', {
    id: `${name}@2025-01-01`,
    name,
    value,
    validFrom: '2025-01-01',
    source: '示范参数',
  } satisfies PoolingAreaParameter);
const farPoint = { ...servicePoint, id: 'office-far-point', name: '城北街道服务点' };
const places = {
  centre: { officeId: centre.id, workstationId: workstation.id, clerkId: clerk.id },
  point: { officeId: servicePoint.id, workstationId: pointWorkstation.id, clerkId: 'clerk-point' },
  farPoint: { officeId: farPoint.id, workstationId: 'workstation-10', clerkId: 'clerk-far' },
} as const;
const county: readonly Change[] = [
  ...countyRecords,
  parameter('service-point-working-days', '3'),
  parameter('collection-reminder-days', '30'),
  ...publishedYears.map((year) => change('calendarYear', year)),
  change('office', farPoint),
  change('workstation', {
    ...pointWorkstation,
    id: places.farPoint.workstationId,
    officeId: farPoint.id,
    number: 10,
  }),
  change('clerk', { ...clerk, id: places.point.clerkId, officeId: servicePoint.id }),
  change('clerk', { ...clerk, id: places.farPoint.clerkId, officeId: farPoint.id }),
];

function deskWith(...records: readonly Change[]): CounterDesk {
  return CounterDesk.ready([...county, ...records]);
}

function sitAt(desk: CounterDesk, place: keyof typeof places): void {
  const { officeId, workstationId, clerkId } = places[place];
  desk.storage.unitOfWork.write(() => {
    desk.storage.memory.set('office-id', officeId);
    desk.storage.memory.set('workstation-id', workstationId);
  });
  desk.signInWithoutPassword(clerkId);
}

async function make(desk: CounterDesk, serviceNumber: string, blank = blankCard(1)): Promise<void> {
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await desk.call('recordCardProduction', { serviceNumber, blankSerial: blank.id, step, note: null });
  }
}

const counted = async (desk: CounterDesk) => {
  const { counts } = await desk.call('getPointOverview', {});
  return Object.fromEntries(counts.standings.map(({ standing, count }) => [standing, count]));
};
const listed = async (desk: CounterDesk, show: Parameters<typeof showing>[1]) =>
  (await showing(desk, show)).map(({ serviceNumber }) => serviceNumber);
const showing = async (desk: CounterDesk, show: 'to-make' | 'ready' | 'late' | 'uncollected' | 'due-today') =>
  (await desk.call('listPointServices', { show })).services;

/** A card for the point that lies where it was made, or has arrived. */
function waiting(number: number, fields: Partial<ServiceRecord>): readonly Change[] {
  const { personId = person.id } = fields;
  const blank = blankCard(number, { status: 'in-production' });
  const id = `330122-20261101-009-${String(number).padStart(4, '0')}`;
  return [
    change('blankCard', blank),
    change(
      'card',
      card({ id: blank.cardNumber, personId, status: null, making: '02', serviceId: id, issuedOn: null }),
    ),
    change(
      'serviceRecord',
      service({
        id,
        officeId: servicePoint.id,
        workstationId: pointWorkstation.id,
        stage: 'produced',
        dueOn: today,
        blankSerial: blank.id,
        cardNumber: blank.cardNumber,
        ...fields,
      }),
    ),
  ];
}
const step = (name: string, on: string) => ({
  step: name,
  at: `${on}T10:00:00.000+08:00`,
  clerkId: clerk.id,
  note: null,
});

describe('a card for a service point', () => {
  it('goes from the acceptance at the point through the centre’s queue and a parcel into the hand of an agent', async () => {
    const desk = deskWith();
    sitAt(desk, 'point');
    const page = await desk.call('getPersonPage', { personId: person.id });
    expect(page.offers[0]).toEqual({ kind: 'issue-card', refusals: [] });
    expect(page.application).toMatchObject({ dueOn: '2026-11-25', dueProvisional: false });
    const accepted = await desk.call('acceptCardApplication', applicationInput);
    const { serviceNumber } = accepted;
    expect(accepted).toMatchObject({ standing: 'to-make', dueOn: '2026-11-25', cardOffice: null });
    expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({
      paper: 'collection-slip',
      dueOn: '2026-11-25',
      officeName: servicePoint.name,
    });
    await desk.call('recordPrint', { paper: 'collection-slip', serviceNumber });
    expect((await desk.call('getReceipt', { serviceNumber })).reprint).toBe(1);

    sitAt(desk, 'centre');
    expect(await showing(desk, 'to-make')).toMatchObject([
      { serviceNumber, officeName: servicePoint.name, personName: person.name, late: false },
    ]);
    await make(desk, serviceNumber);
    expect((await desk.call('listParcels', {})).toSend).toEqual([
      { officeId: servicePoint.id, officeName: servicePoint.name, count: 1, late: 0 },
    ]);
    const { cards } = await desk.call('listCardsToSend', { toOfficeId: servicePoint.id });
    expect(cards).toMatchObject([{ serviceNumber, standing: 'to-send', liesHere: true }]);
    const { cardNumber } = blankCard(1);
    for (const text of [cardNumber, blankCard(1).id, serviceNumber]) {
      expect(await desk.call('checkScannedCard', { text })).toEqual(cards[0]);
    }
    const theCard = { serviceNumber, cardNumber };
    const parcel = await desk.call('sendParcel', { toOfficeId: servicePoint.id, cards: [theCard] });
    expect(parcel).toMatchObject({ status: 'sent', count: 1, waiting: true, sentBy: clerk.name });
    expect(await desk.call('getService', { serviceNumber })).toMatchObject({ standing: 'under-way' });

    sitAt(desk, 'point');
    expect((await desk.call('listParcels', {})).arriving).toMatchObject([{ parcelId: parcel.parcelId }]);
    await desk.call('receiveParcel', { parcelId: parcel.parcelId, scanned: [theCard] });
    expect(await showing(desk, 'ready')).toMatchObject([{ serviceNumber, liesSince: today }]);
    expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({
      paper: 'issue-receipt',
      reprint: 0,
    });
    expect(await desk.call('revealPhone', { serviceNumber })).toEqual({
      holder: person.phone,
      representative: null,
    });
    await desk.call('recordNotification', { serviceNumber, way: 'telephone' });
    expect(await counted(desk)).toEqual({ told: 1 });
    desk.storage.records.putLocal(
      change('card', { ...card({ id: cardNumber }), ...storedCard(desk, cardNumber), pinSet: true }),
    );
    const { relation: _relation, authorisation: _authorisation, phone: _phone, ...taker } = agent;
    await desk.call('handOverCard', {
      serviceNumber,
      receiptSigned: true,
      collector: { ...taker, role: 'agent' },
      holderDocumentShown: true,
    });
    expect(await desk.call('getService', { serviceNumber })).toMatchObject({
      stage: 'completed',
      standing: null,
      collector: { role: 'agent', name: agent.name },
    });
    expect(await counted(desk)).toEqual({});
  });

  it('and a parcel never have one number, whichever comes first', async () => {
    const desk = deskWith(...waiting(6, { personId: 'person-2' }));
    sitAt(desk, 'centre');
    const cards = [{ serviceNumber: '330122-20261101-009-0006', cardNumber: blankCard(6).cardNumber }];
    const parcel = await desk.call('sendParcel', { toOfficeId: servicePoint.id, cards });
    const accepted = await desk.call('acceptCardApplication', applicationInput);
    expect(accepted.serviceNumber).not.toBe(parcel.parcelId);
    expect(accepted.serviceNumber > parcel.parcelId).toBe(true);
  });

  it('that is missing is made again at the centre; the one that turns up after all is known as cancelled', async () => {
    const desk = deskWith(...waiting(6, { steps: [step('verified', today)] }));
    const serviceNumber = '330122-20261101-009-0006';
    const { cardNumber } = blankCard(6);
    sitAt(desk, 'centre');
    const cards = [{ serviceNumber, cardNumber }];
    const { parcelId } = await desk.call('sendParcel', { toOfficeId: servicePoint.id, cards });
    sitAt(desk, 'point');
    const parcel = await desk.call('receiveParcel', { parcelId, scanned: [] });
    expect(parcel).toMatchObject({ missing: 1, differences: [{ difference: 'missing', cardNumber }] });
    sitAt(desk, 'centre');
    const remade = await desk.call('remakeMissingCard', { serviceNumber, reason: '途中遗失' });
    expect(remade).toMatchObject({ standing: 'to-make', cardNumber: null });
    await make(desk, serviceNumber);
    expect(await desk.call('checkScannedCard', { text: cardNumber })).toMatchObject({
      live: false,
      standing: null,
    });
    expect(await desk.call('checkScannedCard', { text: blankCard(1).id })).toMatchObject({ live: true });
  });

  it('that came to the wrong point lies there for everybody to see, and is sent on from there', async () => {
    const desk = deskWith(...waiting(6, { stage: 'dispatched', steps: [step('dispatched', today)] }));
    const theCard = { serviceNumber: '330122-20261101-009-0006', cardNumber: blankCard(6).cardNumber };
    sitAt(desk, 'farPoint');
    const taken = await desk.call('receiveCard', theCard);
    expect(taken).toMatchObject({
      standing: 'to-send',
      cardOffice: { officeId: farPoint.id },
      officeId: servicePoint.id,
    });
    expect((await desk.call('listParcels', {})).toSend).toMatchObject([{ officeId: servicePoint.id }]);
    sitAt(desk, 'centre');
    expect((await desk.call('listParcels', {})).toSend).toEqual([]);
    sitAt(desk, 'farPoint');
    const { parcelId } = await desk.call('sendParcel', { toOfficeId: servicePoint.id, cards: [theCard] });
    sitAt(desk, 'point');
    await desk.call('receiveParcel', { parcelId, scanned: [theCard] });
    expect(await counted(desk)).toEqual({ ready: 1 });
  });
});

describe('a parcel that its service point cannot take in', () => {
  it('is taken back at the centre, and its card is set right there for the holder who comes', async () => {
    const desk = deskWith(...waiting(6, { steps: [step('verified', today)] }));
    const serviceNumber = '330122-20261101-009-0006';
    const cards = [{ serviceNumber, cardNumber: blankCard(6).cardNumber }];
    sitAt(desk, 'centre');
    const { parcelId } = await desk.call('sendParcel', { toOfficeId: servicePoint.id, cards });
    const recalled = await desk.call('recallParcel', { parcelId, reason: '服务点停业' });
    expect(recalled).toMatchObject({ status: 'recalled', recallReason: '服务点停业', missing: 0 });
    const view = await desk.call('listParcels', {});
    expect(view).toMatchObject({
      toSend: [{ officeId: servicePoint.id, count: 1 }],
      sent: [],
      received: [{ parcelId, status: 'recalled' }],
    });
    const here = await desk.call('collectHere', { serviceNumber, reason: '服务点停业' });
    expect(here).toMatchObject({ standing: 'told', officeId: centre.id });
    sitAt(desk, 'point');
    expect(await desk.answer('receiveParcel', { parcelId, scanned: cards })).toMatchObject({
      ok: false,
      error: { refusals: [{ code: 'parcel-recalled' }] },
    });
  });
});

it('the queue says whose holder died meanwhile; no card is made, and the point withdraws the application', async () => {
  const desk = deskWith();
  sitAt(desk, 'point');
  const { serviceNumber } = await desk.call('acceptCardApplication', applicationInput);
  desk.storage.records.putLocal(change('insuredPerson', { ...person, deceasedOn: '2026-11-21' }));
  sitAt(desk, 'centre');
  expect(await showing(desk, 'to-make')).toMatchObject([{ serviceNumber, deceasedOn: '2026-11-21' }]);
  const first = { serviceNumber, blankSerial: blankCard(1).id, step: 'chip-written', note: null };
  expect(await desk.answer('recordCardProduction', first)).toMatchObject({
    ok: false,
    error: { refusals: [{ code: 'person-deceased' }] },
  });
  sitAt(desk, 'point');
  await desk.call('withdrawCardApplication', { serviceNumber, reason: '申请人死亡' });
  expect(await counted(desk)).toEqual({});
  expect(desk.storage.records.get('blankCard', blankCard(1).id)?.record).toMatchObject({
    status: 'in-stock',
  });
});

describe('what falls due', () => {
  it('is late for both offices until the card is there and its holder told, and not a moment longer', async () => {
    const desk = deskWith(
      ...waiting(6, { stage: 'arrived', dueOn: '2026-11-20', steps: [step('arrived', '2026-11-20')] }),
      ...waiting(7, { dueOn: today }),
      ...waiting(8, { officeId: farPoint.id, dueOn: '2026-11-19' }),
    );
    const numberOf = (number: number) => `330122-20261101-009-000${String(number)}`;
    sitAt(desk, 'point');
    expect((await desk.call('getCounterStatus', {})).late).toEqual({ count: 1, oldest: '2026-11-20' });
    expect(await listed(desk, 'late')).toEqual([numberOf(6)]);
    expect(await listed(desk, 'due-today')).toEqual([numberOf(7)]);
    sitAt(desk, 'centre');
    expect((await desk.call('getCounterStatus', {})).late).toEqual({ count: 2, oldest: '2026-11-19' });
    expect(await listed(desk, 'late')).toEqual([numberOf(8), numberOf(6)]);
    sitAt(desk, 'point');
    await desk.call('recordNotification', { serviceNumber: numberOf(6), way: 'telephone' });
    expect((await desk.call('getCounterStatus', {})).late).toEqual({ count: 0, oldest: null });
    expect(await listed(desk, 'late')).toEqual([]);
  });

  it('and is not collected for as many days as the parameter says is listed from the first telling on, however often its holder is told again', async () => {
    const desk = deskWith(
      ...waiting(6, {
        stage: 'arrived',
        steps: [step('arrived', '2026-10-20'), step('notified', '2026-10-23')],
      }),
      ...waiting(7, { stage: 'arrived', steps: [step('arrived', '2026-10-24')] }),
      ...waiting(8, {
        stage: 'arrived',
        steps: [
          step('arrived', '2026-10-01'),
          step('notified', '2026-10-02'),
          step('notified', '2026-11-20'),
        ],
      }),
    );
    sitAt(desk, 'point');
    // Told again two days ago, and 51 days after he was first told still not come for it.
    const [again] = await showing(desk, 'uncollected');
    expect(again).toMatchObject({ liesSince: '2026-10-02', toldAgainOn: '2026-11-20' });
    expect(await listed(desk, 'uncollected')).toEqual([again?.serviceNumber, '330122-20261101-009-0006']);
    expect((await desk.call('getPointOverview', {})).counts.uncollected).toBe(2);
    await desk.call('recordNotification', { serviceNumber: '330122-20261101-009-0006', way: 'message' });
    expect(await showing(desk, 'uncollected')).toMatchObject([
      { serviceNumber: again?.serviceNumber },
      { serviceNumber: '330122-20261101-009-0006', toldAgainOn: today },
    ]);
  });

  it('comes in pages that follow each other without a gap', async () => {
    const desk = deskWith(...[6, 7, 8, 9].flatMap((number) => waiting(number, { stage: 'accepted' })));
    sitAt(desk, 'centre');
    const first = await desk.call('listPointServices', { show: 'to-make', limit: 3 });
    const second = await desk.call('listPointServices', { show: 'to-make', limit: 3, after: first.next });
    expect(
      [...first.services, ...second.services].map(({ serviceNumber }) => serviceNumber.slice(-1)),
    ).toEqual(['6', '7', '8', '9']);
    expect(second.next).toBeNull();
  });
});

it('a parcel that the central office refuses is work for a person, who sees which it was', async () => {
  const desk = deskWith(...waiting(6, {}));
  sitAt(desk, 'centre');
  const cards = [{ serviceNumber: '330122-20261101-009-0006', cardNumber: blankCard(6).cardNumber }];
  const { parcelId } = await desk.call('sendParcel', { toOfficeId: servicePoint.id, cards });
  const [command] = desk.outgoing();
  const id = command?.id ?? '';
  const refusal = refuse('parcel-card-elsewhere', { card: '', service: '' });
  const refusals = [{ ...refusal, params: { ...refusal.params } }];
  desk.replica.receiveAnswers([{ id, outcome: 'refused', refusals, standing: [], duplicate: false }]);
  expect(await desk.code('getParcel', { parcelId })).toBe('not-found');
  expect((await desk.call('listWork', {})).items).toMatchObject([
    { key: id, state: 'refused', parcel: { parcelId, toOfficeName: servicePoint.name, cards: 1 } },
  ]);
  await desk.call('settleWork', { key: id, note: '已取回' });
  expect((await desk.call('listWork', {})).items).toEqual([]);
});

function storedCard(desk: CounterDesk, cardNumber: string) {
  return desk.storage.records.get('card', cardNumber)?.record;
}
