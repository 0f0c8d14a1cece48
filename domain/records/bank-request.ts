export type FinancialAccountStatus = 'not-activated' | 'active' | 'frozen';

/** 激活 or 解冻 of the financial account: what the bank is asked for. */
export type BankRequestKind = 'activate' | 'unfreeze';

/** How the bank ends a request: it has done it, will not do it, or has dropped it because it was recalled. */
export const bankOutcomes = ['accepted', 'refused', 'withdrawn'] as const;
export type BankOutcome = (typeof bankOutcomes)[number];

/**
 * 'requested': taken at the counter and not with the bank yet; 'sent': the bank has it; otherwise what the bank has
 * answered. Only the central office goes beyond 'requested'.
 */
export type BankRequestState = 'requested' | 'sent' | BankOutcome;

/** The application form 申请表, a copy of the document 证件复印件, and why the account should be free again 情况说明. */
export const bankPapers = ['application-form', 'document-copy', 'statement'] as const;
export type BankPaper = (typeof bankPapers)[number];

/** 银行业务申请: a request to the bank that keeps the financial account; its id is the number of its service. */
export interface BankRequest {
  readonly id: string;
  readonly personId: string;
  readonly kind: BankRequestKind;
  readonly state: BankRequestState;
  readonly bankName: string;
  /** The account as it was when the request was taken. */
  readonly accountNumber: string;
  readonly requestedAt: string;
  readonly sentAt: string | null;
  readonly answeredAt: string | null;
  /** What the account is since the bank has accepted, as the bank said. */
  readonly accountStatus: FinancialAccountStatus | null;
  /** Why the bank refused: its code, and its words for the person. */
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  /** When the person took it back; what the bank says to that is its answer. Null otherwise. */
  readonly withdrawnAt: string | null;
  /**
   * When the person was told, by which clerk, and what; all null until then. Told before `answeredAt` where a central
   * office that was restored has not heard the answer again: it is held against the telling when it comes.
   */
  readonly toldAt: string | null;
  readonly toldBy: string | null;
  readonly toldOutcome: BankOutcome | null;
}
