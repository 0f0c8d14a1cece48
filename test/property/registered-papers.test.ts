import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrintEnd } from '../../contract/printing.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { otherWorkstation, person, serviceNumber as ofCertificate } from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { accountOf, entries, entry, ledgerCounty, supervisor } from '../../domain/testing/ledger.ts';
import { askingStatement } from '../../domain/testing/statements.ts';
import { carry, leaving, transferringOut } from '../../domain/testing/transfers.ts';
import { CounterDesk, countyRecords, password, passwordHash, usualPlace } from './support/counter-desk.ts';
import { openLocalCentral, type LocalCentral } from './support/local-central.ts';

const { channel, document, representative, photoCompared, from, to } = askingStatement;
const asking = {
  ...{ personId: person.id, channel, document, representative, photoCompared, from, to },
  scope: 'all',
} as const;
const records: readonly Change[] = [
  ...countyRecords,
  change('personalAccount', accountOf(15_200)),
  ...entries.map((one) => change('ledgerEntry', one)),
];

let central: LocalCentral;
let counties = 0;
beforeAll(async () => {
  central = await openLocalCentral();
});
afterAll(() => central.close(), 60_000);

async function aCounty(beginning = records): Promise<string> {
  counties += 1;
  const county = String(330_300 + counties);
  await central.addCounty(county, beginning);
  return county;
}

/** A counter without a line; the test is the line when it comes back. */
async function counterAway(county: string, workstationId = usualPlace.workstationId) {
  const place = { ...usualPlace, county, workstationId };
  const desk = CounterDesk.empty(place, central.pinPublicKey);
  await central.pullSnapshot(place.county, desk.replica);
  desk.signInWithoutPassword();
  return {
    desk,
    /** Everything is sent, answered and heard of. */
    exchange: async () => {
      desk.replica.receiveAnswers(await central.push(place, desk.outgoing()));
      const page = await central.feed(place.county, desk.replica.state().cursor, 1_000);
      desk.replica.receiveFeed({ epoch: central.epoch, ...page });
    },
  };
}

const verificationOf = async (desk: CounterDesk, serviceNumber: string) =>
  (await desk.call('getReceipt', { serviceNumber })).verification;

describe('that a sheet without the code is to be exchanged', () => {
  const print = async (desk: CounterDesk, serviceNumber: string, end: PrintEnd) => {
    const { printId } = await desk.call('recordPrint', { serviceNumber, paper: 'issue-receipt' });
    await desk.call('recordPrintEnd', { printId, end });
  };

  it.each<[what: string, end: PrintEnd | null, isOut: boolean]>([
    ['one came of it before the code was there', 'printed', true],
    ['nobody knows whether one came', 'lost', true],
    ['the queue has told that none came', 'cancelled', false],
    ['it was not printed before', null, false],
  ])('is told of a statement where %s', async (_what, end, isOut) => {
    const { desk, exchange } = await counterAway(await aCounty());
    const { serviceNumber } = await desk.call('issueStatement', asking);
    expect(await verificationOf(desk, serviceNumber)).toMatchObject({ code: null, isOutWithoutCode: false });
    if (end !== null) await print(desk, serviceNumber, end);
    await exchange();
    const confirmed = await verificationOf(desk, serviceNumber);
    expect(confirmed?.code).not.toBeNull();
    expect(confirmed?.isOutWithoutCode).toBe(isOut);
    // One that has the code is another paper, and no reason to exchange anything.
    await print(desk, serviceNumber, 'printed');
    expect((await verificationOf(desk, serviceNumber))?.isOutWithoutCode).toBe(isOut);
  });

  it('is told of a certificate where one came before the code was there, which no reprint is counted by', async () => {
    const base = new FactBase([...countyRecords, ...leaving]);
    carry(base, { kind: 'accept-transfer-out', request: transferringOut });
    const desk = CounterDesk.ready(base.everything());
    desk.signInWithoutPassword();
    const certificate = { serviceNumber: ofCertificate, paper: 'insurance-certificate' } as const;
    const papers = () => desk.call('getTransferPapers', { serviceNumber: ofCertificate });
    const codeComes = () => {
      const coded = { ...base.get('registeredPaper', ofCertificate), code: '7K3M-Q9TX-2BHF' };
      desk.storage.unitOfWork.write(() => {
        desk.storage.records.putConfirmed(change('registeredPaper', coded), 1);
      });
    };
    expect(await desk.call('recordPrint', certificate)).toMatchObject({ reprint: 0 });
    expect(await papers()).toMatchObject({
      prints: { 'insurance-certificate': 1 },
      verification: { code: null, isOutWithoutCode: false },
    });
    codeComes();
    expect(await papers()).toMatchObject({
      prints: { 'insurance-certificate': 0 },
      verification: { isOutWithoutCode: true },
    });
    expect(await desk.call('recordPrint', certificate)).toMatchObject({ reprint: 0 });
    expect(await desk.code('recordPrint', certificate)).toBe('reprint-reason-missing');
  });
});

