import { cpSync, rmSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { county } from '../../domain/testing/county.ts';
import { CountyOffice } from '../property/support/county-office.ts';
import { freshFolder } from '../property/support/fresh-folder.ts';
import {
  calm,
  checkNothingLost,
  Clerk,
  persistentPersons,
  restoredCounty,
  restores,
} from './central-restored-clerks.ts';
import { Chance } from './support/chance.ts';

/** Copies of the central office's folder. One made while it runs is what a power cut or a crude backup leaves. */
class Copies {
  readonly #folders: string[] = [];
  readonly #office: CountyOffice;

  constructor(office: CountyOffice) {
    this.#office = office;
    onTestFinished(() => {
      for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    });
  }

  /** At once: the embedded database runs in this very process and stands still meanwhile. */
  take(): void {
    const copy = freshFolder();
    // The lock names this very process, which would be a dead one.
    const filter = (path: string) => !path.endsWith('.lock');
    cpSync(this.#office.folder, copy, { recursive: true, filter });
    this.#folders.push(copy);
    if (this.#folders.length > 4) rmSync(this.#folders.shift() ?? '', { recursive: true, force: true });
  }

  /** Puts one of them in the place of what the central office has, which is down; it stays for another time. */
  restore(chance: Chance): void {
    rmSync(this.#office.folder, { recursive: true, force: true });
    cpSync(chance.pick(this.#folders), this.#office.folder, { recursive: true });
  }
}

it(`an embedded central office restored ${String(restores)} times from copies of random moments loses nothing, doubles nothing, and all end equal`, async () => {
  const seed = Number(process.env['GUITAI_SEED'] ?? Math.floor(Math.random() * 4_294_967_296));
  console.log(`seed ${String(seed)} (GUITAI_SEED repeats its choices)`);
  const chance = new Chance(seed);
  const office = await CountyOffice.open(restoredCounty);
  onTestFinished(() => office.remove());
  const clerks = [await Clerk.at(office.url, 'a'), await Clerk.at(office.url, 'b')];
  const copies = new Copies(office);
  copies.take();
  let lostFeedNumbers = 0;
  let losing = 0;
  const head = () => office.storage.read(county, async (reader) => (await reader.head())?.head ?? 0);
  for (let round = 0; round < restores; round += 1) {
    for (let turn = chance.below(4); turn >= 0; turn -= 1) {
      await chance.pick(clerks).work(chance);
      if (chance.happens(0.3)) copies.take();
      if (chance.happens(0.5)) await calm(clerks, office.storage);
    }
    const before = await head();
    await office.down();
    // Closed in order, it may be restored with the epoch that the counters know.
    if (chance.happens(0.4)) copies.take();
    if (chance.happens(0.5)) await chance.pick(clerks).work(chance);
    if (chance.happens(0.4)) {
      const personId = persistentPersons[round] ?? '';
      for (const clerk of clerks) if (await clerk.begin(personId)) await clerk.work(chance);
    }
    copies.restore(chance);
    await office.up();
    const lost = Math.max(0, before - (await head()));
    lostFeedNumbers += lost;
    if (lost > 0) losing += 1;
    if (chance.happens(0.5)) for (const clerk of clerks) await clerk.online();
  }
  await calm(clerks, office.storage);
  const counts = await checkNothingLost(clerks, office.storage, await office.sharedRecords());
  console.log(
    `${String(losing)} of ${String(restores)} restores lost ${String(lostFeedNumbers)} feed numbers, ` +
      `commands ${JSON.stringify(counts)}`,
  );
  // A restore from a copy that lacks nothing proves little.
  expect(losing).toBeGreaterThan(restores / 2);
  expect(counts.applied).toBeGreaterThan(restores);
  expect(counts.refused).toBeGreaterThan(0);
});
