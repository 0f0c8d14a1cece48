import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandKinds, type CommandKind } from '../../../domain/command/command-rules.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { Chance } from '../support/chance.ts';
import { checkAll, type Checked } from '../support/checker.ts';
import { memoryFolder, type Counter } from '../support/counter.ts';
import { errandFates, serveErrandsAs } from '../support/errand-fates.ts';
import { beginningOfTime } from '../support/history.ts';
import { Office } from '../support/office.ts';
import { comeToRest, synchroniserOf } from '../support/on-the-line.ts';
import { desks } from '../support/small-county.ts';
import { Violation } from '../support/violation.ts';
import { killCounty } from './kill-county.ts';
import { Victim, type CountySoFar } from './victim.ts';

export interface KillSettings {
  readonly count: number;
  readonly seed: number;
  /** Processes are killed at counters of one county until so many of them are, one half of them in another month. */
  readonly killsOfOneCounty: number;
  /** So many steps a clerk takes at most between two kills, where he is not ended by the clock. */
  readonly stepsOfOneLife: number;
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
  /** How often a clerk was told that one of a kind is done. */
  readonly kinds: Map<CommandKind, number>;
  /** Those that the central office has applied. */
  readonly appliedKinds: Set<CommandKind>;
}

/** How much of what passes on a line goes wrong meanwhile. */
const spoiled = 0.1;
/** Behind the day on which what stopped in the month before may be paid out. */
const nextMonth = Date.parse('2026-12-12T08:00:00+08:00');
/** Between two rounds to the bank and to other areas milliseconds, at most, and so many times what the last one took. */
const longestBetweenErrands = 400;
const restsAsLong = 2;
/** So many rounds of errands bring everything to its end, or something goes round for ever. */
const mostRounds = 200;

/**
 * Counters as processes, at work on real lines that are spoiled as well, each ended by kill -9 at any time and started
 * again on what it has left, while the central office goes to the bank and to other areas; then calm, in which all comes to
 * rest; then everything is held against everything, what the clerks were told included. The month turns, and it goes on
 * with the same counters. When each kill comes is the seed's; what it meets, the machine's.
 * @throws Violation at the first thing that is not as it must be
 */
export async function killCounters(settings: KillSettings): Promise<KillFigures> {
  const figures: KillFigures = {
    ...{ kills: 0, atStart: 0, acknowledged: 0, storedUntold: 0, applied: 0, refused: 0 },
    ...{ kinds: new Map(), appliedKinds: new Set() },
  };
  const chance = new Chance(settings.seed);
  const soFar: CountySoFar = { steps: 0, ahead: 0 };
  const office = await Office.open(() => Date.now() + soFar.ahead);
  try {
    const url = await office.listen();
    while (figures.kills < settings.count) {
      const kills = Math.min(settings.killsOfOneCounty, settings.count - figures.kills);
      soFar.steps = 0;
      soFar.ahead = beginningOfTime - Date.now();
      await killInOneCounty({ settings, office, url, chance, figures, soFar }, kills);
      settings.tell(tellKills(figures));
    }
    return figures;
  } finally {
    await office.close();
  }
}

/** The figures in one line. */
export function tellKills(figures: KillFigures): string {
  const { kills, atStart, acknowledged, storedUntold, applied, refused, kinds, appliedKinds } = figures;
  return [
    `kill -9 ${kills} times, ${atStart} of them at a start`,
    `acknowledged ${acknowledged}`,
    'lost 0',
    'decided twice 0',
    `stored and not yet told ${storedUntold}`,
    `applied ${applied} and refused ${refused}`,
    `kinds of command ${kinds.size}, applied ${appliedKinds.size}`,
  ].join(' | ');
}

interface Run {
  readonly settings: KillSettings;
  readonly office: Office;
  readonly url: string;
  readonly chance: Chance;
  readonly figures: KillFigures;
  readonly soFar: CountySoFar;
}

