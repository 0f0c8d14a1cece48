import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { change } from '../../domain/records/change.ts';
import type { BlankCard, Card, ServiceRecord } from '../../domain/records/records.ts';
import { agentDocument, employee, employer } from '../../domain/testing/employer-batch.ts';
import { until } from '../helpers/until.ts';
import { Chance } from './support/chance.ts';
import { EndedError, KillableCounter } from './support/killable-counter.ts';
import { Office, type Credential } from './support/office.ts';
import { desks, smallCounty } from './support/small-county.ts';

/** The real headless program in the middle of a batch, ended by kill -9 and started again until the batch is made. */

const password = 'Tongxi-2026';
const rows = 200;
const chance = new Chance(11);

const workers = Array.from({ length: rows }, (_unused, index) => {
  const first17 = `33012219900101${String(index).padStart(3, '0')}`;
  const documentNumber = first17 + residentIdCheckCharacter(first17);
  return { ...employee, id: `worker-${String(index).padStart(3, '0')}`, documentNumber, name: '王芳' };
});
const roster = ['姓名,身份证号', ...workers.map((one) => `${one.name},${one.documentNumber}`)].join('\n');

let office: Office;
let url: string;
let place: Credential;
let counter: KillableCounter;

beforeAll(async () => {
  const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  office = await Office.open(() => Date.now());
  url = await office.listen();
  const county = await office.addCounty([
    ...smallCounty({ persons: 0, blanksEach: rows + 20, passwordHash }),
    ...workers.map((one) => change('insuredPerson', one)),
  ]);
  const [desk] = desks;
  if (desk === undefined) throw new Error('there is no desk');
  place = { county, officeId: desk.officeId, workstationId: desk.workstationId };
  counter = new KillableCounter();
});
afterAll(async () => {
  await counter.remove();
  await office.close();
});

async function start(code: string | null = null): Promise<void> {
  counter.start(url, code);
  await counter.ready('clerk1', password);
}

/** Undefined where the program was ended before it answered. */
async function unlessEnded<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof EndedError) return undefined;
    throw error;
  }
}

async function open(): Promise<string> {
  const { rosterId } = await counter.call('readRoster', {
    employerCode: employer.id,
    fileName: '名册.csv',
    content: Buffer.from(roster).toString('base64'),
  });
  const { batchId } = await counter.call('openBatch', {
    rosterId,
    letterNumber: '桐机〔2026〕12号',
    letterDate: civilDateInShanghai(Date.now()),
    agent: { ...agentDocument, phone: '13900139000' },
  });
  return batchId;
}

/** Ends the program when so many rows of a table are committed, or some milliseconds later: in the middle of the next. */
async function killBehind(table: 'outbox' | 'batch_row', more: number, milliseconds: number): Promise<void> {
  const looking = await counter.connect();
  try {
    const count = looking.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck();
    const wanted = (count.get() ?? 0) + more;
    while ((count.get() ?? 0) < wanted) await pause(0);
    await pause(milliseconds);
  } finally {
    looking.close();
  }
  counter.kill();
  await counter.ended();
}

function recordsOf(lines: readonly string[]): readonly unknown[] {
  return lines.map((line): unknown => JSON.parse(line));
}

describe('kill -9 in an employer’s batch', () => {
  it('while its rows are written down: nothing was commanded, and it is begun anew', async () => {
    await start(await office.enrolmentCode(place));
    const opening = unlessEnded(open());
    await killBehind('batch_row', 1, 0);
    await opening;
    // Rows may all have been written down, and the batch opened, before the program was gone.
    expect((await counter.outbox()).length).toBeLessThanOrEqual(1);
  });

  it('at any row, again and again: every valid row has exactly one card, and no blank is used twice', async () => {
    await start();
    const { batches } = await counter.call('listBatches', {});
    const batchId = batches[0]?.batchId ?? (await open());
    let kills = 0;
    for (;;) {
      const running = unlessEnded(counter.call('runBatch', { batchId }));
      const left = rows * 4 + 1 - (await counter.outbox()).length;
      if (kills < 5 && left > 80) {
        await killBehind('outbox', 1 + chance.below(30), chance.below(20));
        await running;
        kills += 1;
        await start();
        continue;
      }
      const answer = await running;
      expect(answer).toMatchObject({
        ended: 'done',
        batch: { valid: rows, made: rows, refused: 0, waiting: 0 },
      });
      break;
    }
    expect(kills).toBeGreaterThan(3);

    await until(
      'nothing waits any more',
      async () => (await counter.outbox()).every(({ state }) => state === 'done'),
      120,
    );
    // Opened and closed; each row accepted, written, printed and verified, once.
    expect(await counter.outbox()).toHaveLength(2 + rows * 4);
    const there = await office.sharedRecords(place.county);
    expect(await counter.sharedRecords()).toEqual(there);
    const cards = recordsOf(there.card) as readonly Card[];
    const services = recordsOf(there.serviceRecord) as readonly ServiceRecord[];
    const blanks = recordsOf(there.blankCard) as readonly BlankCard[];
    expect(cards.map(({ personId }) => personId).sort()).toEqual(workers.map(({ id }) => id).sort());
    expect(new Set(cards.map(({ blankSerial }) => blankSerial)).size).toBe(rows);
    expect(blanks.filter(({ status }) => status === 'in-production')).toHaveLength(rows);
    expect(services.map(({ stage }) => stage)).toEqual(services.map(() => 'produced'));
    expect(new Set(services.map(({ personId }) => personId)).size).toBe(rows);
  }, 240_000);

  it('while it is handed over: every card goes once', async () => {
    const { batches } = await counter.call('listBatches', {});
    const batchId = batches[0]?.batchId ?? '';
    const handOver = () =>
      unlessEnded(counter.call('handOverBatch', { batchId, agent: agentDocument, listSigned: true }));
    const first = handOver();
    await killBehind('outbox', 2, chance.below(10));
    await first;
    await start();
    expect(await handOver()).toMatchObject({ stage: 'handed-over', handedOver: rows });
    await until(
      'nothing waits any more',
      async () => (await counter.outbox()).every(({ state }) => state === 'done'),
      120,
    );
    const there = await office.sharedRecords(place.county);
    expect(await counter.sharedRecords()).toEqual(there);
    const cards = recordsOf(there.card) as readonly Card[];
    expect(cards.filter(({ status, making }) => status === '1' && making === '03')).toHaveLength(rows);
  });
});
