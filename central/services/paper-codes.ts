import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { RegisteredPaper } from '../../domain/records/registered-paper.ts';
import {
  groupedCode,
  verificationAlphabet,
  verificationLength,
} from '../../domain/registered-paper/verification-code.ts';

const purpose = 'guitai verification code of papers, 1';
const bitsEach = 5;

/**
 * Gives papers their codes 核验码: the first sixty bits of an HMAC over county, number and content under a key of its own,
 * derived from the central office's secret. Nothing is drawn by chance: a central office that was restored from a backup gives
 * the paper that comes back the code that is printed on it.
 * @param secret the secret beside the private key (pin-keys.ts)
 */
export function paperCodes(
  secret: Uint8Array,
): (county: string, paper: Pick<RegisteredPaper, 'id' | 'contentHash'>) => string {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32)));
  return (county, { id, contentHash }) => {
    // County and hash have one length each: no two papers come to the same text.
    const digest = createHmac('sha256', key).update(`${county}\n${id}\n${contentHash}`).digest();
    const bits = digest.readBigUInt64BE() >> BigInt(64 - verificationLength * bitsEach);
    const symbols = Array.from({ length: verificationLength }, (_, place) => {
      const shift = BigInt((verificationLength - 1 - place) * bitsEach);
      return verificationAlphabet.charAt(Number((bits >> shift) & 31n));
    });
    return groupedCode(symbols.join(''));
  };
}
