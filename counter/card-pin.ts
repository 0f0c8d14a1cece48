import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../domain/command/command-rules.ts';
import { refuse } from '../domain/command/refusal.ts';
import { serviceAwaitingPin } from '../domain/issuance/holder-pin.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { contextOf } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnService } from './issue-card.ts';
import { cardOfService } from './pin-entry-facts.ts';
import { originOfClerk } from './workstation.ts';

/** 设置密码: what the password pad's window has sealed for the central office goes on as it came. */
export function submitCardPin(
  room: CounterRoom,
  { serviceNumber, sealedPin }: CallRequest<'submitCardPin'>,
): Outcome<Record<string, never>> {
  const found = cardOfService(room, serviceNumber);
  if (found === null) return fail('not-found');
  const { person, card } = found;
  const outcome = commandOnService(room, serviceNumber, () => ({
    kind: 'set-card-pin',
    request: {
      serviceNumber,
      personId: person.id,
      cardNumber: card.id,
      sealedPin,
      holder: room.session.holders.get(serviceNumber) ?? null,
    },
  }));
  if (!outcome.ok) return outcome;
  room.session.holders.delete(serviceNumber);
  room.emit({ event: 'pin-accepted', serviceNumber, personId: person.id });
  return succeed({});
}

/** What the person's page offers of it: nothing, unless a card of his came by his employer and has no password yet. */
export function pinOffer(
  room: CounterRoom,
  person: InsuredPerson,
  today: string,
): Pick<PersonPage, 'offers' | 'awaitingPin'> {
  const { records } = room.storage;
  const service = serviceAwaitingPin(
    records.find('serviceRecord', 'personId', person.id),
    records.find('card', 'personId', person.id),
    today,
  );
  if (service === undefined) return { offers: [], awaitingPin: null };
  const { deceasedOn } = person;
  const refusals = deceasedOn === null ? [] : [refuse('person-deceased', { date: deceasedOn })];
  return {
    offers: [
      {
        kind: 'set-card-pin',
        refusals: refusals.map((refusal) => ({ ...refusal, params: { ...refusal.params } })),
      },
    ],
    awaitingPin: service.id,
  };
}

/**
 * 核验持卡人: the holder of a card that came by his employer shows his own document at the counter. Everything that
 * would be refused is told at one time, before the pad is turned to him; the document goes with the password's command.
 */
export function presentCardHolder(
  room: CounterRoom,
  input: CallRequest<'presentCardHolder'>,
): Outcome<Record<string, never>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { serviceNumber, holder, photoCompared } = input;
  const service = room.storage.records.get('serviceRecord', serviceNumber)?.record;
  if (service === undefined || service.cardNumber === null) return fail('not-found');
  const body: CommandBody = {
    kind: 'set-card-pin',
    request: {
      serviceNumber,
      personId: service.personId,
      cardNumber: service.cardNumber,
      // Not typed yet: whatever stands here is never sent.
      sealedPin: 'AAAA',
      holder,
    },
  };
  const context = contextOf('', originOfClerk(room, worker.clerk));
  const decision = decideCommand(loadFacts(room.storage, commandNeeds(body, context)), body, context);
  const refusals = [
    ...(photoCompared ? [] : [refuse('photo-not-compared', {}, 'photoCompared')]),
    ...(decision.accepted ? [] : decision.refusals),
  ];
  if (refusals.length > 0) return failRefused(refusals);
  room.session.holders.set(serviceNumber, holder);
  return succeed({});
}
