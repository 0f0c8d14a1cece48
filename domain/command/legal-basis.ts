/**
 * Where a refusal comes from. The titles and sentences are in the translations (`basis.*`); here only the keys, so
 * that a basis is named once and the same everywhere.
 *
 * - social-insurance-law-58: Social Insurance Law art. 58, one social security number for each person
 * - resident-identity-card-law: Resident Identity Card Law, articles 3 and 5 (number, term of validity)
 * - gb-11643: GB 11643-1999, citizen identity number and its check character
 * - social-security-card-rules: rules for the social security card (一人一卡, real name, holder only)
 * - card-stock-practice: keeping of blank cards by serial number [practice]
 * - counter-practice: order of work at the counter [practice]
 * - real-name-practice: the document is compared with the person and the record [practice]
 * - personal-information-protection-law: access only within one's own task
 */
export const legalBases = [
  'social-insurance-law-58',
  'resident-identity-card-law',
  'gb-11643',
  'social-security-card-rules',
  'card-stock-practice',
  'counter-practice',
  'real-name-practice',
  'personal-information-protection-law',
] as const;

export type LegalBasis = (typeof legalBases)[number];
