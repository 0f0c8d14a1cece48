import { describe, expect, it } from 'vitest';
import type { WorkItem } from '../../contract/work-views.ts';
import { recordChange } from '../../contract/records.ts';
import { executeCommand } from '../../counter/engine/execute-command.ts';
import { originOfClerk } from '../../counter/workstation.ts';
import { refuse } from '../../domain/command/refusal.ts';
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
} from '../../domain/testing/county.ts';
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
