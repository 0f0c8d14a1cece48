import { refuse, type Refusal } from '../command/refusal.ts';
import { refusePresented, type PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import type { InsuredPerson } from '../records/records.ts';

/**
 * Every reason why somebody is told nothing of a person: the document is another's, or an agent asks without both documents
 * (domain rules section 7); or the person is dead.
 */
export function refuseWhoAsks(
  presented: PresentedAtCounter,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  return [...refusePresented(presented, person, today), ...refuseOfDeceased(person)];
}

/**
 * In the name of the deceased nobody asks: agency ends with the death of whom one acts for (Civil Code art. 173); heirs come
 * for the balance, not for this.
 */
export function refuseOfDeceased({ deceasedOn }: Pick<InsuredPerson, 'deceasedOn'>): readonly Refusal[] {
  return deceasedOn === null ? [] : [refuse('inquiry-of-the-deceased', { date: deceasedOn })];
}
