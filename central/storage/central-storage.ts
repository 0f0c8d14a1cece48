import type { LedgerAudit } from './ledger-findings.ts';
import type { PaperAudit } from './paper-audit.ts';
import type { Position } from '../../contract/sync-protocol.ts';
import type { Lookup } from '../../domain/command/facts.ts';
import type { Change } from '../../domain/records/change.ts';
import type { RecordTypes, TableName } from '../../domain/records/record-tables.ts';

/** What this database is. A new epoch makes every counter pull its county anew. */
export interface CentralIdentity {
  readonly epoch: string;
  /** Which key seals passwords for this database; null before the first start has told. */
  readonly pinKeyFingerprint: string | null;
}

export interface County {
  readonly county: string;
  readonly name: string;
  readonly demonstration: boolean;
}

/** How far a county's feed has come, and how many commands were decided. */
export interface CountyHead {
  readonly head: number;
  readonly applied: number;
  readonly refused: number;
}

/** Which history of a county this is, and where it stands (contract/sync-protocol.ts). */
export interface CountyPosition extends Position {
  readonly epoch: string;
}

/** A page as JSON text that the database built: it goes to the counter as it is. */
export interface RecordPage {
  /** The records as arrays, separated by commas, without the outer brackets. */
  readonly rowsText: string;
  readonly count: number;
  readonly last: string | null;
}

export interface FeedPageText extends CountyPosition {
  /** `{"sequence":…,"change":…}` objects separated by commas, without the outer brackets. */
  readonly changesText: string;
  readonly count: number;
}

export interface StoredCredential {
  readonly officeId: string;
  readonly workstationId: string;
}

/** A public key with which a workstation signs files; it stays known when the workstation's credential ends. */
export interface StoredSigningKey extends StoredCredential {
  /** SHA-256, hex, of the key. */
  readonly fingerprint: string;
  /** SPKI, DER, base64. */
  readonly publicKey: string;
}

export type StoredOutcome = 'applied' | 'refused';

/** A verdict as it is kept: the answer without its id and without `duplicate`. */
export interface StoredAnswer {
  readonly commandId: string;
  readonly hash: string;
  readonly outcome: StoredOutcome;
  readonly answer: unknown;
}

/** A verdict with what is recorded beside it. */
export interface NewAnswer extends StoredAnswer {
  readonly kind: string;
  readonly workstationId: string;
  readonly clerkId: string;
  readonly commandedAt: string;
}

export interface SequencedChange {
  readonly sequence: number;
  readonly commandId: string;
  /** The number of the last change of the same command. */
  readonly commandEnd: number;
  readonly change: Change;
}

export interface NewCardPin {
  readonly cardNumber: string;
  readonly pinHash: string;
  readonly commandId: string;
}

/** How far the seals of a county have followed the record in a month. */
export interface MonthlyTurn {
  /** The last person who was looked at. */
  readonly after: string;
  readonly done: boolean;
}

/** Everything that a run of decided commands leaves behind, written together. */
export interface DecidedEffects {
  readonly changes: readonly SequencedChange[];
  readonly answers: readonly NewAnswer[];
  readonly cardPins: readonly NewCardPin[];
  readonly head: CountyHead;
}

/** Reading within one county, in one transaction. */
export interface CountyReader {
  /** Undefined when the central office does not have this county. */
  head(): Promise<CountyHead | undefined>;
  /** Undefined when the central office does not have this county. */
  position(): Promise<CountyPosition | undefined>;
  /** Whether this position is in the county's history: the transaction that wrote this number left this mark. */
  holds(position: Position): Promise<boolean>;
  /** One answer for each lookup, in the same order; records ordered by id. */
  lookUp(lookups: readonly Lookup[]): Promise<readonly (readonly Change['record'][])[]>;
  /** Every record of a small table, ordered by id. */
  all<T extends TableName>(table: T): Promise<readonly RecordTypes[T][]>;
  /** The record of a table with this id, or undefined. */
  one<T extends TableName>(table: T, id: string): Promise<RecordTypes[T] | undefined>;
  page(table: TableName, after: string, limit: number): Promise<RecordPage>;
  count(table: TableName): Promise<number>;
  /**
   * Changes after a feed number in their order; undefined when the county is not here. A command's changes stay
   * together, so there may be a few more than `limit`.
   */
  feed(after: number, limit: number): Promise<FeedPageText | undefined>;
  /** The credentials in use by the hashes of their tokens; those that are none are left out. */
  credentials(tokenHashes: readonly string[]): Promise<ReadonlyMap<string, StoredCredential>>;
  signingKey(fingerprint: string): Promise<StoredSigningKey | undefined>;
  answers(commandIds: readonly string[]): Promise<readonly StoredAnswer[]>;
  /** Which of these commands are not known as applied. */
  lostCommands(commandIds: readonly string[]): Promise<readonly string[]>;
  /** Requests that are on their way to the bank or with it, in the order of their numbers, behind the one of this number. */
  bankRequestsUnderWay(after: string, limit: number): Promise<readonly RecordTypes['bankRequest'][]>;
  /** Transfers for which there is something to send or to hear, in the order of their numbers, behind the one of this number. */
  transfersAwaiting(after: string, limit: number): Promise<readonly RecordTypes['relationshipTransfer'][]>;
  /** Payments that are on their way to the bank or with it, in the order of their numbers, behind the one of this number. */
  paymentsUnderWay(after: string, limit: number): Promise<readonly RecordTypes['payment'][]>;
  /** Where the turn of a month stands; at its beginning where nothing was noted. */
  monthlyTurn(month: string): Promise<MonthlyTurn>;
  /** The ids of personal accounts that are not closed, in their order, behind this one. */
  unclosedAccounts(after: string, limit: number): Promise<readonly string[]>;
  cardPinHash(cardNumber: string): Promise<string | undefined>;
  /** Everything that the ledger holds, looked at; it takes as long as there are entries. */
  auditLedger(): Promise<LedgerAudit>;
  /** Every registered paper, looked at; `codeOf` gives a paper its code anew. */
  auditPapers(
    codeOf: (paper: Pick<RecordTypes['registeredPaper'], 'id' | 'contentHash'>) => string,
  ): Promise<PaperAudit>;
}

