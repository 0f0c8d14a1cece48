import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SimulatedBank } from '../../central/bank/simulated-bank.ts';
import { SimulatedPayments } from '../../central/bank/simulated-payments.ts';
import { startCentralOffice as startHere } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import { SimulatedOtherArea } from '../../central/other-area/simulated-other-area.ts';
import { newToken, secretHash } from '../../central/services/credentials.ts';
import { writeOwnChanges } from '../../central/services/own-changes.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { change } from '../../domain/records/change.ts';
import { startCentralOffice } from '../helpers/central-office.ts';
import { until } from '../helpers/until.ts';
import { openStorageAt } from './counties.ts';
import { useOf } from '../helpers/processes.ts';
import { asSuperuser, type Tell } from './province-schema.ts';

const counties = 100;
/** As long as a question is held: each of them is answered once meanwhile. */
const quietSeconds = 25;
const changesInARow = 50;

/** As a counter holds its question for the feed. */
const held = 25_000;

interface Waiting {
  readonly county: string;
  readonly token: string;
}

/**
 * So many counters over a hundred counties hold their question for the feed at one central office in a process of its own;
 * then one county changes, and a new epoch begins.
 */
export async function tellCounters(
  databaseUrl: string,
  { folder, counters, tell }: { readonly folder: string; readonly counters: number; readonly tell: Tell },
): Promise<void> {
  const storage = await openStorageAt(databaseUrl);
  try {
    const waiting = await enrolAll(storage, counters);
    const office = await startCentralOffice({
      folder: join(folder, 'counters'),
      persons: null,
      databaseUrl,
      environment: { GUITAI_SNAPSHOT_FOLDER: 'none' },
    });
    try {
      await tellHeld({ storage, url: office.url, pid: office.pid, waiting, tell });
    } finally {
      await office.stop();
    }
  } finally {
    await storage.close();
  }
}

async function enrolAll(storage: CentralStorage, counters: number): Promise<readonly Waiting[]> {
  const waiting: Waiting[] = [];
  for (let index = 0; index < counties; index += 1) {
    const county = String(330_101 + index * 100);
    await storage.loadCounty({ county, name: county, demonstration: false }, [], '2026-11');
    await storage.change(county, async (writer) => {
      for (let number = 1; number <= counters / counties; number += 1) {
        const token = newToken(county);
        await writer.addCredential(secretHash(token), {
          officeId: 'O1',
          workstationId: `W${String(number)}`,
        });
        waiting.push({ county, token });
      }
    });
  }
  return waiting;
}

