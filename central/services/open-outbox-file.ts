import { createDecipheriv, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FailureCode } from '../../contract/error-codes.ts';
import {
  largestOutboxContent,
  largestOutboxFile,
  longestOutboxCommand,
  longestOutboxHeader,
  outboxFileFormat,
  outboxFileHeader,
  outboxFileKind,
  outboxSignatureLength,
  outboxTagLength,
  type OutboxFileHeader,
} from '../../contract/outbox-file.ts';
import { UnknownCountyError, type CentralStorage } from '../storage/central-storage.ts';
import type { PinVault } from './pin-vault.ts';
import { readSigningKey } from './signing-keys.ts';

/** A file that cannot be taken in; nothing of it was done. */
export class OutboxFileError extends Error {
  readonly code: Extract<FailureCode, `import-${string}`>;

  constructor(code: OutboxFileError['code']) {
    super(code);
    this.name = 'OutboxFileError';
    this.code = code;
  }
}

export interface OpenedOutbox {
  readonly header: OutboxFileHeader;
  /** As many lines as the header tells of commands; each is read for itself, when its turn comes (`readLine`). */
  readonly lines: readonly Buffer[];
}

/**
 * Opens a file that a counter has handed over. Nothing of it is believed, and nothing unpacked, before the signature
 * has been found to be that of the workstation it names.
 * @param county whose files are taken; null takes those of any county that is here
 * @throws OutboxFileError
 */
export async function openOutboxFile(
  { storage, vault }: { readonly storage: CentralStorage; readonly vault: PinVault },
  file: Uint8Array,
  county: string | null,
): Promise<OpenedOutbox> {
  if (file.length > largestOutboxFile) throw new OutboxFileError('import-too-large');
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const firstLine = readFirstLine(bytes);
  const header = readHeader(firstLine);
  if (county !== null && header.county !== county) throw new OutboxFileError('import-other-county');
  await requireSignature(storage, header, bytes);
  if (header.sealedFor !== vault.keyFingerprint) throw new OutboxFileError('import-other-central');
  const key = await vault.unwrapKey(Buffer.from(header.wrappedKey, 'base64'));
  if (key?.length !== 32) throw new OutboxFileError('import-unreadable');
  try {
    const sealed = bytes.subarray(firstLine.length, -outboxSignatureLength);
    const text = await unpack(decrypt(key, firstLine, header.nonce, sealed));
    return { header, lines: linesOf(text, header.commands) };
  } finally {
    key.fill(0);
  }
}

/** With its end: exactly these bytes are what the seal and the signature cover. */
function readFirstLine(bytes: Buffer): Buffer {
  const end = bytes.subarray(0, longestOutboxHeader).indexOf(0x0a);
  const least = end + 1 + outboxTagLength + outboxSignatureLength;
  if (end < 0 || bytes.length < least) throw new OutboxFileError('import-unreadable');
  return bytes.subarray(0, end + 1);
}

function readHeader(firstLine: Buffer): OutboxFileHeader {
  const json = readJson(firstLine.toString('utf8'));
  const kind = outboxFileKind.safeParse(json);
  if (!kind.success) throw new OutboxFileError('import-unreadable');
  if (kind.data.format > outboxFileFormat) throw new OutboxFileError('import-newer');
  const header = outboxFileHeader.safeParse(json);
  if (!header.success) throw new OutboxFileError('import-unreadable');
  return header.data;
}

async function requireSignature(
  storage: CentralStorage,
  { county, officeId, workstationId, signedBy }: OutboxFileHeader,
  bytes: Buffer,
): Promise<void> {
  const known = await storage.read(county, async (reader) => {
    if ((await reader.head()) === undefined) throw new UnknownCountyError();
    return {
      workstation: await reader.one('workstation', workstationId),
      key: await reader.signingKey(signedBy),
    };
  });
  if (known.workstation?.officeId !== officeId) throw new OutboxFileError('import-workstation-unknown');
  const { key } = known;
  if (key?.workstationId !== workstationId || key.officeId !== officeId) {
    throw new OutboxFileError('import-key-unknown');
  }
  const publicKey = readSigningKey(Buffer.from(key.publicKey, 'base64'));
  const signed = bytes.subarray(0, -outboxSignatureLength);
  const signature = bytes.subarray(-outboxSignatureLength);
  if (publicKey === undefined || !verify(null, signed, publicKey, signature)) {
    throw new OutboxFileError('import-tampered');
  }
}

function decrypt(key: Buffer, firstLine: Buffer, nonce: string, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), {
      authTagLength: outboxTagLength,
    });
    decipher.setAAD(firstLine);
    decipher.setAuthTag(sealed.subarray(-outboxTagLength));
    return Buffer.concat([decipher.update(sealed.subarray(0, -outboxTagLength)), decipher.final()]);
  } catch {
    // Signed well and sealed badly: its counter has made a mistake.
    throw new OutboxFileError('import-unreadable');
  }
}

const unpacking = promisify(gunzip);

async function unpack(packed: Buffer): Promise<Buffer> {
  try {
    return await unpacking(packed, { maxOutputLength: largestOutboxContent });
  } catch {
    throw new OutboxFileError('import-unreadable');
  }
}

/** Never more of them than expected: millions of empty lines pack well, and would take all memory that there is. */
function linesOf(text: Buffer, expected: number): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < text.length && lines.length <= expected;) {
    const found = text.indexOf(0x0a, start);
    const end = found < 0 ? text.length : found;
    lines.push(text.subarray(start, end));
    start = end + 1;
  }
  if (lines.length !== expected) throw new OutboxFileError('import-unreadable');
  return lines;
}

/** A line that is no JSON, or longer than any command, is a command that cannot be read, and is answered as one. */
export function readLine(line: Buffer): unknown {
  return line.length > longestOutboxCommand ? undefined : readJson(line.toString('utf8'));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
