import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { OtherAreaGateway } from '../../central/other-area/other-area-gateway.ts';
import {
  demonstrationAreas,
  SimulatedOtherArea,
  type AreaConduct,
} from '../../central/other-area/simulated-other-area.ts';
import { createJournal } from '../../central/journal.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { serveTransfer, transfersAwaiting } from '../../central/services/serve-transfers.ts';
import { startTransferErrands } from '../../central/services/transfer-errands.ts';
import { writeOwnChanges } from '../../central/services/own-changes.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { recordChange } from '../../contract/records.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { entriesOf } from '../../domain/ledger/post-entries.ts';
import type { ContributionPeriod } from '../../domain/records/records.ts';
import { context, person, serviceNumber } from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { published } from '../../domain/testing/loss.ts';
import {
  approving,
  carry,
  coming,
  leaving,
  otherArea,
  otherClerk,
  transferringIn,
  transferringOut,
} from '../../domain/testing/transfers.ts';
import { until } from '../helpers/until.ts';
import { databaseKinds } from './databases.ts';
import { LoadedCounties } from './loaded-counties.ts';

const right: AreaConduct = { failures: 0, answersAfter: 0, does: 'right' };
const quick = { gather: 5, undecided: 20, first: 20, longest: 80 };
const clock = systemClock(() => Date.parse('2026-11-22T10:00:00+08:00'));
const journal = createJournal({ write: () => undefined });
const id = serviceNumber;

/** Somebody who leaves with 1,284.50 yuan: approved, nothing sent yet. */
function leavingCounty(): FactBase {
  const base = new FactBase(leaving);
  carry(base, { kind: 'accept-transfer-out', request: transferringOut });
  carry(base, approving(128_450, 'transfer-out'), otherClerk);
  return base;
}

/** Somebody who comes: asked for at the counter, nothing sent yet. */
function comingCounty(areaCode = otherArea.areaCode): FactBase {
  const base = new FactBase(coming);
  const request = { ...transferringIn, otherArea: { ...otherArea, areaCode } };
  carry(base, { kind: 'accept-transfer-in', request });
  return base;
}

