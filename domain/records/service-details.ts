import type { ReasonCode } from '../contribution/rights-reason.ts';
import type { BankPaper, BankRequestKind } from './bank-request.ts';
import type { PayoutGround } from './payout.ts';

/** Why insurance stops 停保: the job was left, the person moved to another pooling area, or died. */
export type SuspensionGround = 'left-employer' | 'moved-away' | 'deceased';

/** 停保: which month is the last that is paid, and why. */
export interface SuspensionDetails {
  readonly of: 'suspend-insurance';
  readonly ground: SuspensionGround;
  /** The last month that is paid, 'YYYY-MM'; null where nothing ever was. */
  readonly lastMonth: string | null;
  /** The employer's letter of introduction; null where the person or another asked. */
  readonly letterNumber: string | null;
  readonly deceasedOn: string | null;
  /** Number of the certificate that proves the death. */
  readonly deathCertificate: string | null;
}

/** 续保: with an employer, or in flexible employment 灵活就业 (`employerId` null). */
export interface ResumptionDetails {
  readonly of: 'resume-insurance';
  readonly employerId: string | null;
  /** The day of hiring; null in flexible employment. */
  readonly hiredOn: string | null;
  /** The first month that is paid again, 'YYYY-MM'. */
  readonly fromMonth: string;
  /** Contribution base per month, fen. */
  readonly base: number;
  readonly letterNumber: string | null;
}

/** 补缴: the months that are made good, and what they cost. */
export interface BackPaymentDetails {
  readonly of: 'register-back-payment';
  /** Whose arrears they were; null in flexible employment. */
  readonly employerId: string | null;
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Contribution base per month, fen. */
  readonly base: number;
  /** Everything that is paid, fen. */
  readonly amount: number;
  /** Of it the employer's share, fen. */
  readonly employerShare: number;
  readonly letterNumber: string | null;
}

/** What of a person's record is asked for 查询. */
export const inquirySubjects = ['balance', 'months', 'rights', 'card', 'services'] as const;
export type InquirySubject = (typeof inquirySubjects)[number];

/** 查询: what was asked for, and how far the records went from which it was answered. */
export interface InquiryDetails {
  readonly of: 'answer-inquiry';
  readonly asked: readonly InquirySubject[];
  readonly asOf: string | null;
}

/** 交易明细: everything, or the records of one kind alone 划入, 支出. */
export const statementScopes = ['all', 'allocation', 'spending'] as const;
export type StatementScope = (typeof statementScopes)[number];

/** What of a personal account is asked for. */
export interface StatementQuestion {
  /** First and last day, 'YYYY-MM-DD', both included. */
  readonly from: string;
  readonly to: string;
  readonly scope: StatementScope;
  /** The last entry of the person that was known when it was asked for, by its serial; 0 where there was none. */
  readonly throughSerial: number;
}

/** What a statement comes to, fen. */
export interface StatementFigures {
  readonly opening: number;
  readonly credits: number;
  readonly debits: number;
  readonly closing: number;
}

/** 打印交易明细: what was asked for, and what it came to. */
export interface StatementDetails extends StatementQuestion {
  readonly of: 'issue-statement';
  readonly figures: StatementFigures;
  /** The services by which the balance will move and had not when it was made, by their numbers: the paper names them. */
  readonly unposted: readonly string[];
  /** How far the records went from which it was made. */
  readonly asOf: string | null;
}

/** 启封: what was sealed and is released, and by which reason the record gives cover. */
export interface ReleaseDetails {
  readonly of: 'release-account';
  readonly account: boolean;
  readonly card: boolean;
  readonly reason: ReasonCode;
}

/** 金融账户激活、解冻: what the bank is asked for, and what was handed in for it. */
export interface BankServiceDetails {
  readonly of: 'request-bank-service';
  readonly request: BankRequestKind;
  readonly bankName: string;
  readonly papers: readonly BankPaper[];
}

/** 密码修改 whose old password was wrong: how often it may still be tried. */
export interface WrongPinDetails {
  readonly of: 'change-card-pin';
  readonly triesLeft: number;
}

/** A mistake in the ledger goes back by linked entries; money that has left is claimed from whoever got it 追回. */
export const reversalWays = ['reverse', 'claim'] as const;
export type ReversalWay = (typeof reversalWays)[number];

/** 追回到账: what somebody has paid back of a claim. */
export interface ClaimRepayment {
  readonly payerName: string;
  /** By which the bank knows the money that came; no two repayments of a county have the same. */
  readonly bankReference: string;
  /** Fen, above zero. */
  readonly amount: number;
  /** 'YYYY-MM-DD', as the bank says. */
  readonly receivedOn: string;
}

/** One that was recorded, and the group of entries by which it is posted. */
export interface RecordedRepayment extends ClaimRepayment {
  readonly groupId: string;
}

/** 追回 since it is posted: what it has done to the account, and what of it has come back. */
export interface StandingClaim {
  /** The account was closed by the payout, and is kept, sealed, for what is owed. */
  readonly reopened: boolean;
  /** In the order in which they were recorded, without those that were taken back as mistakes. */
  readonly repayments: readonly RecordedRepayment[];
}

/** 冲正, or 追回 of what cannot be reversed: which entries, and why. */
export interface ReversalDetails {
  readonly of: 'request-reversal';
  readonly groupId: string;
  readonly way: ReversalWay;
  readonly reason: string;
  /** What moves on the personal account, fen without sign. */
  readonly amount: number;
  /** Whether everything was posted on the day on which it was asked for: 当日撤销. */
  readonly sameDay: boolean;
  /** Null of a reversal, and of a claim until a second person has approved it. */
  readonly claim: StandingClaim | null;
}

/** 关系转移接续: where to, or from where. */
export interface TransferDetails {
  readonly of: 'transfer-out' | 'transfer-in';
  readonly areaCode: string;
  readonly areaName: string;
}

/** 一次性支取: the ground, and what is paid, fen; who gets it where is in its own record and is shown masked. */
export interface PayoutDetails {
  readonly of: 'payout';
  readonly ground: PayoutGround;
  readonly amount: number;
}

/** What a service says besides what all services say: kept whole, by the kind of service. */
export type ServiceDetails =
  | SuspensionDetails
  | ResumptionDetails
  | BackPaymentDetails
  | InquiryDetails
  | StatementDetails
  | ReleaseDetails
  | BankServiceDetails
  | WrongPinDetails
  | ReversalDetails
  | TransferDetails
  | PayoutDetails;
