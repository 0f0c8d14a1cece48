import type { LookReason } from '../contract/looks.ts';
import type { AuditEntry } from './ports.ts';

/** What was looked at of a person, by the action under which the audit trail has it. */
export type Look =
  | 'look-at-person'
  | 'look-at-months'
  | 'look-at-photo'
  | 'look-at-answers'
  | 'look-at-statement'
  | 'look-at-transfer-papers';

/** A page of the people of an employer. */
export interface Listing {
  readonly employerId: string;
  readonly show: string;
  readonly skip: number;
}

/** A reason that the counter has seen for itself. */
type Proven = Readonly<Record<string, string>> & { readonly reason: LookReason['of'] };

/** Where no page says how it came to the person, the strongest way that the counter saw. */
const byStrength = ['document', 'service', 'search', 'employer', 'recent'] as const;

/** The person before the clerk, the way that a page said, and what was written down of it. */
interface Present {
  readonly personId: string;
  readonly said: string;
  readonly noted: Set<Look>;
  details: AuditEntry['details'] | null;
}

/**
 * How the clerk may have come to a person, as this counter saw it: a page says which way it was, and is believed only
 * where the way was there. Of the clerk at the desk alone, and in memory alone.
 */
export class Looks {
  /** Whom the last search found, and by what. */
  #found: ReadonlyMap<string, string> = new Map();
  readonly #read = new Set<string>();
  readonly #services = new Map<string, string>();
  readonly #listed = new Map<string, string>();
  readonly #lookedAt = new Set<string>();
  #present: Present | null = null;
  #listing: { readonly employerId: string; readonly pages: Set<string> } | null = null;

  clear(): void {
    this.#found = new Map();
    for (const ways of [this.#read, this.#services, this.#listed, this.#lookedAt]) ways.clear();
    this.#present = null;
    this.#listing = null;
  }

  noteSearch(hits: readonly { readonly personId: string; readonly matched: string }[]): void {
    this.#found = new Map(hits.map(({ personId, matched }) => [personId, matched]));
  }

  /** The reader read this person's own document. */
  noteReading(personId: string): void {
    this.#read.add(personId);
  }

  noteService(personId: string, serviceNumber: string): void {
    this.#services.set(personId, serviceNumber);
  }

  /** Whether this page of an employer's people was not listed just before. Remembers it, and who was on it. */
  isNewListing({ employerId, show, skip }: Listing, personIds: readonly string[]): boolean {
    for (const personId of personIds) this.#listed.set(personId, employerId);
    const page = `${show} ${skip}`;
    if (this.#listing?.employerId !== employerId) this.#listing = { employerId, pages: new Set() };
    const isNew = !this.#listing.pages.has(page);
    this.#listing.pages.add(page);
    return isNew;
  }

  /** Whether this is a look of its own: another person, another way, or something else of him. Remembers it. */
  isNew(personId: string, look: Look, said: LookReason | null): boolean {
    const way = said === null ? '' : `${said.of} ${said.reference ?? ''}`;
    if (this.#present?.personId !== personId || (way !== '' && this.#present.said !== way)) {
      this.#present = { personId, said: way, noted: new Set(), details: null };
      // Whoever goes back to the list afterwards looks at it again.
      this.#listing = null;
    }
    const isNew = !this.#present.noted.has(look);
    this.#present.noted.add(look);
    return isNew;
  }

  /** The reason as far as the counter has seen it, or undefined. */
  #prove({ of, reference }: LookReason, personId: string): Proven | undefined {
    switch (of) {
      case 'document':
        return this.#read.has(personId) ? { reason: of } : undefined;
      case 'search': {
        const matched = this.#found.get(personId);
        return matched === undefined ? undefined : { reason: of, matched };
      }
      case 'service': {
        const service = this.#services.get(personId);
        const fits = service !== undefined && (reference === null || reference === service);
        return fits ? { reason: of, service } : undefined;
      }
      case 'employer': {
        const employer = this.#listed.get(personId);
        return employer === undefined ? undefined : { reason: of, employer };
      }
      case 'recent':
        return this.#lookedAt.has(personId) ? { reason: of } : undefined;
      default:
        return of satisfies never;
    }
  }

  /** Why he is looked at: as it was written down when he was first, or the strongest way that was seen. */
  reasonFor(personId: string, said: LookReason | null): AuditEntry['details'] {
    const ways = said === null ? byStrength.map((of) => ({ of, reference: null })) : [said];
    const [proven] = ways.flatMap((way) => this.#prove(way, personId) ?? []);
    const unseen = said === null ? { reason: 'unsaid' } : { reason: 'unproven', said: said.of };
    const details = (said === null ? this.#present?.details : null) ?? proven ?? unseen;
    if (this.#present !== null) this.#present.details = details;
    this.#lookedAt.add(personId);
    return details;
  }
}
