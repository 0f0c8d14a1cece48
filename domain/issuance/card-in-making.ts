import { isCardLive } from '../card/card-status.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { isServiceClosed } from '../records/service-record.ts';

/** The facts that tell whether a card is being made for a person, and those of his cards. */
export function makingLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'card', by: 'personId', value: personId },
    { table: 'serviceRecord', by: 'personId', value: personId },
  ];
}

/**
 * Whether a card is being made for a person or is applied for: where his account ends, that would end in his hand
 * afterwards. Facts: `makingLookups`.
 */
export function isCardInMaking(facts: Facts, personId: string): boolean {
  const applied = facts
    .all('serviceRecord', 'personId', personId)
    .some((service) => service.kind === 'issue-card' && !isServiceClosed(service));
  return (
    applied ||
    facts.all('card', 'personId', personId).some((card) => isCardLive(card) && card.status === null)
  );
}
