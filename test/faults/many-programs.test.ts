import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainFailure } from '../../electron/main/failure-sentences.ts';
import { until } from '../helpers/until.ts';
import { KillableCounter } from './support/killable-counter.ts';
import { Office } from './support/office.ts';
import { desks, smallCounty } from './support/small-county.ts';

const password = 'Tongxi-2026';
const [desk, otherDesk] = desks;
let office: Office;
let url: string;
let county: string;
let code: string;
let counter: KillableCounter;

beforeAll(async () => {
  const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  office = await Office.open(() => Date.now());
  url = await office.listen();
  county = await office.addCounty(smallCounty({ persons: 3, blanksEach: 3, passwordHash }));
  if (desk === undefined) throw new Error('there is no desk');
  code = await office.enrolmentCode({ county, ...desk });
  counter = new KillableCounter();
});
afterAll(async () => {
  await counter.remove();
  await office.close();
});

describe('two programs on one data directory', () => {
  it('the second says that the file is in use, in both languages, and ends; the first works on', async () => {
    const first = counter.start(url, code);
    await counter.ready('clerk1', password);
    const before = await counter.outbox();
    const second = counter.start(url, null);
    const [exitCode] = (await once(second, 'exit')) as [number | null];
    expect(exitCode).toBe(1);
    const { zh, en } = explainFailure('database-unavailable');
    const complaint = JSON.parse(counter.complaints.at(-1) ?? '{}') as Record<string, unknown>;
    expect(complaint).toMatchObject({ where: 'start', code: 'database-unavailable' });
    expect(complaint['zh']).toContain(zh.what);
    expect(complaint['en']).toContain(en.what);
    expect(await counter.outbox()).toEqual(before);
    expect(first.exitCode).toBeNull();
    first.kill('SIGKILL');
    await once(first, 'exit');
  });

  it('after kill -9 of the first the next one starts at once: nothing has to be cleared away', async () => {
    counter.start(url, null);
    await counter.ready('clerk1', password);
    await counter.stop();
  });
});

describe('twenty programs started at once on one data directory', () => {
  const many = Array.from({ length: 20 }, (_none, index) => index);
  const hasEnded = ({ exitCode }: ChildProcess) => exitCode !== null;

  /** Until all but one have ended; nothing has told the one to. */
  async function allButOneEnded(children: readonly ChildProcess[]): Promise<ChildProcess> {
    await until('all but one have ended', () => children.filter(hasEnded).length >= many.length - 1, 60);
    const going = children.filter((child) => !hasEnded(child));
    expect(going).toHaveLength(1);
    expect(children.map(({ exitCode }) => exitCode).filter((code) => code !== 1)).toEqual([null]);
    return going[0] as ChildProcess;
  }

  it('one of them makes the file, the others say that it is in use; and again, where there is one', async () => {
    if (otherDesk === undefined) throw new Error('there is no other desk');
    const fresh = new KillableCounter();
    try {
      const enrolment = await office.enrolmentCode({ county, ...otherDesk });
      for (const round of ['a new folder', 'a folder with a file']) {
        const children = many.map(() => fresh.start(url, round === 'a new folder' ? enrolment : null));
        const going = await allButOneEnded(children);
        // What a program said last may be read after it has ended.
        await until('all but one have said why', () => fresh.complaints.length >= many.length - 1);
        const said = fresh.complaints.splice(0);
        expect(said).toHaveLength(many.length - 1);
        for (const line of said) {
          expect(JSON.parse(line)).toMatchObject({ where: 'start', code: 'database-unavailable' });
        }
        fresh.speakWith(going);
        await fresh.ready('clerk2', password);
        going.kill('SIGKILL');
        await once(going, 'exit');
      }
      expect((await fresh.sharedRecords()).insuredPerson).toHaveLength(3);
    } finally {
      await fresh.remove();
    }
  });
});
