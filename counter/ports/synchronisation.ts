import type { CommandAnswer, CommandEnvelope, Position } from '../../contract/sync-protocol.ts';
import type { Change } from '../../domain/records/change.ts';
import type { TableName } from '../../domain/records/record-tables.ts';
import type { AnnouncedFile, SnapshotFileTaking } from './snapshot-file.ts';

/** What the synchroniser may do with the replica; the counter gives it, sync/ uses it. */
export interface Replica {
  state(): {
    readonly epoch: string | null;
    readonly cursor: number;
    /** The last position of the county that the central office has told. */
    readonly known: Position;
    /** Null when the first synchronisation is done. */
    readonly snapshot: SnapshotState | null;
  };
  outgoing(limit: number): readonly CommandEnvelope[];
  /** The ids of all commands that this counter knows as applied, to be asked for after a restore. */
  confirmedCommands(): readonly string[];
  /**
   * Begins to pull the county. Where there was an epoch before, the central office was restored: all is pulled anew,
   * and what it has lost is sent again.
   * @param told.lost of the confirmed commands those that the central office no longer knows as applied; without it
   *   nobody asked, and all of them are sent again
   * @param told.file where the county is to come as a file and not in pages
   */
  beginSnapshot(
    epoch: string,
    head: number,
    total: number,
    told?: {
      readonly mark: string;
      readonly lost: readonly string[];
      readonly file?: AnnouncedFile | null;
    },
  ): void;
  readonly file: SnapshotFileTaking;
  receiveSnapshotPage(page: {
    readonly table: TableName;
    readonly rows: readonly (readonly unknown[])[];
    readonly next: { readonly table: TableName; readonly after: string } | null;
  }): void;
  receiveFeed(page: {
    readonly epoch: string;
    readonly mark?: string;
    readonly changes: readonly { readonly sequence: number; readonly change: Change }[];
    readonly head: number;
    /** Up to which feed number the central office knows its data to be on the disk. */
    readonly durable?: number;
  }): void;
  /** @param position where the county stands behind these answers */
  receiveAnswers(answers: readonly CommandAnswer[], position?: Position): void;
  noteCentralTime(now: string): void;
  /** What the central office says of itself at each greeting. */
  noteHello(hello: { readonly pinPublicKey: string; readonly demonstrationClerks: string }): void;
}
/** What the synchroniser may do with the contents of scanned documents; the counter gives it, sync/ uses it. */
export interface ContentOutbox {
  /** Contents that may be sent now, oldest first. */
  due(limit: number): readonly { readonly id: string; readonly size: number }[];
  /** Some bytes from this offset on; none at the end. */
  read(id: string, offset: number): Uint8Array;
  /** So many bytes are at the central office. */
  noteSent(id: string, sent: number): void;
  noteFailure(id: string, failureCode: string): void;
  /** Forgets one content that is kept no longer; tells whether there was one. */
  forgetOne(): boolean;
}
export interface SnapshotState {
  readonly head: number;
  readonly total: number;
  readonly received: number;
  /** Where the county comes as a file. */
  readonly file?: AnnouncedFile;
  /** Where to go on. */
  readonly table: TableName;
  readonly after: string;
}

/** The key with which this workstation signs files for the central office; sync/ tells its public half there. */
export interface WorkstationKey {
  /** SPKI, DER, base64; the key is made the first time. */
  publicKey(): string;
  /** The central office knows it under this fingerprint. */
  noteKnown(fingerprint: string): void;
}

/** What the synchroniser tells about the line. */
export interface LineState {
  readonly state: 'connecting' | 'online' | 'offline';
  /** On the monotonic clock, milliseconds. */
  readonly since: number;
  readonly reason: string | null;
  /** While offline: when it is tried again, on the same clock. */
  readonly nextTry: number | null;
}
