import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../central/journal.ts';
import { applyCommands, type ApplyCommandsParts } from '../../central/services/apply-commands.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { dayOfDecision, instantOfDecision } from '../../central/services/decide-slice.ts';
import { openPinVault, type PinVault } from '../../central/services/pin-vault.ts';
import { commandHash } from '../../central/services/read-command.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import type { CommandAnswer } from '../../contract/sync-protocol.ts';
import { databaseKinds, startDatabases, testPinKeys, type TestDatabases } from './databases.ts';
import { outcomes } from './desk.ts';
import {
  blankSerial,
  cardNumberOf,
  centre,
  documentNumberOf,
  personId,
  smallCounty,
} from './small-county.ts';

const at = '2026-11-22T09:30:00.000+08:00';
const instant = Date.parse('2026-11-22T12:00:00+08:00');

describe.each(databaseKinds)('applying commands on %s', (kind) => {
  let databases: TestDatabases;
  /** Owns the tables: it can put into them what makes them fail. */
  let owner: SqlDatabase;
  let storage: CentralStorage;
  let parts: ApplyCommandsParts;
  let counties = 0;

  beforeAll(async () => {
    databases = await startDatabases(kind);
    const address = await databases.newAddress();
    storage = await openCentralStorage(await databases.open(address));
    owner = await databases.openAsOwner(address);
    const journal = createJournal({ write: () => undefined });
    const vault = await openPinVault(testPinKeys(), storage);
    parts = { storage, vault, journal, clock: systemClock(() => instant) };
  });
  afterAll(async () => {
    await storage.close();
    await owner.close();
    await databases.stop();
  });

  it('decides a batch as a whole as it decides its commands one by one', async () => {
    const step = fc.record({
      person: fc.integer({ min: 1, max: 3 }),
      workstation: fc.integer({ min: 1, max: 2 }),
      running: fc.integer({ min: 1, max: 3 }),
      blank: fc.integer({ min: 1, max: 3 }),
      act: fc.constantFrom('accept', 'chip-written', 'printed', 'verified', 'spoiled', 'withdraw', 'again'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const [whole, single] = [await newCounty(), await newCounty()];
        // Commands of one workstation stay in their order, as a counter sends them.
        const commands = steps.reduce<Command[]>((made, { act, ...values }) => {
          const before = made.at(-1);
          return [...made, act === 'again' && before !== undefined ? before : commandOf(act, values)];
        }, []);
        const own = commands.filter((command) => command.origin.workstationId === 'W001');
        const together = await apply(whole, own);
        const oneByOne: CommandAnswer[] = [];
        for (const command of own) oneByOne.push(...(await apply(single, [command])));
        expect(together).toEqual(oneByOne);
        expect(await feedOf(whole)).toBe(await feedOf(single));
        expect(await storage.read(whole, (reader) => reader.head())).toEqual(
          await storage.read(single, (reader) => reader.head()),
        );
      }),
      { numRuns: kind === 'pglite' ? 8 : 25 },
    );
  });

  it('sets aside the one command that the database refuses, keeps the others in order, and tries it again later', async () => {
    const county = await newCounty();
    const poisoned = [3, 6];
    await inCounty(
      county,
      `create function refuse_poison() returns trigger language plpgsql as $$
       begin if new.person_id in ('P03', 'P06') then raise exception 'poison' using errcode = '22000'; end if; return new; end $$;
       create trigger refuse_poison before insert or update on service_record for each row execute function refuse_poison()`,
    );
    const batch = Array.from({ length: 9 }, (_unused, index) =>
      commandOf('accept', { person: index + 1, workstation: 1, running: index + 1, blank: 1 }),
    );
    const answers = await apply(county, [...batch, ...batch.slice(0, 1)]);
    await inCounty(county, 'drop trigger refuse_poison on service_record; drop function refuse_poison()');
    expect(outcomes(answers)).toEqual([
      ...batch.map((_unused, index) =>
        poisoned.includes(index + 1) ? 'rejected internal-error' : 'applied',
      ),
      'applied again',
    ]);
    expect(sequences(answers.slice(0, 9))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const later = await apply(county, batch);
    expect(outcomes(later).filter((outcome) => outcome === 'applied')).toHaveLength(poisoned.length);
    expect((await storage.read(county, (reader) => reader.head()))?.head).toBe(9);
  });

  it('holds what stands behind a command that failed, so that it is not refused for want of it', async () => {
    const county = await newCounty();
    await inCounty(
      county,
      `create function refuse_poison() returns trigger language plpgsql as $$
       begin if new.person_id = 'P02' then raise exception 'poison' using errcode = '22000'; end if; return new; end $$;
       create trigger refuse_poison before insert or update on service_record for each row execute function refuse_poison()`,
    );
    const of = (act: string, person: number) =>
      commandOf(act, { person, workstation: 1, running: person, blank: person });
    const batch = ['accept', 'chip-written', 'printed'].flatMap((act) =>
      [1, 2, 3].map((person) => of(act, person)),
    );
    const answers = await apply(county, batch);
    await inCounty(county, 'drop trigger refuse_poison on service_record; drop function refuse_poison()');
    const row = ['applied', 'rejected internal-error', 'applied'];
    expect(outcomes(answers)).toEqual([...row, ...row, ...row]);
    const again = ['applied again', 'applied', 'applied again'];
    expect(outcomes(await apply(county, batch))).toEqual([...again, ...again, ...again]);
  });

  it('undoes the whole batch and says so when the database itself fails, so that it can be sent again', async () => {
    const county = await newCounty();
    await inCounty(
      county,
      `create function fail() returns trigger language plpgsql as $$
       begin raise exception 'no room' using errcode = '53100'; end $$;
       create trigger fail before insert on feed for each row execute function fail()`,
    );
    const batch = [commandOf('accept', { person: 1, workstation: 1, running: 1, blank: 1 })];
    const failed = apply(county, batch);
    await expect(failed).rejects.toThrow('no room');
    await inCounty(county, 'drop trigger fail on feed; drop function fail()');
    expect(outcomes(await apply(county, batch))).toEqual(['applied']);
  });

  // The embedded database runs one transaction after the other: nothing can fail by meeting another.
  it.runIf(kind === 'postgresql')(
    'runs a batch again that met another transaction, and it has one effect',
    async () => {
      const county = await newCounty();
      await inCounty(
        county,
        `create sequence meetings;
         create function meet() returns trigger language plpgsql security definer as $$
         begin
           if nextval('meetings') <= 4 then
             raise exception 'met another' using errcode = case when currval('meetings') % 2 = 0 then '40001' else '40P01' end;
           end if;
           return new;
         end $$;
         create trigger meet before insert on feed for each row execute function meet()`,
      );
      const batch = [1, 2, 3].map((person) =>
        commandOf('accept', { person, workstation: 1, running: person, blank: 1 }),
      );
      const answers = await apply(county, batch);
      await inCounty(county, 'drop trigger meet on feed; drop function meet(); drop sequence meetings');
      expect(outcomes(answers)).toEqual(['applied', 'applied', 'applied']);
      expect(sequences(answers)).toEqual([1, 2, 3]);
      expect((await storage.read(county, (reader) => reader.head()))?.head).toBe(3);
    },
  );

  it('opens the password of a command once, however often the command comes', async () => {
    const county = await newCounty();
    const opened: string[] = [];
    const vault: PinVault = {
      ...parts.vault,
      open(sealed) {
        opened.push(sealed);
        return parts.vault.open(sealed);
      },
    };
    const place = { county, officeId: centre, workstationId: 'W001' };
    const batch = ['accept', 'pin'].map((act) =>
      commandOf(act, { person: 1, workstation: 1, running: 1, blank: 1 }),
    );
    const first = await applyCommands({ ...parts, vault }, place, batch);
    const again = await applyCommands({ ...parts, vault }, place, batch);
    expect(again).toEqual(first.map((answer) => ({ ...answer, duplicate: true })));
    expect(opened).toEqual(['c2VhbGVk']);
  });

  it('decides by the day of the counter, within sixty days', async () => {
    const county = await newCounty();
    const command = (running: number, today: string) =>
      commandOf('accept', { person: running, workstation: 1, running, blank: 1 }, today);
    await apply(county, [command(1, '2026-11-20'), command(2, '2036-01-01'), command(3, '2016-01-01')]);
    const services = await storage.read(county, (reader) => reader.all('serviceRecord'));
    expect(services.map(({ openedOn }) => openedOn)).toEqual(['2026-11-20', '2026-11-22', '2026-09-23']);
  });

  async function newCounty(): Promise<string> {
    counties += 1;
    const county = String(400_000 + counties);
    const batches = [...smallCounty.batches()].map((batch) => ({
      table: batch[0]?.table ?? 'office',
      records: batch.map(({ record }) => record),
    }));
    await storage.loadCounty({ county, name: county, demonstration: true }, batches);
    return county;
  }

  function apply(county: string, commands: readonly unknown[]): Promise<readonly CommandAnswer[]> {
    return applyCommands(parts, { county, officeId: centre, workstationId: 'W001' }, commands);
  }

  async function feedOf(county: string): Promise<string> {
    return (await storage.read(county, (reader) => reader.feed(0, 10_000)))?.changesText ?? 'no county';
  }

  async function inCounty(county: string, sql: string): Promise<void> {
    await owner.transaction(county, (transaction) => transaction.execute(sql));
  }
});

describe('the day by which a command is decided', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-21', '2026-11-21'],
    ['2026-09-23', '2026-09-23'],
    ['2026-09-22', '2026-09-23'],
    ['1999-01-01', '2026-09-23'],
    ['2026-11-23', '2026-11-22'],
    ['2099-01-01', '2026-11-22'],
  ])('a counter that says %s on 22 November 2026 is taken at %s', (claimed, taken) => {
    expect(dayOfDecision(claimed, '2026-11-22')).toBe(taken);
  });

  it.each([
    ['2026-11-22T09:30:00.000+08:00', '2026-11-22T09:30:00.000+08:00'],
    ['2099-01-01T09:30:00.000+08:00', '2026-11-22T09:30:00.000+08:00'],
    ['1999-01-01T09:30:00.000+08:00', '2026-11-22T09:30:00.000+08:00'],
  ])('is the day of the instant in its records: a step that claims %s is kept at %s', (claimed, kept) => {
    expect(instantOfDecision(claimed, '2026-11-22')).toBe(kept);
  });
});

