import type { CommandOrigin } from '../contract/commands.ts';
import type { passingFailures } from '../contract/error-codes.ts';
import type { Outcome } from '../contract/envelope.ts';
import type { OutboxImportAnswer } from '../contract/outbox-file.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { Lookup } from '../domain/command/facts.ts';
import type { Refusal } from '../domain/command/refusal.ts';
import type { Change } from '../domain/records/change.ts';
import type { RecordTypes, TableName } from '../domain/records/record-tables.ts';
import type { ApprovalQueries } from './ports/approvals.ts';
import type { PrintQueries } from './ports/prints.ts';
import type { TransferQueries } from './ports/transfers.ts';
import type { BankQueries } from './ports/bank-answers.ts';
import type { StockQueries } from './ports/stock.ts';
import type { DayQueries } from './ports/days.ts';
import type { EmployerQueries } from './ports/employers.ts';
import type { PointQueries } from './ports/parcels.ts';
import type { BatchRunStore } from './ports/batch-runs.ts';
import type { OpenWork } from './ports/open-work.ts';
import type { ServicesOfDay } from './ports/services-of-day.ts';
import type { DeferredIndexes } from './ports/deferred-indexes.ts';
import type { SnapshotDownload } from './ports/snapshot-file.ts';

/**
 * What the counter's use cases need from the outside. Storage is synchronous: state, audit and outbox are written in
 * one transaction without an await in between (law 2).
 */

/** Runs work in one write transaction: all of it or nothing. A transaction inside another is a mistake and throws. */
export interface UnitOfWork {
  write<Result>(work: () => Result): Result;
  /**
   * How many transactions are written, or may be found to be when the program starts the next time: a disk that failed
   * while one was being made lasting does not say which. Whoever fails while this has grown must not say "not saved".
   */
  written(): number;
}

/** A record with the number of its last change at the central office; 0 for what the county began with. */
export interface VersionedRecord<T extends TableName> {
  readonly record: RecordTypes[T];
  readonly version: number;
}

export interface RecordStore {
  /** All records of a table with this value in `id` or one of the table's lookup fields. */
  find<T extends TableName>(
    table: T,
    by: keyof RecordTypes[T] & string,
    value: string,
  ): readonly RecordTypes[T][];
  get<T extends TableName>(table: T, id: string): VersionedRecord<T> | undefined;
  /** Writes what this counter decided; the version stays that of the last confirmed change. */
  putLocal(change: Change): void;
  /** Writes what the central office said, unless a later version is there already. */
  putConfirmed(change: Change, version: number): void;
  /** Writes a page of one table's rows, values in the order of the table's fields, at a version. */
  putRows(table: TableName, rows: readonly (readonly unknown[])[], version: number): void;
  remove(table: TableName, id: string): void;
}

/** The confirmed value of a record that an unconfirmed command has changed here; null where it did not exist. */
export interface BaseStore {
  keep(
    table: TableName,
    id: string,
    base: { readonly record: unknown; readonly version: number } | null,
  ): void;
  has(table: TableName, id: string): boolean;
  /** The ids of a table's records that are covered: asked once for a whole page of rows. */
  coveredIds(table: TableName): ReadonlySet<string>;
  replace(change: Change, version: number): void;
  /** Takes the base out, to be put back into its table. Undefined where none is kept. */
  take(
    table: TableName,
    id: string,
  ): { readonly change: Change | null; readonly version: number } | undefined;
}

