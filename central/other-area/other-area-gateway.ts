import type {
  InformationSheet,
  LetterKind,
  RelationshipTransfer,
} from '../../domain/records/relationship-transfer.ts';
import type { FundAccount } from '../../domain/transfer/fund-account.ts';
import type { AreaAnswer } from '../../domain/transfer/other-area-answers.ts';

/** Which transfer, with everything about it that the other area has been told; `id` is its name for ever. */
export interface TransferCase {
  readonly id: string;
  readonly direction: RelationshipTransfer['direction'];
  /** The pooling area that is spoken to, and the one that speaks. */
  readonly areaCode: string;
  readonly county: string;
  readonly name: string;
  readonly documentKind: InformationSheet['documentKind'];
  readonly documentNumber: string;
  /**
   * The first month on the record here besides those that this transfer has brought, 'YYYY-MM': what is asked of the other
   * area lies before it; null where there is none.
   */
  readonly paidHereFrom: string | null;
  /** Where the money of who comes is sent; null where this area has published no account, and where somebody leaves. */
  readonly receivingAccount: FundAccount | null;
  /** What goes with the sheet, fen; 0 where somebody comes. */
  readonly amount: number;
  readonly sheet: InformationSheet | null;
  /** The letters that it has, in their order. */
  readonly letters: readonly { readonly id: string; readonly kind: LetterKind }[];
}

/** A letter as it is handed over; its id is its own for ever, by which the other area knows it again. */
export interface AreaLetter {
  readonly id: string;
  readonly kind: LetterKind;
  readonly text: string | null;
  readonly about: TransferCase;
}

/**
 * 异地经办机构接口: the offices of other pooling areas, by whatever they are reached (the national platform, or post). What
 * implements it is one file: central/other-area/simulated-other-area.ts, or the adapter of a real platform beside it.
 *
 * The central office may end between a call and the note of it, or be brought back to an earlier state, and then calls again.
 * So the same letter handed over twice must count once, and what was once answered must be told again whenever it is asked
 * for, each answer under the id that it had. No two answers have one id, whatever areas they are of: money is kept under it.
 */
export interface OtherAreaGateway {
  /**
   * Hands a letter over; resolves when the other area has it.
   * @throws whatever kept it from being handed over, or from knowing that it was: it is then handed over again later
   */
  send(letter: AreaLetter): Promise<void>;
  /**
   * Everything that the other area has answered about this transfer so far, in its order; empty while it says nothing.
   * @throws whatever kept it from asking
   */
  answers(about: TransferCase): Promise<readonly AreaAnswer[]>;
}
