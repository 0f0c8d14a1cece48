import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { commandKinds, type CommandKind } from '../../../domain/command/command-rules.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { Chance } from '../support/chance.ts';
import { checkAll } from '../support/checker.ts';
import { Counter, memoryFolder } from '../support/counter.ts';
import { Office } from '../support/office.ts';
import { comeToRest, synchroniserOf } from '../support/on-the-line.ts';
import { desks, smallCounty } from '../support/small-county.ts';
import { Tally } from '../support/tally.ts';
import type { KillWork, Said } from './kill-worker.ts';

export interface KillSettings {
  readonly count: number;
  readonly seed: number;
  /** Processes are killed at counters of one county until so many of them are; then it is held against everything. */
  readonly killsOfOneCounty: number;
  readonly tell: (line: string) => void;
}

export interface KillFigures {
  kills: number;
  /** Of those, before the clerk began: while the program was starting. */
  atStart: number;
  /** Commands of which a clerk was told that they are done. */
  acknowledged: number;
  /** Commands of which nobody was told and which are there all the same, once: killed between the two. */
  storedUntold: number;
  applied: number;
  refused: number;
  /** Those of which a clerk was told that they are done. */
  readonly kinds: Set<CommandKind>;
}

const worker = fileURLToPath(new URL('kill-worker.ts', import.meta.url));
const persons = 200;
/** So many stand in front of all counters at the same time, and come into each other's way. */
const queue = 8;
/** One in so many kills comes while the program is starting. */
const startsKilled = 0.15;
/** Milliseconds within which a start is over, and within which a clerk at work is ended. */
const longestStart = 900;
const longestWork = 1_500;
/** How much of what passes on a line goes wrong meanwhile. */
const spoiled = 0.1;

/**
 * Counters as processes, at work on real lines that are spoiled as well, each ended by kill -9 at any time and started
 * again on what it has left; then calm, in which all comes to rest; then everything is held against everything, what the
 * clerks were told included. When each kill comes is the seed's; what it meets, the machine's.
 * @throws Violation at the first thing that is not as it must be
 */
export async function killCounters(settings: KillSettings): Promise<KillFigures> {
  const figures: KillFigures = {
    ...{ kills: 0, atStart: 0, acknowledged: 0, storedUntold: 0, applied: 0, refused: 0 },
    kinds: new Set(),
  };
  const chance = new Chance(settings.seed);
  const office = await Office.open(() => Date.now());
  try {
    const url = await office.listen();
    while (figures.kills < settings.count) {
      const kills = Math.min(settings.killsOfOneCounty, settings.count - figures.kills);
      await killInOneCounty({ office, url, chance, kills, figures });
      settings.tell(tellKills(figures));
    }
    return figures;
  } finally {
    await office.close();
  }
}

/** The figures in one line. */
export function tellKills(figures: KillFigures): string {
  const { kills, atStart, acknowledged, storedUntold, applied, refused, kinds } = figures;
  return [
    `kill -9 ${kills} times, ${atStart} of them at a start`,
    `acknowledged ${acknowledged}`,
    'lost 0',
    'decided twice 0',
    `stored and not yet told ${storedUntold}`,
    `applied ${applied} and refused ${refused}`,
    `kinds of command ${kinds.size}`,
  ].join(' | ');
}

interface Block {
  readonly office: Office;
  readonly url: string;
  readonly chance: Chance;
  readonly kills: number;
  readonly figures: KillFigures;
}

