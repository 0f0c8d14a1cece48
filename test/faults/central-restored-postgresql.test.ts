import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startCentralOffice, type CentralOffice } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import { canonicalJson } from '../../domain/records/canonical-json.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import { county } from '../../domain/testing/county.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { freshFolder } from '../property/support/fresh-folder.ts';
import { calm, checkNothingLost, Clerk, restoredCounty } from './central-restored-clerks.ts';
import { Chance } from './support/chance.ts';

describe('a central office on PostgreSQL that was restored from an older backup', () => {
  let server: PrivatePostgresql;
  beforeAll(async () => {
    server = await startPostgresql();
  });
  afterAll(() => server.stop());

  it('and told so by "begin-epoch": all counters send again what it lost', async () => {
    const here = await begin();
    await here.work();
    await here.backup();
    await here.work();
    await here.down();
    await here.work(1);
    await here.restore();
    await here.up();
    const { epoch } = await here.storage.identity();
    expect(await here.storage.beginEpoch()).not.toBe(epoch);
    await here.finish();
    expect(here.clerks.map((one) => one.joined.desk.storage.memory.get('epoch'))).toEqual(
      Array(2).fill((await here.storage.identity()).epoch),
    );
  });

  it('while it was running, and nobody said so: the counters notice that they know more', async () => {
    const here = await begin();
    await here.work();
    await here.backup();
    await here.work();
    const { epoch } = await here.storage.identity();
    await here.restore();
    // Held questions for changes would notice when they are asked anew, within half a minute.
    for (const clerk of here.clerks) await clerk.work(new Chance(2));
    await here.finish();
    expect((await here.storage.identity()).epoch).toBe(epoch);
  });

  it('and has gone on beyond what a counter knows before that one comes back: it knows another history', async () => {
    const here = await begin();
    const [first, second] = here.clerks;
    if (first === undefined || second === undefined) throw new Error('there are two clerks');
    await here.work();
    await second.joined.stop();
    await here.backup();
    await here.work(0);
    const lost = await here.head();
    await first.joined.stop();
    await here.restore();
    second.joined.start();
    while ((await here.head()) <= lost) await here.work(1);
    first.joined.start();
    await here.finish();
  });

  it('and has gone on before a counter hears in the feed of what it had decided for it', async () => {
    const here = await begin();
    const [first, second] = here.clerks;
    if (first === undefined || second === undefined) throw new Error('there are two clerks');
    await here.work();
    await second.joined.stop();
    await here.backup();
    // Answered, and nothing of it seen in the feed: the counter's cursor stays where it was.
    const { replica } = first.joined.desk;
    const receiveFeed = replica.receiveFeed.bind(replica);
    Object.assign(replica, { receiveFeed: () => undefined });
    await first.work(new Chance(1));
    const answered = () => first.commands().every(({ state }) => state === 'applied' || state === 'done');
    await expect.poll(answered, { timeout: 60_000 }).toBe(true);
    const lost = await here.head();
    await first.joined.stop();
    await here.restore();
    second.joined.start();
    while ((await here.head()) <= lost) await here.work(1);
    Object.assign(replica, { receiveFeed });
    first.joined.start();
    await here.finish();
  });

  /** An office with two counters, and a backup that can be taken of it and put back. */
  async function begin() {
    const folder = freshFolder();
    const file = join(folder, 'backup');
    const databaseUrl = await server.createDatabase();
    const start = (port: number) => startCentralOffice(settings(folder, databaseUrl, port));
    let office: CentralOffice | null = await start(0);
    const port = Number(new URL(office.url).port);
    onTestFinished(async () => {
      await office?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const clerks = [await Clerk.at(office.url, 'a'), await Clerk.at(office.url, 'b')];
    const chance = new Chance(20_261_122);
    const standing = () => {
      if (office === null) throw new Error('the central office is down');
      return office.storage;
    };
    return {
      clerks,
      get storage() {
        return standing();
      },
      head: () => standing().read(county, async (reader) => (await reader.head())?.head ?? 0),
      /** Some services at one counter, or at both; confirmed where the office is up. */
      async work(which?: number) {
        const those = clerks.filter((_one, index) => which === undefined || which === index);
        for (let turn = 0; turn < 4; turn += 1) for (const clerk of those) await clerk.work(chance);
        if (office !== null) await calm(those, office.storage);
      },
      backup: () => server.dump(databaseUrl, file),
      restore: () => server.restore(databaseUrl, file),
      async down() {
        await office?.close();
        office = null;
      },
      async up() {
        office = await start(port);
      },
      async finish() {
        await calm(clerks, standing());
        const counts = await checkNothingLost(clerks, standing(), await sharedRecords(standing()));
        expect(counts.refused).toBe(0);
        expect(counts.applied).toBeGreaterThan(20);
      },
    };
  }
});

function settings(dataFolder: string, databaseUrl: string, port: number) {
  return {
    dataFolder,
    databaseUrl,
    host: '127.0.0.1',
    port,
    journal: createJournal({ write: () => undefined }),
    demonstration: {
      county,
      countyName: '桐溪县',
      clerks: [],
      portrait: () => '',
      batches: () => tableNames.map((table) => restoredCounty.filter((one) => one.table === table)),
    },
  };
}

async function sharedRecords(storage: CentralOffice['storage']) {
  const tables = await Promise.all(
    tableNames.map(async (table) => {
      const records = await storage.read(county, (reader) => reader.all(table));
      return [table, records.map(canonicalJson).sort()] as const;
    }),
  );
  return Object.fromEntries(tables);
}