async function killInOneCounty(run: Run, kills: number): Promise<void> {
  const { office, url, chance, figures, soFar } = run;
  const beginning = killCounty();
  const county = await office.addCounty(beginning);
  const folder = mkdtempSync(join(memoryFolder, 'guitai-kills-'));
  const victims: Victim[] = [];
  try {
    for (const desk of desks) {
      const place = { county, officeId: desk.officeId, workstationId: desk.workstationId };
      const line = await FaultProxy.open(url, new Chance(chance.seed()));
      const settings = {
        ...{ place, clerkId: desk.clerkId, token: await office.enrol(place) },
        ...{ pinPublicKey: office.pinPublicKey, folder: mkdtempSync(join(folder, 'counter-')) },
      };
      victims.push(new Victim(settings, line, new Chance(chance.seed()), soFar));
    }
    const beforeTurn = Math.ceil(kills / 2);
    await killWhileServed(run, county, victims, beforeTurn);
    await checkWhatIsLeft(office, county, victims, beginning);
    // Nothing is decided while everything is at rest: what was decided before the turn and what behind it is certain.
    soFar.ahead = nextMonth - Date.now();
    await office.turnMonth(county, 2);
    await killWhileServed(run, county, victims, kills - beforeTurn);
    const checked = await checkWhatIsLeft(office, county, victims, beginning);
    figures.applied += checked.applied;
    figures.refused += checked.refused;
    figures.acknowledged += checked.commands;
    figures.storedUntold += checked.storedUntold;
    for (const kind of commandKinds) {
      const told = victims.reduce((sum, { tally }) => sum + tally.of(`${kind} ok`), 0);
      if (told > 0) figures.kinds.set(kind, (figures.kinds.get(kind) ?? 0) + told);
      if (checked.seen.includes(`applied ${kind}`)) figures.appliedKinds.add(kind);
    }
  } finally {
    for (const victim of victims) await victim.line.close();
    office.log.forget(county);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends so many of these counters, while the central office goes to the bank and to other areas all the time. */
async function killWhileServed(
  { settings, office, chance, figures }: Run,
  county: string,
  victims: readonly Victim[],
  kills: number,
): Promise<void> {
  for (const { line } of victims) line.spoil(spoiled);
  let left = kills;
  // Two at a time, as there are processors for them.
  const lanes = [victims.slice(0, 2), victims.slice(2)];
  let working = lanes.length;
  const endOneAfterTheOther = async (those: readonly Victim[]) => {
    for (let turn = 0; left > 0; turn += 1) {
      left -= 1;
      const atStart = await those[turn % those.length]?.liveAndDie(settings.stepsOfOneLife);
      figures.kills += 1;
      if (atStart === true) figures.atStart += 1;
    }
  };
  const errands = new Chance(chance.seed());
  const serve = async () => {
    while (working > 0) {
      const started = performance.now();
      await serveErrandsAs(office, county, errands.pick(errandFates));
      await pause(errands.below(longestBetweenErrands) + restsAsLong * (performance.now() - started));
    }
  };
  // Where one of them breaks nobody begins anything any more, and it is told when all have ended.
  const broken: unknown[] = [];
  const told = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      left = 0;
      broken.push(error);
    }
  };
  const laneOf = async (those: readonly Victim[]) => {
    await told(endOneAfterTheOther(those));
    working -= 1;
  };
  await Promise.all([...lanes.map(laneOf), told(serve())]);
  if (broken.length > 0) throw broken[0];
}

/** Opens every file here, lets all come to rest, and holds everything against everything. */
async function checkWhatIsLeft(
  office: Office,
  county: string,
  victims: readonly Victim[],
  beginning: Parameters<typeof checkAll>[3],
): Promise<Checked & { readonly storedUntold: number }> {
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
    await comeToTheEnd(office, county, counters, () => {
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
  return { ...checked, storedUntold };
}

/** Until nothing waits any more, at the counters, the bank and the other areas. */
async function comeToTheEnd(
  office: Office,
  county: string,
  counters: readonly Counter[],
  look: () => void,
): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    await comeToRest(office, county, counters, 90_000, look);
    if ((await office.serveErrands(county, false)) === 0) return;
  }
  throw new Violation('not drained', 'the bank and the other areas never came to an end');
}
