import { at, chanceFor, spread, streams, type Chance } from './chance.ts';
import { isForeigner, stateOf } from './documents.ts';
import { cohortOf, givenNameCharacters, oneCharacterShare, traditionalGivenNames } from './given-names.ts';
import { MIDDLE_DOT, mongolNames, tibetanParts, turkicNames, yiParts } from './other-names.ts';
import type { PersonPlan } from './plan.ts';
import type { Profile } from './profile.ts';
import { newestRareCharacters, standardRareCharacters } from './rare-characters.ts';
import { compoundSurnames, surnames, traditionalSurnames } from './surnames.ts';

const commonSurnames = spread(surnames);
const compounds = spread(compoundSurnames);

/** The name as it stands on the person's document. */
export function nameOf(plan: PersonPlan, profile: Profile): string {
  const first = profile.second ? profile.index - 1 : profile.index;
  const chance = chanceFor(plan.seed, streams.name, first);
  if (isForeigner(profile)) return latinName(plan, profile, chance);
  if (profile.documentKind === 'residence-permit-hmt') {
    return chance.pick(traditionalSurnames) + chance.pick(traditionalGivenNames[profile.sex]);
  }
  switch (profile.nameKind) {
    case 'common':
      return profile.pairing === 'twin'
        ? twinName(profile, chance)
        : chance.pick(commonSurnames) + givenName(profile, chance);
    case 'compound':
      return chance.pick(compounds) + givenName(profile, chance);
    case 'four-characters':
      // The surnames of both parents, then the given name.
      return chance.pick(commonSurnames) + chance.pick(commonSurnames) + twoCharacters(profile, chance);
    case 'rare':
      return chance.pick(commonSurnames) + withRareCharacter(profile, chance, standardRareCharacters);
    case 'newest-rare':
      return chance.pick(commonSurnames) + withRareCharacter(profile, chance, newestRareCharacters);
    case 'turkic':
      return chance.pick(turkicNames[profile.sex]) + MIDDLE_DOT + chance.pick(turkicNames.male);
    case 'long':
      return [0, 1, 2].map(() => chance.pick(turkicNames.long)).join(MIDDLE_DOT);
    case 'other-minority':
      return otherMinorityName(profile, chance);
    default: {
      const unknownKind: never = profile.nameKind;
      throw new RangeError(`no name of kind ${String(unknownKind)}`);
    }
  }
}

function givenName(profile: Profile, chance: Chance): string {
  const cohort = cohortOf(profile.birthDate);
  return chance.odds(oneCharacterShare(cohort))
    ? chance.pick(givenNameCharacters(profile.sex, cohort))
    : twoCharacters(profile, chance);
}

function twoCharacters(profile: Profile, chance: Chance): string {
  const characters = givenNameCharacters(profile.sex, cohortOf(profile.birthDate));
  const first = chance.pick(characters);
  let second = chance.pick(characters);
  // Twice the same is a girl's pet name at most.
  if (second === first && !(profile.sex === 'female' && chance.odds(0.5))) second = chance.pick(characters);
  return first + second;
}

/** Twins: the same surname and first character, the second character each one's own. */
function twinName(profile: Profile, chance: Chance): string {
  const characters = givenNameCharacters(profile.sex, cohortOf(profile.birthDate));
  const shared = givenNameCharacters('female', cohortOf(profile.birthDate));
  const head = chance.pick(commonSurnames) + chance.pick(shared);
  const own = chance.below(Math.floor(characters.length / 2));
  // Each half of the row has other characters, so that twins never have the same name.
  const half = profile.second ? Math.ceil(characters.length / 2) : 0;
  return head + at(characters, own + half);
}

function withRareCharacter(
  profile: Profile,
  chance: Chance,
  rare: readonly { readonly codePoint: number }[],
): string {
  const character = String.fromCodePoint(chance.pick(rare).codePoint);
  const form = chance.below(4);
  if (form === 0) return character;
  const other = chance.pick(givenNameCharacters(profile.sex, cohortOf(profile.birthDate)));
  return form === 1 ? character + other : other + character;
}

function otherMinorityName(profile: Profile, chance: Chance): string {
  switch (chance.below(3)) {
    case 0:
      return chance.pick(tibetanParts[profile.sex]) + chance.pick(tibetanParts[profile.sex]);
    case 1:
      return chance.pick(mongolNames[profile.sex]);
    default:
      return chance.pick(yiParts.clan) + chance.pick(yiParts[profile.sex]);
  }
}

function latinName(plan: PersonPlan, profile: Profile, chance: Chance): string {
  const state = stateOf(plan, profile);
  const surname = chance.pick(state.surnames);
  const given = chance.pick(state[profile.sex]);
  // Passports print them side by side, some with the comma of their machine-readable line.
  return profile.index % 4 === 0 ? `${surname}, ${given}` : `${surname} ${given}`;
}
