import { constants, privateDecrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentralOffice, type CentralOffice } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import { commandOrigin } from '../../contract/commands.ts';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { agent } from '../../domain/testing/county.ts';
import { published } from '../../domain/testing/loss.ts';
import { pinParameters } from '../../domain/testing/pin-services.ts';
import { change } from '../../domain/records/change.ts';
import type { Card } from '../../domain/records/records.ts';
import { cardLine, cardThingOf } from '../faults/support/oracle-lines.ts';
import { Oracle } from '../faults/support/oracle.ts';
import { layEmptyDatabase } from '../helpers/empty-database.ts';
import { Desk, outcomes } from './desk.ts';
import { blankSerial, cardNumberOf, documentNumberOf, personId, smallCounty } from './small-county.ts';

const [right, wrong, wished] = ['285713', '918273', '739164'];
const bankAccount = '6222020200112230';
const ownNumber = documentNumberOf(1);

type Asked = Readonly<Record<string, unknown>>;

/** Domain rules sections 1 and 3, and issue 5: what is refused of a change whose old password is wrong, and of a renewal. */
const refused: readonly (readonly [
  source: string,
  what: string,
  fields: Asked,
  pin: string,
  code: string,
])[] = [
  [
    'the password is the holder’s own (section 3)',
    'an agent with both documents and an authorisation',
    { channel: 'agent', representative: agent },
    wished,
    'pin-holder-must-come',
  ],
  [
    'not through an agent [local] pin-reset-by-agent (issue 5)',
    'an agent, by the channel alone',
    { channel: 'agent' },
    wished,
    'pin-holder-must-come',
  ],
  ...(
    [
      [
        'another number than the holder’s',
        { documentNumber: documentNumberOf(2) },
        'document-number-differs',
      ],
      ['a number that is none', { documentNumber: `${ownNumber.slice(0, -1)}?` }, 'document-number-invalid'],
      ['another name', { name: '张三' }, 'document-name-differs'],
      ['a document whose time is over', { documentValidUntil: '2026-11-21' }, 'document-expired'],
    ] as const
  ).map(
    ([what, document, code]) => ['own valid document (section 3)', what, { document }, wished, code] as const,
  ),
  ['real name (section 3)', 'a photo not compared', { photoCompared: false }, wished, 'photo-not-compared'],
  ...[
    ['a run upwards', '234567'],
    ['a run downwards over 0', '321098'],
    ['one digit repeated', '777777'],
    ['the birth date as year, month, day', '800101'],
    ['the birth date as full year and month', '198001'],
    ['the birth date as month and full year', '011980'],
    ['the birth date without zeros', '198011'],
    ['the card’s last six', blankSerial(1, 1).slice(-6)],
    ['the document’s last six', ownNumber.replaceAll(/\D/g, '').slice(-6)],
    ['the bank account’s last six', bankAccount.slice(-6)],
  ].map(
    ([what, pin]) => ['weak ones (section 3, issue 5)', what ?? '', {}, pin ?? '', 'pin-too-weak'] as const,
  ),
];

