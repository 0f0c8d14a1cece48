import { join } from 'node:path';
import { countyCode } from '../../central/demonstration/places.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { turnMonthFurther } from '../../central/services/turn-month.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { issuingCommands, openPushDesk } from '../bench/push-commands.ts';
import { startCentralOffice } from '../helpers/central-office.ts';
import { addressAs } from '../helpers/postgresql.ts';
import { loadGenerated, openStorageAt, runAsSuperuser } from './counties.ts';
import { asSuperuser, type Tell } from './province-schema.ts';

const issuings = 250;
const commandsOfAnIssuing = 6;

/** Bytes of every table with its indexes, and of what is written ahead. */
const bytesSql = `
select relname as name, pg_total_relation_size(oid)::text as bytes from pg_class
where relnamespace = 'public'::regnamespace and relkind = 'r'
union all select 'wal', (pg_current_wal_lsn() - '0/0')::text`;

/** What a county of so many persons, and each of its commands, leaves on the disk; how long its month and its audit take. */
export async function tellCounty(
  databaseUrl: string,
  { folder, persons, tell }: { readonly folder: string; readonly persons: number; readonly tell: Tell },
): Promise<void> {
  const storage = await openStorageAt(databaseUrl);
  try {
    const loaded = await seconds(() =>
      loadGenerated(storage, { county: countyCode, persons, demonstration: true }),
    );
    await runAsSuperuser(databaseUrl, 'vacuum analyze');
    const before = await bytesOf(databaseUrl);
    const all = sumOf(before);
    const largest = [...before]
      .filter(([name]) => name !== 'wal')
      .sort(([, one], [, other]) => other - one)
      .slice(0, 6)
      .map(([name, bytes]) => `${name} ${String(Math.round(bytes / persons))}`);
    tell('county: loaded', `${persons.toLocaleString('en')} persons in ${loaded.toFixed(0)} s`);
    tell(
      'county: bytes a person, tables with indexes',
      `${String(Math.round(all / persons))}: ${largest.join(', ')} …`,
    );
    await tellCommands(databaseUrl, { folder, persons, tell });
    const [counted] = await asSuperuser(
      databaseUrl,
      `select count(*) as accounts from personal_account where status <> 'closed'`,
    );
    await asSuperuser(databaseUrl, 'delete from monthly_turn');
    let changed = 0;
    let slices = 0;
    const turned = await seconds(async () => {
      for (let done = false; !done; slices += 1) {
        const step = await turnMonthFurther({ storage, clock: systemClock() }, countyCode);
        changed += step.changed;
        done = step.done;
      }
    });
    tell(
      'county: turn of a month',
      `${String(counted?.['accounts'])} accounts in ${turned.toFixed(1)} s, ${String(slices)} slices, ${String(changed)} persons changed`,
    );
    const audited = await seconds(async () => {
      await storage.read(countyCode, (reader) => reader.auditLedger());
    });
    const [entries] = await asSuperuser(databaseUrl, 'select count(*) as count from ledger_entry');
    tell(
      'county: audit of the ledger',
      `${audited.toFixed(1)} s, ${String(entries?.['count'])} entries; a statement has 60 s`,
    );
  } finally {
    await storage.close();
  }
}

/** Cards are issued one command in a batch, as a window sends them: what lies there afterwards, and what went through the log. */
async function tellCommands(
  databaseUrl: string,
  { folder, persons, tell }: { readonly folder: string; readonly persons: number; readonly tell: Tell },
): Promise<void> {
  const office = await startCentralOffice({
    folder: join(folder, 'county'),
    persons,
    databaseUrl,
    environment: { GUITAI_SNAPSHOT_FOLDER: 'none' },
  });
  try {
    const pushDesk = await openPushDesk(office.url, addressAs('superuser', databaseUrl), issuings);
    const client = new CentralClient(office.url, pushDesk.desk.enrolled.token);
    // A first write of a page after a checkpoint puts the whole page in the log: as many of them as there ever are.
    await runAsSuperuser(databaseUrl, 'checkpoint');
    const before = await bytesOf(databaseUrl);
    for (let index = 0; index < issuings; index += 1) {
      for (const command of issuingCommands(pushDesk, index)) {
        const answer = await client.push(pushDesk.desk.hello.epoch, [command], AbortSignal.timeout(60_000));
        const outcome = answer.ok ? answer.value.answers[0]?.outcome : answer.code;
        if (outcome !== 'applied') throw new Error(`a command was not applied: ${String(outcome)}`);
      }
    }
    const after = await bytesOf(databaseUrl);
    const commands = issuings * commandsOfAnIssuing;
    const grown = [...after]
      .map(([name, bytes]) => [name, (bytes - (before.get(name) ?? 0)) / commands] as const)
      .filter(([, bytes]) => bytes >= 1)
      .sort(([, one], [, other]) => other - one)
      .map(([name, bytes]) => `${name} ${bytes.toFixed(0)}`);
    const [feed] = await asSuperuser(
      databaseUrl,
      `select count(*) as changes, sum(length(change::text)) as text, sum(pg_column_size(change)) as kept from feed`,
    );
    tell(`command: bytes, ${String(commands)} commands of card issuing, one a batch`, grown.join(', '));
    tell(
      'command: changes in the feed',
      `${(Number(feed?.['changes']) / commands).toFixed(2)} of ${(Number(feed?.['text']) / Number(feed?.['changes'])).toFixed(0)} bytes of JSON`,
    );
  } finally {
    await office.stop();
  }
}

async function bytesOf(databaseUrl: string): Promise<ReadonlyMap<string, number>> {
  const rows = await asSuperuser(databaseUrl, bytesSql);
  return new Map(rows.map((row) => [String(row['name']), Number(row['bytes'])]));
}

function sumOf(bytes: ReadonlyMap<string, number>): number {
  return [...bytes].reduce((sum, [name, one]) => (name === 'wal' ? sum : sum + one), 0);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
