import type { CallInput, CallName, CallOutput } from '../../../contract/counter-calls.ts';
import { fail, type Outcome } from '../../../contract/envelope.ts';
import type { PinEntryFacts } from '../../../contract/pin-services.ts';
import { judgePin } from '../../../domain/pin/pin-strength.ts';

/** How the pad asks its counter. */
export type PadCall = <Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
) => Promise<Outcome<CallOutput<Name>>>;

/** Whose password is typed; `old` is the one that holds until now, where it is asked for. */
export type PinEntered =
  { readonly serviceNumber: string } | { readonly personId: string; readonly old: string | null };

/**
 * What becomes of the digits that a person has typed: the two entries are compared and the new password judged here, on the
 * pad; then they are sealed for the central office, which judges once more. Nothing leaves this page in clear (issue 5).
 * @returns what is wrong with them, or what the counter says of what was sealed
 */
export async function enterAtPad(
  call: PadCall,
  entered: PinEntered,
  first: string,
  second: string,
): Promise<Outcome<Record<string, never>>> {
  const isService = 'serviceNumber' in entered;
  const about = isService ? { serviceNumber: entered.serviceNumber } : { personId: entered.personId };
  const answered = await call('getPinEntry', about);
  if (!answered.ok) return answered;
  const facts = answered.value;
  const old = isService ? null : entered.old;
  if (old !== null && !/^[0-9]{6}$/.test(old)) return weak('old', ['not-six-digits']);
  if (first !== second) return fail('pin-entries-differ');
  const problems = judgePin(first, { birthDate: facts.birthDate, numbers: facts.tails });
  if (problems.length > 0) return weak('first', problems);
  if (old === first) return weak('first', ['pin-unchanged']);
  const sealedPin = await sealPin(facts, first);
  if (isService) return await call('submitCardPin', { serviceNumber: entered.serviceNumber, sealedPin });
  const sealedOldPin = old === null ? null : await sealPin(facts, old);
  return await call('submitPinEntry', { personId: entered.personId, sealedOldPin, sealedPin });
}

function weak(path: 'old' | 'first', codes: readonly string[]): Outcome<never> {
  return fail(
    'pin-weak',
    {},
    codes.map((code) => ({ path, code, params: {} })),
  );
}

/** Seals six digits for the central office, with the card that they are for and something that never repeats. */
async function sealPin({ publicKey, cardNumber }: PinEntryFacts, pin: string): Promise<string> {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', bytesOfPem(publicKey), algorithm, false, ['encrypt']);
  const nonce = hexOf(crypto.getRandomValues(new Uint8Array(16)));
  const secret = new TextEncoder().encode(JSON.stringify({ pin, subject: cardNumber, nonce }));
  const sealed = await crypto.subtle.encrypt(algorithm, key, secret);
  secret.fill(0);
  return btoa(String.fromCharCode(...new Uint8Array(sealed)));
}

function bytesOfPem(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem.replaceAll(/-----[^-]+-----|\s/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
