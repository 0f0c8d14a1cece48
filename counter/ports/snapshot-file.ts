import type { TableName } from '../../domain/records/record-tables.ts';

/** Which file of the central office's holds the county; the key opens this one alone, and is forgotten with it. */
export interface AnnouncedFile {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
  readonly key: string;
  /** The feed number of the county at which the file was begun. */
  readonly head: number;
}

/** Values of one table in the order of its fields. */
export type SnapshotRows = readonly (readonly unknown[])[];

/**
 * The county's file on this machine's disk. It lies there encrypted, as it came, until its rows are in the counter's own
 * tables.
 */
export interface SnapshotDownload {
  /** Bytes that are here: where a download that broke off goes on. */
  held(): number;
  append(bytes: Uint8Array): void;
  /** Whether it is what was announced; looked at piece by piece, so that nobody waits meanwhile. */
  isAsAnnounced(file: AnnouncedFile): Promise<boolean>;
  /**
   * Opens it beside the counter's tables.
   * @throws Error where the key does not open it, or its schema is not exactly that of contract/snapshot-file.ts
   */
  open(key: string): void;
  /**
   * Puts the next rows of a table into the counter's own, in which there are none of them yet; inside a transaction.
   * Their types are held to the counter's by SQLite, so a table that keeps JSON is none for it.
   * @returns how many, and the last id where there may be more
   * @throws Error when one does not fit
   */
  copy(
    table: TableName,
    after: string,
    limit: number,
    version: number,
  ): { readonly count: number; readonly last: string | null };
  /** The next rows of a table, to be read with its schema. */
  rows(table: TableName, after: string, limit: number): SnapshotRows;
  /** Closes and deletes it; does nothing where there is none. Outside of a transaction. */
  remove(): void;
}

/** What the synchroniser may do with a file that the snapshot was begun with. */
export interface SnapshotFileTaking {
  /** Whether nothing of this counter's own lies over the records, under which rows would have to be put one by one. */
  mayBegin(): boolean;
  held(): number;
  receive(bytes: Uint8Array): void;
  /** Opens what is here. False where it is not what was announced. */
  open(): Promise<boolean>;
  /** The next rows where they are to be read with their schema, as a page; null where `copy` takes them. */
  rows(limit: number): SnapshotRows | null;
  /** Takes so many rows over. */
  copy(limit: number): void;
}
