import { isCardLive } from '../card/card-status.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { isServiceClosed } from '../records/service-record.ts';

/** The facts that tell whether a card is being made for a person. */
export function cardMakingLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'card', by: 'personId', value: personId },
    { table: 'serviceRecord', by: 'personId', value: personId },
  ];
}

/**
 * Whether a card is being made for a person, or was applied for and is not begun: it would come to life after everything else
 * that he has here has ended. Facts: `cardMakingLookups`.
 */
export function isCardInMaking(facts: Facts, personId: string): boolean {
  return (
    facts.all('card', 'personId', personId).some((card) => isCardLive(card) && card.status === null) ||
    facts
      .all('serviceRecord', 'personId', personId)
      .some((service) => service.kind === 'issue-card' && !isServiceClosed(service))
  );
}