describe('a statement that was made without a line', () => {
  it('is replaced by the one that another window has given out since something was posted, and says so everywhere', async () => {
    const county = await aCounty();
    const [first, second] = [await counterAway(county), await counterAway(county, otherWorkstation.id)];
    const made = await second.desk.call('issueStatement', asking);
    await central.change(county, [
      change('ledgerEntry', entry(5, { amount: 700 })),
      change('personalAccount', accountOf(15_900)),
    ]);
    await first.exchange();
    const newer = await first.desk.call('issueStatement', asking);
    await first.exchange();
    await second.exchange();
    await first.exchange();
    for (const { desk } of [first, second]) {
      expect(await verificationOf(desk, made.serviceNumber)).toMatchObject({
        ...{ state: 'replaced', replacedBy: newer.serviceNumber },
      });
      expect(await verificationOf(desk, newer.serviceNumber)).toMatchObject({ state: 'standing' });
      expect(desk.sharedRecords()).toEqual(await central.sharedRecords(county));
    }
  });

  it('stands again here where the central office refuses the one that replaced it', async () => {
    const county = await aCounty();
    const { desk, exchange } = await counterAway(county);
    const made = await desk.call('issueStatement', asking);
    await exchange();
    // The counter has an entry that the central office has lost.
    const lost = change('ledgerEntry', entry(5, { amount: 700 }));
    desk.storage.unitOfWork.write(() => {
      desk.storage.records.putConfirmed(lost, desk.replica.state().cursor);
    });
    await desk.call('issueStatement', asking);
    expect(await verificationOf(desk, made.serviceNumber)).toMatchObject({ state: 'replaced' });
    await exchange();
    expect(await verificationOf(desk, made.serviceNumber)).toMatchObject({
      ...{ state: 'standing', stateAt: null, replacedBy: null },
    });
  });
});

describe('a statement that is decided together with what was posted right before it', () => {
  it('is believed: what has no serial yet is no movement that the counter should have known first', async () => {
    const signing = ledgerCounty.map((one) =>
      one.table === 'clerk' ? change('clerk', { ...one.record, passwordHash }) : one,
    );
    const county = await aCounty(signing);
    const { desk, exchange } = await counterAway(county);
    const reversal = {
      personId: person.id,
      groupId: 'group-4',
      reason: '重复扣款',
      amount: 25_000,
      password,
    };
    const { approval } = await desk.call('requestReversal', reversal);
    const { approvalId = '' } = approval ?? {};
    const { loginName } = supervisor;
    expect(await desk.code('approveService', { approvalId, loginName, password, amount: 25_000 })).toBe('ok');
    // The counter itself posts nothing: its paper says what there was before.
    const { serviceNumber } = await desk.call('issueStatement', asking);
    expect(desk.outgoing().map(({ kind }) => kind)).toEqual([
      'request-reversal',
      'approve-service',
      'issue-statement',
    ]);
    await exchange();
    const posted = desk.storage.records.find('ledgerEntry', 'personId', person.id);
    expect(posted.find(({ serial }) => serial === 5)?.kind).toBe('reversal');
    expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({ standing: 'final' });
    expect((await desk.call('getStatement', { serviceNumber })).lines).toHaveLength(entries.length);
    expect(desk.sharedRecords()).toEqual(await central.sharedRecords(county));
  });
});
