import type { Refusal } from '../domain/command/refusal.ts';
import type { AskedByEmployer } from '../domain/contribution-services/contribution-requests.ts';
import type { MovementColumn, MovementEntry } from '../domain/roster/movement-roster.ts';
import type { CardRosterEntry, CardRosterVerdict } from '../domain/roster/judge-card-roster.ts';
import type { CardRosterColumn } from '../domain/roster/roster-columns.ts';
import type { Roster } from '../domain/roster/roster-rows.ts';
import type { Employer } from '../domain/records/records.ts';

/** One row as it was read, as it was understood, and as it was judged. */
export interface JudgedRow {
  readonly entry: CardRosterEntry;
  readonly verdict: CardRosterVerdict;
  /** The cells of the recognised columns, in their order. */
  readonly cells: readonly string[];
}

/** An employer's roster that a clerk has before him. */
export interface JudgedRoster {
  readonly id: string;
  readonly fileName: string;
  readonly employer: Employer;
  readonly roster: Pick<
    Roster<CardRosterColumn>,
    'sheetName' | 'headerRow' | 'columns' | 'skippedRows' | 'otherSheets'
  >;
  readonly rows: readonly JudgedRow[];
}

/** One row of a list of leavers and joiners, and what has become of it. */
export interface MovementRow {
  readonly entry: MovementEntry;
  /** An earlier row about the same person, or null. */
  readonly earlierRow: number | null;
  readonly cells: readonly string[];
  state:
    | { readonly state: 'valid' | 'done'; readonly personId: string }
    | { readonly state: 'registered'; readonly personId: string; readonly serviceNumber: string }
    | { readonly state: 'refused'; readonly personId: string | null; readonly refusals: readonly Refusal[] };
}

/** An employer's list of leavers and joiners, with the letter that it came with. */
export interface JudgedMovements {
  readonly id: string;
  readonly fileName: string;
  readonly employer: { readonly id: string; readonly name: string };
  readonly asker: AskedByEmployer;
  readonly roster: Pick<Roster<MovementColumn>, 'columns' | 'skippedRows'>;
  readonly rows: readonly MovementRow[];
}

/** A clerk compares two versions of a roster at most, and may have one more open by mistake. */
const most = 3;

/**
 * The rosters that the signed-in clerk has read. They are in memory only: until a card is asked for, nobody's name on
 * an employer's list is any of the county's business.
 */
export class RosterShelf<Kept extends { readonly id: string }> {
  readonly #rosters = new Map<string, Kept>();

  put(roster: Kept): void {
    this.#rosters.set(roster.id, roster);
    for (const id of this.#rosters.keys()) if (this.#rosters.size > most) this.#rosters.delete(id);
  }

  get(id: string): Kept | undefined {
    return this.#rosters.get(id);
  }

  remove(id: string): void {
    this.#rosters.delete(id);
  }

  clear(): void {
    this.#rosters.clear();
  }
}
