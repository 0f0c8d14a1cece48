import { describe, expect, it } from 'vitest';
import {
  application,
  beginning,
  blankCard,
  card,
  clerk,
  context,
  otherWorkstation,
  person,
  pointWorkstation,
  service,
  serviceNumber,
  servicePoint,
  today,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import type { CommandContext } from '../command/command-rule.ts';
import { change, type Change } from '../records/change.ts';
import type { BlankCardStatus } from '../records/records.ts';
import type { RecordCardProductionRequest } from './issue-card-requests.ts';

const blank = blankCard(1);
const second = blankCard(2);

function opened(records: readonly Change[] = []): FactBase {
  const base = new FactBase([...beginning, ...records]);
  base.run({ kind: 'accept-card-application', request: application }, context);
  return base;
}

type Step = RecordCardProductionRequest['step'];

function produce(base: FactBase, step: Step, serial = blank.id, who: Partial<CommandContext> = {}) {
  const request = { serviceNumber, personId: person.id, blankSerial: serial, step, note: null };
  return base.run({ kind: 'record-card-production', request }, { ...context, ...who });
}

function produced(...steps: readonly Step[]): FactBase {
  const base = opened();
  for (const step of steps) expect(codesOf(produce(base, step))).toEqual(['accepted']);
  return base;
}

describe('making a card for somebody who died while the application waited', () => {
  const death = '2026-11-21';
  const died = (base: FactBase) =>
    base.apply([change('insuredPerson', { ...base.get('insuredPerson', person.id), deceasedOn: death })]);

  it.each<[done: Step[], next: Step]>([
    [[], 'chip-written'],
    [['chip-written'], 'printed'],
    [['chip-written', 'printed'], 'verified'],
  ])('is refused after %j, and nothing is written', (done, next) => {
    const base = produced(...done);
    died(base);
    const before = base.get('serviceRecord', serviceNumber);
    const stock = base.get('blankCard', blank.id);
    const decision = produce(base, next);
    expect(codesOf(decision)).toEqual(['person-deceased']);
    expect(!decision.accepted && decision.refusals[0]?.params).toEqual({ date: death });
    expect(base.get('serviceRecord', serviceNumber)).toEqual(before);
    expect(base.get('blankCard', blank.id)).toEqual(stock);
  });

  it('leaves the application its way out: withdrawn, the blank in stock', () => {
    const base = opened();
    died(base);
    const request = { serviceNumber, personId: person.id, blankSerial: null, reason: '申请人死亡' };
    const withdrawal = base.run({ kind: 'withdraw-card-application', request }, context);
    expect(codesOf(withdrawal)).toEqual(['accepted']);
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({ stage: 'withdrawn' });
    expect(base.get('blankCard', blank.id)).toEqual(blank);
  });

  it('lets a blank that was written already be spoiled, so that the application can be withdrawn', () => {
    const base = produced('chip-written');
    died(base);
    expect(codesOf(produce(base, 'spoiled'))).toEqual(['accepted']);
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({ stage: 'accepted', blankSerial: null });
  });
});

describe('making a card', () => {
  it('writes the chip: the blank is in production, the card is nobody’s valid card yet', () => {
    const base = produced('chip-written');
    expect(base.get('blankCard', blank.id)).toEqual({
      ...blank,
      status: 'in-production',
      serviceId: serviceNumber,
      changedOn: today,
    });
    expect(base.all('card')).toEqual([
      card({
        id: blank.cardNumber,
        blankSerial: blank.id,
        bankCardNumber: blank.bankCardNumber,
        status: null,
        making: '01',
        serviceId: serviceNumber,
        issuedOn: null,
        pinSet: false,
      }),
    ]);
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'in-production',
      blankSerial: blank.id,
      cardNumber: blank.cardNumber,
    });
  });

  it('goes chip, print, verification, each with its own time and clerk', () => {
    const base = produced('chip-written', 'printed', 'verified');
    const record = base.get('serviceRecord', serviceNumber);
    expect(record.stage).toBe('produced');
    expect(record.steps.map((step) => step.step)).toEqual([
      'accepted',
      'chip-written',
      'printed',
      'verified',
    ]);
    expect(record.steps.every((step) => step.at === context.at && step.clerkId === clerk.id)).toBe(true);
    expect(base.get('card', blank.cardNumber)).toMatchObject({ making: '02', status: null, pinSet: false });
  });

  it.each<[done: Step[], step: Step]>([
    [[], 'printed'],
    [[], 'verified'],
    [[], 'spoiled'],
    [['chip-written'], 'chip-written'],
    [['chip-written'], 'verified'],
    [['chip-written', 'printed'], 'printed'],
    [['chip-written', 'printed'], 'chip-written'],
    [['chip-written', 'printed', 'verified'], 'printed'],
    [['chip-written', 'printed', 'verified'], 'verified'],
    [['chip-written', 'spoiled'], 'printed'],
    [['chip-written', 'spoiled'], 'spoiled'],
  ])('after %j refuses the step %s', (done, step) => {
    const base = produced(...done);
    expect(codesOf(produce(base, step))).toContain('step-out-of-order');
  });

  it.each<[status: BlankCardStatus, code: string]>([
    ['in-production', 'blank-used'],
    ['issued', 'blank-used'],
    ['spoiled', 'blank-spoiled'],
    ['returned', 'blank-not-in-stock'],
    ['destroyed', 'blank-not-in-stock'],
  ])('refuses a blank that is %s: %s, with its serial and the day', (status, code) => {
    const base = opened([change('blankCard', { ...blank, status })]);
    expect(produce(base, 'chip-written')).toMatchObject({
      refusals: [{ code, params: { serial: blank.id, date: '2026-11-01' }, field: 'blankSerial' }],
    });
  });

  it.each([otherWorkstation.id, null])('refuses a blank that lies at %s', (workstationId) => {
    const base = opened([change('blankCard', { ...blank, workstationId })]);
    expect(codesOf(produce(base, 'chip-written'))).toEqual(['blank-other-workstation']);
  });

  it('refuses a serial that no stock knows, a service that nobody opened, both at once', () => {
    expect(codesOf(produce(opened(), 'chip-written', '99999999'))).toEqual(['blank-unknown']);
    expect(codesOf(produce(new FactBase(beginning), 'chip-written', '99999999'))).toEqual([
      'blank-unknown',
      'service-unknown',
    ]);
  });

  it("refuses another workstation's service, a stranger's, a closed one", () => {
    const base = opened();
    const elsewhere = produce(base, 'chip-written', blank.id, { workstationId: otherWorkstation.id });
    expect(codesOf(elsewhere)).toEqual(['blank-other-workstation', 'service-other-workstation']);
    base.apply([change('serviceRecord', service({ personId: 'person-2', stage: 'withdrawn' }))]);
    expect(codesOf(produce(base, 'chip-written'))).toEqual(['service-closed', 'service-other-person']);
  });

  it('tells everything at one time: the clerk, the office, the service and the blank', () => {
    const base = opened([change('blankCard', { ...blank, status: 'spoiled' })]);
    const stranger = { clerkId: 'nobody', officeId: servicePoint.id, workstationId: pointWorkstation.id };
    expect(codesOf(produce(base, 'chip-written', blank.id, stranger))).toEqual([
      'blank-other-workstation',
      'blank-spoiled',
      'clerk-unknown',
      'office-makes-no-cards',
      'service-other-workstation',
    ]);
  });

  it('does not take the card number of a card that the person already had', () => {
    const used = card({ id: blank.cardNumber, status: '9', making: '09' });
    expect(codesOf(produce(opened([change('card', used)]), 'chip-written'))).toEqual(['blank-used']);
  });
});

