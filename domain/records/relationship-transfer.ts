import type { IdentityDocumentKind } from '../identity/identity-document.ts';

/** Which way the insurance relationship goes: to another pooling area, or from one to here. */
export const transferDirections = ['out', 'in'] as const;
export type TransferDirection = (typeof transferDirections)[number];

/**
 * Out: 'waiting-approval' until the second person has decided; 'sheet-sent' the information sheet is on its way or with the
 * other area; 'taken' that has said that it takes the relationship, and the money is with the bank; 'remitted' the money has
 * gone; 'money-refused' the other area does not take the money and sends it back.
 * In: 'requested' the contact letter is on its way or with the other area; 'sheet-received' its sheet is here.
 * Both end as 'completed', 'withdrawn', 'refused' (the other area said no before any money had moved between the areas) or
 * 'returned' (the money is on the account here again). Only the central office goes beyond the first state of each.
 */
export const transferStates = [
  'waiting-approval',
  'sheet-sent',
  'taken',
  'remitted',
  'money-refused',
  'requested',
  'sheet-received',
  'completed',
  'withdrawn',
  'refused',
  'returned',
] as const;
export type TransferState = (typeof transferStates)[number];

/** The pooling area at the other end, and who is spoken to there. */
export interface OtherArea {
  /** Six-digit code of the area. */
  readonly areaCode: string;
  readonly areaName: string;
  readonly officeName: string;
  readonly contact: string;
  readonly phone: string;
  /** Where its money goes to; of an area from which somebody comes, where its money goes back to. */
  readonly bankName: string;
  readonly accountName: string;
  readonly accountNumber: string;
}

/** Months paid in one pooling area without a gap. */
export interface SheetMonths {
  readonly areaCode: string;
  /** 'YYYY-MM', both inclusive. */
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Contribution base per month, fen. */
  readonly base: number;
}

/** 参保人员信息表: what one area tells the other of a person (医保办发〔2021〕43号). */
export interface InformationSheet {
  readonly name: string;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly insuranceKind: '310';
  /** Every month paid so far, here and in areas before; no month twice. */
  readonly months: readonly SheetMonths[];
  /** How many months that are, and how many of them were paid in the area that writes the sheet. */
  readonly paidMonths: number;
  readonly paidMonthsHere: number;
  /** First and last month in which the pooled fund paid, 'YYYY-MM'; both null where it never did. */
  readonly benefitsFrom: string | null;
  readonly benefitsUntil: string | null;
  /** What goes with it, whole fen, and the same in capitals 大写. */
  readonly balance: number;
  readonly balanceInCapitals: string;
  /** There are none, or nobody is transferred. */
  readonly arrears: 'none';
  readonly issuedOn: string;
}

/** 参保凭证: printed on the spot in three copies; what it says stays as it was printed. */
export interface InsuranceCertificate {
  readonly number: string;
  /**
   * Null: its check code 校验码 is the one by which the central office knows the paper (registered-paper.ts). Certificates from
   * before that have six digits, which stay as they were printed.
   */
  readonly checkCode: string | null;
  readonly name: string;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly insuranceKind: '310';
  /** Six-digit code of the place where he was insured. */
  readonly areaCode: string;
  readonly fromMonth: string;
  readonly toMonth: string;
  readonly benefitsFrom: string | null;
  readonly benefitsUntil: string | null;
  readonly balance: number;
  readonly balanceInCapitals: string;
  readonly officeName: string;
  readonly contact: string;
  readonly phone: string;
  readonly issuedOn: string;
}

/** What is written to the other area. */
export const letterKinds = [
  'contact-letter',
  'information-sheet',
  'remittance-advice',
  'question',
  'withdrawal',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** One letter to the other area, in the order of writing; its id is the transfer's with the number of the letter. */
export interface TransferLetter {
  readonly id: string;
  readonly kind: LetterKind;
  readonly text: string | null;
  readonly writtenAt: string;
  /** When the other area had it; null until the central office could hand it over. */
  readonly sentAt: string | null;
}

/** 关系转移接续: one insurance relationship on its way; its id is the number of its service. */
export interface RelationshipTransfer {
  readonly id: string;
  readonly personId: string;
  readonly direction: TransferDirection;
  readonly state: TransferState;
  readonly otherArea: OtherArea;
  /** The certificate written here; null where somebody comes. */
  readonly certificate: InsuranceCertificate | null;
  /** Number and check code of the certificate that somebody brought; null where he brought none, or leaves. */
  readonly broughtCertificate: { readonly number: string; readonly checkCode: string } | null;
  /** Out: written when the second person approved; in: as the other area sent it last. */
  readonly sheet: InformationSheet | null;
  /** What the sheet says that goes or comes, fen; 0 until there is a sheet. */
  readonly amount: number;
  readonly acceptedOn: string;
  /** When sheet and money were both here; null before, and where somebody leaves. */
  readonly receivedOn: string | null;
  /** By when this office must have done its part; provisional where it enters a year without a calendar. */
  readonly dueOn: string;
  readonly dueProvisional: boolean;
  readonly letters: readonly TransferLetter[];
  /** The ids of everything that the other area has answered and that was taken up: each counts once. */
  readonly heard: readonly string[];
  /** Whether the central office has something to send or may still hear something. */
  readonly awaits: boolean;
  /** Until when it listens after the end: what was sent late or twice still comes. Null while it is open. */
  readonly listensUntil: string | null;
  /** Why it was refused, returned or withdrawn: a code of the other area or the bank, and words. */
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  readonly closedAt: string | null;
}

/**
 * 'unmatched': it has come and nobody has held it against a sheet; 'matched': it is the money of this transfer; 'credited':
 * it is on the personal account, and what was too much has gone back; 'returned': all of it went back.
 */
export const remittanceStates = ['unmatched', 'matched', 'credited', 'returned'] as const;
export type RemittanceState = (typeof remittanceStates)[number];

/** Money that is to go back to the area that sent it. */
export interface RemittanceReturn {
  readonly approvalId: string;
  /** Fen: all that is left of it, or what is too much. */
  readonly amount: number;
  readonly reason: string;
  /** The payment by which it goes; null until the second person has approved. */
  readonly paymentId: string | null;
}

/** 到账款: money of another area that has come in; its id is the bank's number of it. It is nobody's until it is matched. */
export interface IncomingRemittance {
  readonly id: string;
  /** The transfer for which it came, by the reference that it carries. */
  readonly transferId: string;
  readonly amount: number;
  readonly payerAreaCode: string;
  readonly payerName: string;
  /** Whom it is for, as the payer wrote it. */
  readonly payeeName: string;
  readonly payeeNumber: string;
  readonly reference: string;
  readonly receivedOn: string;
  readonly state: RemittanceState;
  /** What of it is on the account, and what of it has gone back; fen. The rest is still nobody's. */
  readonly credited: number;
  readonly returned: number;
  /** What is asked to go back, until the bank has paid it. */
  readonly returnAsked: RemittanceReturn | null;
  /** Why somebody did with it what he did. */
  readonly note: string | null;
  /** The account from which it came, as the bank names it: what goes back goes there. */
  readonly payerBankName: string;
  readonly payerAccountNumber: string;
}
