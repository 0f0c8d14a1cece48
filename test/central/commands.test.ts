import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentralOffice, type CentralOffice } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import type { CommandAnswer } from '../../contract/sync-protocol.ts';
import { layEmptyDatabase } from '../helpers/empty-database.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';
import { Desk, outcomes, type Records } from './desk.ts';
import { agent } from '../../domain/testing/county.ts';
import {
  blankSerial,
  cardNumberOf,
  documentNumberOf,
  formerCard,
  personId,
  smallCounty,
} from './small-county.ts';

/** Over real HTTP, on each database; every test takes people and blanks of its own. */
describe.each(databaseKinds)('commands at the central office on %s', (kind) => {
  let databases: TestDatabases | undefined;
  let office: CentralOffice;
  let first: Desk;
  let second: Desk;
  let begun: { readonly head: number; readonly records: Records };
  const folder = mkdtempSync(join(tmpdir(), 'guitai-central-'));
  const logged: string[] = [];

  beforeAll(async () => {
    databases = kind === 'postgresql' ? await startDatabases(kind) : undefined;
    if (kind === 'pglite') await layEmptyDatabase(folder);
    office = await startCentralOffice({
      dataFolder: folder,
      databaseUrl: await databases?.newAddress(),
      host: '127.0.0.1',
      port: 0,
      demonstration: smallCounty,
      journal: createJournal({ write: (line) => logged.push(line) }),
    });
    first = await Desk.enrol(office.url);
    second = await Desk.enrol(office.url);
    begun = await first.snapshot();
  });

  afterAll(async () => {
    await office.close();
    await databases?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('issue a card, and its password can be checked', async () => {
    const answers = await first.push(...first.issue(1, 1, 1, '285713'));
    expect(outcomes(answers)).toEqual(Array.from({ length: 6 }, () => 'applied'));
    const card = cardNumberOf(blankSerial(1, 1));
    expect((await first.snapshot()).records.get('card', card)).toMatchObject({
      status: '1',
      making: '04',
      pinSet: true,
    });
    expect(await office.vault.verifyPin(smallCounty.county, card, '285713')).toBe(true);
    expect(await office.vault.verifyPin(smallCounty.county, card, '285714')).toBe(false);
    expect(await office.vault.verifyPin(smallCounty.county, 'G99999999', '285713')).toBe(false);
  });

  it('that come again get the same answer and have no second effect', async () => {
    const batch = first.issue(2, 2, 2);
    const once = await first.push(...batch);
    const { head } = await first.feed(0);
    const again = await first.push(...batch);
    expect(again).toEqual(once.map((answer) => ({ ...answer, duplicate: true })));
    expect((await first.feed(0)).head).toBe(head);
  });

  it('with an id that was used for another body are rejected, and the first stays', async () => {
    const command = first.accept(3, 3);
    await first.push(command);
    const [answer] = await first.push(first.accept(4, 4, { id: command.id }));
    expect(answer).toEqual({ id: command.id, outcome: 'rejected', code: 'command-id-reused' });
    const { records } = await first.snapshot();
    expect(records.get('serviceRecord', first.service(3))).toMatchObject({ personId: personId(3) });
    expect(records.get('serviceRecord', first.service(4))).toBeUndefined();
  });

  it('that fifty send at once have one effect and one answer', async () => {
    const command = first.accept(5, 5);
    const { head } = await first.feed(0);
    const answers = (await Promise.all(Array.from({ length: 50 }, () => first.push(command)))).flat();
    expect(outcomes(answers).filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(outcomes(answers).filter((outcome) => outcome === 'applied again')).toHaveLength(49);
    expect(new Set(answers.map((answer) => (answer.outcome === 'applied' ? answer.sequence : 0))).size).toBe(
      1,
    );
    expect((await first.feed(0)).head).toBe(head + 1);
  });

  it('that stand twice in a batch are decided once', async () => {
    const command = first.accept(6, 6);
    const other = first.accept(7, 7, { id: command.id });
    expect(outcomes(await first.push(command, command, other))).toEqual([
      'applied',
      'applied again',
      'rejected command-id-reused',
    ]);
  });

  it('that cannot be read stand aside one by one and hold up no other', async () => {
    const good = [first.accept(8, 8), first.accept(9, 9)] as const;
    const malformedRequest = { ...first.accept(10, 10), request: { serviceNumber: 'x' } };
    const reason = (text: string) =>
      first.command('withdraw-card-application', {
        serviceNumber: first.service(8),
        personId: personId(8),
        blankSerial: null,
        reason: text,
      });
    const batch = [
      good[0],
      null,
      'text',
      { id: 'not a uuid' },
      { ...first.accept(10, 10), hash: '0'.repeat(64) },
      first.command('make-coffee', {}),
      first.command('accept-card-application', malformedRequest.request),
      reason('a\u0000b'),
      reason('half \ud83d'),
      { ...first.accept(10, 10), origin: { officeId: 'O01' } },
      good[1],
    ];
    expect(outcomes(await first.push(...batch))).toEqual([
      'applied',
      'rejected command-malformed',
      'rejected command-malformed',
      'rejected command-malformed',
      'rejected command-hash-wrong',
      'rejected command-kind-unknown',
      'rejected command-malformed',
      'rejected command-malformed',
      'rejected command-malformed',
      'rejected command-malformed',
      'applied',
    ]);
  });

  it('see what those before them in the batch have done', async () => {
    const [accept, chip] = first.issue(11, 11, 11);
    expect(outcomes(await first.push(chip, accept, chip))).toEqual([
      'refused service-unknown',
      'applied',
      // The same id: what was refused stays refused.
      'refused service-unknown again',
    ]);
  });

  it('of two counters for the same person give one card; the other is told what stands', async () => {
    await first.push(first.accept(12, 12));
    const late = second.accept(12, 1);
    const [refused] = await second.push(late);
    expect(outcomes([refused as CommandAnswer])).toEqual(['refused card-in-making']);
    expect(standing(refused)).toEqual([['serviceRecord', first.service(12)]]);

    await first.push(...first.issue(13, 13, 13));
    const [tooLate] = await second.push(second.accept(13, 2));
    expect(outcomes([tooLate as CommandAnswer])).toEqual(['refused card-already-valid']);
    expect(standing(tooLate)).toEqual([
      ['card', cardNumberOf(blankSerial(1, 13))],
      ['serviceRecord', first.service(13)],
    ]);
    // Asked again it is told the same, even though what stands may have changed since.
    const [again] = await second.push(late);
    expect(again).toEqual({ ...refused, duplicate: true });
  });

  it('in the name of another workstation are refused', async () => {
    const origin = { ...first.accept(14, 14).origin, workstationId: second.enrolled.workstationId };
    expect(outcomes(await first.push(first.accept(14, 14, { origin })))).toEqual([
      'refused workstation-unknown',
    ]);
  });

  it.each([
    ['not sealed at all', 15, () => Buffer.from('123').toString('base64'), 'pin-not-sealed'],
    ['sealed for another card', 16, () => first.seal('G99999999', '285713'), 'pin-not-sealed'],
    ['no six digits', 17, (card: string) => first.seal(card, '28571'), 'pin-not-sealed'],
    ['the birth date', 18, (card: string) => first.seal(card, '800101'), 'pin-too-weak'],
    ['the tail of the card number', 19, (card: string) => first.seal(card, '000019'), 'pin-too-weak'],
    [
      'the tail of the document number',
      20,
      (card: string) => first.seal(card, documentTail(20)),
      'pin-too-weak',
    ],
  ])('refuse a password that is %s, and the card gets none', async (_name, person, seal, code) => {
    const cardNumber = cardNumberOf(blankSerial(1, person));
    const [accept, chip, print, verify, pin, handOver] = first.issue(person, person, person);
    const step = { serviceNumber: first.service(person), personId: personId(person), cardNumber };
    const weak = first.command('set-card-pin', { ...step, sealedPin: seal(cardNumber) });
    const answers = await first.push(accept, chip, print, verify, weak, handOver, pin);
    expect(answers[4]).toMatchObject({
      outcome: 'refused',
      refusals: [{ code, field: 'sealedPin' }],
    });
    expect(outcomes(answers.slice(5))).toEqual(['refused pin-not-set', 'applied']);
    expect(await office.vault.verifyPin(smallCounty.county, cardNumber, '800101')).toBe(false);
    expect(await office.vault.verifyPin(smallCounty.county, cardNumber, '285713')).toBe(true);
  });

  it('of an agent are decided here again: both persons’ documents, and who took the card stands with the service', async () => {
    const byAgent = { channel: 'agent', representative: agent };
    const childAgent = { ...agent, documentNumber: '110101200811230015' };
    const refused = first.command('accept-card-application', {
      ...(first.accept(21, 21).request as object),
      ...byAgent,
      representative: childAgent,
      documentNumber: documentNumberOf(22),
    });
    const [answer] = await first.push(refused);
    expect(answer).toMatchObject({
      outcome: 'refused',
      refusals: [
        { code: 'representative-under-age', field: 'representative.documentNumber' },
        { code: 'document-number-differs', field: 'documentNumber' },
      ],
    });
    const way = { accept: byAgent, handOver: { holderDocumentShown: true } };
    const answers = await first.push(...first.issue(21, 21, 21, '285713', way));
    expect(outcomes(answers)).toEqual(answers.map(() => 'applied'));
    expect((await first.snapshot()).records.get('serviceRecord', first.service(21))).toMatchObject({
      channel: 'agent',
      representative: { name: agent.name, authorisation: 'written-authorisation' },
      collector: { role: 'agent', documentNumber: agent.documentNumber },
    });
  });

  it('refuse a password that is the tail of the agent’s telephone number', async () => {
    const way = { accept: { channel: 'agent', representative: agent } };
    const tail = agent.phone.slice(-6);
    const [accept, chip, print, verify, pin] = first.issue(22, 22, 22, tail, way);
    const answers = await first.push(accept, chip, print, verify, pin);
    expect(answers.at(-1)).toMatchObject({ outcome: 'refused', refusals: [{ code: 'pin-too-weak' }] });
  });

  it('replace a lost card: from then on one is valid, and it is told to the other counter what stands', async () => {
    const replace = { applicationType: '05', formerCardNumber: formerCard(38), feePaid: true };
    const [accept, ...rest] = first.issue(38, 38, 38, '285713', { accept: replace });
    expect(outcomes(await first.push(accept))).toEqual(['applied']);
    const other = second.issue(38, 8, 8, '285713', { accept: replace })[0];
    const [late] = await second.push(other);
    expect(late).toMatchObject({ outcome: 'refused' });
    expect(standing(late)).toEqual([
      ['card', formerCard(38)],
      ['serviceRecord', first.service(38)],
    ]);
    expect(outcomes(await first.push(...rest))).toEqual(rest.map(() => 'applied'));
    const { records } = await first.snapshot();
    expect(records.get('card', formerCard(38))).toMatchObject({ status: '9', making: '09' });
    expect(records.get('card', cardNumberOf(blankSerial(1, 38)))).toMatchObject({
      status: '1',
      applicationType: '05',
    });
    expect(records.get('serviceRecord', first.service(38))).toMatchObject({
      fee: 2000,
      parameters: { 'replacement-fee': '2000' },
    });
  });

  it('exchange a card that is taken in, and not before; withdrawn it is the holder’s again', async () => {
    const exchange = { applicationType: '06', formerCardNumber: formerCard(39), feePaid: true };
    const withdrawn = first.issue(39, 391, 39, '285713', { accept: exchange })[0];
    const withdraw = first.command('withdraw-card-application', {
      serviceNumber: first.service(391),
      personId: personId(39),
      blankSerial: null,
      reason: '放弃',
    });
    expect(outcomes(await first.push(withdrawn, withdraw))).toEqual(['applied', 'applied']);
    expect((await first.snapshot()).records.get('card', formerCard(39))).toMatchObject({
      status: '1',
      making: '04',
    });
    const commands = first.issue(39, 39, 39, '285713', { accept: exchange });
    const again = first.issue(39, 39, 39, '285713', {
      accept: exchange,
      handOver: { formerCardTakenIn: true },
    })[5];
    expect(outcomes(await first.push(...commands, again))).toEqual([
      ...Array.from({ length: 5 }, () => 'applied'),
      'refused former-card-not-taken-in',
      'applied',
    ]);
    expect((await first.snapshot()).records.get('card', formerCard(39))).toMatchObject({ status: '9' });
  });

  it('make a feed without gaps that, over the snapshot of the beginning, equals the tables', async () => {
    const head = (await first.feed(0)).head;
    const sequences: number[] = [];
    for (let after = begun.head; after < head;) {
      const page = await first.feed(after, 3);
      for (const { sequence, change } of page.changes) {
        begun.records.put(change.table, change.record);
        sequences.push(sequence);
      }
      after = sequences.at(-1) ?? head;
    }
    expect(sequences).toEqual(Array.from({ length: head }, (_unused, index) => index + 1));
    expect(begun.records.all()).toEqual((await first.snapshot()).records.all());
    expect(head).toBeGreaterThan(30);
  });

  it('leave nothing of a person in the log', () => {
    const text = logged.join('');
    expect(text).toContain('batch decided');
    for (const trace of [documentNumberOf(1), personId(1), '张', first.enrolled.token, '285713', 'G1000']) {
      expect(text).not.toContain(trace);
    }
  });

  function documentTail(person: number): string {
    return documentNumberOf(person).replace(/\D/g, '').slice(-6);
  }

  function standing(answer: CommandAnswer | undefined): readonly unknown[] {
    if (answer?.outcome !== 'refused') throw new Error('nothing was refused');
    return answer.standing.map(({ table, record }) => [table, record.id]);
  }
});
