import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { CentralStorage } from '../storage/central-storage.ts';
import type { Credential } from './credentials.ts';

/** Not a public Ed25519 key, or one too many. */
export class SigningKeyRefusedError extends Error {
  constructor(reason: string) {
    super(`signing key refused: ${reason}`);
    this.name = 'SigningKeyRefusedError';
  }
}

/** A counter makes one, and another when it was restored from an older backup than its first greeting. */
const mostKeys = 20;

/**
 * Remembers the key with which a workstation signs. Told at every greeting: mostly it is known already, and then
 * nothing is locked.
 * @param publicKey SPKI, DER, base64
 * @returns the key's fingerprint
 * @throws SigningKeyRefusedError
 */
export async function registerSigningKey(
  storage: CentralStorage,
  { county, officeId, workstationId }: Credential,
  publicKey: string,
): Promise<string> {
  const der = Buffer.from(publicKey, 'base64');
  const key = readSigningKey(der);
  if (key === undefined) throw new SigningKeyRefusedError('no Ed25519 key');
  const fingerprint = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  if ((await storage.read(county, (reader) => reader.signingKey(fingerprint))) !== undefined) {
    return fingerprint;
  }
  await storage.change(county, async (writer) => {
    if ((await writer.countSigningKeys(workstationId)) >= mostKeys) {
      throw new SigningKeyRefusedError('too many');
    }
    await writer.addSigningKey({ fingerprint, publicKey: der.toString('base64'), officeId, workstationId });
    // The credential may have ended while this waited for its turn.
    if ((await writer.signingKey(fingerprint)) === undefined)
      throw new SigningKeyRefusedError('no credential');
  });
  return fingerprint;
}

/** A public Ed25519 key (SPKI, DER), or undefined. */
export function readSigningKey(der: Buffer): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    // Whatever it is, it is no key.
    return undefined;
  }
}
