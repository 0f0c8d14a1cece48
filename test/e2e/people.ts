import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { addMonths } from '../../domain/calendar/month.ts';
import { contributionRights } from '../../domain/contribution/contribution-rights.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Card, ContributionPeriod, InsuredPerson } from '../../domain/records/records.ts';
import { coversToday } from '../../domain/unfreezing/release-account.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';
import type { County } from './county.ts';

export interface Holder {
  readonly person: InsuredPerson;
  readonly card: Card;
}

/** Somebody of age with one normal card whose record gives cover today; one test takes different places. */
export async function aCoveredHolder({ witness }: County, place = 0): Promise<Holder> {
  const [persons, cards, periods, parameters] = await Promise.all([
    witness.records('insuredPerson'),
    witness.records('card'),
    witness.records('contributionPeriod'),
    witness.records('poolingAreaParameter'),
  ]);
  const areaCode = (await witness.records('employer')).length > 0 ? (periods[0]?.areaCode ?? '') : '';
  const today = civilDateInShanghai(Date.now());
  let passed = 0;
  for (const person of persons) {
    const [card, ...others] = cards.filter(({ personId }) => personId === person.id);
    const fits = person.deceasedOn === null && person.documentKind === 'resident-id-card';
    if (card?.status !== '1' || others.length > 0 || !fits || person.birthDate > '2005') continue;
    const record = { periods: periods.filter(({ personId }) => personId === person.id), person };
    if (!coversToday(contributionRights(record, { areaCode, parameters }, today).today)) continue;
    if (passed === place) return { person, card };
    passed += 1;
  }
  throw new Error('The county has too few people with a card and cover.');
}

/** His account is sealed, and his card with it. */
export async function sealedAccountOf(
  { witness }: County,
  { person, card }: Holder,
): Promise<readonly Change[]> {
  const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
  return [
    change('card', { ...card, status: '0' }),
    change('personalAccount', {
      id: person.id,
      openedOn: '2020-01-01',
      balance: 0,
      hold: null,
      ...account,
      status: 'sealed',
    }),
  ];
}

/** Somebody of age and alive, paid for by an employer for a year and more, his account open. */
export async function anEmployee(
  witness: CentralWitness,
  place = 0,
): Promise<{ readonly person: InsuredPerson; readonly period: ContributionPeriod }> {
  const aYearAgo = addMonths(civilDateInShanghai(Date.now()).slice(0, 7), -12);
  const periods = await witness.records('contributionPeriod');
  const accounts = await witness.records('personalAccount');
  let passed = 0;
  for (const person of await witness.records('insuredPerson')) {
    const his = periods.filter(({ personId }) => personId === person.id);
    const period = his.find(({ toMonth }) => toMonth === null);
    const account = accounts.find(({ id }) => id === person.id);
    if (period === undefined || period.employerId === null || person.retiredFrom !== null) continue;
    if (period.fromMonth > aYearAgo || account?.status !== 'open') continue;
    if (person.documentKind !== 'resident-id-card' || person.birthDate > '2000' || period.base < 481_200)
      continue;
    if (passed === place) return { person, period };
    passed += 1;
  }
  throw new Error('The county has too few people whose employers pay.');
}
