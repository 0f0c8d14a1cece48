import type { RegisteredPaper } from '../../../domain/records/registered-paper.ts';
import { Violation } from './violation.ts';

/** A paper that can be checked: which, whose, of which office, and whether it still stands. */
type PaperThing = Pick<RegisteredPaper, 'kind' | 'officeId' | 'state'> & { readonly person: string };

export function paperLine(id: string, { kind, person, officeId, state }: PaperThing): string {
  return `paper ${id}: ${kind} of ${person}, ${officeId}, ${state}`;
}

/** The lines, read off the central office's records. */
export function paperLines(papers: readonly RegisteredPaper[]): readonly string[] {
  return papers.map((paper) => paperLine(paper.id, { ...paper, person: paper.personId }));
}

/**
 * Remembers the codes of papers as the feed tells them: each has one from the first time on, it never changes, and no other
 * paper has it.
 */
export class CodeWitness {
  readonly #codes = new Map<string, string>();

  note({ id, code }: Pick<RegisteredPaper, 'id' | 'code'>): void {
    if (code === null) throw new Violation('loss', `paper ${id} was told without a code`);
    const before = this.#codes.get(id);
    if (before !== undefined && before !== code) {
      throw new Violation('difference', `paper ${id} had the code ${before}, then ${code}`);
    }
    if (before === undefined && [...this.#codes.values()].includes(code)) {
      throw new Violation('duplicate', `two papers have the code ${code}`);
    }
    this.#codes.set(id, code);
  }
}
