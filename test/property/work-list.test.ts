import { describe, expect, it } from 'vitest';
import type { WorkItem } from '../../contract/work-views.ts';
import { recordChange } from '../../contract/records.ts';
import { executeCommand } from '../../counter/engine/execute-command.ts';
import { originOfClerk } from '../../counter/workstation.ts';
import { refuse } from '../../domain/command/refusal.ts';
import type { BankRequest } from '../../domain/records/bank-request.ts';
import { change } from '../../domain/records/change.ts';
import {
  application,
  blankCard,
  card,
  centre,
  clerk,
  person,
  service,
  serviceNumber,
  servicePoint,
} from '../../domain/testing/county.ts';
import { bankRequest } from '../../domain/testing/unfreezing.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;

function deskWithClerk(): CounterDesk {
  const desk = CounterDesk.ready([
    ...countyRecords,
    change('insuredPerson', { ...person, id: 'person-2' }),
    change('blankCard', blankCard(2)),
  ]);
  desk.signInWithoutPassword();
  return desk;
}

function online(desk: CounterDesk): void {
  desk.line = { state: 'online', since: 0, reason: null, nextTry: null };
}

/** Writes off a blank that belongs to no service; answers the command's id. */
function spoil(desk: CounterDesk, blank: number): string {
  const executor = { ...desk.room, written: () => undefined };
  const execution = executeCommand(executor, originOfClerk(desk.room, clerk), () => ({
    kind: 'spoil-blank-card',
    request: { blankSerial: blankCard(blank).id, reason: '折损', serviceNumber: null },
  }));
  if (!execution.done) throw new Error('it may be spoiled');
  return execution.commandId;
}

async function items(desk: CounterDesk): Promise<readonly WorkItem[]> {
  return (await desk.call('listWork', {})).items;
}

describe('what waits tells why', () => {
  it('the line is down: why, and when it is tried again', async () => {
    const desk = deskWithClerk();
    await desk.call('acceptCardApplication', applicationInput);
    desk.line = {
      state: 'offline',
      since: 0,
      reason: 'central-unreachable',
      nextTry: desk.time.monotonic + 4_000,
    };
    expect(await items(desk)).toMatchObject([
      {
        key: serviceNumber,
        serviceNumber,
        kind: 'accept-card-application',
        state: 'waiting',
        waitingReason: 'line',
        failureCode: 'central-unreachable',
        nextTryAt: '2026-11-22T09:30:04.000+08:00',
      },
    ]);
  });

  it('its answer is on the way, the last try failed, or it stands behind such a one', async () => {
    const desk = deskWithClerk();
    online(desk);
    await desk.call('acceptCardApplication', applicationInput);
    expect(await items(desk)).toMatchObject([
      { waitingReason: 'answer', failureCode: null, nextTryAt: null },
    ]);
    const [first] = desk.outgoing();
    desk.replica.receiveAnswers([{ id: first?.id ?? '', outcome: 'rejected', code: 'internal-error' }]);
    // The application still waits, so that its blank may be written off by its holder alone.
    await desk.call('withdrawCardApplication', { serviceNumber, reason: '忘带证件' });
    await desk.call('acceptCardApplication', { ...applicationInput });
    const [postponed, behind] = await items(desk);
    expect(postponed).toMatchObject({ waitingReason: 'failure', failureCode: 'internal-error', tries: 1 });
    expect(postponed?.nextTryAt).not.toBeNull();
    expect(behind).toMatchObject({ waitingReason: 'behind', failureCode: null });
  });

  it('and what does not wait has no such reason', async () => {
    const desk = deskWithClerk();
    await desk.call('acceptCardApplication', applicationInput);
    desk.replica.receiveAnswers([
      { id: desk.outgoing()[0]?.id ?? '', outcome: 'rejected', code: 'command-malformed' },
    ]);
    expect(await items(desk)).toMatchObject([
      { state: 'rejected', waitingReason: null, failureCode: 'command-malformed' },
    ]);
  });
});

