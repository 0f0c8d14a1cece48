import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { createJournal } from '../../central/journal.ts';
import { applyCommands } from '../../central/services/apply-commands.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
import { openPinVault } from '../../central/services/pin-vault.ts';
import { readOrMakePinKeys } from '../../central/services/pin-keys.ts';
import { commandHash } from '../../central/services/read-command.ts';
import { startMonthlyTurns } from '../../central/services/monthly-turns.ts';
import { writeOwnChanges } from '../../central/services/own-changes.ts';
import { turnMonthFurther } from '../../central/services/turn-month.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import { contributionRights } from '../../domain/contribution/contribution-rights.ts';
import { areaOf } from '../../domain/contribution-services/contribution-effect.ts';
import { monthlySealLookups } from '../../domain/contribution-services/monthly-seal.ts';
import { Facts } from '../../domain/command/facts.ts';
import { heldCard } from '../../domain/card/standing-card.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Card, InsuredPerson, PersonalAccount } from '../../domain/records/records.ts';
import { until } from '../helpers/until.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';

const made = demonstrationCounty({ persons: 1_000, seed: 1, today: '2026-11-22' });
const { county } = made;
const on = (day: string) => systemClock(() => Date.parse(`${day}T10:00:00+08:00`));
const november = on('2026-11-22');
const december = on('2026-12-01');
const journal = createJournal({ write: () => undefined });
const given = ['covered', 'covered-retroactively', 'retired-benefits'];

/** Reported lost in writing, and what it was before. */
function lost(statusBeforeLoss: '0' | '1'): Partial<Card> {
  return { status: '2', statusBeforeLoss };
}

function cardIn(cards: readonly Card[], personId: string): Card | undefined {
  const held = heldCard(cards.filter((card) => card.personId === personId));
  // One without a report of its own, so that each form can be put on it.
  return held !== undefined && (held.status === '0' || held.status === '1') ? held : undefined;
}

