import {
  constants,
  createPublicKey,
  hash,
  publicEncrypt,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { Identifiers, Passwords, Sealing } from '../../counter/ports.ts';

/** What the platform gives the counter: no cryptography of our own. */

export const identifiers: Identifiers = { newCommandId };

export const passwords: Passwords = {
  verify: (hash, password) => verify(hash, password),
};

export const sealing: Sealing = {
  sha256: (text) => hash('sha256', text, 'hex'),
  sealForCentral: (publicKey, text) =>
    publicEncrypt(
      { key: keyOf(publicKey), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(text, 'utf8'),
    ).toString('base64'),
  randomNonce: () => randomBytes(16).toString('base64'),
};

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
function newCommandId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
