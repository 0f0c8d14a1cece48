import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, type Change } from '../../domain/records/change.ts';
import { application, person, workstation } from '../../domain/testing/county.ts';
import { until } from '../helpers/until.ts';
import { countyRecords, type CounterDesk } from './support/counter-desk.ts';
import { CountyOffice } from './support/county-office.ts';
import { JoinedDesk } from './support/joined-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;

/** A workstation for each counter that a test enrols, and a person for each test. */
const numbers = Array.from({ length: 14 }, (_unused, index) => index);
const records: readonly Change[] = [
  ...countyRecords.filter((one) => !['workstation', 'insuredPerson'].includes(one.table)),
  ...numbers.map((index) =>
    change('workstation', { ...workstation, id: `workstation-${index}`, number: 100 + index }),
  ),
  ...numbers.map((index) => change('insuredPerson', { ...person, id: `person-${index}` })),
];

let office: CountyOffice;
beforeAll(async () => {
  office = await CountyOffice.open(records);
  // The county of a demonstration is made behind the start.
  await until('the county is there', async () => {
    return (await office.sharedRecords())['workstation']?.length === numbers.length;
  });
});
afterAll(() => office.remove(), 180_000);

async function counter(): Promise<JoinedDesk> {
  const joined = await JoinedDesk.at(office.url);
  await online(joined);
  joined.desk.signInWithoutPassword();
  return joined;
}

async function online(joined: JoinedDesk): Promise<void> {
  joined.start();
  await until('the counter is online', () => joined.line?.state === 'online');
}

const apply = async ({ desk }: JoinedDesk, personId: string) =>
  (await desk.call('acceptCardApplication', { ...applicationInput, personId })).serviceNumber;
const receiptOf = (serviceNumber: string) => ({ paper: 'issue-receipt', serviceNumber }) as const;
const printsThere = async (subject: string) =>
  (await office.sharedRecords())['paperPrint']
    ?.map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter((print) => print['subject'] === subject);
const shown = async ({ desk }: JoinedDesk, serviceNumber: string) => {
  const { reprint } = await desk.call('getReceipt', { serviceNumber });
  return reprint;
};

/** One person's application at two counters, the second without a line, where its receipt is printed; then it is refused. */
async function refusedAfterPrint(personId: string) {
  const [first, second] = [await counter(), await counter()];
  await second.stop();
  await apply(first, personId);
  await until('the first one is confirmed', async () => (await waiting(first.desk)) === 0);
  const serviceNumber = await apply(second, personId);
  const { printId } = await second.desk.call('recordPrint', receiptOf(serviceNumber));
  await second.desk.call('recordPrintEnd', { printId, end: 'printed' });
  return { second, serviceNumber, printId };
}

async function waiting(desk: CounterDesk): Promise<number> {
  return (await desk.call('getCounterStatus', {})).outbox.waiting;
}

async function refused({ desk }: JoinedDesk): Promise<void> {
  await until(
    'the central office has refused it',
    async () => (await desk.call('getCounterStatus', {})).outbox.problems === 1,
  );
}

describe('a paper that was printed at another counter', () => {
  it('says 补打 here, with its number and only with a reason', async () => {
    const [one, other] = [await counter(), await counter()];
    const serviceNumber = await apply(one, 'person-0');
    await one.desk.call('recordPrint', receiptOf(serviceNumber));
    await until('the other counter knows of it', async () => {
      const known = await other.desk.answer('getReceipt', { serviceNumber });
      return known.ok && (await shown(other, serviceNumber)) === 1;
    });
    expect(await other.desk.code('recordPrint', receiptOf(serviceNumber))).toBe('reprint-reason-missing');
    const again = { ...receiptOf(serviceNumber), reason: 'asked-for-again', note: null } as const;
    expect(await other.desk.call('recordPrint', again)).toMatchObject({ reprint: 1 });
    await until('the first counter knows of that', async () => (await shown(one, serviceNumber)) === 2);
  });

  it('while the line was down is a first print at both; the next one counts both', async () => {
    const [one, other] = [await counter(), await counter()];
    const serviceNumber = await apply(one, 'person-1');
    await until('the other counter knows the service', async () => {
      return (await other.desk.answer('getReceipt', { serviceNumber })).ok;
    });
    await one.stop();
    await other.stop();
    for (const { desk } of [one, other]) {
      expect(await desk.call('recordPrint', receiptOf(serviceNumber))).toMatchObject({ reprint: 0 });
    }
    await online(one);
    await online(other);
    await until('each knows of both', async () => {
      return (await shown(one, serviceNumber)) === 2 && (await shown(other, serviceNumber)) === 2;
    });
    expect(await printsThere(serviceNumber)).toMatchObject([{ reprint: 0 }, { reprint: 0 }]);
  });
});

