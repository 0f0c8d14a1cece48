import { describe, expect, it } from 'vitest';
import { change } from '../../domain/records/change.ts';
import { clerk, servicePoint } from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords, password, passwordHash } from './support/counter-desk.ts';

const minute = 60_000;
const right = { loginName: clerk.loginName, password };
const wrong = { loginName: clerk.loginName, password: 'wrong' };

/** A second clerk of the centre, one of the service point, one who left. */
const people = [
  ...countyRecords,
  change('clerk', { ...clerk, id: 'clerk-li', loginName: 'li', name: '李娜', passwordHash }),
  change('clerk', { ...clerk, id: 'clerk-zhao', loginName: 'zhao', officeId: servicePoint.id, passwordHash }),
  change('clerk', { ...clerk, id: 'clerk-gone', loginName: 'gone', active: false, passwordHash }),
];
const li = { loginName: 'li', password };

async function fail(desk: CounterDesk, times: number): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let time = 0; time < times; time += 1) codes.push(await desk.code('signIn', wrong));
  return codes;
}

/** Time goes by on both clocks. */
function pass(desk: CounterDesk, milliseconds: number): void {
  desk.time.now += milliseconds;
  desk.time.monotonic += milliseconds;
}

describe('signing in', () => {
  it('opens the session for the clerk with the right password, and says so in the audit trail', async () => {
    const desk = CounterDesk.ready(people);
    expect(await desk.call('signIn', right)).toEqual({
      id: clerk.id,
      loginName: 'wang',
      name: '王芳',
      role: 'clerk',
    });
    expect((await desk.call('getCounterStatus', {})).clerk?.id).toBe(clerk.id);
    expect(
      [...desk.committed()].some(([table, rows]) => table.startsWith('audit') && rows.length === 1),
    ).toBe(true);
  });

  it.each([
    ['an unknown name', { loginName: 'nobody', password }, 'sign-in-failed'],
    ['a clerk who left, with his right password', { loginName: 'gone', password }, 'sign-in-failed'],
    ['a clerk of another office', { loginName: 'zhao', password }, 'clerk-not-of-this-office'],
    ['no password', { loginName: 'wang', password: '' }, 'invalid-input'],
  ])('refuses %s', async (_what, input, code) => {
    const desk = CounterDesk.ready(people);
    expect(await desk.code('signIn', input)).toBe(code);
    expect((await desk.call('getCounterStatus', {})).clerk).toBeNull();
  });

  it('ends at once for a clerk whom the central office made inactive', async () => {
    const desk = CounterDesk.ready(people);
    await desk.call('signIn', right);
    desk.replica.receiveFeed({
      epoch: 'epoch-1',
      head: 1,
      changes: [{ sequence: 1, change: change('clerk', { ...clerk, active: false }) }],
    });
    expect(await desk.code('listWork', {})).toBe('not-signed-in');
  });
});

describe('failed tries (GB/T 22239 level 3)', () => {
  it('are five, then the name is blocked for a quarter of an hour, even for the right password', async () => {
    const desk = CounterDesk.ready(people);
    expect(await fail(desk, 5)).toEqual([...Array<string>(4).fill('sign-in-failed'), 'sign-in-blocked']);
    expect(await desk.code('signIn', right)).toBe('sign-in-blocked');
    expect(await desk.code('signIn', li)).toBe('ok');
    pass(desk, 14 * minute);
    expect(await desk.code('signIn', right)).toBe('sign-in-blocked');
    pass(desk, 2 * minute);
    expect(await desk.code('signIn', right)).toBe('ok');
  });

  it('tells how many are left and when the block ends', async () => {
    const desk = CounterDesk.ready(people);
    expect(await desk.answer('signIn', wrong)).toMatchObject({ error: { params: { left: 4 } } });
    await fail(desk, 3);
    expect(await desk.answer('signIn', wrong)).toMatchObject({ error: { params: { until: '09:45' } } });
  });

  it('cannot be told from those under a name that nobody has', async () => {
    const desk = CounterDesk.ready(people);
    for (let time = 0; time < 7; time += 1) {
      const known = await desk.answer('signIn', wrong);
      expect(await desk.answer('signIn', { loginName: 'nobody', password: 'wrong' })).toEqual(known);
    }
  });

  it('begin anew after a good one', async () => {
    const desk = CounterDesk.ready(people);
    await fail(desk, 4);
    await desk.call('signIn', right);
    expect(await fail(desk, 5)).toEqual([...Array<string>(4).fill('sign-in-failed'), 'sign-in-blocked']);
  });

  it('are counted across a restart, and so is the block', async () => {
    const desk = CounterDesk.ready(people);
    await fail(desk, 4);
    desk.restart();
    expect(await fail(desk, 1)).toEqual(['sign-in-blocked']);
    desk.restart();
    expect(await desk.code('signIn', right)).toBe('sign-in-blocked');
    pass(desk, 16 * minute);
    expect(await desk.code('signIn', right)).toBe('ok');
  });

  it('count while the screen is locked too', async () => {
    const desk = CounterDesk.ready(people);
    await desk.call('signIn', right);
    await desk.call('lockScreen', {});
    for (let time = 0; time < 4; time += 1) {
      expect(await desk.code('unlockScreen', { password: 'wrong' })).toBe('sign-in-failed');
    }
    expect(await desk.code('unlockScreen', { password: 'wrong' })).toBe('sign-in-blocked');
    expect(await desk.code('unlockScreen', { password })).toBe('sign-in-blocked');
    expect(await desk.code('listWork', {})).toBe('screen-locked');
  });

  it('made all at once gain nothing: the block holds, also against the right one among them', async () => {
    const desk = CounterDesk.ready(people);
    const tries = [...Array<typeof wrong>(9).fill(wrong), right];
    await Promise.all(tries.map((one) => desk.code('signIn', one)));
    expect(await desk.code('signIn', right)).toBe('sign-in-blocked');
    expect((await desk.call('getCounterStatus', {})).clerk).toBeNull();
  });

  it('a block is not ended by the PC clock set forward (law 10)', async () => {
    const desk = CounterDesk.ready(people);
    await fail(desk, 5);
    desk.time.now += 3 * 365 * 24 * 60 * minute;
    expect(await desk.code('signIn', right)).toBe('sign-in-blocked');
    desk.time.monotonic += 16 * minute;
    expect(await desk.code('signIn', right)).toBe('ok');
  });

  it('a block does not last for years because the PC clock was set back, with or without a restart', async () => {
    const desk = CounterDesk.ready(people);
    await fail(desk, 5);
    desk.time.now -= 3 * 365 * 24 * 60 * minute;
    desk.time.monotonic += 16 * minute;
    expect(await desk.code('signIn', right)).toBe('ok');
    const other = CounterDesk.ready(people);
    await fail(other, 5);
    other.time.now -= 3 * 365 * 24 * 60 * minute;
    other.restart();
    expect(await other.code('signIn', right)).toBe('sign-in-blocked');
    pass(other, 16 * minute);
    expect(await other.code('signIn', right)).toBe('ok');
  });
});

