/**
 * Why a roster's file cannot be read at all. The catalogue of codes takes them over whole (law 8); what is wrong with
 * one row is a refusal of that row.
 */
export const rosterFileProblemCodes = [
  'roster-too-large',
  'roster-kind-unknown',
  'roster-encrypted',
  'roster-damaged',
  'roster-too-complex',
  'roster-quote-unbalanced',
  'roster-without-header',
  'roster-columns-missing',
  'roster-heading-twice',
  'roster-without-rows',
  'roster-too-many-rows',
  'roster-too-many-columns',
] as const;

export type RosterFileProblemCode = (typeof rosterFileProblemCodes)[number];

export interface RosterFileProblem {
  readonly code: RosterFileProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}
