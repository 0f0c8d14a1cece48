import type { CommandRequests } from '../../../domain/command/command-rules.ts';
import { paperLine } from './paper-lines.ts';

/** A statement that was believed, and how many of the person's movements it knew. */
interface Told {
  readonly person: string;
  readonly officeId: string;
  readonly question: string;
  readonly sums: string;
  readonly movements: number;
  stands: boolean;
}

/** Which statements still stand, told a second time: of those that answer one question the ones that know most. */
export class StatementBook {
  readonly #told = new Map<string, Told>();

  tell(
    { serviceNumber, personId, from, to, scope, figures }: CommandRequests['issue-statement'],
    officeId: string,
    movements: number,
  ): void {
    const question = [personId, from, to, scope].join(' ');
    const { opening, credits, debits, closing } = figures;
    const sums = [opening, credits, debits, closing].join(' ');
    const told = { person: personId, officeId, question, sums, movements, stands: true };
    for (const other of this.#told.values()) {
      if (!other.stands || other.question !== question || other.sums === sums) continue;
      if (other.movements > movements) told.stands = false;
      else other.stands = false;
    }
    this.#told.set(serviceNumber, told);
  }

  lines(): readonly string[] {
    return [...this.#told].map(([id, { person, officeId, stands }]) =>
      paperLine(id, { person, officeId, kind: 'statement', state: stands ? 'standing' : 'replaced' }),
    );
  }
}
