import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../db/open-database.ts';
import { change } from '../../domain/records/change.ts';
import { agent, application, blankCard, person, serviceNumber } from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const pin = '285713';
const { serviceNumber: _made, ...applicationInput } = application;

/** A desk with a card that is produced and waits for its password. */
async function produced(way: Partial<typeof applicationInput> = {}): Promise<CounterDesk> {
  const account = {
    id: person.id,
    bankName: '桐溪农商银行',
    accountNumber: '6217000000000427918',
    status: 'not-activated',
  } as const;
  const desk = CounterDesk.ready([...countyRecords, change('financialAccount', account)], publicKey);
  desk.signInWithoutPassword();
  await desk.call('acceptCardApplication', { ...applicationInput, ...way });
  const blankSerial = blankCard(1).id;
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await desk.call('recordCardProduction', { serviceNumber, blankSerial, step, note: null });
  }
  return desk;
}

function sealedPin(desk: CounterDesk): string {
  const command = desk.outgoing().find((one) => one.kind === 'set-card-pin');
  const request = command?.request;
  if (typeof request !== 'object' || request === null || !('sealedPin' in request))
    throw new Error('no seal');
  return String(request.sealedPin);
}

describe('the card password', () => {
  it('reaches the central office sealed for it alone, with the card it is for', async () => {
    const desk = await produced();
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('ok');
    const opened = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(sealedPin(desk), 'base64'),
    );
    expect(JSON.parse(opened.toString('utf8'))).toMatchObject({ pin, subject: blankCard(1).cardNumber });
    expect(desk.events).toContainEqual({ event: 'pin-accepted', serviceNumber, personId: person.id });
    expect((await desk.call('getService', { serviceNumber })).pinSet).toBe(true);
  });

  it.each([agent.phone.slice(-6), '803803', agent.documentNumber.replace(/\D/g, '').slice(-6)])(
    'is not a number of the agent who types it for the holder: %s',
    async (typed) => {
      const desk = await produced({ channel: 'agent', representative: agent });
      expect(await desk.pinCode({ serviceNumber }, typed)).toBe(typed === '803803' ? 'ok' : 'pin-weak');
    },
  );

  it('is sealed differently each time, so that equal passwords cannot be seen', async () => {
    const desk = await produced();
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('ok');
    const first = sealedPin(desk);
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('ok');
    const seals = desk.outgoing().filter((one) => one.kind === 'set-card-pin');
    expect(new Set(seals.map((one) => JSON.stringify(one.request))).size).toBe(2);
    expect(JSON.stringify(seals)).toContain(first);
  });

  it('is found nowhere: not in the file, its log, any table, the audit trail, the outbox, an event or an answer', async () => {
    const desk = await produced();
    const answers = [
      await desk.enterPin({ serviceNumber }, pin, '285714'),
      await desk.enterPin({ serviceNumber }, pin),
    ];
    const open = JSON.stringify([
      answers,
      desk.events,
      desk.outgoing(),
      await desk.call('getService', { serviceNumber }),
    ]);
    // The search itself finds what is there: a number that is stored in clear within the encrypted file.
    const digits = /(?<![0-9])285713(?![0-9])/;
    expect(digits.test(' 285713 ')).toBe(true);
    expect(digits.test(open)).toBe(false);
    const tables = [...desk.committed().values()].flat().join('\n');
    expect(tables).toContain(blankCard(1).cardNumber);
    expect(digits.test(tables)).toBe(false);
    // Bytes: as text in every encoding that could hide it, before and after the log went into the file.
    const forms = [
      Buffer.from(pin, 'latin1'),
      Buffer.from(pin, 'utf16le'),
      Buffer.from(pin, 'utf16le').swap16(),
      Buffer.from(Buffer.from(pin).toString('base64')),
      Buffer.from(Buffer.from(pin).toString('hex')),
    ];
    for (const checkpoint of [false, true]) {
      if (checkpoint) desk.storage.checkpoint();
      const folder = dirname(desk.options.file);
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, name));
        for (const form of forms) expect(bytes.includes(form), name).toBe(false);
      }
    }
    // The pages as they are when opened: also what was deleted or overwritten there.
    const database = connect(desk.options);
    const pages = database.serialize();
    database.close();
    expect(pages.includes(Buffer.from(blankCard(1).cardNumber))).toBe(true);
    for (const form of forms.slice(0, 3)) expect(pages.includes(form)).toBe(false);
  });

  it.each([
    ['differs from the second entry', pin, '285714', 'pin-entries-differ', []],
    ['is not six digits', '28571', '28571', 'pin-weak', ['not-six-digits']],
    ['is not of digits', '28571a', '28571a', 'pin-weak', ['not-six-digits']],
    ['is written in full-width digits', '２８５７１３', '２８５７１３', 'pin-weak', ['not-six-digits']],
    ['is one digit repeated', '888888', '888888', 'pin-weak', ['repeated-digit']],
    ['is a run', '345678', '345678', 'pin-weak', ['run']],
    ['is the birth date', '491231', '491231', 'pin-weak', ['birth-date']],
    ['is the tail of the ID number', '231002', '231002', 'pin-weak', ['number-tail']],
    ['is the tail of the card number', '000001', '000001', 'pin-weak', ['number-tail']],
    // The central office knows these two as well and would refuse the password when the card is long handed over.
    ['is the tail of the telephone number', '138000', '138000', 'pin-weak', ['number-tail']],
    ['is the tail of the bank account', '427918', '427918', 'pin-weak', ['number-tail']],
  ])('that %s is refused and nothing is written', async (_what, first, second, code, problems) => {
    const desk = await produced();
    const before = desk.committed();
    const outcome = await desk.enterPin({ serviceNumber }, first, second);
    if (outcome.ok) throw new Error('it was taken');
    expect([outcome.error.code, outcome.error.problems.map((problem) => problem.code)]).toEqual([
      code,
      problems,
    ]);
    expect(JSON.stringify(outcome)).not.toContain(first);
    expect(desk.committed()).toEqual(before);
    expect(desk.events.filter((event) => event.event === 'pin-accepted')).toEqual([]);
  });

  it('is refused where there is no such service, before the card is produced, and after the hand-over', async () => {
    const desk = CounterDesk.ready(countyRecords, publicKey);
    desk.signInWithoutPassword();
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('not-found');
    await desk.call('acceptCardApplication', applicationInput);
    await desk.call('recordCardProduction', {
      serviceNumber,
      blankSerial: blankCard(1).id,
      step: 'chip-written',
      note: null,
    });
    expect(await desk.pinCode({ serviceNumber }, pin)).toBe('step-out-of-order');
    const done = await produced();
    expect(await done.pinCode({ serviceNumber }, pin)).toBe('ok');
    await done.call('handOverCard', { serviceNumber, receiptSigned: true });
    expect(await done.pinCode({ serviceNumber }, pin)).toBe('service-closed');
  });
});
