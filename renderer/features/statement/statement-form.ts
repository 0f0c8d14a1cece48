import '../../schema-settings.ts';
import { z } from 'zod';
import { civilDate } from '../../../contract/primitives.ts';
import { statementScope } from '../../../contract/statement-records.ts';
import { readValidUntil } from '../../components/formatting.ts';

const typedDay = z.string().transform(readValidUntil).pipe(civilDate);

/** Which days, both included, and which kinds. */
export const statementForm = z.object({ from: typedDay, to: typedDay, scope: statementScope });
export type StatementInput = z.input<typeof statementForm>;
export type StatementValues = z.output<typeof statementForm>;

/** What is wrong with a day that was typed, as a key of the texts. */
export function statementMessage(issue: { readonly input?: unknown }): string {
  return issue.input === '' ? 'input.too_small' : 'input.not-a-date';
}

/** Periods that are asked for most; 'own' is what is typed. */
export const periods = ['this-year', 'twelve-months', 'all', 'own'] as const;
export type Period = (typeof periods)[number];

/**
 * The first day of a period that ends today, 'YYYY-MM-DD'.
 * @param openedOn when the account was opened: nothing is older
 */
export function firstDayOf(period: Exclude<Period, 'own'>, today: string, openedOn: string): string {
  const [year = '', month = ''] = today.split('-');
  switch (period) {
    case 'this-year':
      return `${year}-01-01`;
    case 'twelve-months':
      // The twelve months that end with this one: whole months, as contributions come.
      return month === '12'
        ? `${year}-01-01`
        : `${String(Number(year) - 1)}-${String(Number(month) + 1).padStart(2, '0')}-01`;
    case 'all':
      return openedOn;
    default:
      return period satisfies never;
  }
}
