import type { ApprovalKind } from '../records/approval.ts';

/** What the second person decides about: he saw it, and says so with his own signature. */
interface ApprovalDecision {
  /** Which sheet, `Approval.id`. */
  readonly approvalId: string;
  readonly serviceNumber: string;
  readonly personId: string;
  readonly kind: ApprovalKind;
  /** His own password, sealed for the central office with what he signs (base64). */
  readonly signature: string;
}

/** 复核通过. */
export interface ApproveServiceRequest extends ApprovalDecision {
  /** What leaves, fen, as the screen showed it to him. */
  readonly amount: number;
}

/** 复核退回: needs a reason, and keeps everything. */
export interface RefuseApprovalRequest extends ApprovalDecision {
  readonly reason: string;
}