type Command = ReturnType<typeof commandOf>;

function commandOf(
  act: string,
  values: { person: number; workstation: number; running: number; blank: number },
  today = '2026-11-22',
) {
  const { person, workstation, running, blank } = values;
  const step = {
    serviceNumber: `330122-20261122-00${workstation}-000${running}`,
    personId: personId(person),
  };
  const { kind, request } = bodyOf(act, step, person, blankSerial(workstation, blank));
  const origin = { officeId: centre, workstationId: `W00${workstation}`, clerkId: 'C01', today, at };
  return { id: randomUUID(), kind, request, origin, hash: commandHash({ kind, request, origin }) };
}

function bodyOf(
  act: string,
  step: { serviceNumber: string; personId: string },
  person: number,
  blank: string,
) {
  switch (act) {
    case 'accept':
    case 'again':
      return {
        kind: 'accept-card-application',
        request: {
          ...step,
          channel: 'in-person',
          documentKind: 'resident-id-card',
          documentNumber: documentNumberOf(person),
          documentName: `张${String.fromCodePoint(0x4e00 + person)}`,
          documentValidUntil: 'long-term',
          photoCompared: true,
        },
      };
    case 'pin':
      return {
        kind: 'set-card-pin',
        request: { ...step, cardNumber: cardNumberOf(blank), sealedPin: 'c2VhbGVk' },
      };
    case 'withdraw':
      return { kind: 'withdraw-card-application', request: { ...step, blankSerial: null, reason: '改日' } };
    default:
      return {
        kind: 'record-card-production',
        request: { ...step, blankSerial: blank, step: act, note: null },
      };
  }
}

function sequences(answers: readonly CommandAnswer[]): readonly number[] {
  return answers.flatMap((answer) => (answer.outcome === 'applied' ? [answer.sequence] : []));
}
