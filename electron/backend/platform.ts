import {
  constants,
  createPublicKey,
  hash,
  publicEncrypt,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { verify } from '@node-rs/argon2';
import type { ByteTools, Identifiers, Passwords, Sealing } from '../../counter/ports/platform.ts';

/** What the platform gives the counter: no cryptography of our own. */

export const identifiers: Identifiers = { newCommandId: newId, newRecordId: newId };

export const passwords: Passwords = {
  verify: (hash, password) => verify(hash, password),
};

export const sealing: Sealing = {
  sha256: (text) => hash('sha256', text, 'hex'),
  sealForCentral(publicKey, text) {
    const key = { key: keyOf(publicKey), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const plain = Buffer.from(text, 'utf8');
    try {
      return publicEncrypt(key, plain).toString('base64');
    } finally {
      plain.fill(0);
    }
  },
  randomNonce: () => randomBytes(16).toString('base64'),
};

export const bytes: ByteTools = {
  fromBase64(text) {
    const decoded = Buffer.from(text, 'base64');
    // Buffer passes over what is no base64; then it is another text that comes back.
    return decoded.toString('base64') === text ? decoded : null;
  },
  fromText: (text) => Buffer.from(text),
  toBase64: (content) => Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64'),
  join: (parts) => Buffer.concat(parts),
  sha256: (content) => hash('sha256', content, 'hex'),
};

/** What has come in meanwhile is answered before the work goes on. */
export const pause = (): Promise<void> => setImmediate();

let knownKey: { readonly pem: string; readonly key: KeyObject } | null = null;

/** The central office's key, read once: it is the same for years. */
function keyOf(pem: string): KeyObject {
  if (knownKey?.pem !== pem) knownKey = { pem, key: createPublicKey(pem) };
  return knownKey.key;
}

/**
 * A UUID of version 7 (RFC 9562): ordered by time, so that the central office's index grows at its end. The chance in it
 * is the platform's random UUID, whose pool costs no system call each time.
 */
function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