async function killInOneCounty({ office, url, chance, kills, figures }: Block): Promise<void> {
  const beginning = smallCounty({ persons, blanksEach: 300 });
  const county = await office.addCounty(beginning);
  const folder = mkdtempSync(join(memoryFolder, 'guitai-kills-'));
  const done = { steps: 0 };
  const victims: Victim[] = [];
  try {
    for (const desk of desks) {
      const place = { county, officeId: desk.officeId, workstationId: desk.workstationId };
      const line = await FaultProxy.open(url, new Chance(chance.seed()));
      line.share = spoiled;
      const settings = {
        ...{ place, clerkId: desk.clerkId, token: await office.enrol(place) },
        ...{ pinPublicKey: office.pinPublicKey, folder: mkdtempSync(join(folder, 'counter-')) },
      };
      victims.push(new Victim(settings, line, new Chance(chance.seed()), done));
    }
    // Two at a time, as there are processors for them.
    let left = kills;
    const endOneAfterTheOther = async (those: readonly Victim[]) => {
      for (let turn = 0; left > 0; turn += 1) {
        left -= 1;
        const atStart = await those[turn % those.length]?.liveAndDie();
        figures.kills += 1;
        if (atStart === true) figures.atStart += 1;
      }
    };
    await Promise.all([endOneAfterTheOther(victims.slice(0, 2)), endOneAfterTheOther(victims.slice(2))]);
    const checked = await checkWhatIsLeft(office, county, victims, beginning);
    figures.applied += checked.applied;
    figures.refused += checked.refused;
    figures.acknowledged += checked.acknowledged;
    figures.storedUntold += checked.storedUntold;
    for (const victim of victims) {
      for (const kind of commandKinds) if (victim.tally.of(`${kind} ok`) > 0) figures.kinds.add(kind);
    }
  } finally {
    for (const victim of victims) await victim.line.close();
    office.log.forget(county);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens every file here, lets all come to rest, and holds everything against everything. */
async function checkWhatIsLeft(
  office: Office,
  county: string,
  victims: readonly Victim[],
  beginning: Parameters<typeof checkAll>[3],
) {
  const counters = victims.map((victim) => victim.open());
  const reported: unknown[] = [];
  const synchronisers = victims.map(({ line, chance }, index) => {
    line.heal();
    const counter = counters[index];
    if (counter === undefined) throw new Error('every victim has a counter');
    return synchroniserOf(counter, line.url, chance, (error) => reported.push(error));
  });
  const ended = synchronisers.map((synchroniser) => synchroniser.run());
  try {
    await comeToRest(office, county, counters, 90_000, () => {
      if (reported.length > 0) throw reported[0];
    });
  } finally {
    for (const synchroniser of synchronisers) synchroniser.stop();
    await Promise.all(ended);
  }
  const checked = await checkAll(office, county, counters, beginning);
  const stored = (counter: Counter, id: string) => counter.file.outbox.get(id) !== undefined;
  const storedUntold = counters.reduce(
    (sum, counter) =>
      sum + [...counter.made].filter((id) => !counter.acknowledged.has(id) && stored(counter, id)).length,
    0,
  );
  for (const counter of counters) counter.file.close();
  return { ...checked, acknowledged: checked.commands, storedUntold };
}

/** A counter that is ended again and again; what its clerk was told is kept here. */
class Victim {
  readonly line: FaultProxy;
  readonly chance: Chance;
  readonly tally = new Tally();
  readonly #settings: KillWork['counter'];
  readonly #done: { steps: number };
  readonly #made = new Set<string>();
  readonly #acknowledged = new Set<string>();

  constructor(settings: KillWork['counter'], line: FaultProxy, chance: Chance, done: { steps: number }) {
    this.#settings = settings;
    this.line = line;
    this.chance = chance;
    this.#done = done;
  }

  /** @returns whether it was killed before its clerk began */
  async liveAndDie(): Promise<boolean> {
    const standing = Math.floor(this.#done.steps / 8);
    const work: KillWork = {
      ...{ counter: this.#settings, url: this.line.url, seed: this.chance.seed() },
      queue: Array.from({ length: queue }, (_none, index) => (standing + index) % persons),
    };
    const child = spawn(process.execPath, [worker, JSON.stringify(work)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
    let begun = () => undefined as unknown;
    const ready = new Promise((resolve) => {
      begun = () => resolve(null);
    });
    let isReady = false;
    const lines = createInterface({ input: child.stdout });
    const heard = once(lines, 'close');
    lines.on('line', (line) => {
      const said = this.#hear(line);
      if (said?.what !== 'ready') return;
      isReady = true;
      begun();
    });
    if (this.chance.happens(startsKilled)) await Promise.race([exit, pause(this.chance.below(longestStart))]);
    else {
      await Promise.race([exit, ready]);
      await Promise.race([exit, pause(this.chance.below(longestWork))]);
    }
    child.kill('SIGKILL');
    const [code] = await exit;
    await heard;
    if (code !== null) throw new Error(`the program ended by itself, with ${code}`);
    return !isReady;
  }

  /** The same counter here, with what its clerk knows. */
  open(): Counter {
    const counter = new Counter({ ...this.#settings, now: () => Date.now() });
    for (const id of this.#made) counter.made.add(id);
    for (const id of this.#acknowledged) counter.acknowledged.add(id);
    return counter;
  }

  /** A line that the kill has cut off says nothing. */
  #hear(line: string): Said | null {
    if (!line.endsWith('}')) return null;
    const said = JSON.parse(line) as Said;
    if (said.what === 'made') this.#made.add(said.id);
    if (said.what === 'acknowledged') this.#acknowledged.add(said.id);
    if (said.what === 'told') {
      this.tally.note(said.text);
      if (said.text.endsWith(' ok')) this.#done.steps += 1;
    }
    return said;
  }
}
