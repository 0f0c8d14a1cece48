import type { LedgerAudit } from '../../central/storage/ledger-findings.ts';
import { writeOwnChanges, type OwnChanges } from '../../central/services/own-changes.ts';
import { isSound } from '../../central/storage/ledger-audit.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { requireSoundLedger, UnsoundLedgerError } from '../../domain/ledger/sound-ledger.ts';
import type { Change } from '../../domain/records/change.ts';
import { Chance } from '../faults/support/chance.ts';
import { MoneyRoom, type Saver } from './money-room.ts';
import { RandomOperations, type Operation } from './random-operations.ts';
import { wrongOperations } from './wrong-operations.ts';

const county = '330122';
/** At most so many operations are written in one transaction, as the commands of a slice are. */
const largestSlice = 60;
/** One operation in so many is tried wrongly besides, and one of so many of those past every rule of the program. */
const wrongOneIn = 50;
const pastRulesOneIn = 10;

export interface WalkSettings {
  readonly seed: number;
  readonly operations: number;
  readonly persons: number;
  /** After so many operations everything is held against everything; at the end always. */
  readonly auditEvery: number;
  readonly told?: (written: number) => void;
}

export interface WalkFigures {
  readonly operations: number;
  readonly entries: number;
  readonly audits: number;
  /** How often each kind of operation was done. */
  readonly done: Readonly<Record<string, number>>;
  /** How often each fault was tried and refused: by the rules, and by the database alone. */
  readonly refusedByRules: Readonly<Record<string, number>>;
  readonly refusedByDatabase: Readonly<Record<string, number>>;
}

/**
 * Random operations over the ledger at a central office. After each group everything is true that must be, twice: by the
 * product's own check, and by a second book that only adds and takes away; the database holds each transaction against its
 * guard, and now and then the whole is audited and read back.
 * @throws Error that says what is not true, with the seed and the number of the operation
 */
export async function walkLedger(storage: CentralStorage, settings: WalkSettings): Promise<WalkFigures> {
  const { seed, operations, auditEvery, told } = settings;
  const persons = Array.from({ length: settings.persons }, (_none, index) => `P${String(index + 1)}`);
  const room = new MoneyRoom(persons);
  const chance = new Chance(seed);
  const random = new RandomOperations(room, chance);
  const tally = {
    done: new Map<string, number>(),
    rules: new Map<string, number>(),
    database: new Map<string, number>(),
  };
  let written = 0;
  let entries = 0;
  let audits = 0;
  let nextAudit = auditEvery;
  await storage.loadCounty({ county, name: '桐庐县', demonstration: true }, [
    { table: 'personalAccount', records: room.savers.map(({ account }) => account) },
  ]);
  const where = () => `seed ${seed}, operation ${written}`;
  while (written < operations) {
    const size = Math.min(1 + chance.below(largestSlice), operations - written);
    const slice: OwnChanges[] = [];
    for (let index = 0; index < size; index += 1) {
      const operation = random.next();
      written += 1;
      apply(room, operation, where);
      entries += operation.changes.filter(({ table }) => table === 'ledgerEntry').length;
      count(tally.done, operation.what);
      slice.push({ commandId: `operation ${written}`, changes: operation.changes });
    }
    await storage.change(county, (writer) => writeOwnChanges(writer, slice));
    if (chance.below(wrongOneIn) < size) await tryWrongly(chance.pick(room.savers));
    if (written >= nextAudit || written === operations) {
      nextAudit += auditEvery;
      audits += 1;
      await audit(storage, room, entries, where);
      told?.(written);
    }
  }
  return {
    operations: written,
    entries,
    audits,
    done: Object.fromEntries(tally.done),
    refusedByRules: Object.fromEntries(tally.rules),
    refusedByDatabase: Object.fromEntries(tally.database),
  };

  /** What must never be written is refused by the rules; some of it is written past them, and refused by the database. */
  async function tryWrongly(saver: Saver): Promise<void> {
    const wrong = chance.pick(wrongOperations(saver, `wrong ${written}`));
    const found = faultsBy(() => check(wrong.changes, saver));
    if (found?.includes(wrong.what) !== true) throw new Error(`${where()}: ${wrong.what} was not seen`);
    count(tally.rules, wrong.what);
    if (!wrong.heldByDatabase || chance.below(pastRulesOneIn) > 0) return;
    const attempt = storage.change(county, (writer) =>
      writeOwnChanges(writer, [{ commandId: `wrong ${written}`, changes: wrong.changes }]),
    );
    const refused = await attempt.then(() => false, isGuarded);
    if (!refused) throw new Error(`${where()}: the database took what is ${wrong.what}`);
    count(tally.database, wrong.what);
  }
}

