import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { change } from '../../domain/records/change.ts';
import { blankCard, card, person } from '../../domain/testing/county.ts';
import { agentDocument, employer } from '../../domain/testing/employer-batch.ts';
import { byTelephone as lossByTelephone, lossParameters } from '../../domain/testing/loss.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const numberOf = (sequence: number) => {
  const first17 = `33012219900101${String(sequence).padStart(3, '0')}`;
  return first17 + residentIdCheckCharacter(first17);
};
const workers = Array.from({ length: 43 }, (_unused, index) => ({
  ...person,
  id: `worker-${String(index)}`,
  documentNumber: numberOf(index),
  name: '王芳',
  birthDate: '1990-01-01',
  employerId: employer.id,
}));

/** Everybody but the last, who has a card already; and one whom nobody knows. */
const roster = [
  '姓名,身份证号',
  ...workers.map(({ name, documentNumber }) => `${name},${documentNumber}`),
  `李雷,${numberOf(900)}`,
].join('\n');

const letter = {
  letterNumber: '新程〔2026〕7号',
  letterDate: '2026-11-20',
  agent: { ...agentDocument, phone: '13900139000' },
};
const { serviceNumber: _told, ...byTelephone } = lossByTelephone;
const signed = { agent: agentDocument, listSigned: true };

function deskWith(blanks = 60, pinPublicKey = ''): CounterDesk {
  const records = [
    ...countyRecords.filter(({ table }) => table !== 'blankCard'),
    ...lossParameters,
    change('employer', employer),
    ...workers.map((one) => change('insuredPerson', one)),
    change('card', card({ personId: 'worker-42' })),
    ...Array.from({ length: blanks }, (_unused, index) => change('blankCard', blankCard(index))),
  ];
  const desk = CounterDesk.ready(records, pinPublicKey);
  desk.signInWithoutPassword();
  return desk;
}

async function opened(desk: CounterDesk, text = roster): Promise<string> {
  const content = Buffer.from(text).toString('base64');
  const { rosterId } = await desk.call('readRoster', {
    employerCode: employer.id,
    fileName: '名册.csv',
    content,
  });
  return (await desk.call('openBatch', { rosterId, ...letter })).batchId;
}

/** One card of its own for each of these, no blank twice, and for nobody else. */
function expectCardsOf(desk: CounterDesk, expected: number): void {
  const cards = desk.sharedRecords()['card']?.map((line) => JSON.parse(line) as Record<string, string>) ?? [];
  const made = cards.filter(({ id }) => id !== 'A12345678');
  expect(made).toHaveLength(expected);
  expect(new Set(made.map(({ personId }) => personId)).size).toBe(expected);
  expect(new Set(made.map(({ blankSerial }) => blankSerial)).size).toBe(expected);
}