describe('every item can be settled', () => {
  it('by its key, also a command that belongs to no service', async () => {
    const desk = deskWithClerk();
    const id = spoil(desk, 2);
    desk.replica.receiveAnswers([
      { id, outcome: 'refused', refusals: [refuse('blank-unknown')], standing: [], duplicate: false },
    ]);
    expect(await items(desk)).toMatchObject([
      { key: id, serviceNumber: null, kind: 'spoil-blank-card', service: null, state: 'refused' },
    ]);
    await desk.call('settleWork', { key: id, note: '已交回库房' });
    expect(await items(desk)).toEqual([]);
    expect(await desk.code('settleWork', { key: id, note: '再次' })).toBe('work-already-settled');
    expect(desk.storage.outbox.summary().problems).toBe(0);
  });

  it('and nothing else than what it names', async () => {
    const desk = deskWithClerk();
    const [first, second] = [spoil(desk, 1), spoil(desk, 2)];
    desk.replica.receiveAnswers(
      [first, second].map((id) => ({ id, outcome: 'rejected', code: 'command-malformed' }) as const),
    );
    await desk.call('settleWork', { key: first, note: '已登记' });
    expect((await items(desk)).map(({ key }) => key)).toEqual([second]);
    expect(await desk.code('settleWork', { key: 'everything', note: '已登记' })).toBe('invalid-input');
  });
});

it('what was refused stands beside what the central office had: cards, services, and the blank', async () => {
  const desk = deskWithClerk();
  await desk.call('acceptCardApplication', applicationInput);
  const there = service({ id: '330122-20261122-001-0001', stage: 'completed' });
  const standing = [
    change('card', card({ id: 'A99999999' })),
    change('serviceRecord', there),
    change('blankCard', blankCard(1, { status: 'spoiled' })),
  ];
  desk.replica.receiveAnswers([
    {
      id: desk.outgoing()[0]?.id ?? '',
      outcome: 'refused',
      refusals: [refuse('card-already-valid', { card: 'A99999999', date: '' })],
      standing: standing.map((one) => recordChange.parse(one)),
      duplicate: false,
    },
  ]);
  expect(await items(desk)).toMatchObject([
    {
      state: 'refused',
      standingCards: [{ cardNumber: 'A99999999' }],
      standingServices: [{ serviceNumber: there.id, stage: 'completed', officeName: centre.name }],
      standingBlanks: [{ blankSerial: blankCard(1).id, status: 'spoiled' }],
    },
  ]);
});

describe('what the bank has answered is on the list of the office that took the request', () => {
  const at = (minute: number) => `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000+08:00`;
  const answered = (fields: Partial<BankRequest>) => {
    const asked = bankRequest({ state: 'accepted', sentAt: at(1), answeredAt: at(10), ...fields });
    const taken = service({
      id: asked.id,
      kind: 'request-bank-service',
      stage: 'accepted',
      personId: asked.personId,
    });
    return [change('bankRequest', asked), change('serviceRecord', taken)];
  };
  const ofDay = (number: number) => `330122-20261122-003-000${String(number)}`;

  it('until the person was told, the longest waiting first, with what there is to tell', async () => {
    const [, atThePoint] = answered({ id: ofDay(7) });
    if (atThePoint?.table !== 'serviceRecord') throw new Error('it is the service');
    const desk = CounterDesk.ready([
      ...countyRecords,
      ...answered({ id: ofDay(1), answeredAt: at(12) }),
      ...answered({ id: ofDay(2), answeredAt: at(11), state: 'refused', reasonText: '证件过期' }),
      ...answered({ id: ofDay(3), toldAt: at(20), toldBy: clerk.id, toldOutcome: 'accepted' }),
      ...answered({ id: ofDay(4), state: 'sent', answeredAt: null }),
      ...answered({ id: ofDay(5), state: 'withdrawn', withdrawnAt: at(5) }),
      ...answered({ id: ofDay(6), state: 'withdrawn', answeredAt: at(13) }),
      change('bankRequest', bankRequest({ id: ofDay(7), state: 'accepted', answeredAt: at(10) })),
      change('serviceRecord', { ...atThePoint.record, officeId: servicePoint.id }),
    ]);
    desk.signInWithoutPassword();
    const { answers, total } = await desk.call('listBankAnswers', {});
    expect(answers.map(({ serviceNumber }) => serviceNumber)).toEqual([ofDay(2), ofDay(1), ofDay(6)]);
    expect(answers[0]).toMatchObject({
      personId: person.id,
      personName: person.name,
      state: 'refused',
      reasonText: '证件过期',
      answeredAt: at(11),
    });
    expect(total).toBe(3);
    expect((await desk.call('listBankAnswers', { skip: 1, limit: 1 })).answers).toMatchObject([
      { serviceNumber: ofDay(1) },
    ]);
    expect((await desk.call('getCounterStatus', {})).bankAnswers).toBe(3);

    // Told here, and off the list, before the central office has confirmed it.
    await desk.call('recordBankAnswerTold', { serviceNumber: ofDay(1), way: 'telephone' });
    expect((await desk.call('listBankAnswers', {})).total).toBe(2);
    expect((await desk.call('getCounterStatus', {})).bankAnswers).toBe(2);
  });
});
