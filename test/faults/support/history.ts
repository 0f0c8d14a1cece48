import { change, type Change } from '../../../domain/records/change.ts';
import { clerk } from '../../../domain/testing/county.ts';
import { systemClock } from '../../../central/services/central-clock.ts';
import { tableNames, type TableName } from '../../../domain/records/record-tables.ts';
import type { OutboxImportAnswer } from '../../../contract/outbox-file.ts';
import type { CommandAnswer, CommandEnvelope } from '../../../contract/sync-protocol.ts';
import type { Chance } from './chance.ts';
import { CountyChecker, VerdictWitness, type Checked } from './checker.ts';
import { takeStep, type ClerkStep, type StepWatch } from './clerk-step.ts';
import { Counter, type CounterVariant } from './counter.ts';
import { CrashError } from './crash-points.ts';
import { errandFates, serveErrandsAs, type ErrandFate } from './errand-fates.ts';
import { turns } from './statement-work.ts';
import type { Credential, FeedPart, Office } from './office.ts';
import { desks, personId, personIn, smallCounty } from './small-county.ts';
import type { Tally } from './tally.ts';
import { Violation } from './violation.ts';

/** What becomes of one sending on its way. */
const sendingFates = [
  'delivered',
  'delivered',
  'delivered',
  'request lost',
  'request late',
  'doubled',
  'doubled, second answer',
  'answer lost',
  'answer late',
  'central office failed',
] as const;
type SendingFate = (typeof sendingFates)[number];

/** What becomes of one chunk of a scan's content. */
const contentFates = ['delivered', 'delivered', 'lost', 'answer lost', 'doubled'] as const;

const feedFates = ['delivered', 'delivered', 'delivered', 'lost', 'twice', 'late'] as const;

const fileFates = ['brought', 'brought twice', 'late'] as const;

/** One thing that happens. The numbers choose among what there is at that moment. */
export type Happening =
  | {
      readonly what: 'work';
      readonly at: number;
      readonly person: number;
      readonly turn: number;
      readonly steps: number;
    }
  | { readonly what: 'send'; readonly at: number; readonly few: number; readonly fate: SendingFate }
  | { readonly what: 'late request'; readonly at: number }
  | { readonly what: 'late answer'; readonly at: number; readonly twice: boolean }
  | {
      readonly what: 'feed';
      readonly at: number;
      readonly limit: number;
      readonly fate: (typeof feedFates)[number];
    }
  | {
      readonly what: 'content';
      readonly at: number;
      readonly bytes: number;
      readonly fate: (typeof contentFates)[number];
    }
  | { readonly what: 'snapshot pages'; readonly count: number; readonly limit: number }
  /** A file instead of the line: brought now, twice, or later, when its counter has sent the same long ago. */
  | { readonly what: 'hand over'; readonly at: number; readonly fate: (typeof fileFates)[number] }
  | { readonly what: 'restart'; readonly at: number }
  | { readonly what: 'crash'; readonly at: number; readonly steps: number }
  /** The central office goes to the bank and to other areas: it comes through, twice, is ended before it has noted it, or they are down. */
  | { readonly what: 'bank'; readonly fate: ErrandFate }
  /** The next month begins, and everybody's seal follows it, by one central office or by two at the same time. */
  | { readonly what: 'month'; readonly offices: 1 | 2 }
  | { readonly what: 'settle'; readonly at: number }
  | { readonly what: 'poison'; readonly at: number }
  | { readonly what: 'clock'; readonly at: number; readonly days: number }
  | { readonly what: 'foreign'; readonly which: number; readonly person: number };

export const persons = 12;
const clockErrors = [0, 0, 1, -1, 3_650, -3_650] as const;

/** A history of this many happenings, always the same for the same chance. */
export function makeHistory(chance: Chance, length: number): readonly Happening[] {
  return Array.from({ length }, () => makeHappening(chance));
}

