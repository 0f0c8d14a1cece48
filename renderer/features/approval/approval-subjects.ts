import type { ReactElement } from 'react';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { PayoutSubject } from '../payout/payout-subject.tsx';
import { ReversalSubject } from '../reversal/reversal-subject.tsx';
import { RemittanceReturnSubject, TransferOutSubject } from '../transfer/transfer-subjects.tsx';

/** What a sheet is about, as only its kind of service shows it. */
export type ApprovalSubject = (props: { readonly sheet: ApprovalSheet }) => ReactElement | null;

/** By the kind of sheet; each is a file of its service. */
export const approvalSubjects: { readonly [K in ApprovalSheet['kind']]: ApprovalSubject } = {
  reversal: ReversalSubject,
  payout: PayoutSubject,
  'transfer-out': TransferOutSubject,
  'remittance-return': RemittanceReturnSubject,
};
