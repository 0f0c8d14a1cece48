import type { ComponentProps, JSXElementConstructor } from 'react';
import type { PaperForm } from '../../../contract/printing.ts';

/** Every paper by its form; a paper's window loads the one that it draws. */
export const paperForms = {
  receipt: async () => (await import('../receipt/receipt-paper.tsx')).ReceiptPaper,
  'collection-slip': async () => (await import('../receipt/collection-slip.tsx')).CollectionSlip,
  'one-time-notice': async () => (await import('../issue-card/one-time-notice.tsx')).OneTimeNotice,
  'answer-slip': async () => (await import('../answer-slip/answer-slip-paper.tsx')).AnswerSlipPaper,
  inquiry: async () => (await import('../inquiry/inquiry-paper.tsx')).InquiryPaper,
  statement: async () => (await import('../statement/statement-paper.tsx')).StatementPaper,
  'approval-sheet': async () => (await import('../approval/approval-paper.tsx')).ApprovalPaper,
  'insurance-certificate': async () =>
    (await import('../transfer/insurance-certificate.tsx')).InsuranceCertificate,
  'information-sheet': async () =>
    (await import('../transfer/information-sheet-paper.tsx')).InformationSheetPaper,
  'contact-letter': async () => (await import('../transfer/contact-letter.tsx')).ContactLetter,
  'transport-list': async () => (await import('../parcels/transport-list.tsx')).TransportList,
  'batch-list': async () => (await import('../employer-batch/batch-list-paper.tsx')).BatchListPaper,
  'day-close': async () => (await import('../day-close/day-paper.tsx')).DayPaper,
  'import-list': async () => (await import('../work-list/import-paper.tsx')).ImportPaper,
} as const satisfies Record<PaperForm, () => Promise<JSXElementConstructor<never>>>;

/** What a form's page takes; it crosses to the window that draws it as JSON. */
type ContentOf<Form extends PaperForm> = ComponentProps<Awaited<ReturnType<(typeof paperForms)[Form]>>>;

/** A paper: its form, and what stands on it. */
export type Paper = {
  readonly [Form in PaperForm]: { readonly form: Form; readonly content: ContentOf<Form> };
}[PaperForm];
