import { monthOf } from '../../domain/calendar/month.ts';
import { monthlySealChanges, monthlySealLookups } from '../../domain/contribution-services/monthly-seal.ts';
import type { CentralStorage, CountyWriter } from '../storage/central-storage.ts';
import type { CentralClock } from './central-clock.ts';
import { writeOwnChanges } from './own-changes.ts';
import { SliceFacts } from './slice-facts.ts';

/** Persons that are looked at in one transaction: what a command waits for at most. */
const sliceSize = 200;

export interface TurnParts {
  readonly storage: CentralStorage;
  readonly clock: CentralClock;
}

export interface TurnStep {
  /** Whether the county's turn of this month is over. */
  readonly done: boolean;
  /** Persons whose account or card was changed. */
  readonly changed: number;
}

/**
 * Takes the turn of the present month one slice further. Where it stands is written with the changes, under the county's
 * lock: ended anywhere it goes on behind the last slice, and of two central offices each takes another slice.
 */
export async function turnMonthFurther({ storage, clock }: TurnParts, county: string): Promise<TurnStep> {
  const today = clock.today();
  return await storage.change(county, (writer) => takeSlice(writer, county, today));
}

async function takeSlice(writer: CountyWriter, county: string, today: string): Promise<TurnStep> {
  const month = monthOf(today);
  const { after, done } = await writer.monthlyTurn(month);
  if (done) return { done, changed: 0 };
  const persons = await writer.unclosedAccounts(after, sliceSize);
  const facts = await SliceFacts.fetch(persons.flatMap(monthlySealLookups), (distinct) =>
    writer.lookUp(distinct),
  );
  const groups = persons
    .map((personId) => ({
      commandId: `month ${month} ${personId}`,
      changes: monthlySealChanges(facts.factsFor(monthlySealLookups(personId)), personId, county, today),
    }))
    .filter(({ changes }) => changes.length > 0);
  await writeOwnChanges(writer, groups);
  const turn = { after: persons.at(-1) ?? after, done: persons.length < sliceSize };
  await writer.noteMonthlyTurn(month, turn);
  return { done: turn.done, changed: groups.length };
}
