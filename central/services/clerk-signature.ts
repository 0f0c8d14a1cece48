import { verify } from '@node-rs/argon2';
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
  { subject, sealed }: ClerkSignature,
  vault: Pick<PinVault, 'openSignature'>,
): Promise<boolean> {
  const opened = await vault.openSignature(sealed);
  if (clerk === undefined || opened?.subject !== subject) return false;
  return await verify(clerk.passwordHash, opened.password);
}
