import { isNewEntry, withSerials } from '../../domain/ledger/entry-serials.ts';
import type { Change } from '../../domain/records/change.ts';
import type { CountyWriter } from '../storage/central-storage.ts';

/**
 * The serials of the entries that a slice posts, given as they are decided: a command sees those of the commands before it
 * in the order of posting, as it would see them written.
 */
export class SliceSerials {
  #last: number | null = null;
  readonly #writer: Pick<CountyWriter, 'lastSerial'>;

  constructor(writer: Pick<CountyWriter, 'lastSerial'>) {
    this.#writer = writer;
  }

  /** The changes of one command, its entries numbered; they are taken over only when `note` is told so. */
  async numbered(changes: readonly Change[]): Promise<readonly Change[]> {
    if (!changes.some(isNewEntry)) return changes;
    this.#last ??= await this.#writer.lastSerial();
    return withSerials(changes, this.#last);
  }

  /** These are decided: the next ones come behind them. */
  note(changes: readonly Change[]): void {
    for (const one of changes) {
      if (one.table === 'ledgerEntry') this.#last = Math.max(this.#last ?? 0, one.record.serial);
    }
  }
}
