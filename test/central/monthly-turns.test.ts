import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { createJournal } from '../../central/journal.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
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
import type { Card, PersonalAccount } from '../../domain/records/records.ts';
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
  }, 120_000);
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
  }, 120_000);

  it.each<readonly [string, Partial<Card>, PersonalAccount['status'], Partial<Card>]>([
    ['a sealed card is released', { status: '0' }, 'open', { status: '1' }],
    ['so it is under the report of its loss', lost('0'), 'open', lost('1')],
    ['a locked card stays locked where the account is released', { status: '3' }, 'open', { status: '3' }],
    ['a normal card is sealed', { status: '1' }, 'sealed', { status: '0' }],
    ['so it is under the report of its loss, too', lost('1'), 'sealed', lost('0')],
    ['a locked card stays locked where the account is sealed', { status: '3' }, 'sealed', { status: '3' }],
  ])(
    '%s',
    async (_name, card, becomes, expected) => {
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
        await storage.change(county, (writer) =>
          writer.noteMonthlyTurn('2026-12', { after: '', done: false }),
        );
        expect(await wholeTurn(storage)).toBe(1);
        const after = await everything(storage);
        expect(after.accounts.find(({ id }) => id === account.id)).toEqual(account);
        expect(after.cards.find(({ id }) => id === held.id)).toEqual({ ...held, ...card, ...expected });
      });
    },
    120_000,
  );

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
  }, 120_000);

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
  }, 120_000);

  it('counts as done for the month in which a demonstration was made, and comes with the next', async () => {
    await withCounty('2026-11', async (storage) => {
      expect(await wholeTurn(storage, november)).toBe(0);
      expect(await headOf(storage)).toBe(0);
      expect(await wholeTurn(storage, december)).toBeGreaterThan(0);
    });
  }, 120_000);
});
