import type { IdentityDocumentKind } from '../identity/identity-document.ts';
import type { FinancialAccountStatus } from './bank-request.ts';
import type { CardApplicationType } from './card.ts';
import type { ServiceDetails } from './service-details.ts';

export type { FinancialAccountStatus } from './bank-request.ts';
export type {
  BlankCard,
  BlankCardStatus,
  Card,
  CardApplicationType,
  CardMaking,
  CardStatus,
  StatusBeforeLoss,
} from './card.ts';
export type { LedgerAccount, LedgerEntry, LedgerEntryKind } from './ledger-entry.ts';
export type { Parcel, ParcelCard, ParcelDifference, ParcelStatus } from './parcel.ts';
export type { ServiceDetails } from './service-details.ts';

/**
 * What the county knows, as records. Every record lives at the central office and, for its own county, at each
 * counter; both sides hold the very same fields. Records are values: a change writes a whole new record, so that
 * an effect can be sent, compared and replayed (docs/ARCHITECTURE.md, laws 1 and 4).
 *
 * Dates are 'YYYY-MM-DD' in Asia/Shanghai, months 'YYYY-MM', instants ISO 8601 with +08:00, money whole fen.
 */

/** A value of the pooling area 统筹地区 with the day from which it holds; never hard-coded (domain rules, [local]). */
export interface PoolingAreaParameter {
  /** name + '@' + validFrom, so that a later value never overwrites an earlier one. */
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly validFrom: string;
  /** The document that sets the value, as the central office published it. */
  readonly source: string;
}

/** The working days of one year as the State Council published them. */
export interface CalendarYear {
  /** 'YYYY' */
  readonly id: string;
  readonly off: readonly string[];
  readonly working: readonly string[];
  readonly source: string;
}

export type OfficeKind = 'county-centre' | 'service-point';

/** 县医保中心 or 街道/乡镇服务点. */
export interface Office {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
}

/** A counter position (窗口) of an office; its number is part of every service number made there. */
export interface Workstation {
  readonly id: string;
  readonly officeId: string;
  /** 1..999, unique in the county. */
  readonly number: number;
  readonly name: string;
}

export type ClerkRole = 'clerk' | 'supervisor';

export interface Clerk {
  readonly id: string;
  readonly officeId: string;
  readonly loginName: string;
  readonly name: string;
  readonly role: ClerkRole;
  /** argon2id, in PHC string form; cached at the counter so that a clerk can sign in while the line is down. */
  readonly passwordHash: string;
  readonly active: boolean;
}

/** 参保单位; its id is the unified social credit code (GB 32100-2015). */
export interface Employer {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly active: boolean;
}

/** AAC031 of the national data standard: 1 paying, 2 suspended, 3 ended. */
export type InsuranceStatus = '1' | '2' | '3';

export interface InsuredPerson {
  readonly id: string;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  /** As on the document: never cut, never normalised. */
  readonly name: string;
  /** Lower-case pinyin without tones or blanks, surname reading; Latin names in lower case. Made at the central office. */
  readonly pinyin: string;
  readonly pinyinInitials: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly address: string;
  readonly phone: string | null;
  readonly employerId: string | null;
  readonly insuranceStatus: InsuranceStatus;
  /** The month from which retirement benefits apply, or null. */
  readonly retiredFrom: string | null;
  readonly deceasedOn: string | null;
}

/** Months paid at one base. A gap is the absence of a period; a back payment is a period with its day of payment. */
export interface ContributionPeriod {
  readonly id: string;
  readonly personId: string;
  readonly employerId: string | null;
  /** AAE140: 310 is employees' basic medical insurance. */
  readonly insuranceKind: '310';
  readonly fromMonth: string;
  /** Inclusive; null while payment goes on month by month. */
  readonly toMonth: string | null;
  /** Contribution base 缴费基数 per month, fen. */
  readonly base: number;
  /** The day a back payment 补缴 was made; null: each month was paid when due. */
  readonly paidOn: string | null;
  /** Six-digit code of the pooling area in which the months were paid. */
  readonly areaCode: string;
}

