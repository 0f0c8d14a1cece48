import { expect, it, onTestFinished } from 'vitest';
import { watchHealth } from '../../central/services/health.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { openEmptyDatabase } from '../helpers/empty-database.ts';

const fixed = { mode: 'production', epoch: 'unknown' } as const;

async function watched() {
  const storage = await openCentralStorage(await openEmptyDatabase());
  const opened = { is: true };
  const close = async () => {
    if (opened.is) await storage.close();
    opened.is = false;
  };
  onTestFinished(close);
  await storage.loadCounty({ county: '330122', name: '桐溪县', demonstration: false }, []);
  const seen = { looks: 0 };
  const counting = {
    ...storage,
    counties: () => {
      seen.looks += 1;
      return storage.counties();
    },
  };
  const clock = { now: 0 };
  return { close, seen, clock, read: watchHealth(counting, fixed, () => clock.now) };
}

it('counties are looked at once a second, however many ask how the central office is', async () => {
  const { read, seen, clock } = await watched();
  const answers = await Promise.all(Array.from({ length: 50 }, () => read()));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 'ready', counties: [{ county: '330122', head: 0 }] });
  clock.now = 999;
  await read();
  expect(seen.looks).toBe(1);
  clock.now = 1_000;
  await read();
  expect(seen.looks).toBe(2);
});

it('a database that went away is told within a second', async () => {
  const { close, read, clock } = await watched();
  expect((await read()).status).toBe('ready');
  await close();
  clock.now = 1_000;
  expect((await read()).status).toBe('failing');
});