function makeHappening(chance: Chance): Happening {
  const at = chance.below(desks.length);
  const roll = chance.next();
  if (roll < 0.1) {
    return { what: 'content', at, bytes: 1 + chance.below(20), fate: chance.pick(contentFates) };
  }
  if (roll < 0.415) {
    const turn = chance.below(turns);
    return { what: 'work', at, person: chance.below(persons), turn, steps: 1 + chance.below(6) };
  }
  if (roll < 0.43) return { what: 'hand over', at, fate: chance.pick(fileFates) };
  if (roll < 0.6) return { what: 'send', at, few: 1 + chance.below(10), fate: chance.pick(sendingFates) };
  if (roll < 0.75) return { what: 'feed', at, limit: 1 + chance.below(8), fate: chance.pick(feedFates) };
  if (roll < 0.82) return { what: 'snapshot pages', count: 1 + chance.below(4), limit: 4 + chance.below(20) };
  if (roll < 0.85) return { what: 'late request', at };
  if (roll < 0.88) return { what: 'late answer', at, twice: chance.happens(0.3) };
  if (roll < 0.925) return { what: 'crash', at, steps: 1 + chance.below(16) };
  if (roll < 0.945) return { what: 'settle', at };
  if (roll < 0.955) return { what: 'restart', at };
  if (roll < 0.963) return { what: 'poison', at };
  if (roll < 0.971) return { what: 'bank', fate: chance.pick(errandFates) };
  if (roll < 0.982) return { what: 'clock', at, days: chance.pick(clockErrors) };
  if (roll < 0.998) return { what: 'foreign', which: chance.below(4), person: chance.below(persons) };
  return { what: 'month', offices: chance.pick([1, 2] as const) };
}

const day = 86_400_000;
export const beginningOfTime = Date.parse('2026-11-22T09:30:00+08:00');
const nextMonth = Date.parse('2026-12-01T08:00:00+08:00');

/**
 * Runs a history on real counters and a real central office, lets it come to rest, and checks everything.
 * @throws Violation
 */
export async function runHistory(
  office: Office,
  time: { now: number },
  happenings: readonly Happening[],
  tally: Tally,
  variant: () => CounterVariant = () => ({}),
  watch: StepWatch | null = null,
): Promise<Checked> {
  const history = await History.begin(office, time, tally, variant, watch);
  try {
    for (const one of happenings) await history.happen(one);
    await history.calm();
    return await history.check();
  } finally {
    history.end();
  }
}

/** The county of a history, and which of its counters have the whole of it: the others are pulling their first snapshot. */
export interface HistoryCounty {
  readonly beginning: readonly Change[];
  readonly whole: readonly number[];
  /** Whether other areas are asked again and again that will say nothing. */
  readonly asksAgain: boolean;
}

const usualCounty = (): HistoryCounty => ({
  beginning: smallCounty({ persons, blanksEach: 8, ways: 1, underWay: 3 }),
  whole: [0, 1, 3],
  asksAgain: true,
});

/** Several counters of one county. */
export class History {
  readonly county: string;
  readonly counters: readonly Counter[];
  readonly #office: Office;
  readonly #time: { now: number };
  readonly #tally: Tally;
  readonly #beginning: readonly Change[];
  readonly #checker: CountyChecker;
  readonly #asksAgain: boolean;
  readonly #clockErrors: number[];
  readonly #places: readonly Credential[];
  readonly #witness = new VerdictWitness();
  readonly #watch: StepWatch | null;
  readonly #lateRequests: (readonly CommandEnvelope[])[][] = desks.map(() => []);
  readonly #lateFiles: Uint8Array[][] = desks.map(() => []);
  readonly #lateFeeds: (FeedPart | null)[] = desks.map(() => null);
  /** The number of the latest change of each record that a counter was told, by counter. */
  readonly #told = desks.map(() => new Map<string, number>());
  readonly #lateAnswers: (readonly CommandAnswer[])[][] = desks.map(() => []);

