import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { largestBatch } from '../../contract/sync-protocol.ts';
import { startCentralOffice } from '../helpers/central-office.ts';
import { addressAs, startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { openBareInserts } from './bare-inserts.ts';
import { spreadOf, type Figure } from './figures.ts';
import { issuingCommands, openPushDesk, type PushDesk } from './push-commands.ts';
import { temporaryFolder } from './temporary-folder.ts';

const commandsInRun = 10_000;

/** So many issuings give the commands of one run, and a few more. */
const issuingsInRun = Math.ceil(commandsInRun / 6);

/** Each run uses up applicants; three runs show how far it strays. */
const mostRuns = 3;

/** Issuings before the clock starts: a central office has been running for longer than a moment. */
const issuingsBefore = 84;

/**
 * Pushing 10,000 commands of whole issuings, in batches over HTTP one after the other as one counter does, to a central
 * office in a process of its own on PostgreSQL, under the serving role that row-level security holds; against bare
 * idempotent inserts of the very same bodies on the same server. Then the same once more: all are known.
 */
export async function measurePush(persons: number, runs: number): Promise<readonly Figure[]> {
  const folder = await temporaryFolder('push');
  const server = await startPostgresql({ syncs: true });
  try {
    return await measureOn(server, folder, persons, Math.min(runs, mostRuns));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOn(
  server: PrivatePostgresql,
  folder: string,
  persons: number,
  runs: number,
): Promise<readonly Figure[]> {
  const databaseUrl = await server.createDatabase();
  const central = await startCentralOffice({ folder: join(folder, 'central'), persons, databaseUrl });
  const bare = await openBareInserts((await server.createEmptyDatabase()).superuser);
  try {
    const wanted = issuingsBefore + runs * issuingsInRun;
    const desk = await openPushDesk(central.url, addressAs('superuser', databaseUrl), wanted);
    const times = {
      ours: [] as number[],
      again: [] as number[],
      bare: [] as number[],
      bareAgain: [] as number[],
    };
    let bytes = 0;
    await runOnce(desk, 0, issuingsBefore, issuingsBefore * 6);
    for (let run = 0; run < runs; run += 1) {
      const ran = await runOnce(desk, issuingsBefore + run * issuingsInRun, issuingsInRun, commandsInRun);
      times.ours.push(ran.ours);
      times.again.push(ran.again);
      times.bare.push(ran.bare);
      times.bareAgain.push(ran.bareAgain);
      bytes = ran.bytes;
    }
    const what = `${commandsInRun.toLocaleString('en')} commands, all checks, PostgreSQL`;
    const version = server.version.split(' ').slice(0, 2).join(' ');
    return [
      {
        part: 'push',
        what,
        unit: '/s',
        ours: perSecond(times.ours),
        limit: perSecond(times.bare),
        goal: { kind: 'at-least-or-part', bound: 5_000, part: 0.08 },
        notes: [
          `${version}, fsync on; ${largestBatch} commands a batch, ${(bytes / 1e6).toFixed(1)} MB of bodies in all, ` +
            'one counter, each batch sent when the one before was answered; one command in six carries a password ' +
            'that is opened with a 3072-bit key; bare: id and body into one table, a change into another, one ' +
            'statement a batch, nothing read, checked, decided or answered',
        ],
      },
      {
        part: 'push',
        what: 'the same once more: all are known',
        unit: '/s',
        ours: perSecond(times.again),
        limit: perSecond(times.bareAgain),
        goal: null,
        notes: [],
      },
    ];
  } finally {
    await bare.close();
    await central.stop();
  }

  /** Commands are made and written out before the clock starts. */
  async function runOnce(desk: PushDesk, first: number, issuings: number, commands: number) {
    const bodies = Array.from({ length: issuings }, (_unused, index) => issuingCommands(desk, first + index))
      .flat()
      .slice(0, commands)
      .map((command) => JSON.stringify(command));
    const batches: string[][] = [];
    for (let start = 0; start < bodies.length; start += largestBatch) {
      batches.push(bodies.slice(start, start + largestBatch));
    }
    const texts = batches.map((batch) => batch.join(','));
    const before = await bare.rows();
    const times = {
      ours: await timed(() => push(desk, texts, { commands, duplicate: false })),
      bare: await timed(() => insertAll(batches)),
      again: await timed(() => push(desk, texts, { commands, duplicate: true })),
      bareAgain: await timed(() => insertAll(batches)),
    };
    if ((await bare.rows()) - before !== 2 * commands)
      throw new Error('the bare inserts are not what was sent');
    return { ...times, bytes: bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) };
  }

  async function insertAll(batches: readonly (readonly string[])[]) {
    for (const batch of batches) await bare.insert(batch);
  }
}

/** As much of an answer as the bench looks at. */
const pushAnswer = z.object({
  head: z.int(),
  mark: z.string(),
  answers: z.array(z.object({ outcome: z.string(), duplicate: z.boolean().optional() })),
});

/** Sends batches as a counter does: each with the position that the one before has told. */
async function push(
  { desk }: PushDesk,
  batches: readonly string[],
  expected: { readonly commands: number; readonly duplicate: boolean },
): Promise<void> {
  let position = { head: 0, mark: '' };
  let applied = 0;
  for (const batch of batches) {
    const { head, mark } = position;
    const start = JSON.stringify({ epoch: desk.hello.epoch, knownHead: head, knownMark: mark }).slice(0, -1);
    const response = await fetch(`${desk.url}/v1/commands`, {
      method: 'POST',
      // As a counter on the same machine asks: nothing is compressed.
      headers: {
        authorization: `Bearer ${desk.enrolled.token}`,
        'content-type': 'application/json',
        'accept-encoding': 'identity',
      },
      body: `${start},"commands":[${batch}]}`,
    });
    if (!response.ok) throw new Error(`a batch was answered ${response.status}: ${await response.text()}`);
    const answer = pushAnswer.parse(await response.json());
    position = answer;
    applied += answer.answers.filter(
      (one) => one.outcome === 'applied' && one.duplicate === expected.duplicate,
    ).length;
  }
  if (applied !== expected.commands) {
    throw new Error(
      `${applied} of ${expected.commands} commands were applied, duplicates: ${expected.duplicate}`,
    );
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function perSecond(milliseconds: readonly number[]) {
  return spreadOf(milliseconds.map((one) => (commandsInRun * 1000) / one));
}