/** Writing within one county, alone in it: the county's head is locked until the end. */
export interface CountyWriter extends CountyReader {
  readonly lockedHead: CountyHead;
  /** Runs `work` within a savepoint; what it throws undoes what it did and is thrown on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  write(effects: DecidedEffects): Promise<void>;
  noteMonthlyTurn(month: string, turn: MonthlyTurn): Promise<void>;
  /** Free workstations of an office by their number: without a credential in use and without an open code. */
  freeWorkstations(officeId: string): Promise<readonly string[]>;
  addEnrolmentCode(code: NewEnrolmentCode): Promise<void>;
  /** Uses up a code that is neither used nor expired; undefined when there is none such. */
  takeEnrolmentCode(codeHash: string): Promise<StoredCredential | undefined>;
  /** The credential of a workstation; one that was in use before ends. */
  addCredential(tokenHash: string, credential: StoredCredential): Promise<void>;
  /** Adds a key to the credential that its workstation has now; one that is there already stays as it is. */
  addSigningKey(key: StoredSigningKey): Promise<void>;
  /** How many keys were added to the credential that a workstation has now. */
  countSigningKeys(workstationId: string): Promise<number>;
}

/**
 * The contents of a county's attachments, written beside the commands. A content lies in chunks, each where the one
 * before it ends; only what lies below `received` counts.
 */
export interface ContentStore {
  attachment(id: string): Promise<RecordTypes['attachment'] | undefined>;
  /** Of these attachments those that are known and not whole, by id, with the bytes that are here. */
  missing(ids: readonly string[]): Promise<readonly { readonly id: string; readonly received: number }[]>;
  /** How many bytes are here; whoever else writes this content waits until the transaction ends. */
  lockReceived(id: string): Promise<number>;
  /** Writes a chunk at `start`, which must be what `lockReceived` has told. */
  append(id: string, start: number, bytes: Uint8Array): Promise<void>;
  /** The chunk that begins here. */
  chunk(id: string, start: number): Promise<Uint8Array | undefined>;
  /** What has come is not the content: it is sent again from its beginning. */
  beginAnew(id: string): Promise<void>;
}

export interface NewEnrolmentCode extends StoredCredential {
  readonly codeHash: string;
  readonly validHours: number;
}

/** Records of one table for a county that is being loaded. */
export interface LoadBatch {
  readonly table: TableName;
  readonly records: readonly unknown[];
  /** What is kept of the passwords of cards among them. */
  readonly cardPins?: readonly NewCardPin[];
}

/** Where the central office keeps everything: one port, PGlite or PostgreSQL behind it. */
export interface CentralStorage {
  readonly kind: 'pglite' | 'postgresql';
  /** Whether a commit is on the disk when it is answered. */
  readonly commitsAreDurable: boolean;
  identity(): Promise<CentralIdentity>;
  /**
   * Begins a new epoch: every counter pulls its county anew and sends again what is not here. Those that wait for
   * changes are woken.
   * @returns the new epoch
   */
  beginEpoch(): Promise<string>;
  /** Remembers which key seals passwords, once; the one that is remembered comes back. */
  rememberPinKey(fingerprint: string): Promise<string>;
  counties(): Promise<readonly County[]>;
  read<T>(county: string, work: (reader: CountyReader) => Promise<T>): Promise<T>;
  /** @throws UnknownCountyError when the county is not here. */
  change<T>(county: string, work: (writer: CountyWriter) => Promise<T>): Promise<T>;
  /** Reads and writes contents of a county without keeping its commands waiting. */
  contents<T>(county: string, work: (store: ContentStore) => Promise<T>): Promise<T>;
  /**
   * Puts a county with all its records in, without feed; all or nothing as others see it.
   * @param turned the month whose turn the records have behind them
   */
  loadCounty(county: County, batches: Iterable<LoadBatch>, turned?: string): Promise<void>;
  /** Whether an error tells of the database or the way to it, and not of what was asked: then nothing was decided. */
  isFault(error: unknown): boolean;
  /** Calls back after each commit that changed a county; '*' when some may have been missed. */
  onChange(listener: (county: string) => void): void;
  close(): Promise<void>;
}

export class UnknownCountyError extends Error {
  constructor() {
    super('the county is not at this central office');
    this.name = 'UnknownCountyError';
  }
}
