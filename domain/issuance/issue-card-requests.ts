import type { IdentityDocumentKind } from '../identity/identity-document.ts';
import type {
  CardApplicationType,
  Collector,
  PresentedDocument,
  Representative,
} from '../records/records.ts';

/** What every step of issuing a card carries. */
export interface ServiceStepRequest {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** Who may stand at the counter for one card: the person himself, 代办人, or 监护人. Employers come with a roster. */
export const applicationChannels = ['in-person', 'agent', 'guardian'] as const;
export type ApplicationChannel = (typeof applicationChannels)[number];

/**
 * 受理 of a first card, of 补卡 or of 换卡. The document is always the insured person's own; whoever acts for him shows
 * one more. What may be left out stands for what it was before there was a choice: a first card, for who stands there.
 */
export interface AcceptCardApplicationRequest extends ServiceStepRequest {
  readonly channel: ApplicationChannel;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly documentName: string;
  /** 'YYYY-MM-DD' or 'long-term' 长期. */
  readonly documentValidUntil: string;
  /** The clerk compared the photo of the document with who stands there: the person, or who acts for him. */
  readonly photoCompared: boolean;
  /** Who acts for him, with his document and what shows that he may; null where the person has come himself. */
  readonly representative?: Representative | null | undefined;
  readonly applicationType?: CardApplicationType | undefined;
  /** The card that is replaced (05) or exchanged (06, 07); null for a first one. */
  readonly formerCardNumber?: string | null | undefined;
  /** The fee of the pooling area was paid, where there is one. */
  readonly feePaid?: boolean | undefined;
}

export const productionSteps = ['chip-written', 'printed', 'verified', 'spoiled'] as const;
export type ProductionStep = (typeof productionSteps)[number];

/** 制卡: one step of the making as the machine reports it, or the blank that it spoiled. */
export interface RecordCardProductionRequest extends ServiceStepRequest {
  readonly blankSerial: string;
  readonly step: ProductionStep;
  /** Why a blank was spoiled; null for the other steps. */
  readonly note: string | null;
}

/** The person's own six digits, sealed on entry with the public key of the central office. */
export interface SetCardPinRequest extends ServiceStepRequest {
  readonly cardNumber: string;
  /** base64 of the sealed password; nobody but the central office can open it. */
  readonly sealedPin: string;
  /** The holder's own document, where his employer's agent took the card along and he comes for the password alone. */
  readonly holder?: PresentedDocument | null | undefined;
}

/** 交付: the card in the right hand, signed for. */
export interface HandOverCardRequest extends ServiceStepRequest {
  readonly cardNumber: string;
  readonly blankSerial: string;
  readonly receiptSigned: boolean;
  /** Who takes the card; null for the one who applied, with the document that he showed then. */
  readonly collector?: Collector | null | undefined;
  /** Whoever takes it for the holder has shown the holder's document beside his own. */
  readonly holderDocumentShown?: boolean | undefined;
  /** The card that was exchanged has been taken in and destroyed. */
  readonly formerCardTakenIn?: boolean | undefined;
}

/** 撤回: the person leaves before the card is his; a blank already written is spoiled. */
export interface WithdrawCardApplicationRequest extends ServiceStepRequest {
  readonly blankSerial: string | null;
  readonly reason: string;
}

/** 作废: a blank that was written for a service which then could not be, or that is damaged in the drawer. */
export interface SpoilBlankCardRequest {
  readonly blankSerial: string;
  readonly reason: string;
  /** The service for which it was written, or null. */
  readonly serviceNumber: string | null;
}
