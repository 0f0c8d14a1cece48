import type { IdentityDocumentKind } from '../identity/identity-document.ts';

/** What every step of issuing a card carries. */
export interface ServiceStepRequest {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** 受理: the person stands at the counter with his own document (domain rules section 3, in person). */
export interface AcceptCardApplicationRequest extends ServiceStepRequest {
  readonly channel: 'in-person';
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly documentName: string;
  /** 'YYYY-MM-DD' or 'long-term' 长期. */
  readonly documentValidUntil: string;
  /** The clerk compared the photo of the document with the person. */
  readonly photoCompared: boolean;
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
}

/** 交付: the card in the right hand, signed for. */
export interface HandOverCardRequest extends ServiceStepRequest {
  readonly cardNumber: string;
  readonly blankSerial: string;
  readonly receiptSigned: boolean;
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
