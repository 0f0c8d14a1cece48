import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CommandContext } from '../../domain/command/command-rule.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import type { CardOfService } from '../../domain/parcel/parcel-requests.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Parcel, ServiceRecord } from '../../domain/records/records.ts';
import {
  beginning,
  blankCard,
  card,
  centre,
  clerk,
  context,
  person,
  pointWorkstation,
  service,
  servicePoint,
  workstation,
} from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';

/** A second service point, so that a parcel can come to a wrong one. */
const farPoint = { ...servicePoint, id: 'office-far-point', name: '城北街道服务点' };
const farWorkstation = { ...pointWorkstation, id: 'workstation-10', officeId: farPoint.id, number: 10 };

const desks: readonly CommandContext[] = [
  context,
  { ...context, officeId: servicePoint.id, workstationId: pointWorkstation.id, clerkId: 'clerk-point' },
  { ...context, officeId: farPoint.id, workstationId: farWorkstation.id, clerkId: 'clerk-far' },
];
const [, nearDesk] = desks;

const made = [1, 2, 3, 4, 5, 6].map((number) => {
  const home = number % 2 === 0 ? farPoint : servicePoint;
  const blank = blankCard(100 + number, {
    status: 'in-production',
    serviceId: `330122-20261120-009-000${number}`,
  });
  return { home, blank, personId: `person-w${number}`, serviceId: blank.serviceId ?? '' };
});

/** Six finished cards at the centre, three for each service point. */
const county: readonly Change[] = [
  ...beginning,
  change('office', farPoint),
  change('workstation', farWorkstation),
  change('clerk', { ...clerk, id: 'clerk-point', officeId: servicePoint.id }),
  change('clerk', { ...clerk, id: 'clerk-far', officeId: farPoint.id }),
  ...made.flatMap(({ home, blank, personId, serviceId }): readonly Change[] => [
    change('insuredPerson', { ...person, id: personId }),
    change('blankCard', blank),
    change(
      'card',
      card({
        id: blank.cardNumber,
        personId,
        blankSerial: blank.id,
        status: null,
        making: '02',
        serviceId,
        issuedOn: null,
        pinSet: false,
      }),
    ),
    change(
      'serviceRecord',
      service({
        id: serviceId,
        personId,
        officeId: home.id,
        stage: 'produced',
        blankSerial: blank.id,
        cardNumber: blank.cardNumber,
        steps: [{ step: 'verified', at: context.at, clerkId: clerk.id, note: null }],
        dueOn: '2026-11-25',
      }),
    ),
  ]),
];

