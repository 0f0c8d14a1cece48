import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { BankGateway } from '../../central/bank/bank-gateway.ts';
import { SimulatedBank, type BankConduct } from '../../central/bank/simulated-bank.ts';
import { createJournal } from '../../central/journal.ts';
import { startBankErrands } from '../../central/services/bank-errands.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { waitAfter, type ErrandWaits } from '../../central/services/errands.ts';
import { requestsUnderWay, serveBankRequest } from '../../central/services/serve-bank-requests.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { recordChange } from '../../contract/records.ts';
import type { BankRequest } from '../../domain/records/bank-request.ts';
import { deskService } from '../../domain/desk-service/desk-service.ts';
import { change } from '../../domain/records/change.ts';
import type { ServiceRecord } from '../../domain/records/records.ts';
import { context } from '../../domain/testing/county.ts';
import { activating, bankRequest, financialAccount } from '../../domain/testing/unfreezing.ts';
import type { BankAnswer } from '../../domain/unfreezing/bank-request.ts';
import { writeOwnChanges } from '../../central/services/own-changes.ts';
import { until } from '../helpers/until.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';

const accepting: BankConduct = { failures: 0, decidesAfter: 0, drops: true, refusal: null };
const quick: ErrandWaits = { gather: 5, undecided: 20, first: 20, longest: 80 };
const clock = systemClock(() => Date.parse('2026-11-22T10:00:00+08:00'));
const journal = createJournal({ write: () => undefined });

const accepted: BankAnswer = { outcome: 'accepted', accountStatus: 'active' };

/** A bank with which something is wrong. */
function bankThat(conduct: Pick<BankGateway, 'answer'>): BankGateway {
  return { send: () => Promise.resolve(), recall: () => Promise.resolve(), ...conduct };
}

/** The service under which a request was taken, as it stands until it is told. */
function serviceOf({ id, personId }: BankRequest): ServiceRecord {
  const { serviceNumber: _made, ...presented } = activating;
  const request = { ...presented, serviceNumber: id, personId };
  const service = deskService(request, context, {
    kind: 'request-bank-service',
    presented: request,
    step: 'bank-requested',
  });
  return { ...service, stage: 'accepted', closedAt: null };
}