describe('an employer’s batch at the counter', () => {
  it('is opened, made and handed over; every row says what has become of it', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    const { batch, ended } = await desk.call('runBatch', { batchId });
    expect(ended).toBe('done');
    expect(batch).toMatchObject({ stage: 'made', rows: 44, valid: 42, made: 42, refused: 0, waiting: 0 });
    expectCardsOf(desk, 42);
    const after = await desk.call('handOverBatch', { batchId, ...signed });
    expect(after).toMatchObject({ stage: 'handed-over', handedOver: 42 });
    const { rows } = await desk.call('listBatchRows', { batchId });
    expect(rows.filter(({ state }) => state === 'handed-over')).toHaveLength(42);
    expect(rows.slice(-2).map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([
      ['card-already-valid'],
      ['person-unknown'],
    ]);
    expect(JSON.stringify(rows)).not.toContain(numberOf(1));
    expect(rows.at(-1)).toMatchObject({
      name: '李雷',
      maskedNumber: `330122********${numberOf(900).slice(-4)}`,
    });
    const { content } = await desk.call('writeBatchResult', { batchId, format: 'csv', language: 'zh-CN' });
    const lines = new TextDecoder('gb18030').decode(Buffer.from(content, 'base64')).trim().split('\r\n');
    expect(lines.filter((line) => line.includes('已制卡'))).toHaveLength(42);
    expect(lines.filter((line) => line.includes('不能办理'))).toHaveLength(2);
  });

  it('shows any of its rows, and of the roster, without those before it', async () => {
    const desk = deskWith();
    const content = Buffer.from(roster).toString('base64');
    const { rosterId } = await desk.call('readRoster', {
      employerCode: employer.id,
      fileName: '名册.csv',
      content,
    });
    const ofRoster = await desk.call('listRosterRows', { rosterId, show: 'valid', skip: 40 });
    expect(ofRoster.rows.map(({ rowNumber }) => rowNumber)).toEqual([42, 43]);
    const { batchId } = await desk.call('openBatch', { rosterId, ...letter });
    const rows = async (input: { readonly show?: 'not-valid'; readonly skip: number }) =>
      (await desk.call('listBatchRows', { batchId, ...input })).rows.map(({ rowNumber }) => rowNumber);
    expect(await rows({ skip: 42 })).toEqual([44, 45]);
    expect(await rows({ show: 'not-valid', skip: 1 })).toEqual([45]);
    expect(await rows({ skip: 44 })).toEqual([]);
  });

  it('writes each row whole: every command has its outbox row and its audit entry', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    await desk.call('runBatch', { batchId });
    const committed = desk.committed();
    // Opened and closed; each row accepted, written, printed and verified.
    expect(committed.get('outbox')).toHaveLength(2 + 42 * 4);
    expect(desk.storage.verifyAuditTrail()).toBeNull();
    const actions = committed.get('audit_entry')?.filter((line) => line.includes('record-card-production'));
    expect(actions).toHaveLength(42 * 3);
  });

  it('stops when asked, and goes on where it was after a restart', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    const running = desk.call('runBatch', { batchId });
    await desk.call('stopBatch', { batchId });
    const { ended, batch } = await running;
    expect(ended).toBe('stopped');
    expect(batch.made).toBeGreaterThan(0);
    expect(batch.waiting).toBe(42 - batch.made);
    desk.restart();
    desk.signInWithoutPassword();
    const again = await desk.call('runBatch', { batchId });
    expect(again).toMatchObject({ ended: 'done', batch: { made: 42, waiting: 0 } });
    expectCardsOf(desk, 42);
  });

  it('waits for blanks when the drawer is empty', async () => {
    const desk = deskWith(15);
    const batchId = await opened(desk);
    expect(await desk.call('runBatch', { batchId })).toMatchObject({
      ended: 'no-blank-in-stock',
      batch: { made: 15, waiting: 27 },
    });
    desk.storage.unitOfWork.write(() => {
      for (let index = 100; index < 140; index += 1) {
        desk.storage.records.putConfirmed(change('blankCard', blankCard(index)), 0);
      }
    });
    expect(await desk.call('runBatch', { batchId })).toMatchObject({ ended: 'done', batch: { made: 42 } });
    expectCardsOf(desk, 42);
  });

  it('refuses a row that is not valid any more when its turn comes, and uses no blank for it', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    const [first] = workers;
    if (first === undefined) throw new Error('nobody works there');
    desk.storage.unitOfWork.write(() =>
      desk.storage.records.putConfirmed(change('insuredPerson', { ...first, deceasedOn: '2026-11-21' }), 1),
    );
    const { batch } = await desk.call('runBatch', { batchId });
    expect(batch).toMatchObject({ made: 41, refused: 1, waiting: 0 });
    const { rows } = await desk.call('listBatchRows', { batchId, limit: 1 });
    expect(rows).toMatchObject([{ state: 'refused', refusals: [{ code: 'person-deceased' }] }]);
    expectCardsOf(desk, 41);
  });

  it('keeps its numbers: who comes meanwhile gets one behind them', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    const between = await desk.call('acceptCardApplication', {
      personId: person.id,
      channel: 'in-person',
      documentKind: person.documentKind,
      documentNumber: person.documentNumber,
      documentName: person.name,
      documentValidUntil: 'long-term',
      photoCompared: true,
    });
    expect([batchId, between.serviceNumber]).toEqual([
      '330122-20261122-003-0001',
      '330122-20261122-003-0044',
    ]);
    expect((await desk.call('runBatch', { batchId })).batch).toMatchObject({ made: 42, refused: 0 });
  });

  it('tells what is wrong with the letter before a row is written down', async () => {
    const desk = deskWith();
    const content = Buffer.from(roster).toString('base64');
    const input = { employerCode: employer.id, fileName: '名册.csv', content };
    const { rosterId } = await desk.call('readRoster', input);
    const before = desk.committed().get('batch_row');
    const late = { ...letter, letterDate: '2026-01-01' };
    expect(await desk.code('openBatch', { rosterId, ...late })).toBe('letter-too-old');
    expect(desk.committed().get('batch_row')).toEqual(before);
  });

  it('is ended with what there is: made cards are kept, without any it is cancelled', async () => {
    const desk = deskWith(15);
    const batchId = await opened(desk);
    await desk.call('runBatch', { batchId });
    expect(await desk.call('endBatch', { batchId, reason: '单位撤回' })).toMatchObject({ stage: 'made' });
    expect(await desk.call('runBatch', { batchId })).toMatchObject({ ended: 'done', batch: { made: 15 } });
    const second = await opened(desk);
    expect(await desk.call('endBatch', { batchId: second, reason: '单位撤回' })).toMatchObject({
      stage: 'cancelled',
    });
  });

  it('is handed over without the card of somebody who died meanwhile, which stays here', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    await desk.call('runBatch', { batchId });
    const [first] = workers;
    if (first === undefined) throw new Error('nobody works there');
    const died = change('insuredPerson', { ...first, deceasedOn: '2026-11-21' });
    desk.storage.unitOfWork.write(() => desk.storage.records.putConfirmed(died, 1));
    expect(await desk.code('handOverBatch', { batchId, ...signed })).toBe('batch-holder-deceased');
    const { rows } = await desk.call('listBatchRows', { batchId });
    const leaveOut = rows.flatMap(({ personId, serviceNumber }) =>
      personId === first.id && serviceNumber !== null ? [serviceNumber] : [],
    );
    const after = await desk.call('handOverBatch', { batchId, ...signed, leaveOut });
    expect(after).toMatchObject({ stage: 'handed-over', handedOver: 41, made: 42, lying: 0 });
    const kept = await desk.call('listBatchRows', { batchId, show: 'kept' });
    expect(kept.rows).toMatchObject([{ personId: first.id }]);
    // The batch is at its end; the card is ended by itself, and its row says how.
    await desk.call('withdrawCardApplication', { serviceNumber: leaveOut[0] ?? '', reason: '持卡人死亡' });
    expect((await desk.call('listBatchRows', { batchId, show: 'kept' })).total).toBe(0);
    expect((await desk.call('listBatchRows', { batchId, show: 'withdrawn' })).total).toBe(1);
  });

  it('comes to its end when each of its cards has one: withdrawn or collected singly, or gone with the batch', async () => {
    const desk = deskWith(3);
    const batchId = await opened(desk);
    await desk.call('runBatch', { batchId });
    const [ended] = [await desk.call('endBatch', { batchId, reason: '单位撤回' })];
    expect(ended).toMatchObject({ stage: 'made', made: 3, lying: 3 });
    const { rows } = await desk.call('listBatchRows', { batchId, limit: 3 });
    const [withdrawn = '', collected = ''] = rows.flatMap(({ serviceNumber }) => serviceNumber ?? []);
    await desk.call('withdrawCardApplication', { serviceNumber: withdrawn, reason: '放弃' });
    const [, theirs] = workers;
    const made = desk.storage.records.get('card', rows[1]?.cardNumber ?? '')?.record;
    if (theirs === undefined || made === undefined) throw new Error('nobody works there');
    desk.storage.unitOfWork.write(() =>
      desk.storage.records.putLocal(change('card', { ...made, pinSet: true })),
    );
    await desk.call('handOverCard', {
      serviceNumber: collected,
      receiptSigned: true,
      collector: {
        ...agentDocument,
        role: 'holder',
        name: theirs.name,
        documentNumber: theirs.documentNumber,
      },
    });
    const [before] = (await desk.call('listBatches', {})).batches;
    expect(before).toMatchObject({ batchId, lying: 1, handedOver: 0 });
    const after = await desk.call('handOverBatch', { batchId, ...signed });
    expect(after).toMatchObject({ stage: 'handed-over', lying: 0, handedOver: 1 });
    const states = (await desk.call('listBatchRows', { batchId, limit: 3 })).rows.map(({ state }) => state);
    expect(states).toEqual(['withdrawn', 'collected', 'handed-over']);
  });

  it('stops when its clerk leaves', async () => {
    const desk = deskWith();
    const batchId = await opened(desk);
    const running = desk.call('runBatch', { batchId });
    await desk.call('signOut', {});
    expect((await running).ended).toBe('clerk-left');
  });
});

