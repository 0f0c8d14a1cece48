import { change, type Change } from '../records/change.ts';
import type { ContributionPeriod, PersonalAccount } from '../records/records.ts';
import { county } from './county.ts';
import { employer } from './employer-batch.ts';
import { published } from './loss.ts';

/** What stopping, resuming and paying back need: what the pooling area has settled, and a person who is paid for. */

export const contributionParameters: readonly Change[] = [
  ['stop-effect', 'month-after-first-unpaid-month'],
  ['continuous-gap-months', '3'],
  ['waiting-period-months', '6'],
  ['credit-rate-employee', '0.02'],
  ['retiree-credit-monthly', '9500'],
  ['contribution-base-floor', '300000'],
  ['contribution-base-ceiling', '2400000'],
  ['contribution-rate-employer', '0.08'],
  ['contribution-rate-individual', '0.02'],
].map(([name = '', value = '']) => change('poolingAreaParameter', published(name, value, '2000-01-01')));

/** Paid since January, with no end yet. */
export function openPeriod(personId: string, fields: Partial<ContributionPeriod> = {}): ContributionPeriod {
  return {
    id: `period-${personId}`,
    personId,
    employerId: employer.id,
    insuranceKind: '310',
    fromMonth: '2026-01',
    toMonth: null,
    base: 500_000,
    paidOn: null,
    areaCode: county,
    ...fields,
  };
}

export function openAccount(personId: string): PersonalAccount {
  return { id: personId, status: 'open', openedOn: '2026-01-05', balance: 0, hold: null };
}
