import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { smallCounty } from './small-county.ts';

/** Fewer connections than batches that wait. */
const connections = 4;
const busy = smallCounty.county;
const other = '330183';

/** One county's batches are decided one after the other; what waits for its turn must not hold what others need. */
describe('a county whose batches wait for each other', () => {
  let server: PrivatePostgresql;
  let storage: CentralStorage;

  beforeAll(async () => {
    server = await startPostgresql();
    const connectionString = await server.createDatabase();
    storage = await openCentralStorage(
      await openPostgresqlDatabase({
        connectionString,
        connections,
        // The server ends before the last of them is closed.
        onFault: () => undefined,
      }),
    );
    for (const county of [busy, other]) {
      await storage.loadCounty({ county, name: '示范县', demonstration: false }, []);
    }
  }, 120_000);
  afterAll(async () => {
    await storage.close();
    await server.stop();
  });

  it('keeps no other county, and no reader of its own, waiting for a connection', async () => {
    let finish: () => void = () => undefined;
    const longOne = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const order: number[] = [];
    const batches = Array.from({ length: 3 * connections }, (_unused, number) =>
      storage.change(busy, async () => {
        order.push(number);
        if (number === 0) await longOne;
      }),
    );
    try {
      const soon = AbortSignal.timeout(5_000);
      const tooLate = new Promise<never>((_resolve, reject) => {
        soon.addEventListener('abort', () => reject(new Error('nobody else got a connection')));
      });
      const others = Promise.all([
        storage.read(other, (reader) => reader.head()),
        storage.change(other, (writer) => writer.head()),
        storage.read(busy, (reader) => reader.head()),
      ]);
      expect(await Promise.race([others, tooLate])).toHaveLength(3);
    } finally {
      finish();
    }
    await Promise.all(batches);
    expect(order).toEqual(order.toSorted((one, next) => one - next));
  });

  it('goes on behind a batch that failed', async () => {
    const failing = storage.change(busy, () => Promise.reject(new Error('this batch fails')));
    const next = storage.change(busy, (writer) => writer.head());
    await expect(failing).rejects.toThrow('this batch fails');
    expect(await next).toMatchObject({ head: 0 });
  });
});
