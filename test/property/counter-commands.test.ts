import { describe, expect, it } from 'vitest';
import { executeCommand } from '../../counter/engine/execute-command.ts';
import { originOfClerk } from '../../counter/workstation.ts';
import type { CounterStorage } from '../../counter/ports.ts';
import { change } from '../../domain/records/change.ts';
import { application, blankCard, clerk, person, serviceNumber, today } from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const accept: CommandBody = { kind: 'accept-card-application', request: application };

function execute(desk: CounterDesk, storage: CounterStorage, make: () => CommandBody) {
  const origin = originOfClerk(desk.room, clerk);
  return executeCommand({ ...desk.room, storage, written: desk.room.wake }, origin, make);
}

describe('a command at the counter', () => {
  it('writes the record, the audit entry and the outbox row, all with one identity, and wakes the synchroniser', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    const before = desk.committed();
    const service = await desk.call('acceptCardApplication', applicationInput);
    const after = desk.committed();
    const grown = (table: string) => (after.get(table)?.length ?? 0) - (before.get(table)?.length ?? 0);
    expect(service).toMatchObject({
      serviceNumber,
      stage: 'accepted',
      confirmation: 'waiting',
      openedOn: today,
    });
    expect([grown('service_record'), grown('outbox')]).toEqual([1, 1]);
    const [command] = desk.outgoing();
    expect(command).toMatchObject({ kind: 'accept-card-application', request: application });
    const audit = [...after].filter(([table]) => table.startsWith('audit')).flatMap(([, rows]) => rows);
    expect(audit.filter((row) => row.includes(command?.id ?? 'none'))).toHaveLength(1);
    expect(desk.wakes).toBe(1);
    expect(desk.storage.verifyAuditTrail()).toBeNull();
  });

  it('writes nothing at all when it is refused', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    const before = desk.committed();
    const refused = { ...applicationInput, photoCompared: false, documentName: '王二' };
    expect(await desk.code('acceptCardApplication', refused)).toBe(
      'document-name-differs photo-not-compared',
    );
    expect(desk.committed()).toEqual(before);
    expect([desk.wakes, desk.outgoing(), desk.events]).toEqual([0, [], []]);
  });

  const breakings: readonly (readonly [string, (storage: CounterStorage) => CounterStorage])[] = [
    ['audit trail', (storage) => ({ ...storage, audit: { append: fall } })],
    ['outbox', (storage) => ({ ...storage, outbox: { ...storage.outbox, append: fall } })],
    ['kept confirmed value', (storage) => ({ ...storage, bases: { ...storage.bases, keep: fall } })],
    ['record', (storage) => ({ ...storage, records: { ...storage.records, putLocal: fall } })],
  ];

  it.each(breakings)('leaves nothing behind when the %s cannot be written', (_what, broken) => {
    const desk = CounterDesk.ready();
    const before = desk.committed();
    expect(() => execute(desk, broken(desk.storage), () => accept)).toThrow('the disk fell out');
    expect(desk.committed()).toEqual(before);
    expect(desk.wakes).toBe(0);
    // The storage is not stuck: the same command goes through afterwards.
    expect(execute(desk, desk.storage, () => accept).done).toBe(true);
  });

  it('is still there after the program was closed in the middle of everything', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    await desk.call('acceptCardApplication', applicationInput);
    const before = desk.outgoing();
    desk.restart();
    expect(desk.outgoing()).toEqual(before);
    expect(await desk.code('getService', { serviceNumber })).toBe('not-signed-in');
    desk.signInWithoutPassword();
    expect(await desk.call('getService', { serviceNumber })).toMatchObject({ confirmation: 'waiting' });
  });
});

describe('service numbers', () => {
  it('are counted by day and workstation, and one that was refused is never given again', async () => {
    const desk = CounterDesk.ready([
      ...countyRecords,
      ...[2, 3].map((number) => change('insuredPerson', { ...person, id: `person-${String(number)}` })),
    ]);
    desk.signInWithoutPassword();
    const open = async (personId: string) =>
      (await desk.call('acceptCardApplication', { ...applicationInput, personId })).serviceNumber;
    expect(await open('person-1')).toBe('330122-20261122-003-0001');
    const [first] = desk.outgoing();
    desk.replica.receiveAnswers([
      { id: first?.id ?? '', outcome: 'refused', refusals: [], standing: [], duplicate: false },
    ]);
    expect(desk.storage.records.get('serviceRecord', '330122-20261122-003-0001')).toBeUndefined();
    expect(await open('person-2')).toBe('330122-20261122-003-0002');
    desk.restart();
    desk.signInWithoutPassword();
    expect(await open('person-3')).toBe('330122-20261122-003-0003');
    desk.time.now += 86_400_000;
    expect(await open('person-1')).toBe('330122-20261123-003-0001');
  });

  it('a refused application takes no number', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    await desk.code('acceptCardApplication', { ...applicationInput, photoCompared: false });
    expect(await desk.call('acceptCardApplication', applicationInput)).toMatchObject({ serviceNumber });
  });
});

describe('the whole service at the counter, without a line', () => {
  it('goes from the application to the card in hand, provisional all the way', async () => {
    const { publicKey } = (await import('node:crypto')).generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const desk = CounterDesk.ready(countyRecords, publicKey);
    desk.signInWithoutPassword();
    await desk.call('acceptCardApplication', applicationInput);
    const blankSerial = blankCard(1).id;
    for (const step of ['chip-written', 'printed', 'verified'] as const) {
      await desk.call('recordCardProduction', { serviceNumber, blankSerial, step, note: null });
    }
    expect(await desk.code('handOverCard', { serviceNumber, receiptSigned: true })).toBe('pin-not-set');
    expect(await desk.pinCode({ serviceNumber }, '285713')).toBe('ok');
    await desk.call('handOverCard', { serviceNumber, receiptSigned: true });
    expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({
      standing: 'provisional',
      stage: 'completed',
      cardNumber: blankCard(1).cardNumber,
      reprint: 0,
    });
    expect(await desk.call('recordPrint', { serviceNumber, paper: 'issue-receipt' })).toMatchObject({
      reprint: 0,
    });
    expect(
      await desk.call('recordPrint', { serviceNumber, paper: 'issue-receipt', reason: 'damaged' }),
    ).toMatchObject({ reprint: 1 });
    expect(await desk.code('acceptCardApplication', applicationInput)).toBe('card-already-valid');
    expect(desk.outgoing().map((command) => command.kind)).toEqual([
      'accept-card-application',
      'record-card-production',
      'record-card-production',
      'record-card-production',
      'set-card-pin',
      'hand-over-card',
      'record-print',
      'record-print',
    ]);
  });
});

function fall(): never {
  throw new Error('the disk fell out');
}