describe.each(databaseKinds)('the turn of a month, at the central office on %s', (kind) => {
  let databases: TestDatabases;

  beforeAll(async () => {
    databases = await startDatabases(kind);
  });
  afterAll(() => databases.stop());

  /** The demonstration's people; `turned` is the month that they have behind them. */
  async function withCounty(turned: string | undefined, work: (storage: CentralStorage) => Promise<void>) {
    const storage = await openCentralStorage(await databases.open(await databases.newAddress()));
    try {
      const people = { ...made, clerks: [], portrait: () => '', batches: () => made.batches() };
      await loadDemonstration(storage, people, journal, turned === undefined ? {} : { turned });
      await work(storage);
    } finally {
      await storage.close();
    }
  }

  async function wholeTurn(storage: CentralStorage, clock = december): Promise<number> {
    let changed = 0;
    for (;;) {
      const step = await turnMonthFurther({ storage, clock }, county);
      changed += step.changed;
      if (step.done) return changed;
    }
  }
  const headOf = async (storage: CentralStorage) =>
    (await storage.read(county, (reader) => reader.head()))?.head ?? -1;
  async function put(storage: CentralStorage, changes: readonly Change[]): Promise<void> {
    await storage.change(county, (writer) => writeOwnChanges(writer, [{ commandId: 'put', changes }]));
  }
  const everything = (storage: CentralStorage) =>
    storage.read(county, async (reader) => ({
      accounts: await reader.all('personalAccount'),
      cards: await reader.all('card'),
      persons: await reader.all('insuredPerson'),
    }));

  it('makes every account what the rights of the day say, with its card; closed ones and the dead stay', async () => {
    await withCounty(undefined, async (storage) => {
      const { accounts } = await everything(storage);
      const some = accounts.filter(({ status }, index) => status === 'open' && index % 3 === 0);
      await put(
        storage,
        some.map((one) => change('personalAccount', { ...one, status: 'sealed' })),
      );
      const before = await everything(storage);
      await wholeTurn(storage);
      const after = await everything(storage);
      const persons = new Map(after.persons.map((one) => [one.id, one]));
      const old = new Map(before.accounts.map((one) => [one.id, one]));
      const moves = { sealed: 0, released: 0, left: 0 };
      for (const account of after.accounts) {
        const person = persons.get(account.id);
        const was = old.get(account.id);
        if (person === undefined || was === undefined) throw new Error('an account has a person');
        const lookups = monthlySealLookups(person.id);
        const facts = Facts.of(lookups, await storage.read(county, (reader) => reader.lookUp(lookups)));
        const periods = facts.all('contributionPeriod', 'personId', person.id);
        const rights = contributionRights({ periods, person }, areaOf(facts, county), december.today());
        const { answer } = rights.today.pooled;
        if (was.status === 'closed' || person.deceasedOn !== null || answer === 'undecided') {
          expect(account).toEqual(was);
          moves.left += 1;
          continue;
        }
        expect(account).toEqual({ ...was, status: given.includes(answer) ? 'open' : 'sealed' });
        if (account.status !== was.status) moves[account.status === 'sealed' ? 'sealed' : 'released'] += 1;
      }
      expect(Math.min(...Object.values(moves))).toBeGreaterThan(0);
      const head = await headOf(storage);
      expect(await wholeTurn(storage)).toBe(0);
      expect(await headOf(storage)).toBe(head);
    });
  });

  it.each<readonly [string, Partial<Card>, PersonalAccount['status'], Partial<Card>]>([
    ['a sealed card is released', { status: '0' }, 'open', { status: '1' }],
    ['so it is under the report of its loss', lost('0'), 'open', lost('1')],
    ['a locked card stays locked where the account is released', { status: '3' }, 'open', { status: '3' }],
    ['a normal card is sealed', { status: '1' }, 'sealed', { status: '0' }],
    ['so it is under the report of its loss, too', lost('1'), 'sealed', lost('0')],
    ['a locked card stays locked where the account is sealed', { status: '3' }, 'sealed', { status: '3' }],
  ])('%s', async (_name, card, becomes, expected) => {
    await withCounty(undefined, async (storage) => {
      // What the record gives is read from a turn of all; then those people are put back.
      await wholeTurn(storage);
      const { accounts, cards, persons } = await everything(storage);
      const living = new Set(persons.filter((one) => one.deceasedOn === null).map(({ id }) => id));
      const account = accounts.find(
        ({ id, status }) => status === becomes && living.has(id) && cardIn(cards, id) !== undefined,
      );
      const held = account && cardIn(cards, account.id);
      if (account === undefined || held === undefined) throw new Error('there is somebody with a card');
      await put(storage, [
        change('personalAccount', { ...account, status: becomes === 'open' ? 'sealed' : 'open' }),
        change('card', { ...held, ...card }),
      ]);
      await storage.change(county, (writer) => writer.noteMonthlyTurn('2026-12', { after: '', done: false }));
      expect(await wholeTurn(storage)).toBe(1);
      const after = await everything(storage);
      expect(after.accounts.find(({ id }) => id === account.id)).toEqual(account);
      expect(after.cards.find(({ id }) => id === held.id)).toEqual({ ...held, ...card, ...expected });
    });
  });

  it('goes on behind its last slice where it was ended, and changes nothing twice', async () => {
    let whole = 0;
    await withCounty(undefined, async (storage) => {
      whole = await wholeTurn(storage);
    });
    await withCounty(undefined, async (storage) => {
      const first = await turnMonthFurther({ storage, clock: december }, county);
      expect(first.done).toBe(false);
      expect(first.changed).toBeGreaterThan(0);
      const dying: CentralStorage = {
        ...storage,
        change: (one, work) =>
          storage.change(one, async (writer) => {
            await work(writer);
            throw new Error('ended');
          }),
      };
      const head = await headOf(storage);
      await expect(turnMonthFurther({ storage: dying, clock: december }, county)).rejects.toThrow('ended');
      expect(await headOf(storage)).toBe(head);
      expect(first.changed + (await wholeTurn(storage))).toBe(whole);
    });
  });

  it('is done once by two central offices at the same time', async () => {
    let head = 0;
    await withCounty(undefined, async (storage) => {
      await wholeTurn(storage);
      head = await headOf(storage);
    });
    await withCounty(undefined, async (storage) => {
      const turns = [1, 2].map(() => startMonthlyTurns({ storage, clock: december, journal }));
      await until('the month is turned', () =>
        storage.read(county, async (reader) => (await reader.monthlyTurn('2026-12')).done),
      );
      await Promise.all(turns.map((one) => one.close()));
      expect(await headOf(storage)).toBe(head);
    });
  });

  it('counts as done for the month in which a demonstration was made, and comes with the next', async () => {
    await withCounty('2026-11', async (storage) => {
      expect(await wholeTurn(storage, november)).toBe(0);
      expect(await headOf(storage)).toBe(0);
      expect(await wholeTurn(storage, december)).toBeGreaterThan(0);
    });
  });

  it('is followed by what was done before the 1st and arrives after it: all the same as if it had come in time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guitai-turns-'));
    const outcomes: (readonly [PersonalAccount | undefined, Card | undefined])[] = [];
    try {
      for (const comesInTime of [true, false]) {
        await withCounty('2026-11', async (storage) => {
          const vault = await openPinVault(await readOrMakePinKeys(join(folder, 'pin-key.pem')), storage);
          const person = await onePaidFor(storage);
          const clock = comesInTime ? on('2026-11-30') : december;
          const suspend = async () => {
            const { place, command } = await suspensionOn(storage, person, '2026-11-30');
            const answers = await applyCommands({ storage, vault, clock, journal }, place, [command]);
            expect(answers).toMatchObject([{ outcome: 'applied' }]);
          };
          if (comesInTime) await suspend();
          await wholeTurn(storage);
          if (!comesInTime) await suspend();
          const { accounts, cards } = await everything(storage);
          outcomes.push([
            accounts.find(({ id }) => id === person.id),
            cards.find(({ id }) => id === cardIn(cards, person.id)?.id),
          ]);
        });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const [inTime, late] = outcomes;
    // Paid until October: November is covered, and December is not.
    expect(inTime).toMatchObject([{ status: 'sealed' }, { status: '0' }]);
    expect(late).toEqual(inTime);
  });

  it('and what was paid since the day of a service that comes late counts for it within a month, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guitai-turns-'));
    try {
      await withCounty('2026-11', async (storage) => {
        const vault = await openPinVault(await readOrMakePinKeys(join(folder, 'pin-key.pem')), storage);
        const person = await onePaidFor(storage);
        const periods = await storage.read(county, (reader) => reader.all('contributionPeriod'));
        const [period] = periods.filter((one) => one.personId === person.id && one.toMonth === null);
        if (period === undefined) throw new Error('he is paid for');
        // Stopped after September; October was made good on the 21st, and released him.
        const made = { fromMonth: '2026-10', toMonth: '2026-10', paidOn: '2026-11-21' };
        await put(storage, [
          change('contributionPeriod', { ...period, toMonth: '2026-09' }),
          change('contributionPeriod', { ...period, id: 'made-good', employerId: null, ...made }),
          change('insuredPerson', { ...person, insuranceStatus: '2', employerId: null }),
        ]);
        const { place, command } = await serviceOn(storage, person, '2026-11-20', 'resume-insurance', {
          employment: { manner: 'flexible' },
          fromMonth: '2026-11',
          base: period.base,
        });
        const answers = await applyCommands({ storage, vault, clock: november, journal }, place, [command]);
        expect(answers).toMatchObject([{ outcome: 'applied' }]);
        const { accounts } = await everything(storage);
        expect(accounts.find(({ id }) => id === person.id)?.status).toBe('open');
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  /** Somebody of age with a normal card for whom an employer pays, his account open. */
  async function onePaidFor(storage: CentralStorage): Promise<InsuredPerson> {
    const { accounts, cards, persons } = await everything(storage);
    const periods = await storage.read(county, (reader) => reader.all('contributionPeriod'));
    const found = persons.find(
      ({ id, birthDate, documentKind, retiredFrom, deceasedOn }) =>
        documentKind === 'resident-id-card' &&
        birthDate < '2000' &&
        retiredFrom === null &&
        deceasedOn === null &&
        accounts.find((one) => one.id === id)?.status === 'open' &&
        cardIn(cards, id)?.status === '1' &&
        periods.some((one) => one.personId === id && one.toMonth === null && one.fromMonth < '2026-01'),
    );
    if (found === undefined) throw new Error('there is nobody who is paid for');
    return found;
  }

  /** His insurance is stopped after October. */
  function suspensionOn(storage: CentralStorage, person: InsuredPerson, today: string) {
    const asked = { lastMonth: '2026-10', ground: 'moved-away' };
    return serviceOn(storage, person, today, 'suspend-insurance', asked);
  }

  /** A service that he asks for himself, as a counter sends it. */
  async function serviceOn(
    storage: CentralStorage,
    person: InsuredPerson,
    today: string,
    kind: string,
    asked: object,
  ) {
    const [workstations, clerks] = await storage.read(county, async (reader) => [
      await reader.all('workstation'),
      await reader.all('clerk'),
    ]);
    const clerk = clerks.find(({ active }) => active);
    const workstation = workstations.find(({ officeId }) => officeId === clerk?.officeId);
    if (clerk === undefined || workstation === undefined) throw new Error('there is a counter');
    const place = { county, officeId: workstation.officeId, workstationId: workstation.id };
    const { name, documentKind, documentNumber } = person;
    const request = {
      serviceNumber: `${county}-20261130-001-0001`,
      personId: person.id,
      ...asked,
      asker: {
        channel: 'in-person',
        document: { name, documentKind, documentNumber, documentValidUntil: 'long-term' },
        representative: null,
        photoCompared: true,
      },
    };
    const origin = {
      officeId: workstation.officeId,
      workstationId: workstation.id,
      clerkId: clerk.id,
      today,
      at: `${today}T16:00:00.000+08:00`,
    };
    const hash = commandHash({ kind, request, origin });
    return { place, command: { id: randomUUID(), kind, request, origin, hash } };
  }
});