/** Who does what with which cards; the numbers choose among what there is. */
const attempt = fc.record({
  kind: fc.constantFrom(
    'send-parcel',
    'receive-parcel',
    'receive-card',
    'remake-missing-card',
    'recall-parcel',
    'collect-here',
    'record-card-production',
    'record-notification',
  ),
  desk: fc.nat(desks.length - 1),
  to: fc.nat(desks.length - 1),
  which: fc.nat(20),
  chosen: fc.subarray(made.map((_unused, index) => index)),
  whole: fc.boolean(),
  fitting: fc.oneof(
    { weight: 6, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

const cardsOf = (services: readonly ServiceRecord[]): readonly CardOfService[] =>
  services.flatMap(({ id, cardNumber }) => (cardNumber === null ? [] : [{ serviceNumber: id, cardNumber }]));

/** Whether somebody who knows what he does would do this with the card now. */
function isReadyFor(kind: Attempt['kind'], { stage, steps }: ServiceRecord): boolean {
  if (kind === 'remake-missing-card') return steps.at(-1)?.step === 'missing';
  if (kind === 'collect-here') return steps.at(-1)?.step === 'recalled';
  if (kind === 'receive-card') return stage === 'dispatched';
  if (kind === 'record-card-production') return stage === 'accepted' || stage === 'in-production';
  return stage === 'arrived';
}

/** Where somebody sits: who knows what he does makes cards at the centre alone, and opens what was sent to him. */
function deskOf(base: FactBase, one: Attempt): CommandContext {
  const anywhere = desks[one.desk] ?? context;
  if (!one.fitting) return anywhere;
  if (one.kind === 'remake-missing-card' || one.kind === 'record-card-production') return context;
  const parcel = base.all('parcel').findLast(({ status }) => status === 'sent');
  if (one.kind === 'recall-parcel') {
    return desks.find(({ officeId }) => officeId === parcel?.fromOfficeId) ?? anywhere;
  }
  if (one.kind !== 'receive-parcel' || parcel === undefined) return anywhere;
  return desks.find(({ officeId }) => officeId === parcel.toOfficeId) ?? anywhere;
}

function bodyOf(base: FactBase, one: Attempt, desk: CommandContext): CommandBody {
  const services = base.all('serviceRecord');
  const drawn = one.chosen.flatMap((index) => services[index] ?? []);
  const fits = services.filter((each) => isReadyFor(one.kind, each));
  const choice = one.fitting && fits.length > 0 ? fits : services;
  const single = choice[one.which % choice.length];
  const { id: serviceNumber = '', personId = '', cardNumber, blankSerial } = single ?? {};
  const belonging = { serviceNumber, personId };
  const bodyCard = { ...belonging, cardNumber: cardNumber ?? 'B00000000' };
  switch (one.kind) {
    case 'send-parcel': {
      const lyingHere = drawn.filter((each) => {
        const lies = base.all('card').find((thing) => thing.id === each.cardNumber)?.officeId;
        return each.stage === 'produced' && lies === desk.officeId;
      });
      const wrong = desks[one.to]?.officeId ?? '';
      const toOfficeId = one.fitting ? (lyingHere[0]?.officeId ?? wrong) : wrong;
      const lying = lyingHere.filter((each) => each.officeId === toOfficeId);
      const parcelId = `330122-20261122-003-${1_000 + base.all('parcel').length}`;
      return {
        kind: one.kind,
        request: { parcelId, toOfficeId, cards: cardsOf(one.fitting ? lying : drawn) },
      };
    }
    case 'receive-parcel': {
      const parcels = base
        .all('parcel')
        .filter((each) => !one.fitting || (each.status === 'sent' && each.toOfficeId === desk.officeId));
      const parcel = parcels[one.which % Math.max(1, parcels.length)];
      const there = one.whole
        ? (parcel?.cards ?? [])
        : cardsOf(drawn.filter((each) => !one.fitting || each.stage === 'dispatched'));
      return { kind: one.kind, request: { parcelId: parcel?.id ?? 'no-such', scanned: there } };
    }
    case 'recall-parcel': {
      const parcels = base
        .all('parcel')
        .filter((each) => !one.fitting || (each.status === 'sent' && each.fromOfficeId === desk.officeId));
      const parcel = parcels[one.which % Math.max(1, parcels.length)];
      return { kind: one.kind, request: { parcelId: parcel?.id ?? 'no-such', reason: '停业' } };
    }
    case 'collect-here':
      return { kind: one.kind, request: { ...bodyCard, reason: '停业' } };
    case 'receive-card':
      return { kind: one.kind, request: bodyCard };
    case 'remake-missing-card':
      return {
        kind: one.kind,
        request: { ...bodyCard, blankSerial: blankSerial ?? '99999999', reason: '遗失' },
      };
    case 'record-card-production': {
      const last = single?.steps.at(-1)?.step;
      const inStock = base.all('blankCard').find(({ status }) => status === 'in-stock')?.id;
      const step = last === 'chip-written' ? 'printed' : last === 'printed' ? 'verified' : 'chip-written';
      const serial = step === 'chip-written' ? inStock : blankSerial;
      return {
        kind: one.kind,
        request: { ...belonging, blankSerial: serial ?? '99999999', step, note: null },
      };
    }
    case 'record-notification':
      return { kind: one.kind, request: { ...belonging, way: 'telephone' } };
    default:
      return one.kind satisfies never;
  }
}

/** Where the card of each service is: in one place, which its records agree about. */
function checkWhereabouts(base: FactBase): void {
  const parcels = base.all('parcel');
  for (const one of base.all('serviceRecord')) {
    const thing = base.all('card').find(({ id }) => id === one.cardNumber);
    const underWay = parcels.filter(({ id }) => id === one.parcelId);
    switch (one.stage) {
      case 'accepted':
        expect([one.cardNumber, one.blankSerial, one.parcelId]).toEqual([null, null, null]);
        break;
      case 'in-production':
      case 'produced':
        // It lies at the office that made it, or at a wrong one that has it in hand, and in no parcel.
        expect(underWay).toEqual([]);
        expect(thing?.officeId).not.toBe(one.stage === 'produced' ? one.officeId : '');
        break;
      case 'dispatched': {
        expect(underWay).toHaveLength(1);
        const [parcel] = underWay;
        expect(parcel?.cards).toContainEqual({ serviceNumber: one.id, cardNumber: one.cardNumber });
        // Its parcel is under way, or was opened without it: then somebody has written that down.
        if (parcel?.status === 'received') expect(one.steps.at(-1)?.step).toBe('missing');
        break;
      }
      case 'arrived':
        expect(thing?.officeId).toBe(one.officeId);
        break;
      case 'completed':
      case 'withdrawn':
        throw new Error('nobody is given a card here');
      default:
        one.stage satisfies never;
    }
  }
}

/** Every card of an opened parcel is accounted for. */
function checkParcel(base: FactBase, parcel: Parcel): void {
  if (parcel.status === 'sent') {
    expect(parcel.differences).toEqual([]);
    return;
  }
  const listed = new Set(parcel.cards.map(({ cardNumber }) => cardNumber));
  for (const { cardNumber, difference } of parcel.differences) {
    expect(listed.has(cardNumber)).toBe(difference === 'missing');
  }
  for (const { cardNumber, serviceNumber } of parcel.cards) {
    const steps = base.get('serviceRecord', serviceNumber).steps.map(({ step }) => step);
    const accounted = steps.filter((step) =>
      ['arrived', 'arrived-elsewhere', 'missing', 'recalled'].includes(step),
    );
    expect(accounted.length, cardNumber).toBeGreaterThan(0);
  }
}

it('no card is ever in two places, and every listed card has arrived, is missing, was made again or is under way', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 20, maxLength: 60 }), (attempts) => {
      const base = new FactBase(county);
      for (const one of attempts) {
        const desk = deskOf(base, one);
        const body = bodyOf(base, one, desk);
        const decision = base.decide(body, desk);
        if (!decision.accepted) {
          expect(decision.refusals.length).toBeGreaterThan(0);
          continue;
        }
        seen.set(body.kind, (seen.get(body.kind) ?? 0) + 1);
        base.apply(decision.changes);
        checkWhereabouts(base);
        for (const parcel of base.all('parcel')) checkParcel(base, parcel);
        for (const blank of base.all('blankCard').filter(({ status }) => status === 'missing')) {
          expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '9', making: '09' });
        }
      }
    }),
    { numRuns: 200 },
  );
  for (const kind of [
    'send-parcel',
    'receive-parcel',
    'receive-card',
    'remake-missing-card',
    'recall-parcel',
    'collect-here',
    'record-card-production',
    'record-notification',
  ]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(5);
  }
});

