import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { addMonths } from '../../domain/calendar/month.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { PayoutGround } from '../../domain/records/payout.ts';
import type { Card, InsuredPerson, PersonalAccount } from '../../domain/records/records.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';

export interface Payable {
  readonly person: InsuredPerson;
  readonly account: PersonalAccount;
  /** The one card in the holder's hand, or none. */
  readonly card: Card | null;
}

/**
 * Somebody with money on his account who can be paid out on this ground today, his bills settled, his months over for long;
 * one test takes different places.
 * @returns with what has to be prepared at the central office before: the demonstration has nobody who has left
 */
export async function somebodyFor(
  witness: CentralWitness,
  ground: PayoutGround,
  place = 0,
): Promise<Payable & { readonly prepared: readonly Change[] }> {
  const [people, accounts, cards, periods, bills] = await Promise.all([
    witness.records('insuredPerson'),
    witness.records('personalAccount'),
    witness.records('card'),
    witness.records('contributionPeriod'),
    witness.records('medicalBill'),
  ]);
  const longAgo = addMonths(civilDateInShanghai(Date.now()).slice(0, 7), -3);
  let passed = 0;
  for (const person of people) {
    const account = accounts.find(({ id }) => id === person.id);
    const held = cards.filter((one) => one.personId === person.id && one.status !== '9');
    const his = periods.filter(({ personId }) => personId === person.id);
    const isStopped = his.length > 0 && his.every(({ toMonth }) => toMonth !== null && toMonth < longAgo);
    const owes = bills.some(({ personId, state }) => personId === person.id && state === 'open');
    if (account === undefined || account.balance < 20_000 || account.status === 'closed' || owes) continue;
    if (person.documentKind !== 'resident-id-card' || person.birthDate > '2000') continue;
    if (held.length > 1 || held.some(({ status }) => status !== '0' && status !== '1')) continue;
    const isRetired = person.retiredFrom !== null;
    const fits = {
      'abroad-account-kept': isRetired && person.deceasedOn === null && account.status === 'open',
      'settled-abroad': !isRetired && isStopped && person.deceasedOn === null && held.length === 1,
      'transfer-refused': !isRetired && isStopped && person.deceasedOn === null && held.length === 1,
      'left-area': !isRetired && isStopped && person.deceasedOn === null && held.length === 1,
      death: person.deceasedOn !== null && person.deceasedOn < `${longAgo}-01`,
    } as const satisfies { readonly [G in PayoutGround]: boolean };
    if (!fits[ground]) continue;
    if (passed < place) {
      passed += 1;
      continue;
    }
    return {
      person,
      account,
      card: held[0] ?? null,
      prepared: preparedFor(ground, person),
    };
  }
  throw new Error(`The county has nobody to pay out on the ground ${ground}.`);
}

/** Whose relationship was transferred away is insured here no more (AAC031 3). */
function preparedFor(ground: PayoutGround, person: InsuredPerson): readonly Change[] {
  return ground === 'left-area' ? [change('insuredPerson', { ...person, insuranceStatus: '3' })] : [];
}
