import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { isCardLive } from '../../domain/card/card-status.ts';
import { change } from '../../domain/records/change.ts';
import type { TableName } from '../../domain/records/record-tables.ts';
import type { Card, InsuredPerson } from '../../domain/records/records.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { comingLookups, refuseComing } from '../../domain/transfer/accept-transfer.ts';
import { leavingLookups, refuseLeaving } from '../../domain/transfer/transfer-out.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';

/** Everything on which it depends who may leave or come. */
const tables = [
  'insuredPerson',
  'personalAccount',
  'ledgerEntry',
  'card',
  'medicalBill',
  'payment',
  'relationshipTransfer',
  'contributionPeriod',
  'poolingAreaParameter',
] as const satisfies readonly TableName[];

async function factsOf(witness: CentralWitness): Promise<FactBase> {
  const base = new FactBase();
  for (const table of tables) {
    for (const record of await witness.records(table)) base.apply([change(table, record as never)]);
  }
  return base;
}

/** Somebody who may leave today with money on his account and one card in his hand; one test takes different places. */
export async function aLeaver(
  witness: CentralWitness,
  place = 0,
): Promise<{ readonly person: InsuredPerson; readonly card: Card; readonly balance: number }> {
  const base = await factsOf(witness);
  const today = civilDateInShanghai(Date.now());
  const county = base.all('contributionPeriod')[0]?.areaCode ?? '';
  let passed = 0;
  for (const person of base.all('insuredPerson')) {
    const [card, ...others] = base.all('card').filter((one) => one.personId === person.id && isCardLive(one));
    const account = base.all('personalAccount').find(({ id }) => id === person.id);
    if (card === undefined || others.length > 0 || account === undefined || account.balance < 10_000)
      continue;
    if (person.documentKind !== 'resident-id-card' || person.birthDate > '2000') continue;
    const facts = base.facts(leavingLookups(person.id));
    if (refuseLeaving(facts, person, { county, today, decidedOn: today }).length > 0) continue;
    if (passed === place) return { person, card, balance: account.balance };
    passed += 1;
  }
  throw new Error('The county has too few people who may leave.');
}

/** Somebody who is paid for here and may have his months elsewhere brought; one test takes different places. */
export async function aComer(witness: CentralWitness, place = 0): Promise<InsuredPerson> {
  const base = await factsOf(witness);
  const today = civilDateInShanghai(Date.now());
  let passed = 0;
  for (const person of base.all('insuredPerson')) {
    if (person.documentKind !== 'resident-id-card' || person.birthDate > '2000') continue;
    if (refuseComing(base.facts(comingLookups(person.id)), person, today).length > 0) continue;
    if (passed === place) return person;
    passed += 1;
  }
  throw new Error('The county has too few people who may come.');
}
