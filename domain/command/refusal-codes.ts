import type { LegalBasis } from './legal-basis.ts';

/**
 * Every reason for which the rules refuse, with its basis. The catalogue is closed: the contract's list of codes takes
 * it over whole, and each has its sentence in Chinese and English (law 8).
 */
export const refusalBasis = {
  // who acts
  'clerk-unknown': 'counter-practice',
  'clerk-inactive': 'counter-practice',
  'clerk-other-office': 'counter-practice',
  'workstation-unknown': 'counter-practice',
  'office-makes-no-cards': 'social-security-card-rules',
  // what the pooling area settles
  'parameter-missing': 'counter-practice',
  // the person and his documents
  'person-unknown': 'social-insurance-law-58',
  'person-deceased': 'social-security-card-rules',
  'guardian-required': 'civil-code-guardianship',
  'document-kind-not-accepted': 'resident-identity-card-law',
  'document-number-invalid': 'gb-11643',
  'document-number-differs': 'real-name-practice',
  'document-name-differs': 'real-name-practice',
  'document-expired': 'resident-identity-card-law',
  'photo-not-compared': 'real-name-practice',
  'document-name-invalid': 'real-name-practice',
  // who acts for him
  'representative-mismatch': 'civil-code-agency',
  'representative-is-holder': 'civil-code-agency',
  'representative-under-age': 'civil-code-agency',
  'authorisation-unfit': 'civil-code-agency',
  'holder-document-missing': 'real-name-practice',
  'collector-unfit': 'real-name-practice',
  // one valid card
  'card-already-valid': 'social-security-card-rules',
  'card-reported-lost': 'social-security-card-rules',
  'card-locked': 'social-security-card-rules',
  'card-sealed': 'social-security-card-rules',
  'card-in-making': 'social-security-card-rules',
  // the card that is replaced or exchanged
  'former-card-mismatch': 'social-security-card-rules',
  'former-card-unknown': 'social-security-card-rules',
  'former-card-cancelled': 'social-security-card-rules',
  'former-card-not-lost': 'social-security-card-rules',
  'former-card-not-exchangeable': 'social-security-card-rules',
  'former-card-not-taken-in': 'social-security-card-rules',
  'no-former-card': 'social-security-card-rules',
  'fee-not-paid': 'local-fee-standard',
  // the blank card
  'blank-unknown': 'card-stock-practice',
  'blank-other-workstation': 'card-stock-practice',
  'blank-used': 'card-stock-practice',
  'blank-spoiled': 'card-stock-practice',
  'blank-not-in-stock': 'card-stock-practice',
  'no-blank-in-stock': 'card-stock-practice',
  // the order of the steps
  'service-number-taken': 'counter-practice',
  'service-unknown': 'counter-practice',
  'service-other-person': 'counter-practice',
  'service-closed': 'counter-practice',
  'service-other-workstation': 'counter-practice',
  'step-out-of-order': 'counter-practice',
  'pin-not-set': 'social-security-card-rules',
  'pin-not-sealed': 'personal-information-protection-law',
  'pin-too-weak': 'social-security-card-rules',
  'receipt-not-signed': 'counter-practice',
  // scanned documents
  'service-other-office': 'personal-information-protection-law',
  'attachment-taken': 'counter-practice',
  'attachment-empty': 'counter-practice',
  'attachment-too-large': 'counter-practice',
  // a roster: its cells, and what its rows say
  'roster-cell-missing': 'counter-practice',
  'roster-cell-too-long': 'counter-practice',
  'roster-number-damaged': 'counter-practice',
  'roster-formula-without-value': 'counter-practice',
  'roster-cell-error': 'counter-practice',
  'roster-date-unreadable': 'counter-practice',
  'roster-name-characters': 'real-name-practice',
  'roster-name-length': 'real-name-practice',
  'roster-name-differs': 'real-name-practice',
  'roster-person-twice': 'social-security-card-rules',
  'hired-in-future': 'social-insurance-law-58-1',
  'registration-overdue': 'social-insurance-law-58-1',
  'not-insured-with-employer': 'social-insurance-law-58-1',
  // the employer
  'employer-code-invalid': 'gb-32100',
  'employer-unknown': 'social-insurance-law-57',
  'employer-inactive': 'social-insurance-law-57',
  // an employer's batch
  'letter-date-in-future': 'counter-practice',
  'letter-too-old': 'counter-practice',
  'batch-without-rows': 'counter-practice',
  'batch-unknown': 'counter-practice',
  'batch-other-office': 'counter-practice',
  'batch-out-of-order': 'counter-practice',
  'service-not-in-batch': 'counter-practice',
  'batch-card-not-ready': 'counter-practice',
  'batch-holder-deceased': 'social-security-card-rules',
  'batch-holder-has-card': 'social-security-card-rules',
  'batch-list-not-signed': 'counter-practice',
} as const satisfies Record<string, LegalBasis>;

export type RefusalCode = keyof typeof refusalBasis;

export const refusalCodes = Object.keys(refusalBasis) as readonly RefusalCode[];
