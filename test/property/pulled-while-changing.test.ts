import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, type Change } from '../../domain/records/change.ts';
import { person } from '../../domain/testing/county.ts';
import { accountOf, entries, entry } from '../../domain/testing/ledger.ts';
import { CounterDesk, countyRecords, usualPlace } from './support/counter-desk.ts';
import { openLocalCentral, type LocalCentral } from './support/local-central.ts';

const county = '330399';
const records: readonly Change[] = [
  ...countyRecords,
  change('personalAccount', accountOf(15_200)),
  ...entries.map((one) => change('ledgerEntry', one)),
];

let central: LocalCentral;
beforeAll(async () => {
  central = await openLocalCentral();
  await central.addCounty(county, records);
});
afterAll(() => central.close(), 60_000);

describe('a county that goes on changing while a counter pulls it', () => {
  it('is worked on when the feed has brought what changed by then, and not before: some pages know of it, others do not', async () => {
    const desk = CounterDesk.empty({ ...usualPlace, county }, central.pinPublicKey);
    await central.pullPages(county, desk.replica, async (table) => {
      if (table !== 'ledgerEntry') return;
      await central.change(county, [
        change('personalAccount', accountOf(15_900)),
        change('ledgerEntry', entry(5, { amount: 700 })),
      ]);
      await central.change(county, [change('insuredPerson', { ...person, phone: '13800000000' })]);
    });
    desk.signInWithoutPassword();
    const asked = () => desk.code('searchPersons', { text: person.documentNumber });
    const standing = async () => (await desk.call('getCounterStatus', {})).firstSynchronisation;
    const hear = async (limit: number) => {
      const page = await central.feed(county, desk.replica.state().cursor, limit);
      desk.replica.receiveFeed({ epoch: central.epoch, ...page });
    };
    expect(desk.storage.records.get('personalAccount', person.id)?.record.balance).toBe(15_200);
    expect(desk.storage.records.find('ledgerEntry', 'personId', person.id)).toHaveLength(entries.length + 1);
    expect(await asked()).toBe('first-synchronisation-running');
    expect(await standing()).toMatchObject({ done: false, stage: 'catching-up' });

    // The first command alone, whose answer tells that there is another.
    await hear(1);
    expect(await asked()).toBe('first-synchronisation-running');
    desk.restart();
    desk.signInWithoutPassword();
    expect(await asked()).toBe('first-synchronisation-running');

    await hear(1_000);
    expect(await asked()).toBe('ok');
    expect((await standing()).done).toBe(true);
    expect(desk.sharedRecords()).toEqual(await central.sharedRecords(county));
    // From then on it is worked on whatever comes, and however late.
    await central.change(county, [change('insuredPerson', { ...person, phone: '13900000000' })]);
    expect(await asked()).toBe('ok');
  });

  it('is worked on at once where nothing changed meanwhile', async () => {
    const desk = CounterDesk.empty({ ...usualPlace, county }, central.pinPublicKey);
    await central.pullSnapshot(county, desk.replica);
    expect((await desk.call('getCounterStatus', {})).firstSynchronisation.done).toBe(true);
  });
});
