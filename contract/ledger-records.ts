import { z } from 'zod';
import { approvalKinds } from '../domain/records/approval.ts';
import { paymentPurposes } from '../domain/records/payment.ts';
import { civilDate, fen, identifier, instant } from './primitives.ts';

export const ledgerEntryKind = z.enum([
  'carry-over',
  'allocation',
  'spending',
  'interest',
  'transfer',
  'payout',
  'reversal',
  'adjustment',
]);
export const ledgerAccount = z.enum([
  'personal-account',
  'pooled-fund',
  'contributions-received',
  'designated-institutions',
  'interest-expense',
  'carried-forward',
  'bank-deposits',
  'payouts-payable',
  'transfers-payable',
  'unmatched-receipts',
  'recovery-claims',
]);
export const approvalKind = z.enum(approvalKinds);
export const approvalState = z.enum(['waiting', 'approved', 'refused', 'withdrawn']);
export const paymentState = z.enum(['ordered', 'sent', 'paid', 'returned', 'cancelled']);

export const ledgerEntryRecord = z.object({
  id: identifier,
  personId: identifier.nullable(),
  serial: z.int().min(0),
  postedOn: civilDate,
  kind: ledgerEntryKind,
  insuranceKind: z.literal('310'),
  groupId: identifier,
  serviceId: identifier.nullable(),
  institution: z.string(),
  debitAccount: ledgerAccount,
  creditAccount: ledgerAccount,
  amount: fen.positive(),
  reversesId: identifier.nullable(),
});

export const approvalRecord = z.object({
  id: identifier,
  serviceId: identifier,
  personId: identifier,
  kind: approvalKind,
  officeId: identifier,
  enteredBy: z.array(identifier),
  enteredAt: instant,
  enteredOn: civilDate,
  amount: fen.min(0),
  state: approvalState,
  decidedBy: identifier.nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
});

export const paymentRecord = z.object({
  id: identifier,
  serviceId: identifier,
  personId: identifier,
  purpose: z.enum(paymentPurposes),
  payeeName: z.string(),
  bankName: z.string(),
  accountNumber: z.string(),
  amount: fen.positive(),
  state: paymentState,
  orderedAt: instant,
  sentAt: instant.nullable(),
  answeredAt: instant.nullable(),
  bankReference: z.string().nullable(),
  reasonCode: z.string().nullable(),
  reasonText: z.string().nullable(),
  // The county, an identifier and a count.
  orderNumber: z.string().min(1).max(96).nullable(),
  remittanceId: identifier.nullable(),
});

export const medicalBillRecord = z.object({
  id: identifier,
  personId: identifier,
  institution: z.string(),
  billedOn: civilDate,
  amount: fen.min(0),
  state: z.enum(['open', 'settled']),
});
