import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { BlankCard } from '../../../domain/records/records.ts';
import { countLine, type Blank } from './oracle-lines.ts';
import type { StockKind } from './stock-work.ts';

interface Range {
  readonly first: string;
  readonly last: string;
}

/** Keeping the stock, told a second time: the oracle's part that knows places and blanks. */
export class StockShelf {
  readonly offices = new Set<string>();
  /** Those of them that are service points: they make no cards. */
  readonly points = new Set<string>();
  /** The office of each workstation. */
  readonly workstations = new Map<string, string>();
  readonly blanks = new Map<string, Blank>();
  /** One line for each count. */
  readonly counts: string[] = [];

  mark(serial: string, status: BlankCard['status']): void {
    const blank = this.blanks.get(serial);
    if (blank !== undefined) this.blanks.set(serial, { ...blank, status });
  }

  /** In this office now, and in nobody's drawer where it has come from another. */
  layAt(serial: string, officeId: string): void {
    const blank = this.blanks.get(serial);
    if (blank === undefined || blank.officeId === officeId) return;
    this.blanks.set(serial, { ...blank, officeId, workstationId: null });
  }

  /** Decides a command about the stock and does it; answers whether it is done. */
  decide(
    { kind, request }: Extract<CommandBody, { readonly kind: StockKind }>,
    origin: CommandOrigin,
    supervises: boolean,
  ): boolean {
    const here = origin.workstationId;
    switch (kind) {
      case 'receive-blank-cards':
        return (
          supervises &&
          this.#all(request.ranges, (blank) =>
            blank.officeId === origin.officeId && ['announced', 'in-transit'].includes(blank.status)
              ? { ...blank, status: 'in-stock', workstationId: null }
              : null,
          )
        );
      case 'move-blank-cards': {
        const { toOfficeId, toWorkstationId } = request;
        const away = toOfficeId !== origin.officeId;
        if (!this.offices.has(toOfficeId) || (away && !supervises)) return false;
        if (toWorkstationId !== null && (away || this.workstations.get(toWorkstationId) !== toOfficeId)) {
          return false;
        }
        return this.#all(request.ranges, (blank) => {
          if (blank.status !== 'in-stock' || blank.officeId !== origin.officeId) return null;
          if (away) return { ...blank, status: 'in-transit', officeId: toOfficeId, workstationId: null };
          if (blank.workstationId === toWorkstationId) return null;
          // Between the safe and one's own drawer; more than that is a supervisor's.
          const ends = [blank.workstationId, toWorkstationId];
          if (!supervises && !(ends.includes(null) && ends.includes(here))) return null;
          return { ...blank, workstationId: toWorkstationId };
        });
      }
      case 'return-blank-cards':
        return this.#all(request.ranges, (blank) => {
          if (blank.status !== 'in-stock' || blank.officeId !== origin.officeId) return null;
          if (!supervises && blank.workstationId !== here) return null;
          return { ...blank, status: 'returned', workstationId: null };
        });
      case 'destroy-blank-cards':
        return (
          supervises &&
          this.#all(request.ranges, (blank) =>
            blank.officeId === origin.officeId && ['spoiled', 'returned'].includes(blank.status)
              ? { ...blank, status: 'destroyed' }
              : null,
          )
        );
      case 'count-blank-cards': {
        const { workstationId } = request;
        if (workstationId !== here && !supervises) return false;
        if (workstationId !== null && this.workstations.get(workstationId) !== origin.officeId) return false;
        const book = numbersOf(request.expected);
        const found = numbersOf(request.counted);
        const there = (serial: string) => {
          const blank = this.blanks.get(serial);
          if (blank?.workstationId !== workstationId || blank.officeId !== origin.officeId) return false;
          // What never came is found missing from the safe for which it was meant.
          const coming = workstationId === null && ['announced', 'in-transit'].includes(blank.status);
          return blank.status === 'in-stock' || coming;
        };
        if (!book.every(there)) return false;
        const missing = book.filter((serial) => !found.includes(serial));
        const more = found.filter((serial) => !book.includes(serial));
        const differs = missing.length + more.length > 0;
        if (differs && (!supervises || (request.explanation ?? '') === '')) return false;
        for (const serial of missing) this.mark(serial, 'missing');
        for (const serial of more) {
          const blank = this.blanks.get(serial);
          if (blank?.status === 'missing') {
            // A card that was written and lost on its way is no blank any more, wherever it turns up.
            const status = blank.serviceId === null ? 'in-stock' : 'spoiled';
            // Who has found it has it, whoever missed it.
            this.blanks.set(serial, { ...blank, status, officeId: origin.officeId, workstationId });
          }
        }
        this.counts.push(countLine(workstationId, book.length, found.length, missing, more));
        return true;
      }
      default:
        return kind satisfies never;
    }
  }

  /** Does something with every blank that is named, or with none where one of them does not fit. */
  #all(ranges: readonly Range[], move: (blank: Blank) => Blank | null): boolean {
    const serials = numbersOf(ranges);
    const moved = serials.map((serial) => {
      const blank = this.blanks.get(serial);
      return blank === undefined ? null : move(blank);
    });
    if (moved.includes(null) || new Set(serials).size !== serials.length) return false;
    for (const [index, serial] of serials.entries()) {
      const blank = moved[index];
      if (blank !== undefined && blank !== null) this.blanks.set(serial, blank);
    }
    return true;
  }
}

/** Every number from the first to the last. */
function numbersOf(ranges: readonly Range[]): readonly string[] {
  const numbers: string[] = [];
  for (const { first, last } of ranges) {
    for (let number = Number(first); number <= Number(last); number += 1) numbers.push(String(number));
  }
  return numbers;
}
