import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import type { ServiceView } from '../contract/service-views.ts';
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
import { cardOfOpening } from './pin-entry-facts.ts';
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

/** 密码修改, 密码重置: what the password pad's window has sealed for the central office goes on as it came. */
export function submitPinEntry(
  room: CounterRoom,
  { personId, sealedPin, sealedOldPin }: CallRequest<'submitPinEntry'>,
): Outcome<Record<string, never>> {
  const opening = room.session.pinEntries.get(personId);
  if (opening === undefined || cardOfOpening(room, personId) === null) return fail('not-found');
  if ((opening.service === 'change-card-pin') !== (sealedOldPin !== null)) return fail('not-found');
  const sealedPins = { sealedPin, sealedOldPin: sealedOldPin ?? '' };
  const outcome = commandOnNewService(room, (serviceNumber) => bodyOf(opening, serviceNumber, sealedPins));
  if (!outcome.ok) return outcome;
  room.session.pinEntries.delete(personId);
  room.emit({ event: 'pin-accepted', serviceNumber: outcome.value.serviceNumber, personId });
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
