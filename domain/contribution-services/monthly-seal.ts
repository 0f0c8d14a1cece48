import type { Facts, Lookup } from '../command/facts.ts';
import { contributionRights } from '../contribution/contribution-rights.ts';
import type { Change } from '../records/change.ts';
import { accountMove, areaOf, effectLookups, sealChanges } from './contribution-effect.ts';

/** The facts from which it follows what the turn of a month does to a person's account and card. */
export function monthlySealLookups(personId: string): readonly Lookup[] {
  return [{ table: 'insuredPerson', by: 'id', value: personId }, ...effectLookups(personId)];
}

/**
 * What the turn of a month changes: benefits stop on the 1st after payment stopped, and come again with the record (domain
 * rules section 1). Nothing where the record leaves it undecided, nor for a closed account or somebody who has died.
 */
export function monthlySealChanges(
  facts: Facts,
  personId: string,
  county: string,
  today: string,
): readonly Change[] {
  const person = facts.one('insuredPerson', personId);
  const account = facts.one('personalAccount', personId);
  if (person === undefined || person.deceasedOn !== null || account === undefined) return [];
  const periods = facts.all('contributionPeriod', 'personId', personId);
  const rights = contributionRights({ periods, person }, areaOf(facts, county), today);
  return sealChanges(facts, personId, { account: accountMove(account, rights.today.pooled.answer) }, today);
}
