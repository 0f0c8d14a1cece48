import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import type { CardSurrender, PayeeAsked, PayoutGround, PayoutPaperHandedIn } from '../records/payout.ts';
import type { PresentedDocument } from '../records/records.ts';

/** Who asks after a death: the dead authorise nobody, so one of the heirs comes with his own document. */
export interface AskedByHeir {
  readonly channel: 'heir';
  readonly applicant: PresentedDocument & { readonly relation: string; readonly phone: string };
  readonly photoCompared: boolean;
}

interface ServiceOfPerson {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** What lies on the desk, and who is to get the money: typed at the acceptance, mended when it is checked. */
export interface PayoutPapersAndPayees {
  readonly papers: readonly PayoutPaperHandedIn[];
  readonly payees: readonly PayeeAsked[];
  /** What becomes of the card; null where the account is kept, and where there is no card. */
  readonly card: CardSurrender | null;
}

interface Signed {
  /** What is paid, fen, as the clerk saw it. */
  readonly amount: number;
  /** His password, sealed for the central office with what he signs (base64). */
  readonly signature: string;
}

/** 受理一次性支取. */
export interface AcceptPayoutRequest extends ServiceOfPerson, PayoutPapersAndPayees, Signed {
  readonly ground: PayoutGround;
  readonly asker: PresentedAtCounter | AskedByHeir;
}

/** 审核: papers and payees as they are found right; goes to the second person. */
export interface CheckPayoutRequest extends ServiceOfPerson, PayoutPapersAndPayees, Signed {}

/** What the bank returned is to be paid elsewhere. */
export interface CorrectPayoutRequest extends ServiceOfPerson, Signed {
  /** Which of the payees could not be paid, from 0. */
  readonly returned: number;
  /** Who stands in his place: himself with another account, or for the estate of the dead his heirs. */
  readonly payees: readonly PayeeAsked[];
  /** What else was handed in for it. */
  readonly papers: readonly PayoutPaperHandedIn[];
}

/** 撤回. */
export interface WithdrawPayoutRequest extends ServiceOfPerson {
  readonly reason: string;
}

/** 办结: everything is paid. */
export interface ClosePayoutRequest extends ServiceOfPerson {
  /** The card that was taken in has been destroyed. */
  readonly cardDestroyed: boolean;
}