export type PersonalAccountStatus = 'open' | 'sealed' | 'closed';

/** Why nothing may be paid out of an account, whatever its status: whose it is stands in question 争议, or a court's order 司法冻结. */
export const accountHolds = ['disputed', 'court-order'] as const;
export type AccountHold = (typeof accountHolds)[number];

/** 个人账户; its id is the person's. */
export interface PersonalAccount {
  readonly id: string;
  readonly status: PersonalAccountStatus;
  readonly openedOn: string;
  /** A checked cache of the ledger's sum, fen. */
  readonly balance: number;
  /** Put on and taken off by the central office alone. */
  readonly hold: AccountHold | null;
}

/** 金融账户, kept by the bank; what is recorded here is what the bank last reported. Its id is the person's. */
export interface FinancialAccount {
  readonly id: string;
  readonly bankName: string;
  readonly accountNumber: string;
  readonly status: FinancialAccountStatus;
}

/**
 * issue-card 申领/补卡/换卡 (which of them says the application type), report-loss 挂失, lift-loss-report 解挂,
 * change-card-pin 密码修改, reset-card-pin 密码重置, unlock-card 卡片解锁, suspend-insurance 停保, resume-insurance 续保,
 * register-back-payment 补缴登记, release-account 启封, request-bank-service 金融账户激活/解冻 (by the bank),
 * answer-inquiry 查询, issue-statement 打印交易明细, request-reversal 冲正, transfer-out 关系转出, transfer-in 关系转入, payout 一次性支取.
 */
export type ServiceKind =
  | 'issue-card'
  | 'report-loss'
  | 'lift-loss-report'
  | 'change-card-pin'
  | 'reset-card-pin'
  | 'unlock-card'
  | 'suspend-insurance'
  | 'resume-insurance'
  | 'register-back-payment'
  | 'release-account'
  | 'request-bank-service'
  | 'answer-inquiry'
  | 'issue-statement'
  | 'request-reversal'
  | 'transfer-out'
  | 'transfer-in'
  | 'payout';

/**
 * Who stands at the counter, or that nobody does: a provisional loss report comes by telephone, and what the office mends by
 * itself is internal.
 */
export type ServiceChannel = 'in-person' | 'agent' | 'guardian' | 'employer' | 'telephone' | 'internal';

/**
 * How far a service has come; its steps with their times are in `steps`. A card for a service point goes from
 * 'produced' over 'dispatched' (in a parcel) to 'arrived' (at the office where it is collected).
 */
export type ServiceStage =
  'accepted' | 'in-production' | 'produced' | 'dispatched' | 'arrived' | 'completed' | 'withdrawn';

export interface ServiceStep {
  readonly step: string;
  readonly at: string;
  readonly clerkId: string;
  readonly note: string | null;
}

/** A person's document as it lay on the counter. `validUntil`: 'YYYY-MM-DD', or 'long-term' 长期 as the document says. */
export interface PresentedDocument {
  readonly name: string;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly documentValidUntil: string;
}

/** What shows that somebody may act for another: 委托书, 户口簿, 监护证明, 单位介绍信; for the dead 死亡证明. */
export type Authorisation =
  | 'written-authorisation'
  | 'household-booklet'
  | 'guardianship-proof'
  | 'letter-of-introduction'
  | 'death-certificate';

/** Who acts for the insured person: an agent 代办人, a guardian 监护人, or the employer's agent 单位经办人. */
export interface Representative extends PresentedDocument {
  /** How he is related: 配偶, 父母, 子女 …, as the clerk chose it. */
  readonly relation: string;
  readonly authorisation: Authorisation;
  readonly phone: string;
}

