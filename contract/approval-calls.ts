import { z } from 'zod';
import { reversalWays } from '../domain/records/service-details.ts';
import { approvalRequests } from './approvals.ts';
import { approvalKind, approvalState, ledgerAccount, ledgerEntryKind } from './ledger-records.ts';
import { refusal } from './envelope.ts';
import { civilDate, fen, identifier, instant, pageLimit, pageSkip, typedText } from './primitives.ts';
import { personalAccountStatus } from './records.ts';
import { serviceView } from './service-views.ts';

const password = z.string().min(1).max(200);

/**
 * Whose signature it is: at the first one's desk a second clerk with his own name, from his own queue (null) who is signed
 * in, with his password again.
 */
export const signer = { loginName: z.string().trim().min(1).max(64).nullable(), password };
export type Signer = { readonly [K in keyof typeof signer]: z.output<(typeof signer)[K]> };

/** One entry as it was posted, or would be. */
const entryView = z.object({
  postedOn: civilDate,
  kind: ledgerEntryKind,
  institution: z.string(),
  debitAccount: ledgerAccount,
  creditAccount: ledgerAccount,
  /** Fen, above zero. */
  amount: fen,
});
export type LedgerEntryView = z.infer<typeof entryView>;

/** What would be posted now, and what the personal account is before and after. */
const effectView = z.object({
  /** What leaves, fen: who decides says that he saw it. */
  amount: fen,
  entries: z.array(entryView),
  before: z.object({ balance: fen, status: personalAccountStatus }),
  after: z.object({ balance: fen, status: personalAccountStatus }),
});
export type LedgerEffectView = z.infer<typeof effectView>;

/** 复核单 in the queue. */
export const approvalSummary = z.object({
  approvalId: identifier,
  serviceNumber: z.string(),
  kind: approvalKind,
  personId: identifier,
  personName: z.string(),
  maskedNumber: z.string(),
  /** What leaves, fen, as it stood when it was asked for. */
  amount: fen,
  /** The names of everybody who had a hand in it. */
  enteredBy: z.array(z.string()),
  enteredAt: instant,
  state: approvalState,
  /** The central office has not confirmed it yet. */
  unconfirmed: z.boolean(),
  /** Why who is signed in may not decide about it; none: he may. */
  refusals: z.array(refusal),
  /** Why he may not approve it, though he may send it back: it is above what his role may approve. */
  limitRefusals: z.array(refusal),
});
export type ApprovalSummary = z.infer<typeof approvalSummary>;

/** 复核单 with what it is about. */
export const approvalSheet = approvalSummary.extend({
  service: serviceView,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Why it was refused. */
  reason: z.string().nullable(),
  /** What would be posted now; null where it was decided, or cannot be carried out. */
  effect: effectView.nullable(),
  /** Why it cannot be carried out now, whoever decides. */
  obstacles: z.array(refusal),
  /** What was posted when it was approved and the central office had carried it out; empty before. */
  posted: z.array(entryView),
});
export type ApprovalSheet = z.infer<typeof approvalSheet>;

/** 复核单 as paper: everything that it says, so that preview, print and PDF are one page. */
export const approvalPaper = approvalSheet.extend({
  /** To whom money goes by it; nobody where none leaves. The account numbers of people are masked. */
  payees: z.array(
    z.object({
      accountName: z.string(),
      bankName: z.string(),
      accountNumber: z.string(),
      amount: fen,
      /** The bank could not pay it, and another stands in its place. */
      replaced: z.boolean(),
    }),
  ),
  officeAddress: z.string(),
  officePhone: z.string(),
  /** 0 for the first print, n for 补打 第n次. */
  reprint: z.int(),
  asOf: instant.nullable(),
  printedAt: instant,
});
export type ApprovalPaper = z.infer<typeof approvalPaper>;

const decision = { approvalId: identifier, ...signer };

/** The calls about what a second person decides 复核, and about reversals 冲正. */
export const approvalCalls = {
  /** What waits for a second person in this office, the oldest first. */
  listApprovals: {
    who: 'clerk',
    input: z.object({ skip: pageSkip, limit: pageLimit }),
    output: z.object({ approvals: z.array(approvalSummary), total: z.int() }),
  },
  getApproval: { who: 'clerk', input: z.object({ approvalId: identifier }), output: approvalSheet },
  getApprovalPaper: { who: 'clerk', input: z.object({ approvalId: identifier }), output: approvalPaper },
  approveService: {
    who: 'clerk',
    /** `amount` as the sheet showed it, fen. */
    input: z.object({ ...decision, amount: fen.min(0) }),
    output: serviceView,
  },
  refuseApproval: {
    who: 'clerk',
    input: z.object({ ...decision, reason: typedText.max(200) }),
    output: serviceView,
  },
  /** What a reversal of these entries would do, before anything is asked for. */
  getReversal: {
    who: 'clerk',
    input: z.object({
      personId: identifier,
      groupId: identifier,
      way: z.enum(reversalWays).default('reverse'),
    }),
    output: z.object({
      /** What is to be reversed. */
      reversed: z.array(entryView),
      /** Everything was posted today: 当日撤销. */
      sameDay: z.boolean(),
      effect: effectView.nullable(),
      refusals: z.array(refusal),
    }),
  },
  /** 登记追回款. */
  recordClaimRepayment: {
    who: 'clerk',
    input: approvalRequests['record-claim-repayment'].omit({ personId: true }),
    output: serviceView,
  },
  requestReversal: {
    who: 'clerk',
    input: z.object({
      personId: identifier,
      groupId: identifier,
      way: z.enum(reversalWays).default('reverse'),
      reason: typedText.max(200),
      /** What moves on the account, fen, as it was shown. */
      amount: fen.min(0),
      password,
    }),
    output: serviceView,
  },
} as const;