/** Over real HTTP; beside it the book of the fault tests, which must say the same of every command. */
describe('a service of a password that is refused for another reason than the old password', () => {
  let office: CentralOffice;
  let desk: Desk;
  let oracle: Oracle;
  let running = 600;
  const card = cardNumberOf(blankSerial(1, 1));
  const folder = mkdtempSync(join(tmpdir(), 'guitai-central-'));
  // Six tries, so that a try too many does not lock what the next row needs.
  const parameters = [
    ...pinParameters,
    change('poolingAreaParameter', published('pin-tries', '6', '2026-01-01')),
  ];

  beforeAll(async () => {
    const batches = [...smallCounty.batches()].map((batch) =>
      batch[0]?.table === 'poolingAreaParameter' ? [...batch, ...parameters] : batch,
    );
    await layEmptyDatabase(folder);
    office = await startCentralOffice({
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      demonstration: { ...smallCounty, batches: () => batches },
      journal: createJournal({ write: () => undefined }),
    });
    desk = await Desk.enrol(office.url);
    const key = readFileSync(join(folder, 'pin-key.pem'), 'utf8');
    oracle = new Oracle(batches.flat(), (sealed) => {
      const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
      const plain = privateDecrypt({ key, ...padding }, Buffer.from(sealed, 'base64'));
      return (JSON.parse(plain.toString('utf8')) as { readonly pin: string }).pin;
    });
    expect(new Set(await both(...desk.issue(1, 1, 1, right)))).toEqual(new Set(['applied']));
    expect(await both(changing({}, wrong, wished))).toEqual(['applied']);
  });

  afterAll(async () => {
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function asked({ document = {}, ...fields }: Asked): Asked {
    running += 1;
    const own = {
      name: `张${String.fromCodePoint(0x4e00 + 1)}`,
      documentKind: 'resident-id-card',
      documentNumber: ownNumber,
      documentValidUntil: 'long-term',
    };
    return {
      serviceNumber: desk.service(running),
      personId: personId(1),
      cardNumber: card,
      channel: 'in-person',
      document: { ...own, ...(document as object) },
      representative: null,
      photoCompared: true,
      ...fields,
    };
  }

  function changing(fields: Asked, old: string, pin: string): CommandEnvelope {
    const seals = { sealedOldPin: desk.seal(card, old), sealedPin: desk.seal(card, pin) };
    return desk.command('change-card-pin', { ...asked(fields), ...seals });
  }

  function resetting(fields: Asked, pin: string): CommandEnvelope {
    return desk.command('reset-card-pin', { ...asked(fields), sealedPin: desk.seal(card, pin) });
  }

  /** What the central office says; what the book says is the same, and so is the card in the end. */
  async function both(...commands: readonly CommandEnvelope[]): Promise<readonly string[]> {
    const said = outcomes(await desk.push(...commands));
    for (const [place, { kind, request, origin }] of commands.entries()) {
      // The central office has read this very body.
      const body = { kind, request } as CommandBody;
      const isDone = oracle.decide(body, commandOrigin.parse(origin), '2026-11-22');
      expect([kind, isDone]).toEqual([kind, said[place] === 'applied']);
    }
    const kept = (await desk.snapshot(500)).records.get('card', card) as Card;
    expect(oracle.expected()).toContain(cardLine(card, cardThingOf(kept)));
    return said;
  }

  const failures = async () => ((await desk.snapshot(500)).records.get('card', card) as Card).pinFailures;

  it.each(refused)('is no try and changes nothing. %s: %s', async (_source, _what, fields, pin, code) => {
    const before = await failures();
    expect(before).toBe(1);
    const said = await both(changing(fields, wrong, pin));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^refused .*${code}`));
    // With the right one it is refused as well, and tells nobody that it was right.
    expect(await both(changing(fields, right, pin))).toEqual(said);
    const renewal = code === 'pin-holder-must-come' ? 'pin-reset-in-person' : code;
    expect((await both(resetting(fields, pin)))[0]).toMatch(new RegExp(`^refused .*${renewal}`));
    expect(await failures()).toBe(before);
    expect(await office.vault.verifyPin(smallCounty.county, card, right)).toBe(true);
  });

  it('is no try when the new password is the one that was shown, be it right or wrong', async () => {
    for (const shown of [wrong, right]) {
      expect(await both(changing({}, shown, shown))).toEqual(['refused pin-too-weak']);
      expect(await failures()).toBe(1);
    }
  });

  it('leaves all tries that were left: five more, and the card is locked with the sixth', async () => {
    const tries = Array.from({ length: 5 }, () => changing({}, wrong, wished));
    expect(await both(...tries)).toEqual(tries.map(() => 'applied'));
    expect(await both(changing({}, right, wished))).toEqual(['refused pin-card-locked']);
    expect(await both(desk.command('unlock-card', asked({})))).toEqual(['applied']);
    expect(await both(changing({}, right, wished))).toEqual(['applied']);
    expect(await office.vault.verifyPin(smallCounty.county, card, wished)).toBe(true);
  });
});