describe('the locked screen', () => {
  it('is opened by the same clerk alone', async () => {
    const desk = CounterDesk.ready([
      ...people,
      change('clerk', { ...clerk, id: 'clerk-li', loginName: 'li', passwordHash: await otherHash() }),
    ]);
    await desk.call('signIn', right);
    await desk.call('lockScreen', {});
    expect(await desk.code('searchPersons', { text: 'a' })).toBe('screen-locked');
    expect(await desk.code('unlockScreen', { password: 'of Li Na' })).toBe('sign-in-failed');
    expect((await desk.call('getCounterStatus', {})).locked).toBe(true);
    expect(await desk.call('unlockScreen', { password })).toMatchObject({ id: clerk.id });
    expect(await desk.code('searchPersons', { text: 'a' })).toBe('ok');
  });

  it('is not opened by a try that began before another clerk took the desk', async () => {
    const desk = CounterDesk.ready(people);
    await desk.call('signIn', right);
    await desk.call('lockScreen', {});
    const unlocking = desk.code('unlockScreen', { password });
    await desk.call('signOut', {});
    desk.signInWithoutPassword('clerk-li');
    await desk.call('lockScreen', {});
    expect(await unlocking).toBe('not-signed-in');
    expect((await desk.call('getCounterStatus', {})).locked).toBe(true);
  });

  it('stays closed for nobody and after a restart', async () => {
    const desk = CounterDesk.ready(people);
    expect(await desk.code('unlockScreen', { password })).toBe('not-signed-in');
    await desk.call('lockScreen', {});
    expect((await desk.call('getCounterStatus', {})).locked).toBe(false);
    await desk.call('signIn', right);
    await desk.call('lockScreen', {});
    desk.restart();
    expect((await desk.call('getCounterStatus', {})).clerk).toBeNull();
    expect(await desk.code('unlockScreen', { password })).toBe('not-signed-in');
  });
});

describe('the clock of the counter', () => {
  it('takes the central office’s time over a PC that is years off, either way', () => {
    for (const years of [-10, 10]) {
      const desk = CounterDesk.ready();
      desk.time.now += years * 365 * 24 * 60 * minute;
      desk.replica.noteCentralTime('2026-11-22T09:30:00.000+08:00');
      expect(desk.room.clock.today()).toBe('2026-11-22');
      desk.time.now += minute;
      expect(desk.room.clock.instant()).toBe('2026-11-22T09:31:00.000+08:00');
    }
  });

  it('never goes behind the latest time it was told, and is mended by the central office when it ran ahead', () => {
    const desk = CounterDesk.ready();
    desk.replica.noteCentralTime('2026-11-22T09:30:00.000+08:00');
    desk.time.now -= 40 * 24 * 60 * minute;
    expect(desk.room.clock.today()).toBe('2026-11-22');
    desk.restart();
    expect(desk.room.clock.today()).toBe('2026-11-22');
    desk.replica.noteCentralTime('2026-11-20T09:30:00.000+08:00');
    expect(desk.room.clock.today()).toBe('2026-11-20');
  });

  it('turns the day at midnight in Shanghai, wherever the PC believes it stands', () => {
    const desk = CounterDesk.ready();
    desk.time.now = Date.parse('2026-12-31T15:59:59.999Z');
    expect(desk.room.clock.today()).toBe('2026-12-31');
    desk.time.now += 1;
    expect(desk.room.clock.today()).toBe('2027-01-01');
    expect(desk.room.clock.instant()).toBe('2027-01-01T00:00:00.000+08:00');
  });
});

async function otherHash(): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return hash('of Li Na', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

describe('what a clerk signs with', () => {
  it('may be as long as fits the seal; a longer one is told at its field, and nothing is done', async () => {
    const asked = { approvalId: '330122-20261122-001-0001/1', loginName: null, amount: 100 };
    for (const [long, code] of [
      ['密码'.repeat(21), 'sign-in-failed'],
      ['x'.repeat(128), 'sign-in-failed'],
      ['密码'.repeat(22), 'invalid-input'],
      ['x'.repeat(129), 'invalid-input'],
    ] as const) {
      const desk = CounterDesk.ready(people);
      await desk.call('signIn', right);
      desk.storage.memory.set('pin-public-key', 'not used');
      expect(await desk.code('approveService', { ...asked, password: long })).toBe(code);
    }
  });
});
