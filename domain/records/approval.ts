/** What needs a second person 复核. */
export const approvalKinds = ['reversal', 'transfer-out', 'remittance-return', 'payout'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/** 'withdrawn': who asked has taken it back before anybody decided. */
export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'withdrawn';

/** 复核单: money or a right leaves only when a second person has approved (issue 6). */
export interface Approval {
  /** The number of the service, and how often it was asked for: '440113-20261126-001-0001/1'. */
  readonly id: string;
  readonly serviceId: string;
  readonly personId: string;
  readonly kind: ApprovalKind;
  readonly officeId: string;
  /** Everybody who had a hand in it; none of them approves it. */
  readonly enteredBy: readonly string[];
  readonly enteredAt: string;
  readonly enteredOn: string;
  /** What leaves, fen, as it stood when it was asked for. */
  readonly amount: number;
  readonly state: ApprovalState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** Why it was refused; null otherwise. */
  readonly reason: string | null;
}
