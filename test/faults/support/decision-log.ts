import type {
  CentralStorage,
  DecidedEffects,
  StoredOutcome,
} from '../../../central/storage/central-storage.ts';
import type { Change } from '../../../domain/records/change.ts';

/** One thing that happened at the central office, in the order in which it was committed. */
export type Happened =
  | {
      readonly what: 'command';
      readonly id: string;
      readonly outcome: StoredOutcome;
      /** The day at the central office when it was decided. */
      readonly day: string;
      readonly effects: readonly Change[];
    }
  | { readonly what: 'foreign'; readonly change: Change; readonly day: string }
  /** The turn of a month by the central office is over; what it changed follows from it. */
  | { readonly what: 'turn'; readonly day: string }
  /** All that was decided together is decided: what follows from it follows now. */
  | { readonly what: 'together' }
  /** What the central office made of something else that happened: the oracle finds it by itself. */
  | { readonly what: 'follows'; readonly change: Change };

/** What the central office changes by itself. */
const ownTables: ReadonlySet<string> = new Set([
  'attachment',
  'bankRequest',
  'financialAccount',
  'payment',
  'relationshipTransfer',
  'incomingRemittance',
]);

/** What the central office's database took, command by command, seen from below its services. */
export class DecisionLog {
  readonly #counties = new Map<string, Happened[]>();

  of(county: string): readonly Happened[] {
    return this.#counties.get(county) ?? [];
  }

  /** A change that no command made, and the day at the central office. */
  noteForeign(county: string, day: string, change: Change): void {
    this.#list(county).push({ what: 'foreign', change, day });
  }

  /** The seals of everybody have followed the month that began. */
  noteTurn(county: string, day: string): void {
    this.#list(county).push({ what: 'turn', day });
  }

  noteTogether(county: string): void {
    this.#list(county).push({ what: 'together' });
  }

  forget(county: string): void {
    this.#counties.delete(county);
  }

  note(county: string, day: string, { changes, answers }: DecidedEffects): void {
    const commands = new Set(answers.map(({ commandId }) => commandId));
    for (const { commandId, change } of changes) {
      // Another hand's changes were noted when they were made.
      if (commands.has(commandId) || !commandId.includes(' ')) continue;
      // A content that has come whole, what the bank has done, or what another area says: nobody commanded it.
      if (ownTables.has(change.table)) this.noteForeign(county, day, change);
      // A service that ends with it, what is posted of it, the account and the card that end: the oracle knows.
      else this.#list(county).push({ what: 'follows', change });
    }
    for (const { commandId, outcome } of answers) {
      const effects = changes.filter((one) => one.commandId === commandId).map((one) => one.change);
      this.#list(county).push({ what: 'command', id: commandId, outcome, day, effects });
    }
  }

  #list(county: string): Happened[] {
    const list = this.#counties.get(county) ?? [];
    this.#counties.set(county, list);
    return list;
  }
}

/** The same storage; what it commits is noted. */
export function noting(storage: CentralStorage, log: DecisionLog, today: () => string): CentralStorage {
  return {
    ...storage,
    async change(county, work) {
      let taken: DecidedEffects[] = [];
      const result = await storage.change(county, (writer) => {
        // A transaction that the database wants again begins anew.
        taken = [];
        return work({
          ...writer,
          async write(effects) {
            await writer.write(effects);
            taken.push(effects);
          },
        });
      });
      for (const effects of taken) log.note(county, today(), effects);
      if (taken.length > 0) log.noteTogether(county);
      return result;
    },
  };
}
