import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { PinEntryFacts } from '../contract/pin-services.ts';
import { pinKnowledgeOf } from '../domain/pin/pin-knowledge.ts';
import { tailOf } from '../domain/pin/pin-strength.ts';
import type { Card, InsuredPerson, Representative } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { findService } from './service-view.ts';

/** A card whose password is about to be typed, its holder, and who acts for him. */
interface CardForPin {
  readonly card: Card;
  readonly person: InsuredPerson;
  readonly representative: Representative | null;
  readonly formerCardNumber: string | null;
}

/**
 * What the pad needs before somebody types: the central office's key, the card, and by what the central office will judge
 * a new password, as far as that: a stranger at the pad's page would learn no whole number.
 */
export function getPinEntry(room: CounterRoom, input: CallRequest<'getPinEntry'>): Outcome<PinEntryFacts> {
  const publicKey = room.storage.memory.get('pin-public-key');
  const found =
    'serviceNumber' in input ? cardOfService(room, input.serviceNumber) : cardOfOpening(room, input.personId);
  if (found === null || publicKey === null) return fail('not-found');
  const { card, person } = found;
  const account = room.storage.records.get('financialAccount', person.id)?.record;
  const { numbers } = pinKnowledgeOf({ ...found, cardNumber: card.id, account });
  return succeed({
    publicKey,
    cardNumber: card.id,
    birthDate: person.birthDate,
    tails: numbers.map(tailOf),
  });
}

/** Of a card that is being handed over, or was by an employer and waits for its holder. */
export function cardOfService(room: CounterRoom, serviceNumber: string): CardForPin | null {
  const service = findService(room, serviceNumber)?.record;
  return service === undefined
    ? null
    : cardWith(room, service.personId, service.cardNumber, {
        representative: service.representative,
        formerCardNumber: service.formerCardNumber,
      });
}

/** Of somebody whose documents wait for what is typed (`openPinEntry`). */
export function cardOfOpening(room: CounterRoom, personId: string): CardForPin | null {
  const opening = room.session.pinEntries.get(personId);
  if (opening === undefined) return null;
  const { cardNumber, representative } = opening;
  return cardWith(room, personId, cardNumber, { representative, formerCardNumber: null });
}

function cardWith(
  { storage }: CounterRoom,
  personId: string,
  cardNumber: string | null,
  who: Pick<CardForPin, 'representative' | 'formerCardNumber'>,
): CardForPin | null {
  const person = storage.records.get('insuredPerson', personId)?.record;
  const card = cardNumber === null ? undefined : storage.records.get('card', cardNumber)?.record;
  return person === undefined || card === undefined ? null : { card, person, ...who };
}
