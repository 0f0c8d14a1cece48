import { describe, expect, it } from 'vitest';
import type { CommandContext, Decision } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import { change } from '../records/change.ts';
import type { PoolingAreaParameter } from '../records/records.ts';
import { publishedYears } from '../testing/calendar-years.ts';
import {
  application,
  beginning,
  blankCard,
  centre,
  clerk,
  context,
  otherWorkstation,
  person,
  pointWorkstation,
  servicePoint,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { liesSince, toldAgainOn } from './point-standing.ts';

/** domain rules section 3: accepted at a service point, made at the centre, handed out at the point in 3 working days. */

const pointClerk = { ...clerk, id: 'clerk-li', officeId: servicePoint.id };
const otherPoint = { ...servicePoint, id: 'office-other', name: '城北街道服务点' };
const otherPointWorkstation = {
  ...pointWorkstation,
  id: 'workstation-10',
  number: 10,
  officeId: otherPoint.id,
};
const otherPointClerk = { ...clerk, id: 'clerk-zhao', officeId: otherPoint.id };
const threeDays: PoolingAreaParameter = {
  id: 'service-point-working-days@2025-01-01',
  name: 'service-point-working-days',
  value: '3',
  validFrom: '2025-01-01',
  source: '示范参数',
};

const atPoint: CommandContext = {
  ...context,
  officeId: servicePoint.id,
  workstationId: pointWorkstation.id,
  clerkId: pointClerk.id,
};
const atOtherPoint: CommandContext = {
  ...context,
  officeId: otherPoint.id,
  workstationId: otherPointWorkstation.id,
  clerkId: otherPointClerk.id,
};
const atCentre = context;

const serviceNumber = '330122-20261122-009-0001';
const parcelId = '330122-20261122-003-9001';
const blank = blankCard(1);
const belonging = { serviceNumber, personId: person.id };
const theCard = { serviceNumber, cardNumber: blank.cardNumber };

function county(): FactBase {
  return new FactBase([
    ...beginning,
    change('clerk', pointClerk),
    change('office', otherPoint),
    change('workstation', otherPointWorkstation),
    change('clerk', otherPointClerk),
    change('poolingAreaParameter', threeDays),
    ...publishedYears.map((year) => change('calendarYear', year)),
  ]);
}

const bodies = {
  accept: { kind: 'accept-card-application', request: { ...application, serviceNumber } },
  pin: {
    kind: 'set-card-pin',
    request: { ...belonging, cardNumber: blank.cardNumber, sealedPin: 'c2VhbGVk' },
  },
  handOver: {
    kind: 'hand-over-card',
    request: { ...belonging, cardNumber: blank.cardNumber, blankSerial: blank.id, receiptSigned: true },
  },
  send: { kind: 'send-parcel', request: { parcelId, toOfficeId: servicePoint.id, cards: [theCard] } },
  receive: { kind: 'receive-parcel', request: { parcelId, scanned: [theCard] } },
  receiveNothing: { kind: 'receive-parcel', request: { parcelId, scanned: [] } },
  receiveCard: { kind: 'receive-card', request: { ...theCard, personId: person.id } },
  remake: {
    kind: 'remake-missing-card',
    request: { ...theCard, personId: person.id, blankSerial: blank.id, reason: '途中丢失' },
  },
  recall: { kind: 'recall-parcel', request: { parcelId, reason: '服务点停业' } },
  collectHere: { kind: 'collect-here', request: { ...theCard, personId: person.id, reason: '服务点停业' } },
  notify: { kind: 'record-notification', request: { ...belonging, way: 'telephone' } },
  withdraw: {
    kind: 'withdraw-card-application',
    request: { ...belonging, blankSerial: null, reason: '放弃' },
  },
} as const satisfies Record<string, CommandBody>;

function make(base: FactBase, who: CommandContext = atCentre): readonly Decision[] {
  return (['chip-written', 'printed', 'verified'] as const).map((step) =>
    base.run(
      { kind: 'record-card-production', request: { ...belonging, blankSerial: blank.id, step, note: null } },
      who,
    ),
  );
}

type Place = 'accepted' | 'produced' | 'sent' | 'arrived';

/** The county with the service as far as this. */
function at(place: Place): FactBase {
  const base = county();
  base.run(bodies.accept, atPoint);
  if (place === 'accepted') return base;
  make(base);
  if (place === 'produced') return base;
  base.run(bodies.send, atCentre);
  if (place === 'sent') return base;
  base.run(bodies.receive, atPoint);
  return base;
}

const service = (base: FactBase) => base.get('serviceRecord', serviceNumber);
const card = (base: FactBase) => base.get('card', blank.cardNumber);

describe('a card for a service point', () => {
  it('goes from the application to the right hand, each office doing its part', () => {
    const base = at('arrived');
    const decisions = [
      base.run(bodies.notify, atPoint),
      base.run(bodies.pin, atPoint),
      base.run(bodies.handOver, atPoint),
    ];
    expect(decisions.flatMap(codesOf)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(service(base).steps.map(({ step }) => step)).toEqual([
      'accepted',
      'chip-written',
      'printed',
      'verified',
      'dispatched',
      'arrived',
      'notified',
      'pin-set',
      'handed-over',
    ]);
    expect(service(base)).toMatchObject({ stage: 'completed', officeId: servicePoint.id, parcelId });
    expect(card(base)).toMatchObject({ status: '1', making: '04', officeId: servicePoint.id });
    expect(base.get('blankCard', blank.id).status).toBe('issued');
  });

  it('is due three working days on, by the published calendar and the parameter, both kept', () => {
    // 2026-11-22 + 3 = 2026-11-25 (domain rules section 8).
    expect(service(at('accepted'))).toMatchObject({
      dueOn: '2026-11-25',
      dueProvisional: false,
      parameters: { 'service-point-working-days': '3' },
    });
  });

  it('has a provisional due day where the next year has no calendar yet', () => {
    const base = county();
    const late = { ...atPoint, today: '2026-12-30', at: '2026-12-30T09:00:00.000+08:00' };
    base.run(bodies.accept, late);
    expect(service(base)).toMatchObject({ dueOn: '2027-01-04', dueProvisional: true });
  });

  it('is refused where the pooling area has not said in how many days, and nothing is guessed', () => {
    const base = new FactBase([...beginning, change('clerk', pointClerk)]);
    expect(codesOf(base.run(bodies.accept, atPoint))).toEqual(['parameter-missing']);
  });

  it('has no due day at the centre, which makes it on the spot', () => {
    const base = county();
    base.run(bodies.accept, atCentre);
    expect(service(base)).toMatchObject({ dueOn: null, parameters: {} });
  });

  it('is made by any workstation of the centre, with its own blank, and by no service point', () => {
    const elsewhere = { ...atCentre, workstationId: otherWorkstation.id };
    const base = at('accepted');
    expect(make(base, atPoint).flatMap(codesOf)).toContain('office-makes-no-cards');
    expect(codesOf(make(base, elsewhere)[0] ?? fail())).toEqual(['blank-other-workstation']);
    const [written] = make(base);
    expect(codesOf(written ?? fail())).toEqual(['accepted']);
  });

  it('whose making one workstation has begun is not gone on with at another', () => {
    const base = at('accepted');
    const request = { ...belonging, blankSerial: blank.id, note: null };
    base.run({ kind: 'record-card-production', request: { ...request, step: 'chip-written' } }, atCentre);
    const decision = base.run(
      { kind: 'record-card-production', request: { ...request, step: 'printed' } },
      { ...atCentre, workstationId: otherWorkstation.id },
    );
    expect(codesOf(decision)).toEqual(['blank-other-workstation']);
  });

  it.each(['accepted', 'produced', 'sent'] as const)(
    'gets no password, is not handed over and not announced while it is %s',
    (place) => {
      const base = at(place);
      expect(codesOf(base.decide(bodies.pin, atPoint))).toContain('step-out-of-order');
      expect(codesOf(base.decide(bodies.handOver, atPoint))).toContain('step-out-of-order');
      expect(codesOf(base.decide(bodies.notify, atPoint))).toEqual(['holder-not-awaited']);
    },
  );

  it('is handed over by the office that accepted it and by no other', () => {
    const base = at('arrived');
    for (const who of [atCentre, atOtherPoint]) {
      expect(codesOf(base.decide(bodies.pin, who))).toContain('service-other-office');
      expect(codesOf(base.decide(bodies.handOver, who))).toContain('service-other-office');
    }
  });

  it('is withdrawn before it is made or after it has arrived, not while nobody has it in hand', () => {
    expect(codesOf(at('accepted').decide(bodies.withdraw, atPoint))).toEqual(['accepted']);
    const request = { ...bodies.withdraw.request, blankSerial: blank.id };
    for (const place of ['produced', 'sent'] as const) {
      expect(codesOf(at(place).decide({ ...bodies.withdraw, request }, atPoint))).toEqual([
        'step-out-of-order',
      ]);
    }
    const base = at('arrived');
    expect(codesOf(base.run({ ...bodies.withdraw, request }, atPoint))).toEqual(['accepted']);
    expect(card(base)).toMatchObject({ status: '9', making: '09' });
    // It lies at the point: there it is destroyed.
    const spoiled = { status: 'spoiled', officeId: servicePoint.id, workstationId: null };
    expect(base.get('blankCard', blank.id)).toMatchObject(spoiled);
  });
});

describe('a parcel', () => {
  it('takes finished cards that lie here and are collected there, and nothing else, all reasons at once', () => {
    const base = at('accepted');
    const wrong = {
      kind: 'send-parcel',
      request: { parcelId, toOfficeId: centre.id, cards: [] },
    } as const;
    expect(codesOf(base.decide(wrong, atCentre))).toEqual(['parcel-empty', 'parcel-to-oneself']);
    expect(codesOf(base.decide(bodies.send, atCentre))).toEqual(['parcel-card-unknown']);
    const produced = at('produced');
    expect(codesOf(produced.decide(bodies.send, atOtherPoint))).toEqual(['parcel-card-elsewhere']);
    const astray = { ...bodies.send, request: { ...bodies.send.request, toOfficeId: otherPoint.id } };
    expect(codesOf(produced.decide(astray, atCentre))).toEqual(['parcel-card-other-office']);
    const nowhere = { ...bodies.send, request: { ...bodies.send.request, toOfficeId: 'nowhere' } };
    expect(codesOf(produced.decide(nowhere, atCentre))).toEqual([
      'office-unknown',
      'parcel-card-other-office',
    ]);
  });

  it('is sent once under its number, and a card is in one parcel only', () => {
    const base = at('sent');
    expect(codesOf(base.decide(bodies.send, atCentre))).toEqual([
      'parcel-card-elsewhere',
      'parcel-number-taken',
    ]);
  });

  it('is received once, by the office on it', () => {
    const base = at('sent');
    expect(codesOf(base.decide(bodies.receive, atOtherPoint))).toEqual(['parcel-other-office']);
    base.run(bodies.receive, atPoint);
    expect(codesOf(base.decide(bodies.receiveNothing, atPoint))).toEqual(['parcel-received']);
    expect(
      codesOf(base.decide({ kind: 'receive-parcel', request: { parcelId: 'none', scanned: [] } }, atPoint)),
    ).toEqual(['parcel-unknown']);
  });

  it('that lacks a card says so: the card is missing until it comes or is made again', () => {
    const base = at('sent');
    expect(codesOf(base.run(bodies.receiveNothing, atPoint))).toEqual(['accepted']);
    expect(base.get('parcel', parcelId)).toMatchObject({
      status: 'received',
      differences: [{ ...theCard, difference: 'missing' }],
    });
    expect(service(base)).toMatchObject({ stage: 'dispatched' });
    expect(service(base).steps.at(-1)?.step).toBe('missing');
    // It turns up after all.
    expect(codesOf(base.run(bodies.receiveCard, atPoint))).toEqual(['accepted']);
    expect(service(base).stage).toBe('arrived');
    expect(codesOf(base.decide(bodies.remake, atCentre))).toEqual(['card-not-missing']);
  });

  it('whose missing card is made again leaves a card that nobody can use, wherever it turns up', () => {
    const base = at('sent');
    expect(codesOf(base.decide(bodies.remake, atCentre))).toEqual(['card-not-missing']);
    base.run(bodies.receiveNothing, atPoint);
    expect(codesOf(base.decide(bodies.remake, atPoint))).toEqual(['office-makes-no-cards']);
    expect(codesOf(base.run(bodies.remake, atCentre))).toEqual(['accepted']);
    expect(card(base)).toMatchObject({ status: '9', making: '09' });
    expect(base.get('blankCard', blank.id).status).toBe('missing');
    expect(service(base)).toMatchObject({
      stage: 'accepted',
      cardNumber: null,
      parcelId: null,
      dueOn: '2026-11-25',
    });
    expect(codesOf(base.decide(bodies.receiveCard, atPoint))).toEqual(['parcel-card-cancelled']);
    // The next blank is taken for it.
    const request = { ...belonging, blankSerial: blankCard(2).id, step: 'chip-written', note: null } as const;
    expect(codesOf(base.run({ kind: 'record-card-production', request }, atCentre))).toEqual(['accepted']);
  });

  it('with a card too many takes it in where it is collected, and sends it on where it is not', () => {
    const base = at('sent');
    const empty = '330122-20261122-003-9002';
    base.apply([
      change('parcel', { ...base.get('parcel', parcelId), id: empty, toOfficeId: otherPoint.id, cards: [] }),
    ]);
    const astray = { kind: 'receive-parcel', request: { parcelId: empty, scanned: [theCard] } } as const;
    expect(codesOf(base.run(astray, atOtherPoint))).toEqual(['accepted']);
    expect(base.get('parcel', empty).differences).toEqual([{ ...theCard, difference: 'surplus' }]);
    expect(service(base)).toMatchObject({ stage: 'produced', parcelId: null });
    expect(card(base).officeId).toBe(otherPoint.id);
    // Its own parcel no longer misses it; the other point sends it on.
    const onward = {
      ...bodies.send,
      request: { ...bodies.send.request, parcelId: '330122-20261122-010-9001' },
    };
    expect(codesOf(base.run(onward, atOtherPoint))).toEqual(['accepted']);
    expect(codesOf(base.run(bodies.receiveNothing, atPoint))).toEqual(['accepted']);
    expect(base.get('parcel', parcelId).differences).toEqual([]);
    expect(codesOf(base.run(bodies.receiveCard, atPoint))).toEqual(['accepted']);
    expect(card(base).officeId).toBe(servicePoint.id);
  });

  it('with a card of nobody is not received until that card is put apart', () => {
    const base = at('sent');
    const foreign = { serviceNumber, cardNumber: 'Z99999999' };
    const request = { parcelId, scanned: [theCard, foreign] };
    expect(codesOf(base.decide({ kind: 'receive-parcel', request }, atPoint))).toEqual([
      'parcel-card-unknown',
    ]);
  });
});

describe('a parcel whose receiver is closed or cut off', () => {
  it('is taken back by who sent it: its cards lie there again, with the reason, and are sent anew', () => {
    const base = at('sent');
    expect(codesOf(base.run(bodies.recall, atCentre))).toEqual(['accepted']);
    const closed = { status: 'recalled', receivedAt: context.at, receivedBy: clerk.id, differences: [] };
    expect(base.get('parcel', parcelId)).toMatchObject(closed);
    expect(service(base)).toMatchObject({ stage: 'produced', parcelId: null, officeId: servicePoint.id });
    expect(service(base).steps.at(-1)).toMatchObject({ step: 'recalled', note: '服务点停业' });
    expect(card(base)).toMatchObject({ making: '02', officeId: centre.id });
    const anew = {
      ...bodies.send,
      request: { ...bodies.send.request, parcelId: '330122-20261122-003-9003' },
    };
    expect(codesOf(base.run(anew, atCentre))).toEqual(['accepted']);
  });

  it('is closed once: the later of receipt and recall is refused and says what came first', () => {
    const recalled = at('sent');
    recalled.run(bodies.recall, atCentre);
    expect(codesOf(recalled.decide(bodies.receive, atPoint))).toEqual(['parcel-recalled']);
    expect(codesOf(recalled.decide(bodies.receiveCard, atPoint))).toEqual(['parcel-card-elsewhere']);
    expect(codesOf(recalled.decide(bodies.recall, atCentre))).toEqual(['parcel-recalled']);
    expect(codesOf(at('arrived').decide(bodies.recall, atCentre))).toEqual(['parcel-arrived']);
  });

  it('is taken back by nobody else, and what came before its parcel stays where it arrived', () => {
    const base = at('sent');
    for (const who of [atPoint, atOtherPoint]) {
      expect(codesOf(base.decide(bodies.recall, who))).toEqual(['parcel-sent-elsewhere']);
    }
    const unknown = { ...bodies.recall, request: { ...bodies.recall.request, parcelId: 'none' } };
    expect(codesOf(base.decide(unknown, atCentre))).toEqual(['parcel-unknown']);
    base.run(bodies.receiveCard, atPoint);
    expect(codesOf(base.run(bodies.recall, atCentre))).toEqual(['accepted']);
    expect(service(base)).toMatchObject({ stage: 'arrived', officeId: servicePoint.id });
  });

  it('gives its card to a holder who comes to the centre, by the rules of every hand-over', () => {
    const base = at('sent');
    expect(codesOf(base.decide(bodies.collectHere, atCentre))).toEqual(['card-not-recalled']);
    base.run(bodies.recall, atCentre);
    expect(codesOf(base.decide(bodies.pin, atCentre))).toContain('service-other-office');
    expect(codesOf(base.decide(bodies.collectHere, atPoint))).toEqual(['parcel-card-elsewhere']);
    const decisions = [bodies.collectHere, bodies.pin, bodies.handOver].map((body) =>
      base.run(body, atCentre),
    );
    expect(decisions.flatMap(codesOf)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(service(base)).toMatchObject({ stage: 'completed', officeId: centre.id });
    expect(service(base).steps.at(-3)).toMatchObject({ step: 'collected-here', note: '服务点停业' });
    expect(card(base)).toMatchObject({ status: '1', making: '04' });
  });

  it('lets the centre withdraw the application whose card it took back', () => {
    const base = at('sent');
    base.run(bodies.recall, atCentre);
    base.run(bodies.collectHere, atCentre);
    const request = { ...bodies.withdraw.request, blankSerial: blank.id };
    expect(codesOf(base.run({ ...bodies.withdraw, request }, atCentre))).toEqual(['accepted']);
    expect(base.get('blankCard', blank.id).status).toBe('spoiled');
  });
});

describe('the days after which a card counts as not collected', () => {
  const told = (base: FactBase, day: string) =>
    base.run(bodies.notify, { ...atPoint, today: day, at: `${day}T10:00:00.000+08:00` });

  it('count from the arrival until the holder is told, and from the first telling from then on', () => {
    const base = at('arrived');
    expect([liesSince(service(base)), toldAgainOn(service(base))]).toEqual(['2026-11-22', null]);
    told(base, '2026-11-25');
    expect([liesSince(service(base)), toldAgainOn(service(base))]).toEqual(['2026-11-25', null]);
  });

  it('are not begun anew when the holder is told again, or when he comes without taking it', () => {
    const base = at('arrived');
    told(base, '2026-11-25');
    told(base, '2026-12-20');
    base.run(bodies.pin, { ...atPoint, today: '2026-12-21', at: '2026-12-21T10:00:00.000+08:00' });
    expect([liesSince(service(base)), toldAgainOn(service(base))]).toEqual(['2026-11-25', '2026-12-20']);
  });

  it('count for nothing that is under way or handed over', () => {
    expect(liesSince(service(at('sent')))).toBeNull();
    const base = at('arrived');
    base.run(bodies.pin, atPoint);
    base.run(bodies.handOver, atPoint);
    expect(liesSince(service(base))).toBeNull();
  });
});

function fail(): never {
  throw new Error('no decision');
}
