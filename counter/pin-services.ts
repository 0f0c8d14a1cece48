import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage, ServiceView } from '../contract/counter-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { PinEntryOpening } from '../contract/pin-services.ts';
import { heldCard } from '../domain/card/standing-card.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../domain/command/command-rules.ts';
import {
  allowedTries,
  isHeldBackByTries,
  refusePinServiceFor,
  triesLookups,
  type PinServiceKind,
} from '../domain/pin-services/pin-service.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { contextOf } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService } from './issue-card.ts';
import { sealNewPin, sealPin } from './seal-pin.ts';
import { originOfClerk } from './workstation.ts';

/** 卡片解锁: with the holder's document, under a service number of its own. */
export function unlockCard(room: CounterRoom, input: CallRequest<'unlockCard'>): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'unlock-card',
    request: { ...input, serviceNumber },
  }));
}

/**
 * 核验 before the pad is turned: everything that would be refused is told at one time, and the documents wait for what is
 * typed. They are this clerk's alone, and in memory.
 */
export function openPinEntry(
  room: CounterRoom,
  input: CallRequest<'openPinEntry'>,
): Outcome<Record<string, never>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  if (room.storage.memory.get('pin-public-key') === null) return fail('not-found');
  // Not typed yet: whatever stands here is never sent.
  const body = bodyOf(input, '', { sealedPin: 'AAAA', sealedOldPin: 'AAAA' });
  const context = contextOf('', originOfClerk(room, worker.clerk));
  const decision = decideCommand(loadFacts(room.storage, commandNeeds(body, context)), body, context);
  if (!decision.accepted) return failRefused(decision.refusals);
  room.session.pinEntries.set(input.personId, input);
  return succeed({});
}

/** 密码修改, 密码重置: the digits come from the password pad's window alone and leave this function only sealed. */
export function submitPinEntry(
  room: CounterRoom,
  input: CallRequest<'submitPinEntry'>,
): Outcome<Record<string, never>> {
  const { records, memory } = room.storage;
  const opening = room.session.pinEntries.get(input.personId);
  const person = records.get('insuredPerson', input.personId)?.record;
  const card = opening === undefined ? undefined : records.get('card', opening.cardNumber)?.record;
  const publicKey = memory.get('pin-public-key');
  if (opening === undefined || person === undefined || card === undefined || publicKey === null) {
    return fail('not-found');
  }
  const changes = opening.service === 'change-card-pin';
  if (changes !== (input.old !== null)) return fail('not-found');
  if (input.old !== null && !/^[0-9]{6}$/.test(input.old)) return failWith('old', 'not-six-digits');
  const sealed = sealNewPin(room, publicKey, input, {
    card,
    person,
    account: records.get('financialAccount', person.id)?.record,
    representative: opening.representative,
    formerCardNumber: null,
  });
  if (!sealed.ok) return sealed;
  if (input.old === input.first) return failWith('first', 'pin-unchanged');
  const sealedPins = {
    sealedPin: sealed.value,
    sealedOldPin: input.old === null ? '' : sealPin(room, publicKey, input.old, card.id),
  };
  const outcome = commandOnNewService(room, (serviceNumber) => bodyOf(opening, serviceNumber, sealedPins));
  if (!outcome.ok) return outcome;
  room.session.pinEntries.delete(person.id);
  room.emit({ event: 'pin-accepted', serviceNumber: outcome.value.serviceNumber, personId: person.id });
  return succeed({});
}

/** What the person's page offers of a card's password, or why not today; nothing while he has no card in hand. */
export function pinServiceOffers(
  room: CounterRoom,
  person: InsuredPerson,
  today: string,
): PersonPage['offers'] {
  const card = heldCard(room.storage.records.find('card', 'personId', person.id));
  if (card === undefined) return [];
  const tries = allowedTries(loadFacts(room.storage, triesLookups), today)?.count ?? null;
  // Of a card that nothing holds back nobody asks why it cannot be unlocked.
  const kinds: readonly PinServiceKind[] = isHeldBackByTries(card, tries)
    ? ['unlock-card', 'reset-card-pin', 'change-card-pin']
    : ['change-card-pin', 'reset-card-pin'];
  return kinds.map((kind) => {
    const refusals = refusePinServiceFor(kind, person, card, today, tries);
    return { kind, refusals: refusals.map((refusal) => ({ ...refusal, params: { ...refusal.params } })) };
  });
}

function bodyOf(
  { service, ...asked }: PinEntryOpening,
  serviceNumber: string,
  sealed: { readonly sealedPin: string; readonly sealedOldPin: string },
): CommandBody {
  const { sealedPin, sealedOldPin } = sealed;
  switch (service) {
    case 'change-card-pin':
      return { kind: service, request: { ...asked, serviceNumber, sealedPin, sealedOldPin } };
    case 'reset-card-pin':
      return { kind: service, request: { ...asked, serviceNumber, sealedPin } };
    default:
      return service satisfies never;
  }
}

function failWith(path: 'old' | 'first', code: 'not-six-digits' | 'pin-unchanged'): Outcome<never> {
  return fail('pin-weak', {}, [{ path, code, params: {} }]);
}
