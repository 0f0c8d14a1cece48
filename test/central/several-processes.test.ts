import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentralOffice, type CentralOffice } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { until } from '../helpers/until.ts';
import { Desk, outcomes } from './desk.ts';
import { smallCounty } from './small-county.ts';

/** Two central offices on one PostgreSQL, as behind a balancer. */
describe('several central offices on one database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-central-'));
  let server: PrivatePostgresql;
  let one: CentralOffice;
  let two: CentralOffice;
  let desk: Desk;
  let sameDeskAtTwo: Desk;

  beforeAll(async () => {
    server = await startPostgresql();
    const databaseUrl = await server.createDatabase();
    const settings = {
      dataFolder: folder,
      databaseUrl,
      host: '127.0.0.1',
      port: 0,
      demonstration: smallCounty,
      journal: createJournal({ write: () => undefined }),
    };
    one = await startCentralOffice(settings);
    two = await startCentralOffice(settings);
    desk = await Desk.enrol(one.url);
    sameDeskAtTwo = desk.at(two.url);
  });
  afterAll(async () => {
    await one.close();
    await two.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("have the same epoch, and know each other's workstations", async () => {
    expect((await one.storage.identity()).epoch).toBe((await two.storage.identity()).epoch);
    expect((await sameDeskAtTwo.get('/v1/snapshot/size')).status).toBe(200);
  });

  it('give fifty senders of one command one effect', async () => {
    const command = desk.accept(1, 1);
    const senders = Array.from({ length: 50 }, (_unused, index) => (index % 2 === 0 ? desk : sameDeskAtTwo));
    const answers = (await Promise.all(senders.map((sender) => sender.push(command)))).flat();
    expect(outcomes(answers).filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(outcomes(answers).filter((outcome) => outcome === 'applied again')).toHaveLength(49);
    expect((await desk.feed(0)).changes).toHaveLength(1);
  });

  it('number the changes of many different senders without gaps', async () => {
    const { head } = await desk.feed(0);
    const sends = Array.from({ length: 20 }, (_unused, index) =>
      (index % 2 === 0 ? desk : sameDeskAtTwo).push(desk.accept(index + 2, index + 2)),
    );
    await Promise.all(sends);
    const { changes } = await sameDeskAtTwo.feed(head);
    expect(changes.map(({ sequence }) => sequence)).toEqual(sends.map((_unused, index) => head + index + 1));
  });

  it('tell each other of a change while a counter waits', async () => {
    const { head } = await desk.feed(0);
    const held = sameDeskAtTwo.feed(head, 10, 30_000);
    const sent = performance.now();
    await desk.push(desk.accept(30, 30));
    expect((await held).changes).toHaveLength(1);
    expect(performance.now() - sent).toBeLessThan(5_000);
  });

  it('survive a connection that is cut in the middle of a transaction', async () => {
    const { head } = await desk.feed(0);
    const cut = one.storage.change(smallCounty.county, async (writer) => {
      await server.cutConnections();
      await until('the connection is seen to be broken', async () => {
        try {
          await writer.head();
          return false;
        } catch {
          return true;
        }
      });
      await writer.head();
    });
    const error: unknown = await cut.catch((reason: unknown) => reason);
    expect(one.storage.isFault(error)).toBe(true);
    await until('the county can be read again', async () => {
      // Not yet is the answer that is waited through here.
      const state = await one.storage
        .read(smallCounty.county, (reader) => reader.head())
        .catch(() => undefined);
      return state?.head === head;
    });
  });

  it('come back after the database has cut every connection, and tell of changes as before', async () => {
    await server.cutConnections();
    const command = desk.accept(31, 31);
    const body = { epoch: desk.hello.epoch, commands: [command] };
    await until('the batch is decided', async () => (await desk.post('/v1/commands', body)).ok);
    expect(outcomes(await desk.push(command))).toEqual(['applied again']);
    await until('the other one answers', async () => (await sameDeskAtTwo.get('/v1/snapshot/size')).ok);
    const { head } = await desk.feed(0);
    const held = sameDeskAtTwo.feed(head, 10, 30_000);
    const sent = performance.now();
    await desk.push(desk.accept(32, 32));
    expect((await held).changes).toHaveLength(1);
    expect(performance.now() - sent).toBeLessThan(15_000);
  });
});