  private constructor(
    office: Office,
    time: { now: number },
    tally: Tally,
    county: string,
    { beginning, asksAgain }: HistoryCounty,
    variant: () => CounterVariant,
    watch: StepWatch | null,
  ) {
    this.county = county;
    this.#office = office;
    this.#time = time;
    this.#tally = tally;
    this.#watch = watch;
    this.#beginning = beginning;
    this.#asksAgain = asksAgain;
    this.#clockErrors = desks.map(() => 0);
    this.#places = desks.map(({ officeId, workstationId }) => ({ county, officeId, workstationId }));
    this.counters = desks.map(
      (desk, index) =>
        new Counter({
          place: this.#place(index),
          clerkId: desk.clerkId,
          token: 'token',
          pinPublicKey: office.pinPublicKey,
          now: () => time.now + (this.#clockErrors[index] ?? 0),
          variant: variant(),
        }),
    );
    this.#checker = new CountyChecker({ office, county, counters: this.counters, beginning });
  }

  static async begin(
    office: Office,
    time: { now: number },
    tally: Tally,
    variant: () => CounterVariant,
    watch: StepWatch | null,
    county = usualCounty(),
  ): Promise<History> {
    time.now = beginningOfTime;
    const code = await office.addCounty(county.beginning);
    const history = new History(office, time, tally, code, county, variant, watch);
    for (const index of county.whole) await history.#pullWhole(index);
    for (const [index, counter] of history.counters.entries()) {
      await office.enrol(history.#place(index));
      await office.registerSigningKey(history.#place(index), counter.key.publicKey());
    }
    return history;
  }

  async happen(one: Happening): Promise<void> {
    this.#time.now += 1_000;
    switch (one.what) {
      case 'work':
        for (let step = 0; step < one.steps; step += 1) {
          await this.#guarded(one.at, (counter) =>
            this.#step(counter, {
              what: 'work',
              personId: personId(one.person),
              turn: step === 0 ? one.turn : 13,
            }),
          );
        }
        return;
      case 'send':
        return this.#guarded(one.at, () => this.#send(one.at, one.few, one.fate));
      case 'late request':
        return this.#guarded(one.at, () => this.#deliverLate(one.at));
      case 'late answer':
        return this.#guarded(one.at, (counter) => {
          const answers = this.#lateAnswers[one.at]?.shift();
          if (answers === undefined) return;
          counter.replica.receiveAnswers(answers);
          if (one.twice) counter.replica.receiveAnswers(answers);
        });
      case 'feed':
        return this.#guarded(one.at, () => this.#feed(one.at, one.limit, one.fate));
      case 'content': {
        const at = this.#oneWithContent(one.at);
        return this.#guarded(at, () => this.#content(at, one.bytes, one.fate));
      }
      case 'snapshot pages': {
        const at = desks.findIndex((_desk, index) => !this.#isWhole(index));
        if (at < 0) return;
        return this.#guarded(at, async () => {
          for (let page = 0; page < one.count; page += 1) await this.#pullPage(at, one.limit);
        });
      }
      case 'hand over':
        return this.#guarded(one.at, () => this.#handOver(one.at, one.fate));
      case 'bank':
        if (one.fate !== 'served') this.#fault(`bank ${one.fate}`);
        return serveErrandsAs(this.#office, this.county, one.fate, this.#asksAgain);
      case 'month':
        this.#fault('month');
        this.#time.now = Math.max(this.#time.now, nextMonth);
        return this.#office.turnMonth(this.county, one.offices);
      case 'restart':
        this.#fault('restart');
        this.#counter(one.at).restart();
        this.#greet(one.at);
        return;
      case 'crash':
        this.#counter(one.at).crash.arm(one.steps);
        return;
      case 'settle':
        return this.#guarded(one.at, (counter) => this.#step(counter, { what: 'settle' }));
      case 'poison':
        this.#fault('poison');
        this.#counter(one.at).poisonNext = true;
        return;
      case 'clock':
        if (one.days !== 0) this.#fault('clock off');
        this.#clockErrors[one.at] = one.days * day;
        return;
      case 'foreign':
        return this.#foreign(one.which, personId(one.person));
      default:
        one satisfies never;
    }
  }

  /** The line is good again and everybody has time; nobody writes anything. Until nothing waits any more. */
  async calm(): Promise<void> {
    for (const [at, counter] of this.counters.entries()) {
      counter.crash.disarm();
      this.#greet(at);
    }
    for (let round = 0; round < 200; round += 1) {
      this.#time.now += 600_000;
      let quiet = true;
      for (const at of this.counters.keys()) {
        // What was held back on the way still comes, behind what was sent after it.
        await this.#deliverLate(at);
        for (const file of this.#lateFiles[at]?.splice(0) ?? []) await this.#bring(file);
        if (!this.#isWhole(at)) {
          quiet = false;
          await this.#pullPage(at, 25);
        }
        if (await this.#send(at, 10, 'delivered')) quiet = false;
        while (await this.#content(at, 1_000, 'delivered')) quiet = false;
        if (await this.#feed(at, 100, 'delivered')) quiet = false;
        if ((this.#lateRequests[at]?.length ?? 0) > 0) quiet = false;
      }
      if ((await this.#office.serveErrands(this.county, false, this.#asksAgain)) > 0) quiet = false;
      if (quiet) return;
    }
    throw new Violation('not drained', 'it never came to rest');
  }

  /** Holds everything against everything, when all has come to rest; it may go on behind it. */
  async check(): Promise<Checked> {
    return await this.#checker.check();
  }

  end(): void {
    for (const counter of this.counters) counter.remove();
    this.#office.log.forget(this.county);
  }

  #counter(at: number): Counter {
    const counter = this.counters[at];
    if (counter === undefined) throw new Error('there is no such counter');
    return counter;
  }

  #place(at: number): Credential {
    const place = this.#places[at];
    if (place === undefined) throw new Error('there is no such counter');
    return place;
  }

  #fault(name: string): void {
    this.#tally.note(`fault ${name}`);
  }

  async #step(counter: Counter, step: ClerkStep): Promise<void> {
    const told: string[] = [];
    this.#watch?.before(counter, step);
    await takeStep(counter, step, (what) => {
      told.push(what);
      this.#tally.note(what);
    });
    this.#watch?.after(told);
  }

  /** A program that ends in the middle is started again on the same file. */
  async #guarded(at: number, run: (counter: Counter) => unknown): Promise<void> {
    const counter = this.#counter(at);
    try {
      await run(counter);
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
    }
    if (!counter.crash.fired) return;
    this.#fault('crash');
    counter.restart();
    this.#greet(at);
  }

  async #push(at: number, commands: readonly CommandEnvelope[]): Promise<readonly CommandAnswer[]> {
    // As bytes on a line: nothing of the counter's memory reaches the central office.
    const raw = JSON.parse(JSON.stringify(commands)) as unknown[];
    const answers = await this.#office.push(this.#place(at), raw);
    this.#witness.note(answers);
    return answers;
  }

  /** Answers whether there was something to send. */
  async #send(at: number, few: number, fate: SendingFate): Promise<boolean> {
    const { replica } = this.#counter(at);
    if (!this.#isWhole(at)) return false;
    const commands = replica.outgoing(500).slice(0, few);
    const [first] = commands;
    if (first === undefined) return false;
    if (fate !== 'delivered') this.#fault(fate);
    switch (fate) {
      case 'delivered':
        replica.receiveAnswers(await this.#push(at, commands));
        break;
      case 'request lost':
        break;
      case 'request late':
        this.#lateRequests[at]?.push(commands);
        break;
      case 'doubled':
      case 'doubled, second answer': {
        const both = await Promise.all([this.#push(at, commands), this.#push(at, commands)]);
        replica.receiveAnswers(both[fate === 'doubled' ? 0 : 1]);
        break;
      }
      case 'answer lost':
        await this.#push(at, commands);
        break;
      case 'answer late':
        this.#lateAnswers[at]?.push(await this.#push(at, commands));
        break;
      case 'central office failed':
        replica.receiveAnswers([{ id: first.id, outcome: 'rejected', code: 'internal-error' }]);
        break;
      default:
        fate satisfies never;
    }
    return true;
  }

  /** The next counter, from this one on, that has a content to send; this one where none has. */
  #oneWithContent(from: number): number {
    const places = desks.map((_desk, index) => (from + index) % desks.length);
    return places.find((at) => this.#isWhole(at) && this.#counter(at).contents.due(1).length > 0) ?? from;
  }

  /** A chunk of the first content that the central office lacks, as it is sent; answers whether there was one. */
  async #content(at: number, mostBytes: number, fate: (typeof contentFates)[number]): Promise<boolean> {
    const { contents } = this.#counter(at);
    if (!this.#isWhole(at)) return false;
    const ids = contents.due(1_000).map(({ id }) => id);
    const [found] = (await this.#office.missingContents(this.county, ids)).missing;
    if (found === undefined) return false;
    if (fate !== 'delivered') this.#fault(`content ${fate}`);
    if (fate === 'lost') return true;
    const { id, received: offset } = found;
    const bytes = Uint8Array.from(contents.read(id, offset)).subarray(0, mostBytes);
    const send = () => this.#office.receiveContent(this.county, { id, offset, bytes });
    const answer = fate === 'doubled' ? (await Promise.all([send(), send()]))[1] : await send();
    if (fate !== 'answer lost') contents.noteSent(id, answer.received);
    return true;
  }

  /** A request that was held back on the line comes behind later ones; whoever sent it has hung up long ago. */
  async #deliverLate(at: number): Promise<void> {
    const commands = this.#lateRequests[at]?.shift();
    if (commands !== undefined) await this.#push(at, commands);
  }

  /** The counter hears nothing of what is decided by a file, until it sends the same itself or sees it in the feed. */
  async #handOver(at: number, fate: (typeof fileFates)[number]): Promise<void> {
    const file = this.#counter(at).exportOutbox();
    if (file === null) return;
    this.#fault(`file ${fate}`);
    if (fate === 'late') {
      this.#lateFiles[at]?.push(file);
      return;
    }
    const first = await this.#bring(file);
    if (fate === 'brought') return;
    const second = await this.#bring(file);
    if (second.duplicate < first.applied + first.refused) {
      throw new Violation('duplicate', 'a file that was brought twice was decided twice');
    }
  }

  #bring(file: Uint8Array): Promise<OutboxImportAnswer> {
    return this.#office.importOutbox(this.county, file);
  }

  /** Answers whether there was news. */
  async #feed(at: number, limit: number, fate: (typeof feedFates)[number]): Promise<boolean> {
    const { replica } = this.#counter(at);
    if (!this.#isWhole(at)) return false;
    const page = await this.#office.feed(this.county, replica.state().cursor, limit);
    // A page without changes that is lost is no fault that anything could suffer from.
    if (fate !== 'delivered' && page.changes.length > 0) this.#fault(`feed ${fate}`);
    if (fate === 'lost') return true;
    if (fate === 'late') {
      this.#lateFeeds[at] = page;
      return true;
    }
    this.#receiveFeed(at, page);
    if (fate === 'twice') this.#receiveFeed(at, page);
    const late = this.#lateFeeds[at] ?? null;
    this.#lateFeeds[at] = null;
    if (late !== null) this.#receiveFeed(at, late);
    replica.noteCentralTime(this.#centralNow());
    return page.changes.length > 0;
  }

  /** Whatever comes, and in whichever order: no record here goes back to what it was before. */
  #receiveFeed(at: number, page: FeedPart): void {
    const counter = this.#counter(at);
    counter.replica.receiveFeed(page);
    const told = this.#told[at] ?? new Map<string, number>();
    for (const { sequence, change: one } of page.changes) {
      const { table, record } = one;
      const key = `${table} ${record.id}`;
      const latest = Math.max(told.get(key) ?? 0, sequence);
      told.set(key, latest);
      if (counter.file.bases.has(table, record.id)) continue;
      const version = counter.file.records.get(table, record.id)?.version ?? 0;
      if (version < latest)
        throw new Violation('difference', `a ${table} went back from ${latest} to ${version}`);
    }
  }

  /** As at the beginning of each connection. */
  #greet(at: number): void {
    const { replica } = this.#counter(at);
    replica.noteHello({ pinPublicKey: this.#office.pinPublicKey, demonstrationClerks: '[]' });
    replica.noteCentralTime(this.#centralNow());
  }

  #isWhole(at: number): boolean {
    const { epoch, snapshot } = this.#counter(at).replica.state();
    return epoch !== null && snapshot === null;
  }

  async #pullPage(at: number, limit: number): Promise<void> {
    const { replica } = this.#counter(at);
    replica.noteCentralTime(this.#centralNow());
    if (replica.state().epoch === null) {
      const { head, tables } = await this.#office.snapshotSize(this.county);
      replica.beginSnapshot(
        this.#office.epoch,
        head,
        tables.reduce((sum, one) => sum + one.count, 0),
      );
    }
    const place = replica.state().snapshot;
    if (place === null) return;
    const { table, after } = place;
    const { rows, next } = await this.#office.snapshotPage(this.county, { table, after, limit });
    replica.receiveSnapshotPage({
      table,
      rows,
      next: next === null ? nextTable(table) : { table, after: next },
    });
  }

  async #pullWhole(at: number): Promise<void> {
    while (!this.#isWhole(at)) await this.#pullPage(at, 20_000);
    await this.#feed(at, 1_000, 'delivered');
  }

  #centralNow(): string {
    return systemClock(() => this.#time.now).now();
  }

  async #foreign(which: number, id: string): Promise<void> {
    this.#fault('foreign change');
    if (which <= 1) {
      const found = this.#beginning.find((one) => one.table === 'clerk');
      const record = found?.table === 'clerk' ? found.record : clerk;
      return this.#office.change(this.county, [change('clerk', { ...record, active: which === 1 })]);
    }
    const deceasedOn = which === 2 ? '2026-11-21' : null;
    return this.#office.change(this.county, [
      change('insuredPerson', { ...personIn(this.#beginning, id), deceasedOn }),
    ]);
  }
}

function nextTable(table: TableName): { readonly table: TableName; readonly after: string } | null {
  const next = tableNames[tableNames.indexOf(table) + 1];
  return next === undefined ? null : { table: next, after: '' };
}

/** A history in words, one line for each happening. */
export function tellHistory(happenings: readonly Happening[]): string {
  return happenings.map((one) => JSON.stringify(one)).join('\n');
}
