import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentralOffice, type CentralOffice } from '../../central/central-office.ts';
import { createJournal } from '../../central/journal.ts';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import { pinParameters } from '../../domain/testing/pin-services.ts';
import { layEmptyDatabase } from '../helpers/empty-database.ts';
import { Desk, outcomes } from './desk.ts';
import { blankSerial, cardNumberOf, documentNumberOf, personId, smallCounty } from './small-county.ts';

/** Over real HTTP; three wrong passwords lock a card here. */
describe('passwords at the central office', () => {
  let office: CentralOffice;
  let first: Desk;
  let second: Desk;
  let running = 500;
  const folder = mkdtempSync(join(tmpdir(), 'guitai-central-'));

  beforeAll(async () => {
    await layEmptyDatabase(folder);
    office = await startCentralOffice({
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      demonstration: {
        ...smallCounty,
        *batches() {
          for (const batch of smallCounty.batches()) {
            yield batch[0]?.table === 'poolingAreaParameter' ? [...batch, ...pinParameters] : batch;
          }
        },
      },
      journal: createJournal({ write: () => undefined }),
    });
    first = await Desk.enrol(office.url);
    second = await Desk.enrol(office.url);
  });

  afterAll(async () => {
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Gives a person a card with this password; answers the card's number. */
  async function issued(person: number, pin: string): Promise<string> {
    await first.push(...first.issue(person, person, person, pin));
    return cardNumberOf(blankSerial(1, person));
  }

  function asked(desk: Desk, person: number, card: string) {
    running += 1;
    return {
      serviceNumber: desk.service(running),
      personId: personId(person),
      cardNumber: card,
      channel: 'in-person',
      document: {
        name: `张${String.fromCodePoint(0x4e00 + person)}`,
        documentKind: 'resident-id-card',
        documentNumber: documentNumberOf(person),
        documentValidUntil: 'long-term',
      },
      representative: null,
      photoCompared: true,
    };
  }

  function changing(desk: Desk, person: number, card: string, old: string, wished: string): CommandEnvelope {
    return desk.command('change-card-pin', {
      ...asked(desk, person, card),
      sealedOldPin: desk.seal(card, old),
      sealedPin: desk.seal(card, wished),
    });
  }

  function resetting(desk: Desk, person: number, card: string, wished: string): CommandEnvelope {
    return desk.command('reset-card-pin', {
      ...asked(desk, person, card),
      sealedPin: desk.seal(card, wished),
    });
  }

  async function standing(card: string): Promise<unknown> {
    const found = (await first.snapshot(500)).records.get('card', card) as Record<string, unknown>;
    return `${String(found['status'])} ${String(found['pinFailures'])}`;
  }

  const isPin = (card: string, pin: string) => office.vault.verifyPin(smallCounty.county, card, pin);

  it('are compared with what the commands before them in the same batch have set', async () => {
    const card = await issued(1, '285713');
    const answers = await first.push(
      changing(first, 1, card, '285713', '739164'),
      changing(first, 1, card, '739164', '604827'),
      resetting(first, 1, card, '918273'),
      changing(first, 1, card, '604827', '285713'),
      changing(first, 1, card, '918273', '739164'),
    );
    expect(outcomes(answers)).toEqual(Array.from({ length: 5 }, () => 'applied'));
    // The fourth was wrong by then, and the fifth right.
    expect(await standing(card)).toBe('1 0');
    expect(await isPin(card, '739164')).toBe(true);
  });

  it('that are wrong are counted once each, whoever sends them and however often, and lock at the last', async () => {
    const card = await issued(2, '285713');
    const tries = [first, second, first, second].map((desk) => changing(desk, 2, card, '918273', '739164'));
    const sent = await Promise.all(
      tries.flatMap((command, number) => {
        const desk = number % 2 === 0 ? first : second;
        return Array.from({ length: 10 }, async () => outcomes(await desk.push(command)));
      }),
    );
    const said = sent.flat();
    expect(said.filter((one) => one === 'applied')).toHaveLength(3);
    expect(said.filter((one) => one === 'refused pin-card-locked')).toHaveLength(1);
    expect(await standing(card)).toBe('3 3');
    expect(await isPin(card, '285713')).toBe(true);
    const services = (await first.snapshot(500)).records;
    const steps = services
      .ids('serviceRecord')
      .map((id) => services.get('serviceRecord', id) as { personId: string; kind: string; details: unknown })
      .filter((one) => one.personId === personId(2) && one.kind === 'change-card-pin')
      .map(({ details }) => (details as { triesLeft: number }).triesLeft);
    expect(steps.sort()).toEqual([0, 1, 2]);
    await first.push(first.command('unlock-card', asked(first, 2, card)));
    expect(await standing(card)).toBe('1 0');
    expect(await isPin(card, '285713')).toBe(true);
  });

  it.each([
    ['a run', '345678', 'pin-too-weak'],
    ['the birth date', '800101', 'pin-too-weak'],
    ['one digit repeated', '888888', 'pin-too-weak'],
    ['the one that was shown', '285713', 'pin-too-weak'],
  ])(
    'are refused as new ones when too easily guessed, without counting a try: %s',
    async (_what, wished, code) => {
      const card = cardNumberOf(blankSerial(1, 3));
      if (!(await isPin(card, '285713'))) await issued(3, '285713');
      const old = wished === '285713' ? wished : '918273';
      const commands = [changing(first, 3, card, old, wished)];
      if (old !== wished) commands.push(resetting(first, 3, card, wished));
      expect(outcomes(await first.push(...commands))).toEqual(commands.map(() => `refused ${code}`));
      expect(await standing(card)).toBe('1 0');
      expect(await isPin(card, '285713')).toBe(true);
    },
  );

  it('are not tried where none is kept, or where the envelope is another card’s', async () => {
    // P39 has a card of before this central office kept passwords.
    const answers = await first.push(
      changing(first, 39, 'F90000039', '285713', '739164'),
      first.command('change-card-pin', {
        ...asked(first, 39, 'F90000039'),
        sealedOldPin: first.seal('G10000001', '285713'),
        sealedPin: first.seal('F90000039', '739164'),
      }),
    );
    expect(outcomes(answers)).toEqual(['refused pin-not-kept', 'refused pin-not-sealed']);
    expect(await standing('F90000039')).toBe('1 0');
  });
});
