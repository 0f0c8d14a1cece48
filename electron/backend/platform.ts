import { constants, createHash, publicEncrypt, randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { Identifiers, Passwords, Sealing } from '../../counter/ports.ts';

/** What the platform gives the counter: no cryptography of our own. */

export const identifiers: Identifiers = { newCommandId };

export const passwords: Passwords = {
  verify: (hash, password) => verify(hash, password),
};

export const sealing: Sealing = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  sealForCentral: (publicKey, text) =>
    publicEncrypt(
      { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(text, 'utf8'),
    ).toString('base64'),
  randomNonce: () => randomBytes(16).toString('base64'),
};

/** A UUID of version 7 (RFC 9562): ordered by time, so that the central office's index grows at its end. */
function newCommandId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
