/**
 * Where a refusal comes from. The titles and sentences are in the translations (`basis.*`); here only the keys, so
 * that a basis is named once and the same everywhere.
 *
 * - social-insurance-law-4: Social Insurance Law art. 4, everyone may ask for his payments and his rights
 * - social-insurance-law-57: Social Insurance Law art. 57, employers register and tell when they change or end
 * - social-insurance-law-58-1: art. 58, first paragraph: an employer registers whom it hires within 30 days
 * - social-insurance-law-58-2: art. 58, second paragraph: who pays himself (flexible employment) applies himself
 * - social-insurance-law-60: art. 60, contributions are declared and paid in full and when due
 * - social-insurance-law-62: art. 62, the base is declared; undeclared contributions are set
 * - social-insurance-law-63: art. 63, what was not paid when due is ordered to be paid or made up
 * - social-insurance-law-83: art. 83, against an act of the agency the person may ask for review or sue
 * - social-insurance-law-58: Social Insurance Law art. 58, one social security number for each person
 * - resident-identity-card-law: Resident Identity Card Law, articles 3 and 5 (number, term of validity)
 * - gb-11643: GB 11643-1999, citizen identity number and its check character
 * - gb-32100: GB 32100-2015, unified social credit code and its check character
 * - civil-code-agency: Civil Code art. 18, 161, 165, an adult may act through an agent, authorised in writing
 * - civil-code-guardianship: Civil Code art. 23, 27, a minor acts through his guardian
 * - civil-code-succession: art. 1127, 1130, 1132, who inherits, in equal parts or as the heirs agree
 * - local-fee-standard: what the pooling area has published [local]
 * - social-security-card-rules: rules for the social security card (一人一卡, real name, holder only)
 * - card-stock-practice: keeping of blank cards by serial number [practice]
 * - counter-practice: order of work at the counter [practice]
 * - bank-practice: the bank keeps the financial account by its own rules, the agency only takes the request [practice]
 * - real-name-practice: the document is compared with the person and the record [practice]
 * - personal-information-protection-law: access only within one's own task
 * - social-insurance-law-23: Social Insurance Law art. 23, employees' basic medical insurance is paid for
 * - social-insurance-law-27: art. 27, who has retired pays no more and keeps the benefits
 * - medical-insurance-decision-1998-44: 国发〔1998〕44号, what is on the personal account belongs to the person, is carried
 *   on and inherited
 * - outpatient-guidance-2021-14: 国办发〔2021〕14号, what is credited to the personal account
 * - transfer-rules-2021-43: 医保办发〔2021〕43号, interruptions of up to three months, longer ones and their waiting period
 * - internal-control-rules: 社会保险经办机构内部控制暂行办法 (劳社部发〔2007〕2号): incompatible tasks are separated, each payment
 *   is reviewed by a second person
 * - pooling-area-rules: what the pooling area has settled about benefits [local]
 */
export const legalBases = [
  'social-insurance-law-4',
  'social-insurance-law-57',
  'social-insurance-law-58',
  'social-insurance-law-58-1',
  'social-insurance-law-58-2',
  'social-insurance-law-60',
  'social-insurance-law-62',
  'social-insurance-law-63',
  'social-insurance-law-83',
  'resident-identity-card-law',
  'gb-11643',
  'gb-32100',
  'civil-code-agency',
  'civil-code-guardianship',
  'civil-code-succession',
  'local-fee-standard',
  'social-security-card-rules',
  'card-stock-practice',
  'counter-practice',
  'bank-practice',
  'real-name-practice',
  'personal-information-protection-law',
  'social-insurance-law-23',
  'social-insurance-law-27',
  'medical-insurance-decision-1998-44',
  'outpatient-guidance-2021-14',
  'transfer-rules-2021-43',
  'internal-control-rules',
  'pooling-area-rules',
] as const;

export type LegalBasis = (typeof legalBases)[number];