it('opens a parcel of 200 cards without going through it 200 times', () => {
  const cards = Array.from({ length: 200 }, (_unused, index) => ({
    serviceNumber: `330122-20261120-009-${String(1_000 + index)}`,
    cardNumber: `B${String(71_000_000 + index)}`,
  }));
  const parcel: Parcel = {
    id: '330122-20261122-003-0001',
    fromOfficeId: centre.id,
    toOfficeId: servicePoint.id,
    status: 'sent',
    cards,
    differences: [],
    sentAt: context.at,
    sentBy: clerk.id,
    receivedAt: null,
    receivedBy: null,
  };
  const base = new FactBase([
    ...county,
    change('parcel', parcel),
    ...cards.map(({ serviceNumber, cardNumber }) =>
      change(
        'serviceRecord',
        service({
          id: serviceNumber,
          officeId: servicePoint.id,
          workstationId: workstation.id,
          stage: 'dispatched',
          cardNumber,
          parcelId: parcel.id,
          dueOn: '2026-11-25',
        }),
      ),
    ),
  ]);
  const body: CommandBody = { kind: 'receive-parcel', request: { parcelId: parcel.id, scanned: [] } };
  const decision = base.decide(body, nearDesk ?? context);
  // One change for the parcel and one for each card that was not in it.
  expect(decision.accepted && decision.changes.length).toBe(201);
});
