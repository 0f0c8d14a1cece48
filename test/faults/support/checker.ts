import { createHash } from 'node:crypto';
import { dayLines } from './day-work.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import type { Change } from '../../../domain/records/change.ts';
import { tableNames, type RecordTypes, type TableName } from '../../../domain/records/record-tables.ts';
import type { CallInput, CallOutput } from '../../../contract/counter-calls.ts';
import type { CommandAnswer } from '../../../contract/sync-protocol.ts';
import type { Counter } from './counter.ts';
import type { SharedRecords } from '../../helpers/counter-records.ts';
import type { Office } from './office.ts';
import { contributionLines } from './contribution-oracle.ts';
import type { Happened } from './decision-log.ts';
import { ledgerLines } from './ledger-oracle.ts';
import { Oracle } from './oracle.ts';
import { paymentLines } from './payment-oracle.ts';
import { CodeWitness, paperLines } from './paper-lines.ts';
import { payoutLines } from './payout-oracle.ts';
import { printLines } from './print-oracle.ts';
import { transferLines } from './transfer-lines.ts';
import { standing } from './oracle-lines.ts';
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

/** What is held against what. */
interface Sides {
  readonly office: Office;
  readonly county: string;
  readonly counters: readonly Counter[];
  /** The records with which the county began. */
  readonly beginning: readonly Change[];
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

type Verdicts = ReadonlyMap<string, 'applied' | 'refused'>;

/** Every command once, and each as the oracle says; in the end what the oracle sees stands there. */
class DecisionChecker {
  readonly verdicts = new Map<string, 'applied' | 'refused'>();
  readonly kinds: CommandKind[] = [];
  readonly #sides: Sides;
  readonly #oracle: Oracle;
  /** So much of what happened at the central office was told to the oracle. */
  #told = 0;

  constructor(sides: Sides) {
    const { office, beginning } = sides;
    this.#sides = sides;
    this.#oracle = new Oracle(
      beginning,
      (sealed) => office.openSealedPin(sealed),
      (sealed) => office.openSignature(sealed),
      (answer) => office.areas.said(answer),
    );
  }

  check(there: SharedRecords): void {
    const { office, county } = this.#sides;
    const happened = office.log.of(county);
    for (const one of happened.slice(this.#told)) this.#tell(one);
    this.#told = happened.length;
    same('the central office', standingAt(there), 'the oracle', this.#oracle.expected());
  }

  #tell(happened: Happened): void {
    switch (happened.what) {
      case 'follows':
        return;
      case 'together':
        return this.#oracle.followLate();
      case 'foreign':
        return this.#oracle.foreign(happened.change, happened.day);
      case 'turn':
        return this.#oracle.turnMonth(happened.day);
      case 'command':
        return this.#decide(happened);
      default:
        happened satisfies never;
    }
  }

  #decide({ id, outcome, effects, day }: Extract<Happened, { readonly what: 'command' }>): void {
    if (this.verdicts.has(id)) throw new Violation('duplicate', 'a command was decided twice');
    this.verdicts.set(id, outcome);
    const entry = this.#sides.counters
      .map((counter) => counter.file.outbox.get(id))
      .find((one) => one !== undefined);
    if (entry === undefined) throw new Violation('loss', 'a command was decided that is in no outbox');
    const expected = this.#oracle.decide(entry.body, entry.origin, day, entry.id) ? 'applied' : 'refused';
    if (expected !== outcome) {
      const why = entry.refusals.map(({ code }) => code).join(' ');
      throw new Violation(
        'difference',
        `${entry.body.kind} was ${outcome}, the oracle says ${expected}${why === '' ? '' : ` (${why})`}`,
      );
    }
    const keys = new Set(effects.map(({ table, record }) => `${table} ${record.id}`));
    if (keys.size !== effects.length) {
      throw new Violation('duplicate', `${entry.body.kind} changed a record twice`);
    }
    if (outcome === 'applied') this.kinds.push(entry.body.kind);
    if (effects.length > 0 !== (outcome === 'applied')) {
      throw new Violation('difference', `${entry.body.kind} was ${outcome} with ${effects.length} effects`);
    }
  }
}

/** What stands at the central office, in the lines of the oracle. */
function standingAt(there: SharedRecords): readonly string[] {
  return [
    ...standing({
      blanks: parseRecords(there, 'blankCard'),
      cards: parseRecords(there, 'card'),
      services: parseRecords(there, 'serviceRecord'),
      attachments: parseRecords(there, 'attachment'),
      batches: parseRecords(there, 'employerBatch'),
      counts: parseRecords(there, 'stockCount'),
      parcels: parseRecords(there, 'parcel'),
      bankAccounts: parseRecords(there, 'financialAccount'),
      bankRequests: parseRecords(there, 'bankRequest'),
    }),
    ...contributionLines({
      persons: parseRecords(there, 'insuredPerson'),
      accounts: parseRecords(there, 'personalAccount'),
      periods: parseRecords(there, 'contributionPeriod'),
    }),
    ...ledgerLines({
      entries: parseRecords(there, 'ledgerEntry'),
      accounts: parseRecords(there, 'personalAccount'),
      approvals: parseRecords(there, 'approval'),
    }),
    ...paperLines(parseRecords(there, 'registeredPaper')),
    ...printLines(parseRecords(there, 'paperPrint')),
    ...payoutLines(parseRecords(there, 'payout')),
    ...paymentLines(parseRecords(there, 'payment')),
    ...dayLines(parseRecords(there, 'dayClose')),
    ...transferLines({
      transfers: parseRecords(there, 'relationshipTransfer'),
      remittances: parseRecords(there, 'incomingRemittance'),
    }),
  ].sort();
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

function same(what: string, these: readonly string[], other: string, those: readonly string[]): void {
  const [here, there] = [new Set(these), new Set(those)];
  const more = these.filter((line) => !there.has(line));
  const less = those.filter((line) => !here.has(line));
  if (more.length + less.length === 0) return;
  const first = [`${what} has ${more[0] ?? 'nothing'}`, `${other} has ${less[0] ?? 'nothing'}`].join('; ');
  throw new Violation('difference', `${more.length + less.length} rows differ: ${first}`);
}

function rowHash(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** The lines are the canonical JSON of the records of this very table. */
export function parseRecords<T extends TableName>(there: SharedRecords, table: T): readonly RecordTypes[T][] {
  return there[table].map((line) => JSON.parse(line) as RecordTypes[T]);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
