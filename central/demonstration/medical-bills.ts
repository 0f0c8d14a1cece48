import { addDays } from '../../domain/calendar/civil-date.ts';
import type { MedicalBill } from '../../domain/records/medical-bill.ts';
import { at, chanceFor, streams } from './chance.ts';
import { designatedInstitutions } from './places.ts';
import type { PersonPlan } from './plan.ts';
import type { Profile } from './profile.ts';

/** One in so many persons has been in hospital lately. */
const oneIn = 60;

/**
 * What a person owes of a stay in hospital, or owed: two of three bills are still to be settled with the fund, and until
 * then nothing is paid out of his account.
 */
export function medicalBillsOf(plan: PersonPlan, profile: Profile): readonly MedicalBill[] {
  if (profile.settled) return [];
  const chance = chanceFor(plan.seed, streams.medicalBill, profile.index);
  if (!chance.odds(1 / oneIn)) return [];
  const last = profile.deceasedOn ?? plan.timeline.today;
  const billedOn = addDays(last, -chance.between(3, 60));
  const number = String(profile.index + 1).padStart(9, '0');
  const bill: MedicalBill = {
    id: `B${number}`,
    personId: `P${number}`,
    institution: at(designatedInstitutions, chance.below(designatedInstitutions.length)),
    billedOn: billedOn < profile.birthDate ? last : billedOn,
    amount: 80_000 + Math.floor(chance.next() ** 2 * 1_500_000),
    state: chance.odds(2 / 3) ? 'open' : 'settled',
  };
  return [bill];
}
