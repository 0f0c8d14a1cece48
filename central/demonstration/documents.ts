import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { at, chanceFor, mix, streams } from './chance.ts';
import { foreignStates, type ForeignState } from './other-names.ts';
import { commonRegion, otherRegions } from './places.ts';
import type { PersonPlan } from './plan.ts';
import type { Profile } from './profile.ts';

/**
 * The number on a person's document, valid by the rules of its kind and nobody else's in the county: those with a
 * birth date by the person's place among the births of that day, passports by the person's index.
 */
export function documentNumberOf(plan: PersonPlan, profile: Profile): string {
  switch (profile.documentKind) {
    case 'resident-id-card':
    case 'household-booklet':
    case 'temporary-id-card':
      return withCheckCharacter(regionOf(plan, profile), profile);
    case 'residence-permit-hmt':
      // 国办发〔2018〕81号: 810000 Hong Kong, 820000 Macau, 830000 Taiwan.
      return withCheckCharacter(at(['810000', '830000', '820000'], profile.index % 3), profile);
    case 'permanent-residence-card':
      return profile.index % 3 === 0 ? olderResidenceCard(plan, profile) : residenceCard2023(plan, profile);
    case 'passport':
      return `E${String(10_000_000 + ((profile.index * 77_777_773) % 89_999_999)).padStart(8, '0')}`;
    default: {
      const unknownKind: never = profile.documentKind;
      throw new RangeError(`no number for ${String(unknownKind)}`);
    }
  }
}

/** Where a foreigner comes from. */
export function stateOf(plan: PersonPlan, profile: Profile): ForeignState {
  return chanceFor(plan.seed, streams.document, profile.index).pick(foreignStates);
}

/** Whether the person's name stands in Latin letters on the document. */
export function isForeigner(profile: Profile): boolean {
  return profile.documentKind === 'passport' || profile.documentKind === 'permanent-residence-card';
}

function regionOf(plan: PersonPlan, profile: Profile): string {
  // Twins were registered together.
  const index = profile.pairing === 'twin' && profile.second ? profile.index - 1 : profile.index;
  const drawn = mix(mix(plan.seed, streams.place), index) % 1000;
  return drawn < 720 ? commonRegion : at(otherRegions, drawn % otherRegions.length);
}

function withCheckCharacter(head: string, profile: Profile): string {
  const sequence = 2 * profile.birthPlace + (profile.sex === 'male' ? 1 : 0);
  const first17 = head + profile.birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0');
  return first17 + residentIdCheckCharacter(first17);
}

/** The form of 1 December 2023: 9, province, nationality, birth date, sequence, check character. */
function residenceCard2023(plan: PersonPlan, profile: Profile): string {
  const province = at(['33', '31', '11', '44', '32'], profile.index % 5);
  return withCheckCharacter(`9${province}${stateOf(plan, profile).numeric}`, profile);
}

/**
 * The older form: nationality, four digits of the place, the birth date as YYMMDD, one digit more, and a check digit
 * as in passports (ICAO 9303, weights 7 3 1). Place and digit together carry the person's place among the births.
 */
function olderResidenceCard(plan: PersonPlan, profile: Profile): string {
  const place = String(3301 + Math.floor(profile.birthPlace / 10));
  const digits = place + profile.birthDate.slice(2).replaceAll('-', '') + String(profile.birthPlace % 10);
  const head = stateOf(plan, profile).alpha + digits;
  const sum = Array.from(head).reduce((total, character, index) => {
    const value = /[0-9]/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    return total + value * at([7, 3, 1], index % 3);
  }, 0);
  return head + String(sum % 10);
}
