import type { InsuranceStatus, InsuredPerson } from '../../domain/records/records.ts';
import { chanceFor, streams } from './chance.ts';
import { spansOf } from './contributions.ts';
import { documentNumberOf } from './documents.ts';
import { employerId } from './employers.ts';
import { readName } from './name-reading.ts';
import { nameOf } from './names.ts';
import { countyName, mobile, roads, streetsAndTowns } from './places.ts';
import type { PersonPlan } from './plan.ts';
import type { Profile } from './profile.ts';

/** The person as a record. */
export function insuredPersonOf(plan: PersonPlan, profile: Profile): InsuredPerson {
  const name = nameOf(plan, profile);
  const reading = readName(name);
  return {
    id: `P${String(profile.index + 1).padStart(9, '0')}`,
    documentKind: profile.documentKind,
    documentNumber: documentNumberOf(plan, profile),
    name,
    pinyin: reading.pinyin,
    pinyinInitials: reading.pinyinInitials,
    sex: profile.sex,
    birthDate: profile.birthDate,
    address: addressOf(plan, profile),
    phone: chanceFor(plan.seed, streams.place, profile.index).odds(0.06)
      ? null
      : mobile(profile.index * 73 + 20_000_000),
    employerId: employerOf(plan, profile),
    insuranceStatus: insuranceStatus(profile),
    retiredFrom: profile.retiredFrom === null ? null : plan.timeline.month(profile.retiredFrom),
    deceasedOn: profile.deceasedOn,
  };
}

/** AAC031: retirees are insured without paying and stay at 1 with us; the dead are at 3. */
function insuranceStatus(profile: Profile): InsuranceStatus {
  if (profile.deceasedOn !== null) return '3';
  switch (profile.history) {
    case 'stopped-recently':
    case 'stopped-long-ago':
      return '2';
    case 'ended':
      return '3';
    case 'child':
    case 'continuous':
    case 'gap-open':
    case 'gap-made-good-in-time':
    case 'gap-made-good-late':
    case 'moved-here':
    case 'retired':
      return '1';
    default:
      return profile.history satisfies never;
  }
}

/** Who pays has the employer of his last months; who has stopped, retired or died has none any more. */
function employerOf(plan: PersonPlan, profile: Profile): string | null {
  const last = spansOf(plan, profile).at(-1);
  if (last?.to !== null || last.employer === null) return null;
  return employerId(last.employer);
}

function addressOf(plan: PersonPlan, profile: Profile): string {
  const index = profile.pairing === 'twin' && profile.second ? profile.index - 1 : profile.index;
  const chance = chanceFor(plan.seed, streams.place, index);
  const street = chance.pick(streetsAndTowns) + chance.pick(roads);
  const house = `${chance.between(1, 388)}号`;
  const flat = chance.odds(0.7)
    ? `${chance.between(1, 28)}幢${chance.between(1, 4)}单元${chance.between(1, 18)}0${chance.between(1, 4)}室`
    : '';
  return `${countyName}${street}${house}${flat}`;
}
