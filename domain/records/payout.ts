import type { IdentityDocumentKind } from '../identity/identity-document.ts';

/**
 * Why a balance is paid out 一次性支取 (domain rules section 6): long treatment abroad, or settled abroad after retirement;
 * settled abroad and not retired; the receiving office did not take the transfer; what is left when somebody has left;
 * death.
 */
export const payoutGrounds = [
  'abroad-account-kept',
  'settled-abroad',
  'transfer-refused',
  'left-area',
  'death',
] as const;
export type PayoutGround = (typeof payoutGrounds)[number];

/**
 * 境外定居证明, 境外长期就医证明, 转入地不予接收的书面答复, 死亡证明, 亲属关系证明, the bank's word that the account of the dead is
 * closed 原账户销户证明, and how several heirs share 继承份额协议或公证书.
 */
export const payoutPapers = [
  'settlement-proof',
  'treatment-proof',
  'transfer-refusal',
  'death-certificate',
  'kinship-proof',
  'own-account-closed',
  'share-agreement',
] as const;
export type PayoutPaper = (typeof payoutPapers)[number];

/** A paper that was handed in, and by what it is found again: its number, or who issued it and when. */
export interface PayoutPaperHandedIn {
  readonly kind: PayoutPaper;
  readonly reference: string;
}

/** A bank card has a check digit (Luhn), an account that is none 存折、对公账户 has none that all banks share. */
export const payeeAccountForms = ['bank-card', 'account'] as const;
export type PayeeAccountForm = (typeof payeeAccountForms)[number];

export interface PayeeAccount {
  readonly form: PayeeAccountForm;
  readonly bankName: string;
  /** 户名, as the bank has it. */
  readonly accountName: string;
  readonly accountNumber: string;
}

/** How an heir was related to the dead (Civil Code art. 1127 to 1129); 'other': by a will. */
export const heirRelations = [
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandparent',
  'grandchild',
  'in-law',
  'other',
] as const;
export type HeirRelation = (typeof heirRelations)[number];

/** An heir by his document; who comes himself shows it. */
export interface Heir {
  readonly name: string;
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly relation: HeirRelation;
}

/** A part of the whole: 1/3. Whole numbers, so that nothing is lost in thirds. */
export interface PayeeShare {
  readonly numerator: number;
  readonly denominator: number;
}

/** Who gets how much of it, and where. */
export interface PayeeAsked {
  /** Null: the insured person's own account; of the dead what belongs to his estate. */
  readonly heir: Heir | null;
  readonly share: PayeeShare;
  readonly account: PayeeAccount;
}

export interface Payee extends PayeeAsked {
  /** Fen, as it was approved; null until then. */
  readonly amount: number | null;
  /** The order to the bank; null until it is approved, and where there is nothing to order. */
  readonly paymentId: string | null;
  /** The bank could not pay it, and another of the payees stands in its place. */
  readonly replaced: boolean;
}

/** What was returned by the bank and is to be paid to a corrected account. */
export interface PayoutCorrection {
  /** Which of the payees, from 0. */
  readonly returned: number;
  readonly payees: readonly PayeeAsked[];
}

/** Before a card is of no use any more it is taken in, or its holder says in writing that it is lost 遗失声明. */
export const cardSurrenders = ['taken-in', 'declared-lost'] as const;
export type CardSurrender = (typeof cardSurrenders)[number];

/**
 * 'accepted': to be checked 审核, also after the second person has sent it back; 'checked': waits for him; 'approved': with
 * the bank; 'returned': the bank could not pay; 'corrected': waits for him again; 'paid': to be closed; 'closed',
 * 'withdrawn': at its end.
 */
export const payoutStates = [
  'accepted',
  'checked',
  'approved',
  'returned',
  'corrected',
  'paid',
  'closed',
  'withdrawn',
] as const;
export type PayoutState = (typeof payoutStates)[number];

/** 一次性支取单; its id is the number of its service. */
export interface Payout {
  readonly id: string;
  readonly personId: string;
  readonly ground: PayoutGround;
  readonly state: PayoutState;
  readonly papers: readonly PayoutPaperHandedIn[];
  readonly payees: readonly Payee[];
  readonly correction: PayoutCorrection | null;
  /** The card that goes with the account; null where the account is kept, and where there is none. */
  readonly card: { readonly cardNumber: string; readonly surrender: CardSurrender } | null;
  /** Everything that is paid, fen: as it was reckoned last, for good from the approval on. */
  readonly amount: number;
  /** Of it the interest that is posted with it, fen. */
  readonly interest: number;
  readonly acceptedOn: string;
  /** The day by which it must be paid (parameter payout-days-limit). */
  readonly dueOn: string;
  readonly dueProvisional: boolean;
  readonly closedAt: string | null;
}
