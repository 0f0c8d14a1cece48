import { createHash } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { sealedSubject } from '../../domain/approval/approval.ts';
import type { ClerkSignature } from '../../domain/command/command-rule.ts';
import type { Clerk } from '../../domain/records/records.ts';
import type { PinVault } from './pin-vault.ts';

/**
 * Whether a clerk has signed this himself: what was sealed is his own password as the central office knows it, together with
 * the very words that the rule says are signed. What was written into a counter's file by another, or copied from
 * elsewhere in it, is not signed.
 */
export async function isSignedBy(
  clerk: Clerk | undefined,
  signature: ClerkSignature,
  vault: Pick<PinVault, 'openSignature'>,
): Promise<boolean> {
  const opened = await vault.openSignature(signature.sealed);
  const signed = sealedSubject(signature, (text) => createHash('sha256').update(text).digest('hex'));
  if (clerk === undefined || opened?.subject !== signed) return false;
  return await verify(clerk.passwordHash, opened.password);
}
