import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import { judgePin } from '../domain/pin/pin-strength.ts';
import type { CounterRoom } from './counter-ports.ts';
import { commandOnService } from './issue-card.ts';
import { findService } from './service-view.ts';

/**
 * 设置密码: the six digits come from the password pad's window alone, are judged, and leave this function only sealed
 * for the central office. Nothing here stores, logs or answers with them.
 */
export function submitCardPin(
  room: CounterRoom,
  input: CallRequest<'submitCardPin'>,
): Outcome<Record<string, never>> {
  const { records, memory } = room.storage;
  const service = findService(room, input.serviceNumber)?.record;
  const person = service === undefined ? undefined : records.get('insuredPerson', service.personId)?.record;
  const cardNumber = service?.cardNumber ?? null;
  const card = cardNumber === null ? undefined : records.get('card', cardNumber)?.record;
  const account = person === undefined ? undefined : records.get('financialAccount', person.id)?.record;
  const publicKey = memory.get('pin-public-key');
  if (service === undefined || person === undefined || card === undefined || publicKey === null) {
    return fail('not-found');
  }
  if (input.first !== input.second) return fail('pin-entries-differ');
  const problems = judgePin(input.first, {
    birthDate: person.birthDate,
    // The same numbers as the central office knows: it judges again, when the card is long in its holder's hand.
    numbers: [
      card.id,
      card.bankCardNumber,
      person.documentNumber,
      person.phone,
      account?.accountNumber,
      service.representative?.documentNumber,
      service.representative?.phone,
      service.formerCardNumber,
    ].filter((number) => typeof number === 'string'),
  });
  if (problems.length > 0) {
    const found = problems.map((problem) => ({ path: 'first', code: problem, params: {} }));
    return fail('pin-weak', {}, found);
  }
  const secret = JSON.stringify({ pin: input.first, subject: card.id, nonce: room.sealing.randomNonce() });
  const sealedPin = room.sealing.sealForCentral(publicKey, secret);
  const outcome = commandOnService(room, service.id, () => ({
    kind: 'set-card-pin',
    request: { serviceNumber: service.id, personId: person.id, cardNumber: card.id, sealedPin },
  }));
  if (!outcome.ok) return outcome;
  room.emit({ event: 'pin-accepted', serviceNumber: service.id });
  return succeed({});
}
