import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { countyCode } from '../../central/demonstration/places.ts';
import { largestBatch } from '../../contract/sync-protocol.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { newCounter, pull } from '../bench/pull-counter.ts';
import { prepareFile, tokenOf } from '../bench/pull.ts';
import { issuingCommands, openPushDesk } from '../bench/push-commands.ts';
import { startCentralOffice } from '../helpers/central-office.ts';
import { addressAs, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { loadGenerated, openStorageAt, runAsSuperuser } from './counties.ts';
import { issuingsMeasured, spreadCosts, type Cost } from './costs.ts';
import { useOf } from '../helpers/processes.ts';

/** The first ones bring code, plans and pages into memory. */
const issuingsBefore = 5;
const feedPages = 20;
/** As the synchroniser asks for. */
const feedPageSize = 2_000;
/** A county of a million persons takes its time. */
const patience = 3_600_000;

/**
 * What a county of so many persons costs at a central office on PostgreSQL, in a process of its own: what its commands and
 * its feed take one at a time, what a new counter waits for, and how much lies on the disk.
 */
export async function measureCentralCosts(
  server: PrivatePostgresql,
  folder: string,
  persons: number,
  told: (line: string) => void,
): Promise<readonly Cost[]> {
  const databaseUrl = await server.createDatabase();
  const seconds = await load(databaseUrl, persons);
  told(
    `${persons.toLocaleString('en')} persons: loaded into PostgreSQL in ${seconds.load.toFixed(0)} s, ` +
      `vacuum and analyze ${seconds.vacuum.toFixed(0)} s`,
  );
  const bytes = await databaseSize(databaseUrl);
  const withPages = await startCentralOffice({
    folder: join(folder, 'central'),
    persons,
    databaseUrl,
    environment: { GUITAI_SNAPSHOT_FOLDER: 'none' },
  });
  const costs: Cost[] = [];
  try {
    costs.push(...(await pushAndFeed(withPages.url, databaseUrl)));
    costs.push({ what: 'central: memory, before a pull', unit: 'MB', value: useOf(withPages.pid).megabytes });
    costs.push(...(await pullOnce(withPages.url, folder, { persons, form: 'in pages' })));
    costs.push({ what: 'central: memory, behind it', unit: 'MB', value: useOf(withPages.pid).megabytes });
  } finally {
    await withPages.stop();
  }
  const withFile = await startCentralOffice({ folder: join(folder, 'central'), persons, databaseUrl });
  try {
    const client = new CentralClient(withFile.url, await tokenOf(withFile.url));
    const prepared = await prepareFile(client, patience);
    costs.push({ what: 'central: making the county’s file', unit: 's', value: prepared.seconds });
    costs.push({ what: 'central: that file, bytes a person', unit: 'B', value: prepared.size / persons });
    costs.push(...(await pullOnce(withFile.url, folder, { persons, form: 'as a file' })));
    costs.push({
      what: 'central: memory, behind the file',
      unit: 'MB',
      value: useOf(withFile.pid).megabytes,
    });
  } finally {
    await withFile.stop();
  }
  return [...costs, { what: 'central: bytes on disk a person', unit: 'B', value: bytes / persons }];
}

async function load(
  databaseUrl: string,
  persons: number,
): Promise<{ readonly load: number; readonly vacuum: number }> {
  const begun = performance.now();
  const storage = await openStorageAt(databaseUrl);
  try {
    await loadGenerated(storage, { county: countyCode, persons, demonstration: true });
  } finally {
    await storage.close();
  }
  const loaded = performance.now();
  await runAsSuperuser(databaseUrl, 'vacuum analyze');
  return { load: (loaded - begun) / 1000, vacuum: (performance.now() - loaded) / 1000 };
}

async function databaseSize(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: addressAs('superuser', databaseUrl) });
  await client.connect();
  try {
    const { rows } = await client.query<{ size: string }>(
      'select pg_database_size(current_database())::text as size',
    );
    return Number(rows[0]?.size);
  } finally {
    await client.end();
  }
}

/** One command in a batch, as a window sends it; then the feed that they have made, page by page. */
async function pushAndFeed(url: string, databaseUrl: string): Promise<readonly Cost[]> {
  const pushDesk = await openPushDesk(
    url,
    addressAs('superuser', databaseUrl),
    issuingsBefore + issuingsMeasured + issuingsInBulk,
  );
  const { desk } = pushDesk;
  const { epoch } = desk.hello;
  const client = new CentralClient(url, desk.enrolled.token);
  const signal = AbortSignal.timeout(patience);
  const times: number[] = [];
  const send = async (commands: ReturnType<typeof issuingCommands>) => {
    const begun = performance.now();
    const answer = await client.push(epoch, commands, signal);
    times.push(performance.now() - begun);
    if (!answer.ok) throw new Error(answer.code);
    const other = answer.value.answers.find(({ outcome }) => outcome !== 'applied');
    if (other !== undefined) throw new Error(`a command was not applied: ${JSON.stringify(other)}`);
  };
  for (let index = 0; index < issuingsBefore + issuingsMeasured; index += 1) {
    if (index === issuingsBefore) times.length = 0;
    for (const command of issuingCommands(pushDesk, index)) await send([command]);
  }
  const single = [...times];
  const bulk = Array.from({ length: issuingsInBulk }, (_unused, index) =>
    issuingCommands(pushDesk, issuingsBefore + issuingsMeasured + index),
  ).flat();
  for (let from = 0; from < bulk.length; from += largestBatch) {
    await send(bulk.slice(from, from + largestBatch));
  }
  const pages: number[] = [];
  for (let page = 0; page < feedPages; page += 1) {
    const begun = performance.now();
    const answer = await client.feed(epoch, 0, feedPageSize, 0, signal);
    pages.push(performance.now() - begun);
    if (!answer.ok || answer.value.changes.length < feedPageSize)
      throw new Error('the feed has no whole page');
  }
  return [
    ...spreadCosts('central: a push of one command', single),
    ...spreadCosts(`central: a feed page of ${feedPageSize.toLocaleString('en')} changes`, pages),
  ];
}

/** So many issuings make more changes than a page of the feed takes. */
const issuingsInBulk = 250;

async function pullOnce(
  url: string,
  folder: string,
  { persons, form }: { readonly persons: number; readonly form: string },
): Promise<readonly Cost[]> {
  const counter = await newCounter(join(folder, 'counter'));
  const { milliseconds, longestStandstill } = await pull(url, counter, patience);
  await rm(counter.folder, { recursive: true });
  return [
    { what: `a new counter’s first pull ${form}`, unit: 's', value: milliseconds / 1000 },
    { what: `persons a second, ${form}`, unit: '/s', value: (persons * 1000) / milliseconds },
    { what: `no window waited longer, ${form}`, unit: 'ms', value: longestStandstill },
  ];
}