describe.each(databaseKinds)('transfers between areas, at the central office on %s', (kind) => {
  let storage: CentralStorage;
  const counties = LoadedCounties.on(kind, 360_000);

  beforeAll(() => {
    ({ storage } = counties);
  });

  const load = (base: FactBase) => counties.load(base);
  const all = <T extends Change['table']>(county: string, table: T) => counties.all(county, table);
  const transferIn = async (county: string) => {
    const [transfer] = await all(county, 'relationshipTransfer');
    if (transfer === undefined) throw new Error('there is no transfer');
    return transfer;
  };
  const balanceIn = async (county: string) => (await all(county, 'personalAccount'))[0]?.balance;
  async function posted(county: string) {
    const entries = (await all(county, 'ledgerEntry')).filter(({ serviceId }) => serviceId === id);
    return entries
      .sort((one, other) => one.serial - other.serial)
      .map(
        ({ debitAccount, creditAccount, amount }) => `${debitAccount} > ${creditAccount} ${String(amount)}`,
      );
  }
  async function feedOf(county: string) {
    const page = await storage.read(county, (reader) => reader.feed(0, 1_000));
    const raw = JSON.parse(`[${page?.changesText ?? ''}]`) as { sequence: number; change: unknown }[];
    return raw.map(({ sequence, change: one }) => ({ sequence, ...recordChange.parse(one) }));
  }
  async function round(county: string, otherAreas: OtherAreaGateway, on: CentralStorage = storage) {
    const steps: string[] = [];
    for await (const one of transfersAwaiting(storage, county)) {
      steps.push(await serveTransfer({ storage: on, otherAreas, clock }, county, one, () => undefined));
    }
    return steps;
  }
  /** The bank has paid what was ordered, as its own errand writes it. */
  async function bankPays(county: string) {
    await storage.change(county, async (writer) => {
      const orders = (await writer.all('payment')).filter(({ state }) => state === 'ordered');
      for (const order of orders) {
        const paid = { ...order, state: 'paid', answeredAt: clock.now(), bankReference: 'B1' } as const;
        const group = { groupId: `payment ${order.id}`, serviceId: order.serviceId, postedOn: clock.today() };
        const entries = entriesOf(group, [
          {
            personId: order.personId,
            kind: 'transfer',
            institution: order.bankName,
            debitAccount: 'transfers-payable',
            creditAccount: 'bank-deposits',
            amount: order.amount,
          },
        ]);
        const changes = [change('payment', paid), ...entries.map((entry) => change('ledgerEntry', entry))];
        await writeOwnChanges(writer, [{ commandId: `payment ${order.id}`, changes }]);
      }
    });
  }
  const isSound = (county: string) => counties.isSound(county);

  it('out: the sheet goes, is taken, the money is ordered and paid, and the relationship ends here', async () => {
    const county = await load(leavingCounty());
    const area = new SimulatedOtherArea(() => right);
    expect(await round(county, area)).toEqual(['sent']);
    expect(area.handedOver[0]).toMatchObject({
      kind: 'information-sheet',
      about: { amount: 128_450, sheet: { balance: 128_450, name: person.name } },
    });
    expect(await round(county, area)).toEqual(['answered']);
    expect(await transferIn(county)).toMatchObject({ state: 'taken' });
    expect(await round(county, area)).toEqual(['undecided']);
    await bankPays(county);
    expect(await round(county, area)).toEqual(['answered']);
    expect(await round(county, area)).toEqual(['sent']);
    expect(await round(county, area)).toEqual(['answered']);
    expect(await transferIn(county)).toMatchObject({ state: 'completed', closedAt: clock.now() });
    expect(await all(county, 'personalAccount')).toMatchObject([{ status: 'closed', balance: 0 }]);
    expect(await all(county, 'insuredPerson')).toMatchObject([{ insuranceStatus: '3' }]);
    expect(await posted(county)).toEqual([
      'personal-account > transfers-payable 128450',
      'transfers-payable > bank-deposits 128450',
    ]);
    expect(await round(county, area)).toEqual(['listening']);
    await isSound(county);
  });

  it('out: refused with a reason, the money is on the account again, once', async () => {
    const county = await load(leavingCounty());
    const area = new SimulatedOtherArea(() => ({ ...right, does: 'refuses' }));
    await round(county, area);
    await Promise.all([round(county, area), round(county, area), round(county, area)]);
    expect(await transferIn(county)).toMatchObject({ state: 'refused', reasonCode: 'NOT-REGISTERED' });
    expect(await balanceIn(county)).toBe(128_450);
    expect(await posted(county)).toHaveLength(2);
    await isSound(county);
  });

  it('out: the money is not taken and comes back: it waits for the counter, and is nobody’s until then', async () => {
    const county = await load(leavingCounty());
    const area = new SimulatedOtherArea(() => ({ ...right, does: 'refuses-money' }));
    await round(county, area);
    await round(county, area);
    await bankPays(county);
    for (let count = 0; count < 4; count += 1) await round(county, area);
    expect(await transferIn(county)).toMatchObject({ state: 'money-refused', reasonCode: 'NO-MONEY' });
    expect(await all(county, 'incomingRemittance')).toMatchObject([{ amount: 128_450, state: 'unmatched' }]);
    expect((await posted(county)).at(-1)).toBe('bank-deposits > unmatched-receipts 128450');
    expect(await balanceIn(county)).toBe(0);
    await isSound(county);
  });

  it('a silent area leaves it open, and it is asked again and again', async () => {
    const county = await load(leavingCounty());
    const area = new SimulatedOtherArea(() => ({ ...right, answersAfter: null }));
    expect(await round(county, area)).toEqual(['sent']);
    expect(await round(county, area)).toEqual(['undecided']);
    expect(await round(county, area)).toEqual(['undecided']);
    expect(await transferIn(county)).toMatchObject({ state: 'sheet-sent', closedAt: null, awaits: true });
  });

  it('in: the letter says where the money is to be sent', async () => {
    const base = comingCounty();
    const account = {
      accountName: '示范县医疗保障基金收入户',
      bankName: '示范银行',
      accountNumber: '33012200018',
    };
    base.apply([
      change('poolingAreaParameter', published('fund-account-name', account.accountName)),
      change('poolingAreaParameter', published('fund-account-bank', account.bankName)),
      change('poolingAreaParameter', published('fund-account-number', account.accountNumber)),
    ]);
    const area = new SimulatedOtherArea(() => right);
    await round(await load(base), area);
    await round(await load(comingCounty()), area);
    expect(area.handedOver.map(({ kind, about }) => [kind, about.receivingAccount])).toEqual([
      ['contact-letter', account],
      ['contact-letter', null],
    ]);
  });

  it('a late area is heard when it speaks', async () => {
    const county = await load(comingCounty());
    let now = 0;
    const area = new SimulatedOtherArea(
      () => ({ ...right, answersAfter: 60_000 }),
      () => now,
    );
    await round(county, area);
    expect(await round(county, area)).toEqual(['undecided']);
    now = 60_000;
    expect(await round(county, area)).toEqual(['answered']);
    expect(await transferIn(county)).toMatchObject({
      state: 'sheet-received',
      sheet: {
        issuedOn: `${serviceNumber.slice(7, 11)}-${serviceNumber.slice(11, 13)}-${serviceNumber.slice(13, 15)}`,
      },
      receivedOn: '2026-11-22',
      dueOn: '2026-11-27',
    });
  });

  it.each([
    ['right', 1],
    ['too-little', 1],
    ['too-much', 1],
    ['other-person', 1],
    ['other-area', 1],
    ['twice', 2],
  ] as const)(
    'in: an area that sends money %s: it is booked as nobody’s and credited to nobody',
    async (does, count) => {
      const county = await load(comingCounty());
      const area = new SimulatedOtherArea(() => ({ ...right, does }));
      await round(county, area);
      await round(county, area);
      const remittances = await all(county, 'incomingRemittance');
      expect(remittances).toHaveLength(count);
      expect(await posted(county)).toEqual(
        remittances.map(({ amount }) => `bank-deposits > unmatched-receipts ${String(amount)}`),
      );
      expect(await balanceIn(county)).toBe(0);
      await isSound(county);
    },
  );

  it('tells the same sheet when it is asked again after its months have joined the record, also started anew', async () => {
    const county = await load(comingCounty());
    const told: unknown[] = [];
    const listening = (area: OtherAreaGateway): OtherAreaGateway => ({
      send: (letter) => area.send(letter),
      answers: async (about) => {
        const answers = await area.answers(about);
        told.push(answers.find(({ kind }) => kind === 'sheet'));
        return answers;
      },
    });
    const area = listening(new SimulatedOtherArea(() => right));
    await round(county, area);
    await round(county, area);
    const { sheet, personId } = await transferIn(county);
    const [elsewhere] = sheet?.months ?? [];
    if (elsewhere === undefined) throw new Error('there is a sheet with months');
    const put = (...periods: readonly ContributionPeriod[]) =>
      storage.change(county, (writer) =>
        writeOwnChanges(writer, [
          {
            commandId: `put ${periods[0]?.id ?? ''}`,
            changes: periods.map((one) => change('contributionPeriod', one)),
          },
        ]),
      );
    const period = { personId, employerId: null, insuranceKind: '310', ...elsewhere } as const;
    await put({ ...period, id: `${id}/1`, paidOn: null });
    await round(county, area);
    await round(county, listening(new SimulatedOtherArea(() => right)));
    // What is made good here for months before them changes nothing for an area that has spoken.
    const made = { fromMonth: '2000-01', toMonth: '2000-01', areaCode: county, paidOn: '2026-11-22' };
    await put({ ...period, ...made, id: 'made-good' });
    await round(county, area);
    expect(told).toEqual([1, 2, 3, 4].map(() => ({ id: `${id}.sheet`, kind: 'sheet', sheet })));
  });

  it('a letter reaches the other area once where the central office ended between sending and noting it', async () => {
    const county = await load(comingCounty());
    const area = new SimulatedOtherArea(() => right);
    const dying: CentralStorage = { ...storage, change: () => Promise.reject(new Error('ended')) };
    await expect(round(county, area, dying)).rejects.toThrow('ended');
    expect((await transferIn(county)).letters).toMatchObject([{ sentAt: null }]);
    expect(await round(county, area)).toEqual(['sent']);
    expect(area.handedOver).toHaveLength(2);
    expect(area.letters).toBe(1);
  });

  it('an answer that was heard before the central office ended is written once when it is heard again', async () => {
    const county = await load(comingCounty());
    const area = new SimulatedOtherArea(() => right);
    await round(county, area);
    const dying: CentralStorage = { ...storage, change: () => Promise.reject(new Error('ended')) };
    await expect(round(county, area, dying)).rejects.toThrow('ended');
    expect(await all(county, 'incomingRemittance')).toEqual([]);
    await round(county, area);
    // Started anew, and another office asks at the same time.
    const anew = new SimulatedOtherArea(() => right);
    await Promise.all([round(county, anew), round(county, anew), round(county, area)]);
    expect(await all(county, 'incomingRemittance')).toHaveLength(1);
    expect(await posted(county)).toHaveLength(1);
    expect((await feedOf(county)).filter(({ table }) => table === 'incomingRemittance')).toHaveLength(1);
  });

  it('a central office that was brought back to an earlier state hears everything again, and the same', async () => {
    const before = comingCounty();
    const county = await load(before);
    const area = new SimulatedOtherArea(() => ({ ...right, does: 'twice' }));
    await round(county, area);
    await round(county, area);
    const heard = await all(county, 'incomingRemittance');
    // The same county as it was before anything was sent.
    const restored = await load(before);
    const others = new SimulatedOtherArea(() => ({ ...right, does: 'twice' }));
    await round(restored, others);
    await round(restored, others);
    expect(await all(restored, 'incomingRemittance')).toEqual(heard);
    expect((await transferIn(restored)).heard).toEqual((await transferIn(county)).heard);
  });

  it('what another area does not hear now is tried again with growing waits, and the others go on', async () => {
    const first = await load(comingCounty());
    const second = await load(comingCounty());
    const area = new SimulatedOtherArea(({ county }) => ({ ...right, failures: county === first ? 3 : 0 }));
    const errands = startTransferErrands({ storage, otherAreas: area, clock, journal }, quick);
    onTestFinished(() => errands.close());
    await until(
      'the one that is reached has its sheet',
      async () => (await transferIn(second)).sheet !== null,
    );
    await until('the other one too', async () => (await transferIn(first)).sheet !== null);
  });

  it('what has ended and is listened to now and then is served at once when the bank has paid for it', async () => {
    const ended = comingCounty();
    const transfer = ended.get('relationshipTransfer', id);
    ended.apply([
      change('relationshipTransfer', {
        ...transfer,
        state: 'withdrawn',
        closedAt: context.at,
        listensUntil: '2027-01-01',
        letters: transfer.letters.map((letter) => ({ ...letter, sentAt: context.at })),
      }),
    ]);
    const county = await load(ended);
    let conduct: AreaConduct = { ...right, answersAfter: null };
    const area = new SimulatedOtherArea(() => conduct);
    let isAsked = false;
    const watched: OtherAreaGateway = {
      send: (letter) => area.send(letter),
      answers: async (about) => {
        const answers = await area.answers(about);
        isAsked ||= about.county === county;
        return answers;
      },
    };
    const errands = startTransferErrands(
      { storage, otherAreas: watched, clock, journal },
      { ...quick, longest: 600_000 },
    );
    onTestFinished(() => errands.close());
    await until('it was asked and says nothing', () => Promise.resolve(isAsked));
    conduct = right;
    errands.hasten(county, id);
    await until('what came late is heard', async () => (await all(county, 'incomingRemittance')).length > 0);
  });

  it('is listened to after its end, and no more when that time is over', async () => {
    const base = comingCounty();
    carry(base, {
      kind: 'withdraw-transfer',
      request: { serviceNumber: id, personId: person.id, reason: '放弃' },
    });
    expect(base.get('relationshipTransfer', id)).toMatchObject({ awaits: false, letters: [] });
    const heard = comingCounty();
    const county = await load(heard);
    const area = new SimulatedOtherArea(() => ({ ...right, answersAfter: null }));
    await round(county, area);
    await storage.change(county, async (writer) => {
      const now = await writer.one('relationshipTransfer', id);
      if (now === undefined) throw new Error('there is no transfer');
      const closed = {
        ...now,
        state: 'withdrawn',
        closedAt: context.at,
        listensUntil: '2026-11-21',
      } as const;
      await writeOwnChanges(writer, [
        { commandId: 'test', changes: [change('relationshipTransfer', closed)] },
      ]);
    });
    expect(await round(county, area)).toEqual(['listening']);
    expect(await round(county, area)).toEqual([]);
    expect(await transferIn(county)).toMatchObject({ awaits: false });
  });
});

describe('the areas of the demonstration', () => {
  it.each([
    ['330100', 'right'],
    ['330101', 'refuses'],
    ['340104', 'too-little'],
    ['340105', 'too-much'],
    ['340106', 'other-person'],
    ['340107', 'twice'],
    ['340117', 'other-area'],
    ['340108', 'refuses-money'],
  ] as const)('%s is one that sends %s, at any time', (areaCode, does) => {
    const about = { areaCode } as Parameters<typeof demonstrationAreas>[0];
    expect(demonstrationAreas(about).does).toBe(does);
  });
});
