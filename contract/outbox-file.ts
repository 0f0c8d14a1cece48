import { z } from 'zod';
import { refusal } from './envelope.ts';
import { failureCodes, type FailureCode } from './error-codes.ts';
import { identifier, instant } from './primitives.ts';

/**
 * The file in which a counter whose line or machine is gone hands over what the central office has not confirmed
 * (docs/SYNC.md, "A file instead of a line"): one line of JSON, the header; the sealed commands; the signature over
 * both. The header is readable by everybody and names no person.
 */

/** The form that is written today. A newer one is refused, and nothing of it is read. */
export const outboxFileFormat = 1;

export const outboxFileExtension = 'gth';

/** An Ed25519 signature: the last bytes of a file. */
export const outboxSignatureLength = 64;

/** The tag of AES-256-GCM: the last bytes before the signature. */
export const outboxTagLength = 16;

/** What the RSA padding of the wrapped key is bound to, so that a sealed password is never taken for a key. */
export const outboxKeyLabel = 'guitai-outbox';

/** The first line is never longer, the line's end included. */
export const longestOutboxHeader = 4_096;

/** A counter that was alone for two months, with room to spare. */
export const largestOutboxFile = 32 * 1024 * 1024;

/** What the commands of one file may come to when they are unpacked. */
export const largestOutboxContent = 256 * 1024 * 1024;

/** So many commands are in one file; a counter that was alone for two months has a good deal less. */
export const mostOutboxCommands = 100_000;

/** Bytes of one command in it: the longest has a few thousand. */
export const longestOutboxCommand = 256 * 1024;

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** What tells such a file from every other, and its form; read before anything else. */
export const outboxFileKind = z.looseObject({ product: z.literal('guitai-outbox'), format: z.int().min(1) });

export const outboxFileHeader = z.strictObject({
  product: z.literal('guitai-outbox'),
  format: z.literal(outboxFileFormat),
  county: z.string().regex(/^\d{6}$/),
  officeId: identifier,
  workstationId: identifier,
  madeAt: instant,
  /** How many commands are in it. */
  commands: z.int().min(1).max(mostOutboxCommands),
  /** SHA-256, hex, of the workstation's public signing key (SPKI, DER). */
  signedBy: fingerprint,
  /** SHA-256, hex, of the central office's public key (SPKI, DER): only its owner opens the file. */
  sealedFor: fingerprint,
  /** The key of this file alone, sealed with that public key (RSA-OAEP, SHA-256); base64. */
  wrappedKey: z.base64().max(2_000),
  /** AES-256-GCM; base64 of 12 bytes. */
  nonce: z.base64().length(16),
});
export type OutboxFileHeader = z.infer<typeof outboxFileHeader>;

/** A workstation's signing key, as it is told to the central office: SPKI, DER, base64. */
export const signingKeyRegistration = z.object({ publicKey: z.base64().min(1).max(200) });
export const signingKeyAnswer = z.object({ fingerprint });
export type SigningKeyAnswer = z.infer<typeof signingKeyAnswer>;

/** A command of the file that is work for a person now: it was refused, or could not be decided. */
export const importProblem = z.object({
  commandId: z.string(),
  /** '' where the command could not be read. */
  kind: z.string(),
  serviceNumber: z.string().nullable(),
  personId: z.string().nullable(),
  outcome: z.enum(['refused', 'rejected']),
  refusals: z.array(refusal),
  /** With 'rejected'. */
  code: z.enum(failureCodes as readonly [FailureCode, ...FailureCode[]]).nullable(),
});

/** What became of a file's commands; the four numbers together are all of them. */
export const outboxImportAnswer = z.object({
  officeId: z.string(),
  workstationId: z.string(),
  madeAt: instant,
  commands: z.int(),
  applied: z.int(),
  refused: z.int(),
  rejected: z.int(),
  /** Decided before, by this file or over the line: the same verdict again, and no second effect. */
  duplicate: z.int(),
  /** Refused and rejected ones, those that were refused before included. */
  problems: z.array(importProblem),
});
export type OutboxImportAnswer = z.infer<typeof outboxImportAnswer>;
export type ImportProblem = z.infer<typeof importProblem>;
