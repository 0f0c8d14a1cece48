import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { canonicalJson } from './canonical-json.ts';

/**
 * What a content comes to, the same at the counter and at the central office: rules chain closed days and tell papers apart
 * by it, so it has to be reckoned where they decide.
 * @param content what JSON can carry
 * @returns the SHA-256 of its canonical JSON, lower-case hex
 */
export function contentHash(content: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(content))));
}