describe('prints that wait for the line', () => {
  it('are no work for anybody and no service that waits, and are sent all the same', async () => {
    const one = await counter();
    const serviceNumber = await apply(one, 'person-2');
    await until('the service is confirmed', async () => (await waiting(one.desk)) === 0);
    await one.stop();
    const { printId } = await one.desk.call('recordPrint', receiptOf(serviceNumber));
    await one.desk.call('recordPrintEnd', { printId, end: 'printed' });
    expect((await one.desk.call('getCounterStatus', {})).outbox).toMatchObject({
      waiting: 0,
      oldestAt: null,
    });
    expect(await one.desk.call('listWork', {})).toMatchObject({ items: [], total: 0 });
    expect(one.desk.storage.outbox.summary().pendingCommands).toBe(2);
    await online(one);
    await until('they are there', () => one.desk.storage.outbox.summary().pendingCommands === 0);
    expect(await printsThere(serviceNumber)).toMatchObject([{ id: printId, result: 'printed' }]);
  });
});

describe('what was printed without a line and then refused', () => {
  it('is to be taken back: the item names each paper, and is settled with what became of it', async () => {
    const { second, serviceNumber, printId } = await refusedAfterPrint('person-3');
    const { desk } = second;
    expect((await desk.call('listWork', {})).items).toMatchObject([{ state: 'waiting', papers: [] }]);
    await online(second);
    await refused(second);
    const work = await desk.call('listWork', {});
    expect(work.items).toMatchObject([
      {
        serviceNumber,
        state: 'refused',
        papers: [{ printId, paper: 'issue-receipt', reprint: 0, subject: serviceNumber, isCertain: true }],
      },
    ]);
    const settling = { key: serviceNumber, note: '已告知本人' };
    const lost = { printId, outcome: 'not-obtainable', note: null } as const;
    expect(await desk.code('settleWork', settling)).toBe('papers-unaccounted');
    expect(await desk.code('settleWork', { ...settling, papers: [lost] })).toBe('reclaim-note-missing');
    expect((await desk.call('getCounterStatus', {})).outbox.problems).toBe(1);
    await desk.call('settleWork', { ...settling, papers: [{ ...lost, note: '本人已离开本县' }] });
    expect(await desk.call('getCounterStatus', {})).toMatchObject({
      outbox: { problems: 0 },
      papersToReclaim: 0,
    });
    await until('the central office knows', () => desk.storage.outbox.summary().pendingCommands === 0);
    // The print of what it has refused stands there, with what became of the paper.
    expect(await printsThere(serviceNumber)).toMatchObject([
      { id: printId, result: 'printed', reclaim: 'not-obtainable', reclaimNote: '本人已离开本县' },
    ]);
  });

  it('gives way to a receipt that says so, which is a paper of its own and is not to be taken back', async () => {
    const { second, serviceNumber, printId } = await refusedAfterPrint('person-4');
    const { desk } = second;
    await online(second);
    await refused(second);
    expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({
      standing: 'refused',
      reprint: 0,
    });
    expect(await desk.call('recordPrint', receiptOf(serviceNumber))).toMatchObject({ reprint: 0 });
    expect((await desk.call('listWork', {})).items).toMatchObject([{ papers: [{ printId }] }]);
  });

  it('is a task of its own where the item was settled before anybody asked for the paper', async () => {
    const { second, serviceNumber, printId } = await refusedAfterPrint('person-5');
    const { desk } = second;
    await online(second);
    await refused(second);
    // As a program of before did it.
    desk.storage.unitOfWork.write(() =>
      desk.storage.outbox.settle(serviceNumber, '已告知', desk.room.clock.instant()),
    );
    expect((await desk.call('getCounterStatus', {})).papersToReclaim).toBe(1);
    expect(await desk.call('listPapersToReclaim', {})).toMatchObject({ total: 1, papers: [{ printId }] });
    const workstationId = desk.storage.memory.get('workstation-id') ?? '';
    expect(desk.storage.queries.papersToReclaim(workstationId)).toMatchObject([{ id: printId }]);
    await desk.call('recordPaperReclaimed', { printId, outcome: 'taken-back', note: null });
    expect((await desk.call('getCounterStatus', {})).papersToReclaim).toBe(0);
    expect(desk.storage.queries.papersToReclaim(workstationId)).toEqual([]);
    expect(await desk.code('recordPaperReclaimed', { printId, outcome: 'taken-back', note: null })).toBe(
      'paper-reclaimed-already',
    );
  });
});
