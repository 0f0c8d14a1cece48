import type { ReactElement } from 'react';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { PayoutSubject } from '../payout/payout-subject.tsx';
import { ReversalSubject } from '../reversal/reversal-subject.tsx';

/** What a sheet is about, as only its kind of service shows it. */
export type ApprovalSubject = (props: { readonly sheet: ApprovalSheet }) => ReactElement | null;

/** What the sheet says of every service is all there is to say. */
const nothingMore: ApprovalSubject = () => null;

/** By the kind of sheet; each is a file of its service. */
export const approvalSubjects: { readonly [K in ApprovalSheet['kind']]: ApprovalSubject } = {
  reversal: ReversalSubject,
  payout: PayoutSubject,
  'transfer-out': nothingMore,
  'remittance-return': nothingMore,
};
