import {
  createHash,
  createHmac,
  createPublicKey,
  createSecretKey,
  timingSafeEqual,
  webcrypto,
} from 'node:crypto';
import { z } from 'zod';
import { outboxKeyLabel } from '../../contract/outbox-file.ts';
import { judgePin, type PinKnowledge } from '../../domain/pin/pin-strength.ts';
import type { CentralStorage } from '../storage/central-storage.ts';
import type { RegisteredPaper } from '../../domain/records/registered-paper.ts';
import { paperCodes } from './paper-codes.ts';
import type { PinKeys } from './pin-keys.ts';

/** What a counter seals: the password, the card it is for, and something that never repeats. */
const sealedContent = z.object({
  pin: z.string().regex(/^[0-9]{6}$/),
  subject: z.string().min(1).max(64),
  nonce: z.string().min(1).max(200),
});

/** What a counter seals for a signature: the clerk's password, and what he signs with it. */
const signatureContent = z.object({
  password: z.string().min(1).max(200),
  subject: z.string().min(1).max(200),
  nonce: z.string().min(1).max(200),
});

/** A signature that was opened, or that it could not be. It lives only while its command is decided. */
export type OpenedSignature = z.infer<typeof signatureContent> | undefined;

/** A sealed password that was opened, or that it could not be. It lives only while its command is decided. */
export type OpenedPin = z.infer<typeof sealedContent> | undefined;

export type PinVerdict =
  | { readonly ok: true; readonly pinHash: string }
  /** 'unopened': not sealed for this key or for another card. 'weak': sealed well, but too easily guessed. */
  | { readonly ok: false; readonly problem: 'unopened' | 'weak' };

/**
 * Keeps card passwords. What is kept is an HMAC under a secret of the server, so that the database alone tells
 * nothing: six digits would be guessed from any plain hash at once. The password itself is in memory only while its
 * command is decided, and in no record, log or error.
 */
export interface PinVault {
  /** PEM (SPKI), for `hello`. */
  readonly publicKey: string;
  /** SHA-256, hex, of the public key (SPKI, DER). */
  readonly keyFingerprint: string;
  /** Opens the key of a file that was sealed for this central office; undefined when it cannot be opened. */
  unwrapKey(wrapped: Uint8Array): Promise<Buffer | undefined>;
  /** Opens what was sealed (base64, RSA-OAEP with SHA-256); undefined when it cannot be opened or read. */
  open(sealed: string): Promise<OpenedPin>;
  /** Opens a clerk's signature (base64, sealed as a password is); undefined when it cannot be opened or read. */
  openSignature(sealed: string): Promise<OpenedSignature>;
  /** Judges an opened password again, as the counter did, and turns it into what is kept. */
  judge(opened: OpenedPin, cardNumber: string, about: PinKnowledge): PinVerdict;
  /** Whether an opened password is the one of which this hash is kept for the card; takes the same time either way. */
  fits(opened: OpenedPin, cardNumber: string, pinHash: string): boolean;
  /** What is kept of a password that nobody had to seal because everybody knows it: a demonstration's. */
  keep(cardNumber: string, pin: string): string;
  /** 核验码 of a paper of this county: the same whenever it is reckoned, and nobody's to guess. */
  paperCode(county: string, paper: Pick<RegisteredPaper, 'id' | 'contentHash'>): string;
  /** Whether this is the password of the card; false as well when it has none. */
  verifyPin(county: string, cardNumber: string, pin: string): Promise<boolean>;
}

export async function openPinVault(keys: PinKeys, storage: CentralStorage): Promise<PinVault> {
  const privateKey = await webcrypto.subtle.importKey(
    'pkcs8',
    keys.privateKey.export({ type: 'pkcs8', format: 'der' }),
    { name: 'RSA-OAEP', hash: 'SHA-256' },
    false,
    ['decrypt'],
  );
  // Made a key once: made one for every password it costs more than the hash itself.
  const secret = createSecretKey(keys.pinSecret);
  const hashOf = (cardNumber: string, pin: string) =>
    createHmac('sha256', secret).update(`${cardNumber}:${pin}`).digest('hex');
  const openAs = async <Content>(shape: z.ZodType<Content>, sealed: string): Promise<Content | undefined> => {
    const plain = await decrypt(privateKey, Buffer.from(sealed, 'base64'));
    if (plain === undefined) return undefined;
    try {
      const content = shape.safeParse(JSON.parse(plain.toString('utf8')));
      return content.success ? content.data : undefined;
    } catch {
      return undefined;
    } finally {
      plain.fill(0);
    }
  };
  return {
    publicKey: keys.publicKeyPem,
    keyFingerprint: createHash('sha256')
      .update(createPublicKey(keys.privateKey).export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    unwrapKey: (wrapped) => decrypt(privateKey, wrapped, Buffer.from(outboxKeyLabel)),
    open: (sealed) => openAs(sealedContent, sealed),
    openSignature: (sealed) => openAs(signatureContent, sealed),
    judge(opened, cardNumber, about) {
      if (opened?.subject !== cardNumber) return { ok: false, problem: 'unopened' };
      if (judgePin(opened.pin, about).length > 0) return { ok: false, problem: 'weak' };
      return { ok: true, pinHash: hashOf(cardNumber, opened.pin) };
    },
    fits: (opened, cardNumber, pinHash) =>
      opened?.subject === cardNumber && isSame(pinHash, hashOf(cardNumber, opened.pin)),
    keep: hashOf,
    paperCode: paperCodes(keys.pinSecret),
    async verifyPin(county, cardNumber, pin) {
      const kept = await storage.read(county, (reader) => reader.cardPinHash(cardNumber));
      return kept !== undefined && isSame(kept, hashOf(cardNumber, pin));
    },
  };
}

function isSame(kept: string, shown: string): boolean {
  return timingSafeEqual(Buffer.from(kept, 'hex'), Buffer.from(shown, 'hex'));
}

/** Off the main thread, so that others are served meanwhile. */
async function decrypt(
  privateKey: webcrypto.CryptoKey,
  sealed: Uint8Array,
  label: Uint8Array = new Uint8Array(),
): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await webcrypto.subtle.decrypt({ name: 'RSA-OAEP', label }, privateKey, sealed));
  } catch {
    return undefined;
  }
}