/** Who took the card: the holder, or one who showed that he may. */
export interface Collector extends PresentedDocument {
  readonly role: 'holder' | 'agent' | 'guardian' | 'employer';
}

/** 办件: one thing a person came for, from acceptance to its end; its id is the service number 办件号. */
export interface ServiceRecord {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly channel: ServiceChannel;
  readonly personId: string;
  readonly officeId: string;
  readonly workstationId: string;
  readonly clerkId: string;
  readonly stage: ServiceStage;
  readonly openedOn: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** The insured person's own document; null where none was shown (by telephone). */
  readonly documentKind: IdentityDocumentKind | null;
  readonly documentNumber: string | null;
  /** 'YYYY-MM-DD', or 'long-term' 长期 as the card itself says. */
  readonly documentValidUntil: string | null;
  readonly blankSerial: string | null;
  readonly cardNumber: string | null;
  readonly steps: readonly ServiceStep[];
  readonly applicationType: CardApplicationType;
  /** The card that is replaced or exchanged, or that a loss report is about. */
  readonly formerCardNumber: string | null;
  readonly representative: Representative | null;
  readonly collector: Collector | null;
  /** The day by which the card is to be handed out; null where that is done on the spot. */
  readonly dueOn: string | null;
  /** The due day enters a year whose calendar is not published yet. */
  readonly dueProvisional: boolean;
  readonly parcelId: string | null;
  readonly batchId: string | null;
  /** Fee 工本费, fen. */
  readonly fee: number;
  /** The values of the pooling area that were used, by name: what held on that day (domain rules, [local]). */
  readonly parameters: Readonly<Record<string, string>>;
  /** What only this kind of service says; null where it says nothing more. */
  readonly details: ServiceDetails | null;
}

export type EmployerBatchStage = 'open' | 'made' | 'handed-over' | 'cancelled';

/** 单位批量: an employer's roster of applications, on one letter of introduction. Its id is a service number. */
export interface EmployerBatch {
  readonly id: string;
  readonly employerId: string;
  readonly letterNumber: string;
  readonly letterDate: string;
  readonly representative: Representative;
  readonly officeId: string;
  readonly workstationId: string;
  readonly clerkId: string;
  readonly stage: EmployerBatchStage;
  readonly openedOn: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** How many persons of the roster were found valid. */
  readonly rows: number;
  readonly collector: Collector | null;
}

/** 盘点: what a workstation's drawer or an office's safe held when it was counted, against the book. Immutable. */
export interface StockCount {
  readonly id: string;
  readonly officeId: string;
  /** Null for the office's safe. */
  readonly workstationId: string | null;
  readonly countedOn: string;
  readonly countedAt: string;
  readonly clerkId: string;
  readonly book: number;
  readonly counted: number;
  /** Serials in the book that were not there, and serials that were there and not in the book. */
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
  /** A difference is explained and signed by a supervisor; both null where there is none. */
  readonly explanation: string | null;
  readonly supervisorId: string | null;
}

export type AttachmentKind =
  | 'identity-document'
  | 'household-booklet'
  | 'authorisation'
  | 'letter-of-introduction'
  | 'application-form'
  | 'other';
export type AttachmentMediaType = 'image/jpeg' | 'image/png' | 'application/pdf';

/**
 * 扫描件: a scanned document of a service. The record says what it is; its content travels beside the commands and is
 * kept apart. Its id is a UUID v7 made at the counter.
 */
export interface Attachment {
  readonly id: string;
  readonly serviceId: string;
  readonly personId: string;
  readonly kind: AttachmentKind;
  readonly mediaType: AttachmentMediaType;
  /** Bytes of the content. */
  readonly size: number;
  /** SHA-256 of the content, lower-case hex. */
  readonly sha256: string;
  readonly addedOn: string;
  readonly clerkId: string;
  /** When the central office had received the whole content and found it to be this one; null until then. */
  readonly receivedAt: string | null;
}
