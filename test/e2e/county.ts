import { test as base, type TestInfo } from '@playwright/test';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Appearance } from '../../contract/window-bridge.ts';
import { createJournal } from '../../central/journal.ts';
import { openStorage } from '../../central/open-storage.ts';
import { addDays, ageOn, civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import type { Change } from '../../domain/records/change.ts';
import type { Card, CardStatus, InsuredPerson } from '../../domain/records/records.ts';
import { startCentralOffice, type CentralOffice } from '../helpers/central-office.ts';
import { witnessAt, type CentralWitness } from '../helpers/central-witness.ts';
import { startProgram, type CounterProgram } from '../helpers/counter-program.ts';
import { layLine, type CuttableLine } from '../helpers/cuttable-line.ts';
import { writeForeignChanges } from '../helpers/foreign-changes.ts';
import { startHeadlessCounter, type HeadlessCounter } from '../helpers/headless-counter.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';

/** A demonstration county with its central office, and counters that join it. All of it is real. */
export interface County {
  readonly url: string;
  /** Where the central office keeps its keys and files. */
  readonly centralFolder: string;
  /** Everything that stands in its database, as text. */
  readonly textOfDatabase: () => Promise<Buffer>;
  readonly witness: CentralWitness;
  /** The central office goes away, as in a power cut at the county. */
  readonly stopCentral: () => Promise<void>;
  /** It is back, at the same address and with what it held. */
  readonly startCentral: () => Promise<void>;
  /** The program, on data of its own; with the name of an earlier one, on the same data again. */
  readonly openProgram: (options?: {
    readonly name?: string;
    /** Null: nobody has told this counter where its central office is. */
    readonly central?: string | null;
    readonly appearance?: Appearance;
    /** Whose counter it is; the county centre's without it. */
    readonly officeId?: string;
    /** What its process finds in its environment beside what the machine needs. */
    readonly environment?: Readonly<Record<string, string>>;
  }) => Promise<CounterProgram>;
  /**
   * Writes records at the central office by another hand.
   * @param taken command ids under which it has decided something else before
   */
  readonly prepare: (changes: readonly Change[], taken?: readonly string[]) => Promise<void>;
  /** A line of its own to the central office, for a counter that is to be cut off. */
  readonly layLine: () => Promise<CuttableLine>;
  readonly openHeadlessCounter: () => Promise<HeadlessCounter>;
  /** People who may be given a card today: of age, alive, with an ID card and no social security card, no account sealed. */
  readonly applicants: () => Promise<readonly InsuredPerson[]>;
}

const persons = 400;

/** A central office that was filled once and is never opened again, on the database that an office of a county has. */
interface PreparedCentral {
  readonly server: PrivatePostgresql;
  readonly folder: string;
  readonly database: string;
}

interface WorkerFixtures {
  readonly preparedCentral: PreparedCentral;
}

export const test = base.extend<{ readonly county: County }, WorkerFixtures>({
  preparedCentral: [
    // Playwright reads from this pattern what a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'guitai-central-'));
      const server = await startPostgresql();
      const database = await server.createDatabase();
      const office = await startCentralOffice({ folder, persons, databaseUrl: database });
      await office.stop();
      await use({ server, folder, database });
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  county: async ({ preparedCentral }, use, testInfo) => {
    const { server } = preparedCentral;
    const folder = await mkdtemp(join(tmpdir(), 'guitai-county-'));
    const central = join(folder, 'central');
    await cp(preparedCentral.folder, central, { recursive: true });
    const databaseUrl = await server.copyDatabase(preparedCentral.database);
    let office: CentralOffice = await startCentralOffice({ folder: central, persons, databaseUrl });
    const { url } = office;
    const witness = await witnessAt(url);
    const programs = new Set<CounterProgram>();
    const headless: HeadlessCounter[] = [];
    const lines: CuttableLine[] = [];
    const startCentral = async () => {
      const port = Number(new URL(url).port);
      office = await startCentralOffice({ folder: central, persons, databaseUrl, port });
    };
    await use({
      url,
      centralFolder: central,
      textOfDatabase: () => server.textOf(databaseUrl),
      witness,
      stopCentral: () => office.stop(),
      startCentral,
      prepare: async (changes, taken) => {
        const journal = createJournal({ write: () => undefined });
        const opened = await openStorage({ dataFolder: central, databaseUrl, journal });
        const [county] = await opened.storage.counties();
        if (county === undefined) throw new Error('The central office has no county.');
        await opened.storage.change(county.county, (writer) =>
          writeForeignChanges(writer, 1, changes, taken),
        );
        await opened.close();
      },
      openProgram: async ({
        name = 'counter',
        central: address = url,
        appearance,
        officeId,
        environment,
      } = {}) => {
        const data = join(folder, name);
        if (appearance !== undefined) {
          await mkdir(data, { recursive: true });
          await writeFile(join(data, 'appearance.json'), JSON.stringify(appearance));
        }
        const program = await startProgram({
          data,
          ...(address === null ? {} : { central: address }),
          ...(officeId === undefined ? {} : { officeId }),
          ...(environment === undefined ? {} : { environment }),
        });
        programs.add(program);
        program.application.once('close', () => programs.delete(program));
        return program;
      },
      layLine: async () => {
        const line = await layLine(url);
        lines.push(line);
        return line;
      },
      openHeadlessCounter: async () => {
        const counter = await startHeadlessCounter(join(folder, `headless-${headless.length}`), url);
        headless.push(counter);
        return counter;
      },
      applicants: () => findApplicants(witness),
    });
    for (const program of programs) {
      if (testInfo.status !== testInfo.expectedStatus) await keepEvidence(program, testInfo);
      await program.close();
    }
    for (const counter of headless) await counter.stop();
    for (const line of lines) await line.close();
    await office.stop();
    await server.dropDatabase(databaseUrl);
    await rm(folder, { recursive: true, force: true });
  },
});

/** What a failed test leaves to look at: every window as it stood, and what the program said. */
async function keepEvidence(program: CounterProgram, testInfo: TestInfo): Promise<void> {
  for (const [index, page] of program.application.windows().entries()) {
    // A window that is closing has no picture; that must not hide why the test failed.
    await page
      .screenshot({ path: testInfo.outputPath(`window-${index}.png`), timeout: 5_000 })
      .catch(() => undefined);
  }
  await writeFile(testInfo.outputPath('complaints.txt'), program.complaints());
}

async function findApplicants(witness: CentralWitness, isSealed = false): Promise<readonly InsuredPerson[]> {
  const held = new Set((await witness.records('card')).map((card) => card.personId));
  const served = new Set((await witness.records('serviceRecord')).map((service) => service.personId));
  const accounts = await witness.records('personalAccount');
  const sealed = new Set(accounts.filter(({ status }) => status === 'sealed').map(({ id }) => id));
  return (await witness.records('insuredPerson')).filter(
    (person) =>
      !held.has(person.id) &&
      !served.has(person.id) &&
      person.deceasedOn === null &&
      person.documentKind === 'resident-id-card' &&
      sealed.has(person.id) === isSealed &&
      // Of age with certainty: nothing here hangs on the day of the test.
      person.birthDate < '2005',
  );
}

/** One of whom contributions have stopped: his account is sealed. */
export async function aSealedApplicant({ witness }: County): Promise<InsuredPerson> {
  const [person] = await findApplicants(witness, true);
  if (person === undefined) throw new Error('The county has nobody without a card whose account is sealed.');
  return person;
}

/** Somebody of age with an ID card, whose one card is in this status. */
export async function aHolder(
  witness: CentralWitness,
  status: CardStatus,
): Promise<{ readonly person: InsuredPerson; readonly card: Card }> {
  const cards = await witness.records('card');
  for (const person of await witness.records('insuredPerson')) {
    const [card, ...others] = cards.filter(({ personId }) => personId === person.id);
    if (card?.status !== status || others.length > 0) continue;
    if (person.deceasedOn !== null || person.documentKind !== 'resident-id-card') continue;
    if (person.birthDate < '2005') return { person, card };
  }
  throw new Error(`Nobody has a card of status ${status}.`);
}

/** Somebody below the age of 16 and without a card: he comes with a guardian. */
export async function aChild(witness: CentralWitness): Promise<InsuredPerson> {
  const held = new Set((await witness.records('card')).map(({ personId }) => personId));
  const today = civilDateInShanghai(Date.now());
  const child = (await witness.records('insuredPerson')).find(
    ({ id, birthDate, deceasedOn }) =>
      !held.has(id) &&
      deceasedOn === null &&
      // With certainty: nothing here hangs on midnight.
      ageOn(birthDate, addDays(today, 1)) < 16,
  );
  if (child === undefined) throw new Error('The county has no child without a card.');
  return child;
}

/** One of them; tests on the same county take different places. */
export async function anApplicant(county: County, place: number): Promise<InsuredPerson> {
  const person = (await county.applicants())[place];
  if (person === undefined) throw new Error('The county has nobody to give a card to.');
  return person;
}
