import { moveCardMaking } from '../card/card-status.ts';
import { cardOn } from '../card/standing-card.ts';
import { accept, refuseAll, type CommandContext, type Decision } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { Card, PresentedDocument, ServiceRecord } from '../records/records.ts';
import { refuseHoldersDocument } from './collection.ts';
import type { SetCardPinRequest } from './issue-card-requests.ts';
import { refuseActor, withStep } from './service-facts.ts';

/** Whether the employer's agent took the card along: its password is still its holder's to set. */
export function isTakenByEmployer(service: Pick<ServiceRecord, 'stage' | 'collector'> | undefined): boolean {
  return service?.stage === 'completed' && service.collector?.role === 'employer';
}

/**
 * Whether a card that came by his employer is in its holder's hand, in use, and without a password. A sealed one is in
 * use: its balance is spent with the password (domain rules section 1).
 */
function isWithoutPin({ making, status, pinSet }: Card): boolean {
  return making === '03' && (status === '1' || status === '0') && !pinSet;
}

/** The service in which a person's password is still to be set, or undefined: what he may have come for. */
export function serviceAwaitingPin(
  services: readonly ServiceRecord[],
  cards: readonly Card[],
  today: string,
): ServiceRecord | undefined {
  const card = cards.map((kept) => cardOn(kept, today)).find(isWithoutPin);
  return services.find((service) => isTakenByEmployer(service) && service.cardNumber === card?.id);
}

/**
 * 持卡人设置密码: the holder of a card that came by his employer stands at a counter of the county, whichever it is, with
 * his own document (real name); his card is activated with the password that he sets.
 */
export function setHolderPin(
  facts: Facts,
  service: ServiceRecord,
  request: SetCardPinRequest,
  context: CommandContext,
): Decision {
  const refusals: Refusal[] = [...refuseActor(facts, context)];
  if (request.sealedPin.length === 0) refusals.push(refuse('pin-not-sealed'));
  if (service.personId !== request.personId) {
    refusals.push(refuse('service-other-person', { service: service.id }));
  }
  const person = facts.one('insuredPerson', request.personId);
  const kept = facts.all('card', 'personId', request.personId).find(({ id }) => id === request.cardNumber);
  const card = kept === undefined ? undefined : cardOn(kept, context.today);
  if (person === undefined) refusals.push(refuse('person-unknown'));
  else {
    if (person.deceasedOn !== null) refusals.push(refuse('person-deceased', { date: person.deceasedOn }));
    const holder: PresentedDocument | null = request.holder ?? null;
    if (holder === null) refusals.push(refuse('card-holder-must-come', {}, 'holder'));
    else refusals.push(...refuseHoldersDocument(holder, person, context.today, 'holder'));
  }
  // A card that was reported lost, or that has its password, is not activated here.
  const isWaiting = card !== undefined && isWithoutPin(card) && card.id === service.cardNumber;
  if (!isWaiting) refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
  if (card === undefined || refusals.length > 0) return refuseAll(refusals);
  return accept(
    [
      change('card', { ...moveCardMaking(card, '04'), pinSet: true }),
      change('serviceRecord', withStep(service, 'pin-set', context)),
    ],
    [{ purpose: 'card-pin', subject: card.id, sealed: request.sealedPin }],
  );
}
