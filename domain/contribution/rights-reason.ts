import type { LegalBasis } from '../command/legal-basis.ts';

/**
 * Every reason for what follows from the months, with its basis: the sister of the catalogue of refusals
 * (domain/command/refusal-codes.ts). A refusal ends a request; a reason explains an answer, a good one too. The
 * sentence is composed where it is shown, from the code and its parameters.
 */
export const reasonBasis = {
  // the pooled fund 统筹待遇
  'covered-after-paid-month': 'social-insurance-law-23',
  'covered-until-stop': 'pooling-area-rules',
  'covered-by-arrears-made-good': 'transfer-rules-2021-43',
  'retired-benefits': 'social-insurance-law-27',
  'effect-next-month': 'pooling-area-rules',
  'contributions-stopped': 'pooling-area-rules',
  'made-good-too-late': 'transfer-rules-2021-43',
  'waiting-period': 'transfer-rules-2021-43',
  'not-insured-yet': 'social-insurance-law-23',
  // the personal account 个人账户
  'allocated-from-contribution': 'outpatient-guidance-2021-14',
  'allocated-with-back-payment': 'outpatient-guidance-2021-14',
  'allocated-here-of-both': 'outpatient-guidance-2021-14',
  'allocated-elsewhere': 'outpatient-guidance-2021-14',
  'allocated-to-retiree': 'outpatient-guidance-2021-14',
  'no-contribution-no-allocation': 'outpatient-guidance-2021-14',
  'allocation-not-due-yet': 'outpatient-guidance-2021-14',
  'balance-stays-spendable': 'medical-insurance-decision-1998-44',
  'balance-to-heirs': 'medical-insurance-decision-1998-44',
  // both
  deceased: 'medical-insurance-decision-1998-44',
  'parameter-missing': 'counter-practice',
  'record-unreadable': 'counter-practice',
} as const satisfies Readonly<Record<string, LegalBasis>>;

export type ReasonCode = keyof typeof reasonBasis;

export const reasonCodes = Object.keys(reasonBasis) as [ReasonCode, ...ReasonCode[]];

export type ReasonParameters = Readonly<Record<string, string | number>>;

/** Why an answer is what it is: the sentence's code, what fills it, and its basis. */
export interface Reason {
  readonly code: ReasonCode;
  readonly params: ReasonParameters;
  readonly basis: LegalBasis;
}

/** Makes a reason with the legal basis that its code carries. */
export function because(code: ReasonCode, params: ReasonParameters = {}): Reason {
  return { code, params, basis: reasonBasis[code] };
}
