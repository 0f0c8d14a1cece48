import type { ApprovalKind } from '../records/approval.ts';
import { approvedPayout } from '../payout/approved-payout.ts';
import { approvedReversal } from '../reversal/approved-reversal.ts';
import { approvedRemittanceReturn } from '../transfer/return-remittance.ts';
import { approvedTransferOut } from '../transfer/transfer-out.ts';
import type { ApprovedService } from './approved-service.ts';

/** What each kind of service does when it is approved. */
export const approvedServices: { readonly [K in ApprovalKind]: ApprovedService } = {
  reversal: approvedReversal,
  'transfer-out': approvedTransferOut,
  'remittance-return': approvedRemittanceReturn,
  payout: approvedPayout,
};