async function tellHeld(parts: {
  readonly storage: CentralStorage;
  readonly url: string;
  readonly pid: number;
  readonly waiting: readonly Waiting[];
  readonly tell: Tell;
}): Promise<void> {
  const { storage, url, pid, waiting, tell } = parts;
  const { epoch } = await storage.identity();
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const heard = new Map<string, number[]>();
  const refused: number[] = [];
  let answers = 0;
  let open = true;
  const begun = performance.now();
  /** Asks again and again, as a counter does, from where it stands. */
  const hold = async ({ county, token }: Waiting) => {
    let after = 0;
    while (open) {
      const answer = await ask(
        agent,
        `${url}/v1/feed?epoch=${epoch}&after=${String(after)}&limit=2000&wait=${String(held)}`,
        token,
      );
      answers += 1;
      if (answer.status === 409) {
        refused.push(performance.now());
        return;
      }
      if (answer.status !== 200) throw new Error(`the feed was answered with ${String(answer.status)}`);
      const changes = answer.body.match(/"sequence":(\d+)/g) ?? [];
      if (changes.length === 0) continue;
      after += changes.length;
      heard.set(county, [...(heard.get(county) ?? []), performance.now()]);
    }
  };
  const before = useOf(pid);
  const all: Promise<void>[] = [];
  for (const [index, one] of waiting.entries()) {
    all.push(hold(one));
    if (index % 100 === 99) await pause(50);
  }
  await pause(held);
  const standing = useOf(pid);
  const [answered, since] = [answers, performance.now()];
  await pause(quietSeconds * 1000);
  const quiet = useOf(pid);
  const passed = (performance.now() - since) / 1000;
  tell(
    `held: ${waiting.length.toLocaleString('en')} counters at one process, memory`,
    `${before.megabytes.toFixed(0)} MB before, ${quiet.megabytes.toFixed(0)} MB with them: ` +
      `${(((quiet.megabytes - before.megabytes) * 1024) / waiting.length).toFixed(0)} KB each (plain HTTP)`,
  );
  tell(
    'held: nothing happens',
    `${((answers - answered) / passed).toFixed(0)} answers a second, ` +
      `${(((quiet.processor - standing.processor) / passed) * 100).toFixed(0)}% of one processor`,
  );
  const county = waiting[0]?.county ?? '';
  const expected = waiting.filter((one) => one.county === county).length;
  const latest: number[] = [];
  const perChange: number[] = [];
  for (let index = 0; index < changesInARow; index += 1) {
    heard.delete(county);
    const used = useOf(pid).processor;
    const changed = performance.now();
    await changeOnce(storage, county, index);
    await until('every counter of the county has heard', () => heard.get(county)?.length === expected);
    latest.push(Math.max(...(heard.get(county) ?? [])) - changed);
    perChange.push(useOf(pid).processor - used);
  }
  const sorted = latest.sort((one, other) => one - other);
  tell(
    'fan-out: one change of a county of 30 counters, commit to the last one heard',
    `p50 ${(sorted[Math.floor(changesInARow / 2)] ?? 0).toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms; ` +
      `${((perChange.reduce((sum, one) => sum + one, 0) / changesInARow) * 1000).toFixed(0)} ms of a processor`,
  );
  tell('fan-out: counties whose counters were woken', String(heard.size));
  const epochBegun = performance.now();
  await storage.beginEpoch();
  const epochDone = performance.now();
  await until('all have heard of the epoch', () => refused.length === waiting.length, 120);
  tell(
    `epoch: a new one over ${String(counties)} counties`,
    `${(epochDone - epochBegun).toFixed(0)} ms in the database, all ${String(waiting.length)} told after ` +
      `${((Math.max(...refused) - epochBegun) / 1000).toFixed(1)} s; every one of them then pulls its county`,
  );
  open = false;
  await Promise.all(all);
  agent.destroy();
  tell('held: measured for', `${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/** How many transactions the errands make of it that one county among a hundred changes five times a second. */
export async function tellErrands(
  databaseUrl: string,
  { folder, tell }: { readonly folder: string; readonly tell: Tell },
): Promise<void> {
  const storage = await openStorageAt(databaseUrl);
  try {
    await enrolAll(storage, counties);
    await measureErrands(storage, { databaseUrl, folder, tell });
  } finally {
    await storage.close();
  }
}

async function measureErrands(
  storage: CentralStorage,
  {
    databaseUrl,
    folder,
    tell,
  }: { readonly databaseUrl: string; readonly folder: string; readonly tell: Tell },
): Promise<void> {
  for (const withErrands of [false, true]) {
    const office = await startHere({
      dataFolder: join(folder, 'errands'),
      databaseUrl,
      snapshotFolder: null,
      host: '127.0.0.1',
      port: 0,
      journal: createJournal({ write: () => undefined }),
      ...(withErrands
        ? {
            bank: new SimulatedBank(),
            otherAreas: new SimulatedOtherArea(),
            payments: new SimulatedPayments(),
          }
        : {}),
    });
    await pause(3_000);
    const before = await transactionsOf(databaseUrl);
    const begun = performance.now();
    for (let index = 0; index < changesInARow; index += 1) {
      await changeOnce(storage, '330101', 1_000 * (withErrands ? 2 : 1) + index);
      await pause(200);
    }
    const passed = (performance.now() - begun) / 1000;
    const rate = ((await transactionsOf(databaseUrl)) - before) / passed;
    tell(
      `errands: one of ${String(counties)} counties changes ${(changesInARow / passed).toFixed(1)} times a second, ${withErrands ? 'with' : 'without'} banks and other areas`,
      `${rate.toFixed(0)} transactions a second`,
    );
    await office.close();
  }
}

async function transactionsOf(databaseUrl: string): Promise<number> {
  // Told by each connection at most once a second.
  await pause(1_500);
  const [row] = await asSuperuser(
    databaseUrl,
    'select xact_commit as count from pg_stat_database where datname = current_database()',
  );
  return Number(row?.['count']);
}

async function changeOnce(storage: CentralStorage, county: string, index: number): Promise<void> {
  const id = `verification-address@${String(index)}`;
  await storage.change(county, (writer) =>
    writeOwnChanges(writer, [
      {
        commandId: id,
        changes: [
          change('poolingAreaParameter', {
            id,
            name: 'verification-address',
            value: 'https://central.example',
            validFrom: '2026-01-01',
            source: 'load',
          }),
        ],
      },
    ]),
  );
}

function ask(
  agent: Agent,
  url: string,
  token: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, headers: { authorization: `Bearer ${token}`, 'guitai-protocol': '1' } },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          body += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
