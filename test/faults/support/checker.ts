import { createHash } from 'node:crypto';
import type { Change } from '../../../domain/records/change.ts';
import { tableNames } from '../../../domain/records/record-tables.ts';
import type { CallInput, CallOutput } from '../../../contract/counter-calls.ts';
import type { CommandAnswer } from '../../../contract/sync-protocol.ts';
import type { Counter } from './counter.ts';
import type { SharedRecords } from '../../helpers/counter-records.ts';
import type { Office } from './office.ts';
import type { Happened } from './decision-log.ts';
import { CodeWitness } from './paper-lines.ts';
import { parseRecords, same } from './record-rows.ts';
import { DecisionChecker, type Sides, type Verdicts } from './decision-checker.ts';
import { Violation } from './violation.ts';

/** Remembers every answer that left the central office: a command has one verdict, whoever asks and however often. */
export class VerdictWitness {
  readonly #verdicts = new Map<string, string>();

  note(answers: readonly CommandAnswer[]): void {
    for (const answer of answers) {
      if (answer.outcome === 'rejected') continue;
      const verdict = answer.outcome === 'applied' ? `applied at ${answer.sequence}` : 'refused';
      const before = this.#verdicts.get(answer.id);
      if (before !== undefined && before !== verdict) {
        throw new Violation('duplicate', `a command was answered as ${before}, then as ${verdict}`);
      }
      this.#verdicts.set(answer.id, verdict);
    }
  }
}

/** What was looked at in one check. */
export interface Checked {
  readonly commands: number;
  readonly applied: number;
  readonly refused: number;
  /** What was applied, by kind, what became of each reversal, and where each transfer, its money and each payout stand. */
  readonly seen: readonly string[];
  /** What the central office has now. */
  readonly there: SharedRecords;
}

/**
 * Holds everything against everything, when all has come to rest.
 * @throws Violation at the first thing that is not as it must be
 */
export async function checkAll(
  office: Office,
  county: string,
  counters: readonly Counter[],
  beginning: readonly Change[],
): Promise<Checked> {
  return await new CountyChecker({ office, county, counters, beginning }).check();
}

/** The same for a county that goes on behind it: what was decided by the last check is not decided a second time. */
export class CountyChecker {
  readonly #sides: Sides;
  readonly #decisions: DecisionChecker;
  readonly #feed: FeedChecker;

  constructor(sides: Sides) {
    this.#sides = sides;
    this.#decisions = new DecisionChecker(sides);
    this.#feed = new FeedChecker(sides);
  }

  /** @throws Violation at the first thing that is not as it must be */
  async check(): Promise<Checked> {
    const { office, county, counters } = this.#sides;
    const there = await office.sharedRecords(county);
    this.#decisions.check(there);
    const { verdicts, kinds } = this.#decisions;
    for (const counter of counters) {
      checkCommands(counter, verdicts);
      await checkWorkList(counter);
      checkReplica(counter, there);
      const broken = counter.file.verifyAuditTrail();
      if (broken !== null) throw new Violation('difference', 'the audit trail is broken');
      const [error] = counter.reported;
      if (error !== undefined) throw new Violation('difference', `a counter reported ${describe(error)}`);
    }
    checkShelf(there);
    checkContents(there);
    await this.#feed.check();
    const outcomes = [...verdicts.values()];
    return {
      there,
      commands: counters.reduce((sum, counter) => sum + counter.acknowledged.size, 0),
      applied: outcomes.filter((one) => one === 'applied').length,
      refused: outcomes.filter((one) => one === 'refused').length,
      seen: [
        ...kinds.map((kind) => `applied ${kind}`),
        ...parseRecords(there, 'relationshipTransfer').map(
          ({ direction, state }) => `transfer ${direction} ${state}`,
        ),
        ...parseRecords(there, 'incomingRemittance').map(({ state }) => `money ${state}`),
        ...parseRecords(there, 'payout').map(({ state }) => `payout ${state}`),
        ...parseRecords(there, 'serviceRecord')
          .filter(({ kind }) => kind === 'request-reversal')
          .flatMap(({ steps }) => steps.map(({ step }) => `reversal ${step}`)),
      ],
    };
  }
}

/** The feed has every change once, numbered without a hole; every paper that it tells of has its code. */
class FeedChecker {
  readonly #sides: Sides;
  readonly #codes = new CodeWitness();
  /** So much of the log was counted, and so many changes were read. */
  #counted = 0;
  #read = 0;

  constructor(sides: Sides) {
    this.#sides = sides;
  }

