import type { Approval } from '../../domain/records/approval.ts';

/** Sheets that wait for a second person. */
export interface ApprovalQueries {
  /** Those of an office, those that have waited longest first. */
  approvalsWaiting(officeId: string, skip: number, limit: number): readonly Approval[];
  countApprovalsWaiting(officeId: string): number;
}
