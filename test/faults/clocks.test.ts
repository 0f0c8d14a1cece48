import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { application } from '../../domain/testing/county.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { until } from '../helpers/until.ts';
import { FaultProxy } from './fault-proxy.ts';
import { Chance } from './support/chance.ts';
import { KillableCounter } from './support/killable-counter.ts';
import { Office } from './support/office.ts';
import { desks, personId, smallCounty } from './support/small-county.ts';

/**
 * The real headless program on a PC whose clock is ten years off: Date is put off before the program's first line. With
 * FAKETIME_LIBRARY the system's own clock is, by Debian's faketime (README.md).
 */
function clockOffBy(years: number): Readonly<Record<string, string>> {
  const library = process.env['FAKETIME_LIBRARY'];
  if (library !== undefined) return { LD_PRELOAD: library, FAKETIME: `${years > 0 ? '+' : ''}${years}y` };
  const milliseconds = years * 365.25 * 86_400_000;
  const module = `
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given) { given.length === 0 ? super(Right.now() + ${milliseconds}) : super(...given); }
      static now() { return Right.now() + ${milliseconds}; }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(module)}` };
}

const password = 'Tongxi-2026';
const { serviceNumber: _made, ...applicationInput } = application;
const accepting = (person: number) => ({ ...applicationInput, personId: personId(person) });

let office: Office;
let url: string;
let county: string;
const opened: { remove(): Promise<void> }[] = [];

beforeAll(async () => {
  const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  office = await Office.open(() => Date.now());
  url = await office.listen();
  county = await office.addCounty(smallCounty({ persons: 10, blanksEach: 5, passwordHash }));
});
afterAll(async () => {
  for (const one of opened) await one.remove();
  await office.close();
});

/** A counter on a line of its own, on a PC with this clock. */
async function counterAt(which: number, years: number) {
  const desk = desks[which];
  if (desk === undefined) throw new Error('there is no such desk');
  const line = await FaultProxy.open(url, new Chance(which));
  const counter = new KillableCounter();
  opened.push({ remove: () => counter.remove().then(() => line.close()) });
  const code = await office.enrolmentCode({ county, ...desk });
  counter.start(line.url, code, { environment: clockOffBy(years) });
  await counter.ready(`clerk${which + 1}`, password);
  return { counter, line };
}

type Station = Awaited<ReturnType<typeof counterAt>>;

const states = async ({ counter }: Station) => (await counter.outbox()).map(({ state }) => state);

describe('a PC whose clock is ten years off', () => {
  let ahead: Station;
  let behind: Station;
  beforeAll(async () => {
    ahead = await counterAt(0, 10);
    behind = await counterAt(1, -10);
  });

  it('writes the day of the central office, ahead as behind', async () => {
    const today = civilDateInShanghai(Date.now());
    for (const [person, station] of [ahead, behind].entries()) {
      const { counter } = station;
      expect((await counter.call('getCounterStatus', {})).today).toBe(today);
      const service = await counter.call('acceptCardApplication', accepting(person));
      expect(service.openedOn).toBe(today);
      expect(service.serviceNumber).toContain(`-${today.replaceAll('-', '')}-`);
      await until('it is confirmed', async () => (await states(station)).every((state) => state === 'done'));
    }
  });

  it('wins and loses by the order at the central office, not by what its clock says', async () => {
    // The one whose clock says 2016 serves the person first, and its line is down.
    behind.line.choose = () => 'drop before';
    behind.line.cut();
    await behind.counter.call('acceptCardApplication', accepting(5));
    await ahead.counter.call('acceptCardApplication', accepting(5));
    await until('it is decided', async () => (await states(ahead)).every((state) => state === 'done'));
    behind.line.heal();
    await until('it is decided', async () => (await states(behind)).at(-1) === 'refused');
    const decided = office.log.of(county).flatMap((one) => (one.what === 'command' ? [one.outcome] : []));
    expect(decided).toEqual(['applied', 'applied', 'applied', 'refused']);
    const there = await office.sharedRecords(county);
    for (const { counter } of [ahead, behind]) {
      await until(
        'it is the same',
        async () => JSON.stringify(await counter.sharedRecords()) === JSON.stringify(there),
      );
    }
  });

  it('is blocked after five wrong passwords, on whichever clock', async () => {
    for (const { counter } of [ahead, behind]) {
      await counter.call('signOut', {});
      const loginName = counter === ahead.counter ? 'clerk1' : 'clerk2';
      for (let left = 4; left >= 0; left -= 1) {
        const wrong = counter.call('signIn', { loginName, password: 'wrong' });
        await expect(wrong).rejects.toThrow(left === 0 ? 'sign-in-blocked' : 'sign-in-failed');
      }
      await expect(counter.call('signIn', { loginName, password })).rejects.toThrow('sign-in-blocked');
    }
  });

  it('is still blocked after a restart on a clock that is off the other way', async () => {
    for (const [{ counter, line }, years, loginName] of [
      [ahead, -10, 'clerk1'],
      [behind, 10, 'clerk2'],
    ] as const) {
      counter.kill();
      await counter.ended();
      counter.start(line.url, null, { environment: clockOffBy(years) });
      await until(
        'it is online',
        async () => (await counter.call('getCounterStatus', {})).connection.state === 'online',
      );
      await expect(counter.call('signIn', { loginName, password })).rejects.toThrow('sign-in-blocked');
    }
  });
});