  async check(): Promise<void> {
    const { office, county } = this.#sides;
    const happened = office.log.of(county);
    const changes = happened.slice(this.#counted).reduce((sum, one) => sum + changesOf(one), 0);
    this.#counted = happened.length;
    const feed = await office.feed(county, this.#read, 1_000_000);
    if (feed.changes.length !== changes) {
      throw new Violation('duplicate', `${changes} changes were made, the feed tells ${feed.changes.length}`);
    }
    const hole = feed.changes.findIndex(({ sequence }, index) => sequence !== this.#read + index + 1);
    if (hole >= 0) throw new Violation('difference', `the feed has no number ${hole + 1} at its place`);
    this.#read += changes;
    for (const { change } of feed.changes) {
      if (change.table === 'registeredPaper') this.#codes.note(change.record);
    }
  }
}

function changesOf(happened: Happened): number {
  if (happened.what === 'turn' || happened.what === 'together') return 0;
  return happened.what === 'command' ? happened.effects.length : 1;
}

/** What the clerk was told is done is in the outbox, as the counter itself sees it, with the verdict that was given. */
function checkCommands(counter: Counter, verdicts: Verdicts): void {
  for (const id of counter.made) {
    const entry = counter.storage.outbox.get(id);
    if (entry === undefined) {
      if (counter.acknowledged.has(id)) throw new Violation('loss', 'a command was told as done and is gone');
      if (verdicts.has(id)) throw new Violation('loss', 'a command was decided and is gone from its counter');
      continue;
    }
    const verdict = verdicts.get(id);
    const { kind } = entry.body;
    switch (entry.state) {
      case 'done':
      case 'applied':
        if (verdict !== 'applied')
          throw new Violation('loss', `${kind} is ${entry.state} at the counter only`);
        break;
      case 'refused':
        // A wrong password is counted there, and for the clerk it came to nothing.
        if (verdict !== (entry.sequence === null ? 'refused' : 'applied')) {
          throw new Violation('difference', `${kind} is refused here and ${verdict ?? 'unknown'} there`);
        }
        if (entry.refusals.length === 0) throw new Violation('loss', `${kind} was refused without a reason`);
        break;
      case 'rejected':
        if (verdict !== undefined) {
          throw new Violation('difference', `${kind} was set aside here and is ${verdict} there`);
        }
        break;
      case 'pending':
        throw new Violation('not drained', `${kind} still waits`);
      default:
        entry.state satisfies never;
    }
    if (entry.state === 'applied') throw new Violation('not drained', `${kind} never saw its effects`);
  }
}

/** Refused and set aside ones are on the work list until somebody has settled them. */
async function checkWorkList(counter: Counter): Promise<void> {
  // The clerk may have been made inactive: then there is nobody who could look.
  const work = await wholeWorkList(counter);
  const shown = new Set(work ?? []);
  let problems = 0;
  for (const id of counter.made) {
    const entry = counter.storage.outbox.get(id);
    if (entry === undefined || entry.settledAt !== null) continue;
    if (entry.state !== 'refused' && entry.state !== 'rejected') continue;
    problems += 1;
    if (work !== null && !shown.has(entry.service ?? entry.id)) {
      throw new Violation('loss', `a refused ${entry.body.kind} is not on the work list`);
    }
  }
  const summary = counter.storage.outbox.summary();
  if (summary.waitingServices > 0 || summary.pendingCommands > 0) {
    throw new Violation('not drained', `${summary.pendingCommands} commands wait`);
  }
  if (summary.problems > 0 !== problems > 0) {
    throw new Violation('loss', `the bar tells ${summary.problems} problems, there are ${problems}`);
  }
}

/** The keys of all pages, as a clerk turns them. */
async function wholeWorkList(counter: Counter): Promise<readonly string[] | null> {
  const keys: string[] = [];
  let after: CallInput<'listWork'>['after'] = null;
  for (;;) {
    const page: CallOutput<'listWork'> | null = await counter.look('listWork', { after, limit: 7 });
    if (page === null) return null;
    keys.push(...page.items.map(({ key }) => key));
    after = page.next;
    if (after === null) return keys;
  }
}

/** The replica is the central office, row by row of every shared table, and nothing lies beneath it any more. */
function checkReplica(counter: Counter, there: SharedRecords): void {
  const here = counter.sharedRecords();
  for (const table of tableNames) {
    if (rowHash(here[table]) === rowHash(there[table])) continue;
    same(`the replica's ${table}`, here[table], 'the central office', there[table]);
  }
  const bases = counter.keptBases();
  if (bases > 0) throw new Violation('difference', `${bases} confirmed values are still kept beneath others`);
}

/** Of every scan that was applied the central office has the content: it looked at the whole before it said so. */
function checkContents(there: SharedRecords): void {
  const missing = parseRecords(there, 'attachment').filter(({ receivedAt }) => receivedAt === null);
  if (missing.length > 0) throw new Violation('not drained', `${missing.length} contents never came`);
}

/** One person has one valid card, no blank was used twice, and every blank is accounted for. */
function checkShelf(there: SharedRecords): void {
  const cards = parseRecords(there, 'card');
  const holders = cards
    .filter(({ status, making }) => status !== null && status !== '9' && making !== '09')
    .map((card) => card.personId);
  if (new Set(holders).size !== holders.length) throw new Violation('difference', 'somebody has two cards');
  const used = cards.map((card) => card.blankSerial);
  if (new Set(used).size !== used.length) throw new Violation('difference', 'a blank was used twice');
  const handedOver = parseRecords(there, 'serviceRecord').filter(
    (one) => one.kind === 'issue-card' && one.stage === 'completed',
  );
  const issued = parseRecords(there, 'blankCard').filter((one) => one.status === 'issued');
  const given = cards.filter((card) => card.serviceId !== null && card.issuedOn !== null);
  if (given.length !== handedOver.length || issued.length !== handedOver.length) {
    const counts = `${handedOver.length} handed over, ${given.length} cards, ${issued.length} blanks`;
    throw new Violation('difference', counts);
  }
}

function rowHash(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
