import { z } from 'zod';
import { remittanceDifferences } from '../domain/transfer/remittance.ts';
import { refusal } from './envelope.ts';
import { approvalState, paymentState } from './ledger-records.ts';
import { paperVerification } from './paper-verification.ts';
import { civilDate, fen, identifier, instant, month, serviceNumber } from './primitives.ts';
import { confirmation, serviceView } from './service-views.ts';
import {
  areaCode,
  incomingRemittanceRecord,
  relationshipTransferRecord,
  transferDirection,
  transferState,
} from './transfer-records.ts';
import { transferRequests } from './transfers.ts';

/** What a clerk types to sign. */
const password = z.string().min(1).max(200);
const refusals = z.array(refusal);

/** What the forms of a transfer begin with. */
export const transferDesk = z.object({
  /** What would leave today, fen; all null where that cannot be told. */
  leaving: z.object({ balance: fen, interest: fen, amount: fen }).nullable(),
  dueOut: z.object({ dueOn: civilDate, dueProvisional: z.boolean() }),
  dueIn: z.object({ dueOn: civilDate, dueProvisional: z.boolean() }),
});
export type TransferDesk = z.infer<typeof transferDesk>;

/** Money that has come for a transfer, and what can be done with it. */
const remittanceView = incomingRemittanceRecord.extend({
  /** Masked: whose number the payer has named. */
  payeeNumber: z.string(),
  differences: z.array(z.enum(remittanceDifferences)),
  /** Why it cannot be matched now. */
  matchRefusals: refusals,
  /** What can go back: all that is left, or what is too much; fen. */
  whole: fen,
  excess: fen,
});
export type RemittanceView = z.infer<typeof remittanceView>;

/** Whether it is open beyond its day, and for how many working days: none on the weekend behind it. */
const lateness = { isLate: z.boolean(), workingDaysLate: z.int().min(0) };

/** One transfer as its page shows it; document and account numbers are masked. */
export const transferView = z.object({
  service: serviceView,
  transfer: relationshipTransferRecord,
  ...lateness,
  approval: z.object({ state: approvalState, reason: z.string().nullable(), amount: fen }).nullable(),
  payment: z.object({ state: paymentState, amount: fen, bankReference: z.string().nullable() }).nullable(),
  remittances: z.array(remittanceView),
  /** What must come before anything is credited, fen; null where nothing can be expected yet. */
  expected: fen.nullable(),
  /** Why nothing can be credited now; empty where it can. */
  creditRefusals: refusals,
  /** The months of somebody who comes that have joined his record, or would now: none that is on it already. */
  joined: z.array(z.object({ areaCode, fromMonth: month, toMonth: month })),
});
export type TransferView = z.infer<typeof transferView>;

/** 参保凭证、信息表、联系函. */
export const transferPaperKinds = ['insurance-certificate', 'information-sheet', 'contact-letter'] as const;
export type TransferPaperKind = (typeof transferPaperKinds)[number];

/** What is printed, with the full numbers; asking for it is noted. */
export const transferPapers = z.object({
  transfer: relationshipTransferRecord,
  /** What the central office has not confirmed is said to be provisional. */
  confirmation,
  countyName: z.string(),
  officeName: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  clerkName: z.string(),
  workstationNumber: z.int(),
  /** Where the other area sends the money of who comes; null where the central office has published no account. */
  receivingAccount: z
    .object({ accountName: z.string(), bankName: z.string(), accountNumber: z.string() })
    .nullable(),
  personName: z.string(),
  documentNumber: z.string(),
  printedOn: civilDate,
  at: instant,
  asOf: instant.nullable(),
  /** How many times each was printed before. */
  prints: z.record(z.enum(transferPaperKinds), z.int()),
  /** Of the certificate. */
  verification: paperVerification,
});
export type TransferPapers = z.infer<typeof transferPapers>;

const transferRow = z.object({
  serviceNumber: z.string(),
  personId: identifier,
  personName: z.string(),
  direction: transferDirection,
  state: transferState,
  areaName: z.string(),
  dueOn: civilDate,
  dueProvisional: z.boolean(),
  ...lateness,
  isOpen: z.boolean(),
  /** Money that has come and that nobody has settled. */
  unsettled: z.int(),
});
export type TransferRow = z.infer<typeof transferRow>;

const step = { serviceNumber };
const signed = { password };
const signature = { signature: true, serviceNumber: true } as const;

/** What a window can ask of transfers. */
export const transferCalls = {
  getTransferDesk: { who: 'clerk', input: z.object({ personId: identifier }), output: transferDesk },
  getTransfer: { who: 'clerk', input: z.object(step), output: transferView },
  getTransferPapers: { who: 'clerk', input: z.object(step), output: transferPapers },
  listTransfers: {
    who: 'clerk',
    input: z.object({}),
    output: z.object({ today: civilDate, transfers: z.array(transferRow) }),
  },
  acceptTransferOut: {
    who: 'clerk',
    input: transferRequests['accept-transfer-out'].omit(signature).extend(signed),
    output: serviceView,
  },
  acceptTransferIn: {
    who: 'clerk',
    input: transferRequests['accept-transfer-in'].omit({ serviceNumber: true }),
    output: serviceView,
  },
  withdrawTransfer: {
    who: 'clerk',
    input: transferRequests['withdraw-transfer'].omit({ personId: true }),
    output: serviceView,
  },
  followUpTransfer: {
    who: 'clerk',
    input: transferRequests['follow-up-transfer'].omit({ personId: true }),
    output: serviceView,
  },
  matchRemittance: {
    who: 'clerk',
    input: transferRequests['match-remittance'].omit({ personId: true }),
    output: serviceView,
  },
  creditTransfer: {
    who: 'clerk',
    input: transferRequests['credit-transfer'].omit({ personId: true, signature: true }).extend(signed),
    output: serviceView,
  },
  returnRemittance: {
    who: 'clerk',
    input: transferRequests['return-remittance'].omit({ personId: true, signature: true }).extend(signed),
    output: serviceView,
  },
} as const;
