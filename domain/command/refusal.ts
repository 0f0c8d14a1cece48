import type { RefusalCode } from './refusal-codes.ts';
import { refusalBasis } from './refusal-codes.ts';
import type { LegalBasis } from './legal-basis.ts';

export type RefusalParameters = Readonly<Record<string, string | number>>;

/** One reason why a request cannot be done: the sentence's code, what fills it, its basis, and the field it belongs to. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly params: RefusalParameters;
  readonly basis: LegalBasis;
  /** The request's field beside which the sentence belongs, or null where it concerns the whole request. */
  readonly field: string | null;
}

/** Makes a refusal with the legal basis that its code carries. */
export function refuse(
  code: RefusalCode,
  params: RefusalParameters = {},
  field: string | null = null,
): Refusal {
  return { code, params, basis: refusalBasis[code], field };
}
