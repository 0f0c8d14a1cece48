import { setTimeout as pause } from 'node:timers/promises';
import { change, type Change } from '../../../domain/records/change.ts';
import { person } from '../../../domain/testing/county.ts';
import type { Synchroniser } from '../../../sync/synchroniser.ts';
import { faults, FaultProxy } from '../fault-proxy.ts';
import { Chance } from './chance.ts';
import { checkAll, VerdictWitness, type Checked } from './checker.ts';
import { settleOne, workWith } from './clerk-work.ts';
import { turns } from './statement-work.ts';
import { Counter } from './counter.ts';
import { CrashError } from './crash-points.ts';
import { comeToRest, synchroniserOf } from './on-the-line.ts';
import type { Office } from './office.ts';
import { desks, personId, smallCounty } from './small-county.ts';
import type { Tally } from './tally.ts';
import { Violation } from './violation.ts';

export interface LiveSettings {
  readonly office: Office;
  /** The address at which the office listens. */
  readonly url: string;
  readonly seed: number;
  /** How long clerks work and lines misbehave. */
  readonly milliseconds: number;
  /** So many commands are given at least, however slow the machine is; 0 where nothing is said. */
  readonly commands?: number;
  readonly tally: Tally;
  /** How long everything may take to come to rest behind it; the longest pause between two tries is 15 s. */
  readonly restWithin?: number;
}

const persons = 400;
/** So many persons stand in the room at the same time; the counters come into each other's way over them. */
const queue = 8;
const tenYears = 3_650 * 86_400_000;

/**
 * Counters with their synchronisers on real lines that a seed spoils, clerks who never wait for them, programs that end
 * in the middle, clocks that jump; then calm, in which nobody writes and nobody presses anything; then the check.
 * What is chosen comes from the seed; which of it meets which, from the machine.
 * @throws Violation
 */
export async function runLiveHistory(settings: LiveSettings): Promise<Checked> {
  const { office, url, tally, commands: leastDone = 0 } = settings;
  const chance = new Chance(settings.seed);
  const beginning = smallCounty({ persons, blanksEach: 300 });
  const county = await office.addCounty(beginning);
  const witness = new VerdictWitness();
  const stations: Station[] = [];
  try {
    for (const desk of desks) {
      const place = { county, officeId: desk.officeId, workstationId: desk.workstationId };
      const token = await office.enrol(place);
      const line = await FaultProxy.open(url, new Chance(chance.seed()));
      const station = new Station(line, new Chance(chance.seed()), tally, (clock) => {
        const { pinPublicKey } = office;
        const now = () => Date.now() + clock.error;
        return new Counter({
          place,
          clerkId: desk.clerkId,
          token,
          pinPublicKey,
          now,
          variant: {
            wrapReplica: (replica) => ({
              ...replica,
              receiveAnswers(answers) {
                witness.note(answers);
                replica.receiveAnswers(answers);
              },
            }),
          },
        });
      });
      stations.push(station);
    }
    const end = performance.now() + settings.milliseconds;
    const progress: Progress = {
      done: 0,
      goesOn: () => performance.now() < end || progress.done < leastDone,
    };
    for (const station of stations) station.start();
    await Promise.all([
      ...stations.map((station) => station.work(progress)),
      foreignHand(office, county, chance, progress, tally),
    ]);
    for (const station of stations) station.calm();
    const counters = stations.map((station) => station.counter);
    await comeToRest(office, county, counters, settings.restWithin ?? 90_000, () => {
      for (const station of stations) station.requireNoViolation();
    });
    for (const station of stations) await station.stop();
    return await checkAll(office, county, counters, beginning);
  } finally {
    for (const station of stations) await station.remove();
    office.log.forget(county);
  }
}

/** What all clerks together have done, and whether they go on. */
interface Progress {
  done: number;
  readonly goesOn: () => boolean;
}

/** The central office itself changes a person now and then. */
async function foreignHand(
  office: Office,
  county: string,
  chance: Chance,
  progress: Progress,
  tally: Tally,
): Promise<void> {
  while (progress.goesOn()) {
    await pause(100 + chance.below(400));
    const deceasedOn = chance.happens(0.3) ? '2026-11-21' : null;
    const changed: Change = change('insuredPerson', {
      ...person,
      id: personId(chance.below(persons)),
      deceasedOn,
    });
    await office.change(county, [changed]);
    tally.note('fault foreign change');
  }
}

/** One counter with its line, its synchroniser and its clerk. */
class Station {
  readonly counter: Counter;
  readonly #line: FaultProxy;
  readonly #chance: Chance;
  readonly #tally: Tally;
  readonly #clock = { error: 0 };
  #synchroniser: Synchroniser | null = null;
  #ended: Promise<void> = Promise.resolve();
  #violation: Violation | null = null;

  constructor(
    line: FaultProxy,
    chance: Chance,
    tally: Tally,
    open: (clock: { readonly error: number }) => Counter,
  ) {
    this.#line = line;
    this.#chance = chance;
    this.#tally = tally;
    this.#line.share = 0.25;
    this.#clock.error = chance.pick([0, tenYears, -tenYears]);
    this.counter = open(this.#clock);
  }

  start(): void {
    const { counter } = this;
    const synchroniser = synchroniserOf(counter, this.#line.url, this.#chance, (error) =>
      this.#report(error),
    );
    counter.woken = () => synchroniser.wake();
    this.#synchroniser = synchroniser;
    this.#ended = synchroniser.run();
  }

  /** The clerk, until the end: with whoever stands in front of him, and what goes wrong in his program meanwhile. */
  async work(progress: Progress): Promise<void> {
    while (progress.goesOn()) {
      this.requireNoViolation();
      await pause(5 + this.#chance.below(50));
      if (this.counter.crash.fired) {
        this.#tally.note('fault crash');
        await this.#restart();
      }
      const roll = this.#chance.next();
      if (roll < 0.02) this.counter.crash.arm(1 + this.#chance.below(60));
      else if (roll < 0.023) {
        this.#tally.note('fault restart');
        await this.#restart();
      } else if (roll < 0.028) {
        this.#tally.note('fault clock off');
        this.#clock.error = this.#chance.pick([0, tenYears, -tenYears]);
      } else if (roll < 0.031) {
        this.#tally.note('fault poison');
        this.counter.poisonNext = true;
      } else if (roll < 0.05) await settleOne(this.counter, (what) => this.#tally.note(what));
      const standing = Math.floor(progress.done / 8);
      const id = personId((standing + this.#chance.below(queue)) % persons);
      try {
        await workWith(this.counter, id, this.#chance.below(turns), (what) => {
          if (what.endsWith(' ok')) progress.done += 1;
          this.#tally.note(what);
        });
      } catch (error) {
        if (!(error instanceof CrashError)) throw error;
      }
    }
  }

  calm(): void {
    this.#line.heal();
    this.counter.crash.disarm();
  }

  requireNoViolation(): void {
    if (this.#violation !== null) throw this.#violation;
  }

  async stop(): Promise<void> {
    this.#synchroniser?.stop();
    await this.#ended;
    this.#synchroniser = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.#line.close();
    for (const fault of faults) this.#tally.note(`fault ${fault}`, this.#line.counted.of(fault));
    this.counter.remove();
  }

  async #restart(): Promise<void> {
    await this.stop();
    this.counter.restart();
    this.start();
  }

  #report(error: unknown): void {
    if (error instanceof Violation) this.#violation = error;
    else if (!(error instanceof CrashError)) this.counter.reported.push(error);
  }
}
