import { calendarLookups, publishedCalendar } from '../calendar/published-calendar.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { countOn, keptParameters, parameterLookups } from '../parameters/pooling-area-parameter.ts';
import type { ServiceRecord } from '../records/records.ts';

/** The facts for the day by which a service point hands a card out. */
export function dueDayLookups(context: Pick<CommandContext, 'today'>): readonly Lookup[] {
  return [...parameterLookups('service-point-working-days'), ...calendarLookups(context.today)];
}

export type DueDay = Pick<ServiceRecord, 'dueOn' | 'dueProvisional' | 'parameters'>;

/**
 * The day by which a card applied for today is in its holder's hand: none at the centre, which makes it on the spot;
 * at a service point so many working days on as the pooling area says, day 1 being the next working day (domain rules
 * sections 3 and 8). Facts: `dueDayLookups` and the office by id.
 */
export function setDueDay(
  facts: Facts,
  context: Pick<CommandContext, 'officeId' | 'today'>,
): DueDay | { readonly refusals: readonly Refusal[] } {
  if (facts.one('office', context.officeId)?.kind !== 'service-point') {
    return { dueOn: null, dueProvisional: false, parameters: {} };
  }
  const name = 'service-point-working-days';
  const used = countOn(facts, name, context.today);
  if (used === undefined) return { refusals: [refuse('parameter-missing', { name })] };
  const { date, provisional } = addWorkingDays(
    publishedCalendar(facts, context.today),
    context.today,
    used.count,
  );
  return { dueOn: date, dueProvisional: provisional, parameters: keptParameters(used) };
}