/** What has become of a command; docs/SYNC.md shows how one state follows another. */
export const outboxStates = ['pending', 'applied', 'done', 'refused', 'rejected'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** One command of this counter, kept from the moment it was made. */
export interface OutboxEntry {
  /** The order of the counter's commands. */
  readonly ordinal: number;
  readonly id: string;
  readonly body: CommandBody;
  readonly origin: CommandOrigin;
  readonly hash: string;
  readonly subject: string;
  readonly service: string | null;
  readonly state: OutboxState;
  /** What was decided here when the clerk saw "done". */
  readonly effects: readonly Change[];
  /** With 'applied' and 'done': the feed number of its last change. */
  readonly sequence: number | null;
  readonly refusals: readonly Refusal[];
  readonly standing: readonly Change[];
  readonly failureCode: string | null;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly settledAt: string | null;
}

export interface OutboxStore extends OpenWork {
  /** @param reads what it read when it was decided; what it wrote is its effects. Without it nothing is noted yet. */
  append(
    entry: Pick<OutboxEntry, 'id' | 'body' | 'origin' | 'hash' | 'subject' | 'service' | 'effects'>,
    reads?: readonly Lookup[],
  ): number;
  /** What a command read and wrote when it was decided again, so that a foreign change finds whom it touches. */
  noteTouches(ordinal: number, reads: readonly Lookup[], writes: readonly Change[]): void;
  forgetTouches(subjects: readonly string[]): void;
  /** Commands not yet answered, in order; those to be tried later are left out unless `now` has come. */
  pending(limit: number, now: string): readonly OutboxEntry[];
  /** Unfinished commands (pending, or applied beyond the feed) of these subjects, in order. */
  overlay(subjects: readonly string[]): readonly OutboxEntry[];
  /** The subjects whose commands read or wrote one of these records, or share a written record with such. */
  touchedSubjects(changes: readonly Change[]): readonly string[];
  /** These subjects and all that are bound to them by a record that both have written. */
  connectedSubjects(subjects: readonly string[]): readonly string[];
  /** Every record that commands of these subjects have written and that still stands on a kept base. */
  writtenRecords(subjects: readonly string[]): readonly { readonly table: TableName; readonly id: string }[];
  get(id: string): OutboxEntry | undefined;
  byService(service: string): readonly OutboxEntry[];
  /** The commands of one work item: those of a service, or the one that has this id and belongs to none. */
  byKey(key: string): readonly OutboxEntry[];
  /** What the central office has not confirmed: not answered, or answered and not yet seen in the feed; in order. */
  unconfirmed(): readonly OutboxEntry[];
  markApplied(id: string, sequence: number): void;
  /** Commands applied at or before this feed number are done; returns their subjects. */
  finishApplied(cursor: number): readonly string[];
  /** The ids of all commands that were answered as applied, however long ago, in order. */
  confirmed(): readonly string[];
  /**
   * The central office no longer knows these commands as applied: they wait again. So do all that the feed has not
   * brought yet, since its numbers may have become others.
   */
  reopen(ids: readonly string[]): void;
  /** The subjects of all commands that are pending or applied beyond the feed. */
  unfinishedSubjects(): readonly string[];
  markRefused(id: string, refusals: readonly Refusal[], standing: readonly Change[]): void;
  /** One that is done came to nothing at the central office, which has applied it: a matter for a person. */
  markInVain(id: string, refusals: readonly Refusal[], standing: readonly Change[]): void;
  markRejected(id: string, failureCode: string): void;
  /** The central office failed at this one; it is tried again at `nextTryAt`, the others go on. */
  postpone(id: string, failureCode: string, nextTryAt: string): void;
  tryAgainNow(): void;
  /** @param key a service, or the id of a command that belongs to none */
  settle(key: string, note: string, at: string): number;
  summary(): {
    readonly waitingServices: number;
    readonly oldestAt: string | null;
    readonly problems: number;
    readonly pendingCommands: number;
  };
}

/** One entry of the audit trail: who did what to what. `details` holds codes and numbers, nothing personal. */
export interface AuditEntry {
  readonly at: string;
  readonly clerkId: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface AuditTrail {
  append(entry: AuditEntry): void;
}

/** What this counter knows of itself and of the line. */
export interface CounterMemory {
  get(name: MemoryName): string | null;
  set(name: MemoryName, value: string | null): void;
}
export type MemoryName =
  | 'central-url'
  | 'mode'
  | 'county'
  | 'county-name'
  | 'office-id'
  | 'workstation-id'
  | 'token'
  | 'pin-public-key'
  /** The workstation's private signing key (Ed25519, PKCS 8, PEM). */
  | 'signing-key'
  /** The fingerprint under which the central office knows it. */
  | 'signing-key-known-as'
  | 'demonstration-clerks'
  | 'epoch'
  | 'feed-cursor'
  | 'known-position'
  | 'durable'
  | 'snapshot-state'
  /** Up to where the feed must have come before the replica is whole, once a snapshot is there. */
  | 'whole-from'
  /** Which indexes the file is without while a county is pulled, and how each is made. */
  | 'deferred-indexes'
  | 'clock-offset'
  | 'latest-known-time'
  | 'as-of';

export interface PersonSearchRow {
  readonly personId: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly employerName: string | null;
  readonly cardStatus: string | null;
  /** The last day of a provisional loss report of that card. */
  readonly lossExpiresOn: string | null;
  /** What that card goes back to when the report of its loss ends. */
  readonly statusBeforeLoss: string | null;
}

/** Reads that no table description gives: prefix search and lists. */
export interface CounterQueries
  extends
    StockQueries,
    ServicesOfDay,
    DayQueries,
    PointQueries,
    EmployerQueries,
    BankQueries,
    ApprovalQueries,
    TransferQueries,
    PrintQueries {
  personsByDocumentNumber(prefix: string, limit: number): readonly PersonSearchRow[];
  personsByCardNumber(cardNumber: string): readonly PersonSearchRow[];
  personsByName(prefix: string, limit: number): readonly PersonSearchRow[];
  personsByPinyin(prefix: string, limit: number): readonly PersonSearchRow[];
  personsByInitials(prefix: string, limit: number): readonly PersonSearchRow[];
  personById(id: string): PersonSearchRow | undefined;
  recentLedger(
    personId: string,
    limit: number,
  ): readonly { entry: RecordTypes['ledgerEntry']; balanceAfter: number; reversed: boolean }[];
  nextBlanks(workstationId: string, limit: number): readonly RecordTypes['blankCard'][];
  countBlanks(workstationId: string): number;
  /** Highest running number used in service numbers with this prefix. */
  highestServiceNumber(prefix: string): number;
}

export interface SignInAttempts {
  get(clerkId: string): { readonly failures: number; readonly blockedUntil: string | null };
  set(clerkId: string, failures: number, blockedUntil: string | null): void;
}

/** This counter's prints of before they were shared records, by what they are about: a service, or, of a notice, the person. */
export interface PrintLog {
  /** Prints that came or may have come, and that no shared record tells of. */
  countUnshared(subject: string, paper: string): number;
}

/** The content of a scan that this counter holds. */
export interface HeldContent {
  readonly attachmentId: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes that the central office has said it has. */
  readonly sent: number;
  /** Why the last try to send it failed, or null. */
  readonly failureCode: string | null;
}

/** The contents of scanned documents, in chunks; the records of them are shared ones like any other. */
export interface AttachmentStore {
  /** Belongs into the transaction that writes the command. */
  keep(content: {
    readonly attachmentId: string;
    readonly commandId: string;
    readonly madeAt: string;
    readonly bytes: Uint8Array;
  }): void;
  get(attachmentId: string): HeldContent | undefined;
  /** Some bytes from this offset on, 256 KiB at most; none at the end, or where the content is not held here. */
  read(attachmentId: string, offset: number): Uint8Array;
  /** Contents that the central office has not, and whose command it has applied; in the order in which they were made. */
  due(limit: number): readonly HeldContent[];
  noteSent(attachmentId: string, sent: number): void;
  noteFailure(attachmentId: string, failureCode: string): void;
  /**
   * Forgets one content that is needed no more: older than `madeBefore`, and refused or held by the central office up to
   * a feed number that is `durable`; beyond `mostBytes` in all also a younger one that is so held. Tells whether it did.
   */
  forgetOne(limits: {
    readonly madeBefore: string;
    readonly durable: number;
    readonly mostBytes: number;
  }): boolean;
}

/** Everything that is kept in the encrypted file. */
export interface CounterStorage {
  readonly unitOfWork: UnitOfWork;
  readonly records: RecordStore;
  readonly deferredIndexes: DeferredIndexes;
  readonly snapshotDownload: SnapshotDownload;
  readonly bases: BaseStore;
  readonly outbox: OutboxStore;
  readonly audit: AuditTrail;
  readonly memory: CounterMemory;
  readonly queries: CounterQueries;
  /** Forgets every confirmed record, before a county is pulled anew; inside a transaction. */
  forgetConfirmed(): void;
  readonly signInAttempts: SignInAttempts;
  readonly prints: PrintLog;
  readonly attachments: AttachmentStore;
  readonly batchRuns: BatchRunStore;
}

/** What the counter asks the central office outside of synchronisation. */
export interface CentralOffice {
  /** @param workstationId of one that is enrolled again: which it is */
  enrol(
    url: string,
    code: string,
    officeId: string | null,
    workstationId: string | null,
  ): Promise<EnrolmentResult>;
  photo(personId: string): Promise<string | null>;
  /** The content of a scanned document; null where it can not be had now. */
  attachment(attachmentId: string): Promise<Uint8Array | null>;
  /** Has the central office decide another window's file. */
  importOutbox(file: Uint8Array<ArrayBuffer>): Promise<Outcome<OutboxImportAnswer>>;
}
export type EnrolmentResult =
  | {
      readonly ok: true;
      readonly memory: Readonly<Partial<Record<MemoryName, string>>>;
    }
  | { readonly ok: false; readonly code: EnrolmentFailure };
export type EnrolmentFailure =
  | 'central-url-invalid'
  | 'central-url-insecure'
  | 'central-not-guitai'
  | 'central-protocol-newer'
  | 'central-protocol-older'
  | (typeof passingFailures)[number]
  | 'internal-error'
  | 'enrolment-refused';
