import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { pinKnowledgeOf } from '../domain/pin/pin-knowledge.ts';
import { judgePin } from '../domain/pin/pin-strength.ts';
import type { Card, FinancialAccount, InsuredPerson, Representative } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';

/** Whose password it is, and for which card. */
interface HolderOfPin {
  readonly card: Card;
  readonly person: InsuredPerson;
  readonly account: FinancialAccount | undefined;
  readonly representative: Representative | null;
  readonly formerCardNumber: string | null;
}

/**
 * Judges a new password that was entered twice, and seals it for the central office. Nothing here stores, logs or
 * answers with the digits.
 */
export function sealNewPin(
  room: CounterRoom,
  publicKey: string,
  entered: { readonly first: string; readonly second: string },
  holder: HolderOfPin,
): Outcome<string> {
  if (entered.first !== entered.second) return fail('pin-entries-differ');
  const problems = judgePin(entered.first, pinKnowledgeOf({ cardNumber: holder.card.id, ...holder }));
  if (problems.length > 0) {
    const found = problems.map((problem) => ({ path: 'first', code: problem, params: {} }));
    return fail('pin-weak', {}, found);
  }
  return succeed(sealPin(room, publicKey, entered.first, holder.card.id));
}

/** Seals six digits for the central office, with the card that they are for and something that never repeats. */
export function sealPin(room: CounterRoom, publicKey: string, pin: string, cardNumber: string): string {
  const secret = JSON.stringify({ pin, subject: cardNumber, nonce: room.sealing.randomNonce() });
  return room.sealing.sealForCentral(publicKey, secret);
}