describe.each(databaseKinds)('requests to the bank, at the central office on %s', (kind) => {
  let databases: TestDatabases;
  let storage: CentralStorage;
  let counties = 0;

  beforeAll(async () => {
    databases = await startDatabases(kind);
    storage = await openCentralStorage(await databases.open(await databases.newAddress()));
  });
  afterAll(async () => {
    await storage.close();
    await databases.stop();
  });

  /** A county in which counters have taken these requests, each of a person of its own. */
  async function countyWith(...requests: readonly Partial<BankRequest>[]): Promise<string> {
    counties += 1;
    const county = String(350_000 + counties);
    const taken = requests.map((one, index) =>
      bankRequest({ id: `request-${String(index)}`, personId: `person-${String(index)}`, ...one }),
    );
    await storage.loadCounty({ county, name: '示范县', demonstration: false }, [
      { table: 'bankRequest', records: taken },
      {
        table: 'financialAccount',
        records: taken.map(({ personId }) => financialAccount('not-activated', personId)),
      },
      { table: 'serviceRecord', records: taken.map(serviceOf) },
    ]);
    return county;
  }

  const requests = (county: string) => storage.read(county, (reader) => reader.all('bankRequest'));
  const statuses = async (county: string) =>
    (await storage.read(county, (reader) => reader.all('financialAccount'))).map(({ status }) => status);
  async function feedOf(county: string) {
    const page = await storage.read(county, (reader) => reader.feed(0, 1_000));
    const raw = JSON.parse(`[${page?.changesText ?? ''}]`) as { sequence: number; change: unknown }[];
    return raw.map(({ sequence, change }) => ({ sequence, ...recordChange.parse(change) }));
  }
  const services = (county: string) => storage.read(county, (reader) => reader.all('serviceRecord'));
  /** The person takes it back while something else is going on. */
  const takeBack = (county: string, id: string) =>
    storage.change(county, async (writer) => {
      const now = await writer.one('bankRequest', id);
      if (now === undefined) throw new Error('it is not there');
      const changes = [change('bankRequest', { ...now, withdrawnAt: clock.now() })];
      await writeOwnChanges(writer, [{ commandId: 'taken back', changes }]);
    });
  async function round(county: string, bank: BankGateway) {
    const steps: string[] = [];
    for await (const one of requestsUnderWay(storage, county)) {
      steps.push(await serveBankRequest({ storage, bank, clock }, county, one, () => undefined));
    }
    return steps;
  }
  function runErrands(bank: BankGateway) {
    const errands = startBankErrands({ storage, bank, clock, journal }, quick);
    onTestFinished(() => errands.close());
    return errands;
  }

  it('are sent, accepted, and change the account as the bank says; every counter hears of it in the feed', async () => {
    const county = await countyWith({});
    const bank = new SimulatedBank(() => accepting);
    expect(await round(county, bank)).toEqual(['sent']);
    expect(await statuses(county)).toEqual(['not-activated']);
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await round(county, bank)).toEqual([]);
    expect(await requests(county)).toEqual([
      bankRequest({
        id: 'request-0',
        personId: 'person-0',
        state: 'accepted',
        sentAt: clock.now(),
        answeredAt: clock.now(),
        accountStatus: 'active',
      }),
    ]);
    expect(await statuses(county)).toEqual(['active']);
    expect((await feedOf(county)).map(({ sequence, table }) => [sequence, table])).toEqual([
      [1, 'bankRequest'],
      [2, 'bankRequest'],
      [3, 'financialAccount'],
    ]);
  });

  it('are refused with the bank’s own reason, and the account stays what it is', async () => {
    const county = await countyWith({});
    const refusal = { code: 'R1', text: '预留信息不一致' };
    const bank = new SimulatedBank(() => ({ ...accepting, refusal }));
    await round(county, bank);
    await round(county, bank);
    expect(await requests(county)).toMatchObject([
      { state: 'refused', reasonCode: 'R1', reasonText: '预留信息不一致', accountStatus: null, toldAt: null },
    ]);
    expect(await statuses(county)).toEqual(['not-activated']);
  });

  it('wait as long as the bank decides, and say that they are there', async () => {
    const county = await countyWith({});
    let now = 0;
    const bank = new SimulatedBank(
      () => ({ ...accepting, decidesAfter: 60_000 }),
      () => now,
    );
    await round(county, bank);
    expect(await round(county, bank)).toEqual(['undecided']);
    expect(await requests(county)).toMatchObject([{ state: 'sent', answeredAt: null }]);
    now = 60_000;
    expect(await round(county, bank)).toEqual(['answered']);
  });

  it('reach the bank once where the central office ended between sending and noting it', async () => {
    const county = await countyWith({});
    const bank = new SimulatedBank(() => accepting);
    const dying: CentralStorage = { ...storage, change: () => Promise.reject(new Error('ended')) };
    for await (const one of requestsUnderWay(storage, county)) {
      const parts = { storage: dying, bank, clock };
      await expect(serveBankRequest(parts, county, one, () => undefined)).rejects.toThrow('ended');
    }
    expect(await requests(county)).toMatchObject([{ state: 'requested' }]);
    expect(await round(county, bank)).toEqual(['sent']);
    expect(await round(county, bank)).toEqual(['answered']);
    expect(bank.handedOver).toHaveLength(2);
    expect(bank.orders).toBe(1);
    expect(await feedOf(county)).toHaveLength(3);
  });

  it('take the same answer twice as one, also when two central offices ask at the same time', async () => {
    const county = await countyWith({});
    const bank = new SimulatedBank(() => accepting);
    await Promise.all([round(county, bank), round(county, bank)]);
    await Promise.all([round(county, bank), round(county, bank), round(county, bank)]);
    expect(bank.orders).toBe(1);
    expect(await feedOf(county)).toHaveLength(3);
    expect(await statuses(county)).toEqual(['active']);
  });

  it('do not touch an account that is another one by now', async () => {
    const county = await countyWith({ accountNumber: '6217850000009999990' });
    const bank = new SimulatedBank(() => accepting);
    await round(county, bank);
    await round(county, bank);
    expect(await requests(county)).toMatchObject([{ state: 'accepted' }]);
    expect(await statuses(county)).toEqual(['not-activated']);
  });

  it('are tried again while the bank is down, with growing waits; the others go on', async () => {
    const county = await countyWith({}, {});
    const bank = new SimulatedBank(({ id }) => ({ ...accepting, failures: id === 'request-0' ? 3 : 0 }));
    runErrands(bank);
    await until('the one that reaches the bank is answered', async () =>
      (await requests(county)).some(({ id, state }) => id === 'request-1' && state === 'accepted'),
    );
    await until('the other one too', async () =>
      (await requests(county)).every(({ state }) => state === 'accepted'),
    );
    expect([1, 2, 3, 4, 40].map((failures) => waitAfter(failures, quick))).toEqual([20, 40, 80, 80, 80]);
    expect(await statuses(county)).toEqual(['active', 'active']);
  });

  it('that were taken back are recalled and never handed over; the bank drops them, and that is their end', async () => {
    const county = await countyWith({ withdrawnAt: clock.now() });
    const bank = new SimulatedBank(() => ({ ...accepting, decidesAfter: 60_000 }));
    expect(await round(county, bank)).toEqual(['answered']);
    expect(bank.handedOver).toEqual([]);
    expect(await requests(county)).toMatchObject([
      { state: 'withdrawn', sentAt: null, answeredAt: clock.now(), toldAt: null },
    ]);
    expect(await services(county)).toMatchObject([{ stage: 'withdrawn', closedAt: clock.now() }]);
    expect(await statuses(county)).toEqual(['not-activated']);
    expect(await round(county, bank)).toEqual([]);
  });

  it('that were taken back while the bank decides are dropped by it', async () => {
    const county = await countyWith({});
    const bank = new SimulatedBank(() => ({ ...accepting, decidesAfter: 60_000 }));
    await round(county, bank);
    await takeBack(county, 'request-0');
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await requests(county)).toMatchObject([{ state: 'withdrawn', sentAt: clock.now() }]);
    expect(await statuses(county)).toEqual(['not-activated']);
  });

  it('that were taken back too late end with what the bank has done; the service waits for the telling', async () => {
    const county = await countyWith({});
    let now = 0;
    const bank = new SimulatedBank(
      () => ({ ...accepting, decidesAfter: 1_000, drops: false }),
      () => now,
    );
    await round(county, bank);
    await takeBack(county, 'request-0');
    expect(await round(county, bank)).toEqual(['undecided']);
    now = 1_000;
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await requests(county)).toMatchObject([{ state: 'accepted', withdrawnAt: clock.now() }]);
    expect(await services(county)).toMatchObject([{ stage: 'accepted', closedAt: null }]);
    expect(await statuses(county)).toEqual(['active']);
  });

  it('that the bank got although nothing noted it are dropped all the same when they are taken back', async () => {
    const county = await countyWith({});
    const bank = new SimulatedBank(() => ({ ...accepting, decidesAfter: 60_000 }));
    const dying: CentralStorage = { ...storage, change: () => Promise.reject(new Error('ended')) };
    for await (const one of requestsUnderWay(storage, county)) {
      const parts = { storage: dying, bank, clock };
      await expect(serveBankRequest(parts, county, one, () => undefined)).rejects.toThrow('ended');
    }
    await takeBack(county, 'request-0');
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await requests(county)).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('that were taken back while the bank is down are recalled when it is there again', async () => {
    const county = await countyWith({ withdrawnAt: clock.now() });
    const bank = new SimulatedBank(() => ({ ...accepting, failures: 2 }));
    runErrands(bank);
    await until('the bank has dropped it', async () =>
      (await requests(county)).every(({ state }) => state === 'withdrawn'),
    );
  });

  it('are what the bank said first, where it says something else the second time', async () => {
    const county = await countyWith({});
    const said = [accepted, { outcome: 'refused', reasonCode: 'R1', reasonText: '说法不一' } as const];
    const bank = bankThat({ answer: () => Promise.resolve(said.shift() ?? null) });
    await round(county, bank);
    const [sent] = await requests(county);
    if (sent === undefined) throw new Error('it is not there');
    // Both central offices have asked before either has written.
    const parts = { storage, bank, clock };
    expect(await serveBankRequest(parts, county, sent, () => undefined)).toBe('answered');
    expect(await serveBankRequest(parts, county, sent, () => undefined)).toBe('not-wanted');
    expect(await requests(county)).toMatchObject([{ state: 'accepted', reasonText: null }]);
    expect(await statuses(county)).toEqual(['active']);
  });

  it('that the county does not know, because it was restored meanwhile, leave nothing behind', async () => {
    const county = await countyWith({});
    const bank = bankThat({ answer: () => Promise.resolve(accepted) });
    const forgotten = bankRequest({
      id: 'request-9',
      personId: 'person-0',
      state: 'sent',
      sentAt: clock.now(),
    });
    const parts = { storage, bank, clock };
    expect(await serveBankRequest(parts, county, forgotten, () => undefined)).toBe('not-wanted');
    expect(await requests(county)).toHaveLength(1);
    expect(await statuses(county)).toEqual(['not-activated']);
    expect(await feedOf(county)).toEqual([]);
  });

  it('are answered although the person has taken them back just then: what the bank has done stands and is told', async () => {
    const county = await countyWith({});
    const bank = bankThat({
      async answer() {
        await takeBack(county, 'request-0');
        return accepted;
      },
    });
    await round(county, bank);
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await requests(county)).toMatchObject([
      { state: 'accepted', withdrawnAt: clock.now(), toldAt: null },
    ]);
    expect(await services(county)).toMatchObject([{ stage: 'accepted', closedAt: null }]);
    expect(await statuses(county)).toEqual(['active']);
  });

  it('that the bank has dropped by itself stay open until the person is told', async () => {
    const county = await countyWith({});
    const bank = bankThat({ answer: () => Promise.resolve({ outcome: 'withdrawn' }) });
    await round(county, bank);
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await requests(county)).toMatchObject([{ state: 'withdrawn', withdrawnAt: null, toldAt: null }]);
    expect(await services(county)).toMatchObject([{ stage: 'accepted', closedAt: null }]);
  });

  it('of which the person was told before a restore end when the bank says the same, and are told anew otherwise', async () => {
    const told = { state: 'sent', sentAt: clock.now(), toldAt: clock.now(), toldBy: 'C01' } as const;
    const county = await countyWith(
      { ...told, toldOutcome: 'accepted' },
      { ...told, toldOutcome: 'refused' },
    );
    await round(county, new SimulatedBank(() => accepting));
    expect(await requests(county)).toMatchObject([
      { state: 'accepted', toldAt: clock.now() },
      { state: 'accepted', toldAt: null },
    ]);
    expect(await services(county)).toMatchObject([
      { stage: 'completed', closedAt: clock.now() },
      { stage: 'accepted', closedAt: null },
    ]);
  });

  it('of which there are many are all served, page by page', async () => {
    const county = await countyWith(...Array.from({ length: 230 }, () => ({})));
    const bank = new SimulatedBank(() => accepting);
    expect(await round(county, bank)).toHaveLength(230);
    expect(await round(county, bank)).toHaveLength(230);
    expect(bank.orders).toBe(230);
    expect(new Set(await statuses(county))).toEqual(new Set(['active']));
  });
});
