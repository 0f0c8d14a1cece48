import { test as base, type Page } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InsuredPerson } from '../../domain/records/records.ts';
import { startCentralOffice, type CentralOffice } from '../helpers/central-office.ts';
import { witnessAt, type CentralWitness } from '../helpers/central-witness.ts';
import { startProgram, type CounterProgram } from '../helpers/counter-program.ts';
import { startHeadlessCounter, type HeadlessCounter } from '../helpers/headless-counter.ts';

/** A demonstration county with its central office, and counters that join it. All of it is real. */
export interface County {
  readonly url: string;
  readonly witness: CentralWitness;
  /** The central office goes away, as in a power cut at the county. */
  readonly stopCentral: () => Promise<void>;
  /** It is back, at the same address and with what it held. */
  readonly startCentral: () => Promise<void>;
  /** The program, on data of its own; with the name of an earlier one, on the same data again. */
  readonly openProgram: (name?: string) => Promise<CounterProgram>;
  readonly openHeadlessCounter: () => Promise<HeadlessCounter>;
  /** People who may be given a card today: of age, alive, with an ID card and no social security card. */
  readonly applicants: () => Promise<readonly InsuredPerson[]>;
}

const persons = 400;

interface WorkerFixtures {
  /** A central office's folder, filled once and never opened again. */
  readonly preparedCentral: string;
}

export const test = base.extend<{ readonly county: County }, WorkerFixtures>({
  preparedCentral: [
    // Playwright reads from this pattern what a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'guitai-central-'));
      const office = await startCentralOffice({ folder, persons });
      await office.stop();
      await use(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  county: async ({ preparedCentral }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'guitai-county-'));
    const central = join(folder, 'central');
    await cp(preparedCentral, central, { recursive: true });
    let office: CentralOffice = await startCentralOffice({ folder: central, persons });
    const { url } = office;
    const witness = await witnessAt(url);
    const programs = new Set<CounterProgram>();
    const headless: HeadlessCounter[] = [];
    await use({
      url,
      witness,
      stopCentral: () => office.stop(),
      startCentral: async () => {
        office = await startCentralOffice({ folder: central, persons, port: Number(new URL(url).port) });
      },
      openProgram: async (name = 'counter') => {
        const program = await startProgram({ data: join(folder, name), central: url });
        programs.add(program);
        program.application.once('close', () => programs.delete(program));
        return program;
      },
      openHeadlessCounter: async () => {
        const counter = await startHeadlessCounter(join(folder, `headless-${headless.length}`), url);
        headless.push(counter);
        return counter;
      },
      applicants: () => findApplicants(witness),
    });
    for (const program of programs) await program.close();
    for (const counter of headless) await counter.stop();
    await office.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

async function findApplicants(witness: CentralWitness): Promise<readonly InsuredPerson[]> {
  const held = new Set((await witness.records('card')).map((card) => card.personId));
  const served = new Set((await witness.records('serviceRecord')).map((service) => service.personId));
  return (await witness.records('insuredPerson')).filter(
    (person) =>
      !held.has(person.id) &&
      !served.has(person.id) &&
      person.deceasedOn === null &&
      person.documentKind === 'resident-id-card' &&
      // Of age with certainty: nothing here hangs on the day of the test.
      person.birthDate < '2005',
  );
}

/** Types as a person does: slower than a scanner, whose keys come at most 50 ms apart. */
export async function typeByHand(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 70 });
}

/** Types as a scanner does, closed by Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 5 });
  await page.keyboard.press('Enter');
}

/** What the demonstration's login page shows. */
export const demonstrationClerk = { loginName: 'clerk1', password: 'guitai-demo-1' } as const;
