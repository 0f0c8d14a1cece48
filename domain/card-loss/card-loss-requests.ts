import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';

/**
 * What only the holder knows and the record tells: asked on the telephone. Kept are the kinds that were answered
 * rightly, never an answer (Personal Information Protection Law, domain rules section 9).
 */
export const identityQuestions = [
  'document-number',
  'address',
  'employer',
  'last-transaction-month',
  'bank',
] as const;
export type IdentityQuestion = (typeof identityQuestions)[number];

interface LossServiceRequest {
  readonly serviceNumber: string;
  readonly personId: string;
  readonly cardNumber: string;
}

/** 口头挂失: by telephone, no documents, for some days. */
interface TelephoneReport extends LossServiceRequest {
  readonly channel: 'telephone';
  readonly answered: readonly IdentityQuestion[];
}

/** 书面挂失: with documents, until it is lifted or the card is replaced. */
type DocumentedReport = LossServiceRequest & PresentedAtCounter;

/** 挂失: which of the two it is, says how it came (domain rules section 3). */
export type ReportLossRequest = TelephoneReport | DocumentedReport;

/** 解挂. `lifts` is the report that the clerk saw: one that another counter made meanwhile is not lifted unseen. */
export type LiftLossReportRequest = LossServiceRequest &
  PresentedAtCounter & { readonly lifts: 'provisional' | 'formal' };