/** Whether the guard of the ledger or a rule of its tables (SQLSTATE class 23) has refused it. @throws whatever else it is */
function isGuarded(error: unknown): boolean {
  if (error instanceof UnsoundLedgerError) return true;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('23')) return true;
  throw error;
}

/** Holds the operation against everything, and takes it over. */
function apply(room: MoneyRoom, { saver, moves, changes, done, what }: Operation, where: () => string): void {
  const entries = changes.flatMap((one) => (one.table === 'ledgerEntry' ? [one.record] : []));
  const accounts = changes.flatMap((one) => (one.table === 'personalAccount' ? [one.record] : []));
  check(changes, saver);
  if (saver !== null) {
    saver.entries.push(...entries.filter(({ personId }) => personId === saver.account.id));
    saver.account = accounts.at(-1) ?? saver.account;
  }
  room.move(saver, moves);
  const moved = totals(
    entries.map(({ debitAccount, creditAccount, amount }) => ({
      from: debitAccount,
      to: creditAccount,
      amount,
    })),
  );
  const meant = totals(moves);
  if (JSON.stringify(moved) !== JSON.stringify(meant)) {
    throw new Error(`${where()}: ${what} moved ${JSON.stringify(moved)} instead of ${JSON.stringify(meant)}`);
  }
  for (const fault of room.faults(saver)) throw new Error(`${where()}: after ${what}: ${fault}`);
  done?.();
}

function totals(moves: readonly { readonly from: string; readonly to: string; readonly amount: number }[]) {
  const sums = new Map<string, number>();
  for (const { from, to, amount } of moves) {
    const way = `${from} > ${to}`;
    if (amount !== 0) sums.set(way, (sums.get(way) ?? 0) + amount);
  }
  return [...sums].sort();
}

/** The product's own check, as the central office makes it for each command. */
function check(changes: readonly Change[], saver: Saver | null): void {
  requireSoundLedger(changes, (personId) => ({
    account: personId === saver?.account.id ? saver.account : undefined,
    entries: () => (personId === saver?.account.id ? saver.entries : []),
  }));
}

function faultsBy(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof UnsoundLedgerError) return error.message;
    throw error;
  }
}

/** Everything at once: the audit of the central office finds nothing, and every account is what the second book says. */
async function audit(
  storage: CentralStorage,
  room: MoneyRoom,
  entries: number,
  where: () => string,
): Promise<void> {
  const { found, accounts } = await storage.read(county, async (reader) => ({
    found: await reader.auditLedger(),
    accounts: await reader.all('personalAccount'),
  }));
  if (!isSound(withoutServices(found)))
    throw new Error(`${where()}: the audit finds ${JSON.stringify(found.unsound[0])}`);
  if (found.entries !== entries)
    throw new Error(`${where()}: ${found.entries} entries instead of ${entries}`);
  const balances = new Map(accounts.map((account) => [account.id, account]));
  for (const { account } of room.savers) {
    const stored = balances.get(account.id);
    if (stored?.balance !== account.balance || stored.status !== account.status) {
      throw new Error(`${where()}: ${account.id} is kept as ${JSON.stringify(stored)}`);
    }
  }
}

function count(tally: Map<string, number>, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

/** The walk posts claims and writes no services for them: that alone is not held against it. */
function withoutServices(found: LedgerAudit): LedgerAudit {
  const unsound = found.unsound.filter(({ faults }) =>
    faults.some((fault) => fault !== 'claim-of-no-service'),
  );
  return { ...found, unsound };
}
