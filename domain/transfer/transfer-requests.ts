import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import type { OtherArea } from '../records/relationship-transfer.ts';

interface ServiceOfPerson {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** A clerk's own password, sealed for the central office with what he signs (base64). */
interface Signed {
  readonly signature: string;
}

/** 关系转出: where he goes, and what leaves with him as the clerk saw it, fen. */
export type AcceptTransferOutRequest = ServiceOfPerson &
  PresentedAtCounter &
  Signed & { readonly otherArea: OtherArea; readonly amount: number };

/** 关系转入: where he comes from, and the certificate that he brought. */
export type AcceptTransferInRequest = ServiceOfPerson &
  PresentedAtCounter & {
    readonly otherArea: OtherArea;
    readonly broughtCertificate: { readonly number: string; readonly checkCode: string } | null;
  };

/** 撤回: before the other area has anything of it, or has sent its money. */
export type WithdrawTransferRequest = ServiceOfPerson & { readonly reason: string };

/** What is done about a sheet or money that is missing or does not fit: wait for it, or ask the other area. */
export const followUpWays = ['wait', 'ask'] as const;

/** 催办、等待. */
export type FollowUpTransferRequest = ServiceOfPerson & {
  readonly way: (typeof followUpWays)[number];
  readonly text: string;
};

/** 到账核对: this money belongs to this transfer. */
export type MatchRemittanceRequest = ServiceOfPerson & {
  readonly remittanceId: string;
  /** Why, where it is not what the sheet says; empty where it is. */
  readonly note: string;
};

/** 入账: what was matched is credited; `amount` as the clerk saw it, fen. */
export type CreditTransferRequest = ServiceOfPerson & Signed & { readonly amount: number };

/** 退回到账款: all that is left of it, or what is too much. */
export type ReturnRemittanceRequest = ServiceOfPerson &
  Signed & { readonly remittanceId: string; readonly amount: number; readonly reason: string };