describe('a card that the employer took along', () => {
  const holder = { ...agentDocument, name: '王芳', documentNumber: numberOf(0) };

  async function takenCard(): Promise<{ readonly desk: CounterDesk; readonly serviceNumber: string }> {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const desk = deskWith(60, publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const batchId = await opened(desk);
    await desk.call('runBatch', { batchId });
    await desk.call('handOverBatch', { batchId, ...signed });
    const { rows } = await desk.call('listBatchRows', { batchId, limit: 1 });
    return { desk, serviceNumber: rows[0]?.serviceNumber ?? '' };
  }
  const pin = '840273';

  it('gets its password from its holder, who shows his own document, and is activated with it', async () => {
    const { desk, serviceNumber } = await takenCard();
    // Without his document nobody sets a password.
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('card-holder-must-come');
    await desk.call('presentCardHolder', { serviceNumber, holder, photoCompared: true });
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('ok');
    const service = await desk.call('getService', { serviceNumber });
    expect(service).toMatchObject({ stage: 'completed', pinSet: true });
    const card = desk.storage.records.get('card', service.cardNumber ?? '')?.record;
    expect(card).toMatchObject({ making: '04', status: '1', pinSet: true });
    // Once: a second password is another service.
    expect(await desk.code('presentCardHolder', { serviceNumber, holder, photoCompared: true })).toBe(
      'service-closed',
    );
  });

  it('is what its holder’s page offers first, until it has its password', async () => {
    const { desk, serviceNumber } = await takenCard();
    const page = () => desk.call('getPersonPage', { personId: 'worker-0' });
    const before = await page();
    expect(before.offers[0]).toEqual({ kind: 'set-card-pin', refusals: [] });
    expect(before.awaitingPin).toBe(serviceNumber);
    await desk.call('presentCardHolder', { serviceNumber, holder, photoCompared: true });
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('ok');
    const after = await page();
    expect(after.offers.map(({ kind }) => kind)).not.toContain('set-card-pin');
    expect(after.awaitingPin).toBeNull();
  });

  it('is not offered its password while it is reported lost', async () => {
    const { desk, serviceNumber } = await takenCard();
    const page = () => desk.call('getPersonPage', { personId: 'worker-0' });
    const { cardNumber } = await desk.call('getService', { serviceNumber });
    const answered = [...byTelephone.answered];
    await desk.call('reportLoss', {
      ...byTelephone,
      answered,
      personId: 'worker-0',
      cardNumber: cardNumber ?? '',
    });
    const after = await page();
    expect(after.offers.map(({ kind }) => kind)).not.toContain('set-card-pin');
    expect(after.awaitingPin).toBeNull();
  });

  it('is not activated for anybody else, nor without looking at him', async () => {
    const { desk, serviceNumber } = await takenCard();
    const codeOf = (presented: typeof holder, photoCompared = true) =>
      desk.code('presentCardHolder', { serviceNumber, holder: presented, photoCompared });
    expect(await codeOf({ ...holder, documentNumber: numberOf(1) })).toBe('document-number-differs');
    expect(await codeOf({ ...holder, name: '李建国' })).toBe('document-name-differs');
    expect(await codeOf({ ...holder, documentValidUntil: '2026-11-21' })).toBe('document-expired');
    expect(await codeOf(holder, false)).toBe('photo-not-compared');
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('card-holder-must-come');
    // What was shown to one clerk is not another's.
    expect(await codeOf(holder)).toBe('ok');
    desk.room.session.close();
    desk.signInWithoutPassword();
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('card-holder-must-come');
  });
});
