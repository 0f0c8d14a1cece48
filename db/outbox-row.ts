import type Database from 'better-sqlite3';
import type { CommandOrigin } from '../contract/commands.ts';
import type { OutboxEntry } from '../counter/ports.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { Refusal } from '../domain/command/refusal.ts';
import type { Change } from '../domain/records/change.ts';

/** How a command stands, and which one it is: what may change, and little text. */
export interface StandingRow extends Pick<
  OutboxEntry,
  'ordinal' | 'id' | 'state' | 'sequence' | 'failureCode' | 'tries' | 'nextTryAt' | 'settledAt'
> {
  readonly refusals: string | null;
  readonly standing: string | null;
}

export const standingSelection =
  'SELECT ordinal, id, state, sequence, refusals, standing, failure_code AS failureCode, tries, ' +
  'next_try_at AS nextTryAt, settled_at AS settledAt FROM outbox';

/** What a command is, from the moment it was made. */
type Made = Pick<OutboxEntry, 'body' | 'origin' | 'hash' | 'subject' | 'service' | 'effects'>;

interface MadeRow extends Pick<OutboxEntry, 'hash' | 'subject' | 'service'> {
  readonly kind: string;
  readonly request: string;
  readonly origin: string;
  readonly effects: string;
}

const none: readonly never[] = [];

/** So many commands are kept parsed: those of the services that are being worked on. */
const keptParsed = 1_000;

/**
 * Makes entries out of rows. What a command is never changes, so that it is read and parsed once as long as it is
 * among the last thousand.
 */
export function createEntryReader(database: Database.Database): {
  readonly toEntry: (row: StandingRow) => OutboxEntry;
  /** Keeps what was just written, so that it is not read and parsed to be shown at once. */
  readonly keep: (id: string, made: Made) => void;
  readonly forget: () => void;
} {
  const parsed = new Map<string, Made>();
  const readMade = database.prepare<[number], MadeRow>(
    'SELECT kind, request, origin, hash, subject, service, effects FROM outbox WHERE ordinal = ?',
  );

  function madeOf(row: StandingRow): Made {
    const known = parsed.get(row.id);
    if (known !== undefined) return known;
    const text = readMade.get(row.ordinal);
    if (text === undefined) throw new Error(`command ${row.ordinal} is gone`);
    const made = parseMade(text);
    keep(row.id, made);
    return made;
  }

  function keep(id: string, made: Made): void {
    if (parsed.size >= keptParsed) parsed.clear();
    parsed.set(id, made);
  }

  return {
    toEntry(row) {
      return {
        ...row,
        ...madeOf(row),
        refusals: row.refusals === null ? none : (JSON.parse(row.refusals) as Refusal[]),
        standing: row.standing === null ? none : (JSON.parse(row.standing) as Change[]),
      };
    },
    keep,
    forget: () => {
      parsed.clear();
    },
  };
}

/** These texts were written by this program into a file whose every page is authenticated. */
function parseMade({ kind, request, origin, hash, subject, service, effects }: MadeRow): Made {
  return {
    body: { kind, request: JSON.parse(request) as unknown } as CommandBody,
    origin: JSON.parse(origin) as CommandOrigin,
    hash,
    subject,
    service,
    effects: JSON.parse(effects) as Change[],
  };
}
