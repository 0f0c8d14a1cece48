import type { Outcome } from '../../contract/envelope.ts';
import type { OutboxFileHeader } from '../../contract/outbox-file.ts';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import type { RecordTypes } from '../../domain/records/record-tables.ts';

/** The PC's clock, in milliseconds since 1970; the counter corrects it by what the central office says. */
export interface SystemClock {
  now(): number;
}

export interface Identifiers {
  /** A UUID, unique in both databases (law 3). */
  newCommandId(): string;
  /** The same for a record that is made here. */
  newRecordId(): string;
}

export interface Passwords {
  /** Whether the password fits the argon2id hash. */
  verify(hash: string, password: string): Promise<boolean>;
}

/** Cryptography by the platform; none of our own. */
export interface Sealing {
  sha256(text: string): string;
  /** Seals a text with the central office's public key (RSA-OAEP, SHA-256); base64. */
  sealForCentral(publicKey: string, text: string): string;
  randomNonce(): string;
}

/** What the platform does with bytes. */
export interface ByteTools {
  /** Null where the text is no base64. */
  fromBase64(text: string): Uint8Array | null;
  toBase64(bytes: Uint8Array): string;
  /** UTF-8. */
  fromText(text: string): Uint8Array;
  /** Puts parts together. */
  join(parts: readonly Uint8Array[]): Uint8Array;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array): string;
}

/** Files for the central office, sealed and signed by the platform. */
export interface OutboxFiles {
  /** A new signing key (Ed25519): PKCS 8, PEM. */
  makeSigningKey(): string;
  /** The public half: SPKI, DER, base64. */
  publicKeyOf(signingKey: string): string;
  /**
   * Seals commands for the owner of a public key and signs the whole.
   * @param header all that the file says of itself but what sealing adds
   */
  seal(
    header: Omit<OutboxFileHeader, 'signedBy' | 'sealedFor' | 'wrappedKey' | 'nonce'>,
    commands: readonly CommandEnvelope[],
    keys: { readonly signingKey: string; readonly centralKey: string },
  ): Uint8Array;
  /** Whole or not at all: under another name first, on the disk, then renamed. False: it could not be written. */
  write(path: string, file: Uint8Array): Promise<boolean>;
  read(path: string): Promise<Outcome<Uint8Array<ArrayBuffer>>>;
}

export interface IdentityDocument {
  readonly documentKind: RecordTypes['insuredPerson']['documentKind'];
  readonly documentNumber: string;
  readonly name: string;
  readonly validUntil: string;
  readonly photo: string | null;
  readonly reader: 'demonstration' | 'device';
}

/** The reader on the desk. `expected` is what the demonstration's reader goes by; a device reads what lies on it. */
export interface DocumentReader {
  read(expected: {
    /** Null: who acts for an employer. */
    readonly person: RecordTypes['insuredPerson'] | null;
    readonly whose: 'holder' | 'representative';
  }): Promise<IdentityDocument | null>;
}
