import type { CommandContext } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import type { InsuredPerson, PersonalAccount } from '../records/records.ts';
import { coversToday, rightsOn } from './release-account.ts';

/**
 * What the seal of an account says of the day of a service by which money leaves: 'founded' where contributions have stopped
 * by then, 'unfounded' where the record gives cover: a mistake that somebody has to clear up before anything leaves. 'none'
 * where there is no seal, or where a turn of the month has set it since (domain rules section 1: benefits stop on the 1st):
 * a service is judged by its own day, also when it arrives on a later one, and on that day there was none.
 * Facts: `coverLookups`.
 */
export function standingSeal(
  facts: Facts,
  { status }: Pick<PersonalAccount, 'status'>,
  person: InsuredPerson,
  { county, today, decidedOn }: Pick<CommandContext, 'county' | 'today' | 'decidedOn'>,
): 'none' | 'founded' | 'unfounded' {
  if (status !== 'sealed') return 'none';
  if (!coversToday(rightsOn(facts, person, county, today).today)) return 'founded';
  // What the record leaves undecided no turn has sealed.
  const since = rightsOn(facts, person, county, decidedOn).today;
  return coversToday(since) || since.pooled.answer === 'undecided' ? 'unfounded' : 'none';
}