describe('a spoiled blank', () => {
  it.each<[Step[]]>([
    [['chip-written']],
    [['chip-written', 'printed']],
    [['chip-written', 'printed', 'verified']],
  ])('after %j is taken out, its card cancelled, and the service takes a new blank', (done) => {
    const base = produced(...done);
    expect(codesOf(produce(base, 'spoiled'))).toEqual(['accepted']);
    expect(base.get('blankCard', blank.id)).toMatchObject({ status: 'spoiled', serviceId: serviceNumber });
    expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '9', making: '09' });
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'accepted',
      blankSerial: null,
      cardNumber: null,
    });
    expect(codesOf(produce(base, 'chip-written'))).toContain('blank-spoiled');
    for (const step of ['chip-written', 'printed', 'verified'] as const) {
      expect(codesOf(produce(base, step, second.id))).toEqual(['accepted']);
    }
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'produced',
      blankSerial: second.id,
    });
  });

  it('keeps the reason with the step', () => {
    const base = produced('chip-written');
    const request = {
      serviceNumber,
      personId: person.id,
      blankSerial: blank.id,
      step: 'spoiled',
      note: '芯片写入失败',
    } as const;
    base.run({ kind: 'record-card-production', request }, context);
    expect(base.get('serviceRecord', serviceNumber).steps.at(-1)).toMatchObject({
      step: 'spoiled',
      note: '芯片写入失败',
    });
  });

  it('cannot be another blank than the one in production', () => {
    expect(codesOf(produce(produced('chip-written'), 'spoiled', second.id))).toEqual(['step-out-of-order']);
  });
});

describe('a blank spoiled in the drawer', () => {
  const spoil = (base: FactBase, serial = blank.id) =>
    base.run(
      { kind: 'spoil-blank-card', request: { blankSerial: serial, reason: '折断', serviceNumber: null } },
      context,
    );

  it('leaves the stock once', () => {
    const base = new FactBase(beginning);
    expect(codesOf(spoil(base))).toEqual(['accepted']);
    expect(base.get('blankCard', blank.id)).toEqual({ ...blank, status: 'spoiled', changedOn: today });
    expect(codesOf(spoil(base))).toEqual(['blank-spoiled']);
  });

  it('is refused while a service is making a card of it, at another workstation, or unknown', () => {
    expect(codesOf(spoil(produced('chip-written')))).toEqual(['blank-used']);
    const elsewhere = new FactBase([
      ...beginning,
      change('blankCard', { ...blank, workstationId: otherWorkstation.id }),
    ]);
    expect(codesOf(spoil(elsewhere))).toEqual(['blank-other-workstation']);
    expect(codesOf(spoil(new FactBase(beginning), '99999999'))).toEqual(['blank-unknown']);
  });
});
