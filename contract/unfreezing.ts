import { z } from 'zod';
import { bankPapers } from '../domain/records/bank-request.ts';
import { tellingWays } from '../domain/unfreezing/unfreezing-requests.ts';
import { holdKinds, releaseNeeds } from '../domain/unfreezing/what-holds.ts';
import { refusal } from './envelope.ts';
import { presentedDocument, presentedRepresentative } from './presented.ts';
import { identifier, instant, serviceNumber, typedText } from './primitives.ts';
import { bankOutcome, bankPaper, bankRequestKind, bankRequestState } from './bank-records.ts';

const presented = {
  personId: identifier,
  channel: z.enum(['in-person', 'agent', 'guardian']),
  document: presentedDocument,
  representative: presentedRepresentative.nullable(),
  photoCompared: z.boolean(),
};

/** 启封 as a window asks for it. The service number is the counter's. */
export const accountRelease = z.object(presented);

/** 金融账户激活、解冻 as a window asks for it. */
export const bankServiceRequest = z.object({
  ...presented,
  request: bankRequestKind,
  papers: z.array(bankPaper).max(bankPapers.length),
});

/** 告知银行答复 as a window asks for it. */
export const bankAnswerTold = z.object({ serviceNumber, way: z.enum(tellingWays) });

/** 撤回银行业务申请 as a window asks for it. */
export const bankRequestWithdrawal = z.object({ serviceNumber, reason: typedText.min(1).max(200) });

/** The same as commands. */
export const unfreezingRequests = {
  'release-account': accountRelease.extend({ serviceNumber }),
  'request-bank-service': bankServiceRequest.extend({ serviceNumber }),
  'withdraw-bank-request': bankRequestWithdrawal.extend({ personId: identifier }),
  'record-bank-answer-told': bankAnswerTold.extend({ personId: identifier, outcome: bankOutcome.optional() }),
};

/** How far a request to the bank is; the account number stays where it is. */
export const bankRequestView = z.object({
  serviceNumber: z.string(),
  kind: bankRequestKind,
  /** 'recalling': the person took it back, and the bank has not said yet whether it drops it. */
  state: z.enum([...bankRequestState.options, 'recalling']),
  bankName: z.string(),
  requestedAt: instant,
  sentAt: instant.nullable(),
  /** When the person took it back; the bank may have done it all the same. */
  withdrawnAt: instant.nullable(),
  answeredAt: instant.nullable(),
  /** Why the bank refused, in its own words. */
  reasonCode: z.string().nullable(),
  reasonText: z.string().nullable(),
  toldAt: instant.nullable(),
  /** Whether there is an answer of which the person has not heard. */
  toTell: z.boolean(),
  /** Whether the person can take it back now. */
  mayWithdraw: z.boolean(),
});
export type BankRequestView = z.infer<typeof bankRequestView>;

/** 银行答复待告知: an answer of which the person has not heard. */
export const bankAnswerToTell = bankRequestView.extend({ personId: identifier, personName: z.string() });

/** 为什么不能用: one thing that holds, who can release it, what it takes, and why not now. */
export const holdView = z.object({
  kind: z.enum(holdKinds),
  releasedBy: z.enum(['record', 'counter', 'bank']),
  needs: z.array(z.enum(releaseNeeds)),
  services: z.array(
    z.enum(['release-account', 'unlock-card', 'lift-loss-report', 'replace-card', 'request-bank-service']),
  ),
  refusals: z.array(refusal),
  bankRequest: bankRequestView.nullable(),
});
export type HoldView = z.infer<typeof holdView>;
