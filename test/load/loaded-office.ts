import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { temporaryFolder } from '../bench/temporary-folder.ts';
import { Chance } from '../faults/support/chance.ts';
import { startCentralOffice, type CentralOffice } from '../helpers/central-office.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { atHomeIn } from './command-home.ts';
import { loadCounties, type EnrolledWindow } from './counties.ts';
import { Measuring } from './measured.ts';
import { prepareCommands } from './prepared-commands.ts';
import { watchServer, type ServerWatch } from './server-watch.ts';
import { SimulatedCounter } from './simulated-counter.ts';
import { windowsOf } from './windows.ts';

export interface OfficeSettings {
  readonly counters: number;
  /** The counters are spread over so many counties evenly. */
  readonly counties: number;
  /** Insured persons of each county. */
  readonly persons: number;
  /** How many commands each counter has to send, at least. */
  readonly commandsEach: number;
  readonly seed: number;
  /** False leaves fsync off: for whoever only looks whether the harness works. */
  readonly syncs: boolean;
  /** Where the central office writes a profile of its processor when it ends; null writes none. */
  readonly profileFolder: string | null;
  readonly say: (line: string) => void;
}

/** A counter with what its clerk will do. */
export interface CounterAtWork {
  readonly counter: SimulatedCounter;
  /** In the order in which they are committed; taken from the front. */
  readonly work: CommandEnvelope[];
  readonly chance: Chance;
}

/** The central office as the program is, in a process of its own on a PostgreSQL of its own, and all of its counters. */
export interface LoadedOffice {
  readonly counties: readonly string[];
  readonly counters: readonly CounterAtWork[];
  readonly measuring: Measuring;
  readonly watch: ServerWatch;
  readonly centralPid: number;
  readonly databaseUrl: string;
  /** Of the central office: its keys are here. */
  readonly folder: string;
  /** Ends the counters and the central office; the database stays. */
  readonly stopOffice: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Between the starts of two counters, milliseconds: three hundred do not greet at the same moment. */
const betweenStarts = 10;

export async function openLoadedOffice(settings: OfficeSettings): Promise<LoadedOffice> {
  const folder = join(await temporaryFolder('load'), 'central');
  const server = await startPostgresql({ syncs: settings.syncs });
  try {
    return await openOn(server, folder, settings);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openOn(
  server: PrivatePostgresql,
  folder: string,
  settings: OfficeSettings,
): Promise<LoadedOffice> {
  const { say, commandsEach, persons, seed, profileFolder } = settings;
  const windows = windowsOf(settings.counters / settings.counties);
  const databaseUrl = await server.createDatabase();
  const loaded = await loadCounties(databaseUrl, { ...settings, windows });
  const { load, copy, vacuum } = loaded.seconds;
  say(
    `${server.version.split(' ').slice(0, 2).join(' ')}, fsync ${settings.syncs ? 'on' : 'off'}; ` +
      `${String(settings.counties)} counties of ${persons.toLocaleString('en')} persons: ` +
      `${load.toFixed(0)} s to load one, ${copy.toFixed(0)} s to copy it, ${vacuum.toFixed(0)} s to vacuum and analyze`,
  );
  const profiled = profileFolder === null ? [] : ['--cpu-prof', '--cpu-prof-dir', profileFolder];
  const central = await startCentralOffice({ folder, persons: null, databaseUrl, nodeArguments: profiled });
  const watch = await watchServer(databaseUrl);
  const measuring = new Measuring();
  let counters: readonly CounterAtWork[] = [];
  let isOpen = true;
  const stopOffice = async () => {
    if (!isOpen) return;
    isOpen = false;
    await Promise.all(counters.map(({ counter }) => counter.stop()));
    await central.stop();
  };
  const stop = async () => {
    await stopOffice();
    await watch.close();
    await server.stop();
  };
  try {
    const hello = await new CentralClient(central.url, null).hello();
    if (!hello.ok) throw new Error(hello.code);
    const { epoch, pinPublicKey } = hello.value;
    const begun = performance.now();
    const prepared = await prepareCommands({ persons, windows, commandsEach, seed, pinPublicKey });
    const count = [...prepared.byWorkstation.values()].reduce((sum, { length }) => sum + length, 0);
    say(
      `the real counter has decided ${count.toLocaleString('en')} commands of one county in ` +
        `${((performance.now() - begun) / 1000).toFixed(0)} s (${prepared.millisecondsEach.toFixed(1)} ms each with all that the ` +
        `clerk looks at); ${String(prepared.refusedHere)} services were refused there and are not sent: ${kindsOf(prepared.byWorkstation)}`,
    );
    const chance = new Chance(seed);
    counters = loaded.windows.map((window, index) =>
      counterAt(
        window,
        { central, epoch, measuring, chance, isFirst: index % windows.length === 0 },
        prepared.byWorkstation,
      ),
    );
    for (const { counter } of counters) {
      counter.start();
      await pause(betweenStarts);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const { counties } = loaded;
  const centralPid = central.pid;
  return { counties, counters, measuring, watch, centralPid, databaseUrl, folder, stopOffice, stop };
}

function counterAt(
  { county, workstationId, token }: EnrolledWindow,
  {
    central,
    epoch,
    measuring,
    chance,
    isFirst,
  }: {
    readonly central: CentralOffice;
    readonly epoch: string;
    readonly measuring: Measuring;
    readonly chance: Chance;
    readonly isFirst: boolean;
  },
  prepared: ReadonlyMap<string, readonly CommandEnvelope[]>,
): CounterAtWork {
  const tries = new Chance(chance.seed());
  const counter = new SimulatedCounter({
    url: central.url,
    county,
    token,
    epoch,
    cursor: 0,
    reads: isFirst,
    chance: () => tries.next(),
    watch: measuring,
  });
  const work = [...atHomeIn(county, prepared.get(workstationId) ?? [])];
  return { counter, work, chance: new Chance(chance.seed()) };
}

function kindsOf(prepared: ReadonlyMap<string, readonly CommandEnvelope[]>): string {
  const counts = new Map<string, number>();
  for (const { kind } of [...prepared.values()].flat()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${kind} ${String(count)}`)
    .join(', ');
}
