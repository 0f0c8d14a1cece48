import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChangeSignal } from '../../central/services/change-signal.ts';
import { readFeed } from '../../central/services/read-feed.ts';
import { OtherHistoryError } from '../../central/services/same-history.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openPostgresqlDatabase } from '../../central/storage/postgresql-database.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { change } from '../../domain/records/change.ts';
import { replacementFee } from '../../domain/testing/county.ts';
import { writeForeignChanges } from '../helpers/foreign-changes.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { until } from '../helpers/until.ts';
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
  });
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

  it('tells all of its counters of a change with one look at the database, and one that knows another history so', async () => {
    const signal = createChangeSignal();
    storage.onChange((county) => signal.raise(county));
    let looks = 0;
    const counted: CentralStorage = {
      ...storage,
      read: (county, work) => {
        looks += 1;
        return storage.read(county, work);
      },
    };
    const { epoch } = await storage.identity();
    const gaveUp = new AbortController().signal;
    const asked = { county: busy, epoch, after: 0, limit: 10, wait: 10_000, gaveUp };
    const counters = Array.from({ length: 30 }, () =>
      readFeed(counted, signal, { ...asked, knownHead: 0, knownMark: '' }),
    );
    const stranger = readFeed(counted, signal, { ...asked, knownHead: 7, knownMark: 'unheard of' });
    await expect(stranger).rejects.toBeInstanceOf(OtherHistoryError);
    await until('all have looked in vain', () => looks > 0);
    const before = looks;
    await storage.change(busy, (writer) =>
      writeForeignChanges(writer, 1, [change('poolingAreaParameter', replacementFee)]),
    );
    const pages = await Promise.all(counters);
    expect(pages.map(({ head, count }) => [head, count])).toEqual(counters.map(() => [1, 1]));
    expect(before).toBeLessThanOrEqual(2);
    expect(looks - before).toBeLessThanOrEqual(2);
    signal.close();
  });
});
