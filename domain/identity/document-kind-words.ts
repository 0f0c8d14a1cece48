import type { IdentityDocumentKind } from './identity-document.ts';
import { normaliseTypedNumber } from './typed-number.ts';

/** What lists write for each kind of document. */
const words: Readonly<Record<IdentityDocumentKind, readonly string[]>> = {
  'resident-id-card': ['居民身份证', '身份证', '二代身份证', '第二代身份证', '居民身份证(户口簿)'],
  'household-booklet': ['户口簿', '居民户口簿', '户口本'],
  'temporary-id-card': ['临时身份证', '临时居民身份证'],
  'residence-permit-hmt': ['港澳台居民居住证', '港澳居民居住证', '台湾居民居住证', '居住证'],
  'permanent-residence-card': ['外国人永久居留身份证', '外国人永久居留证', '永久居留身份证', '永久居留证'],
  passport: ['护照', '外国护照', '外国人护照', '普通护照'],
};

/** The kind of document that a list's words name, or null. */
export function documentKindOfWords(text: string): IdentityDocumentKind | null {
  const written = text
    .replace(/[\s\p{Cf}]/gu, '')
    .replace('（', '(')
    .replace('）', ')');
  const found = Object.entries(words).find(([, names]) => names.includes(written));
  // The keys of `words` are all the kinds there are.
  return found === undefined ? null : (found[0] as IdentityDocumentKind);
}

/**
 * The kind of document whose number has this form, where nobody said which it is: digits (and X) are a resident ID
 * number, or, by their beginning, a residence permit's or a permanent residence card's; letters before twelve digits
 * are the older permanent residence card, other letters a passport. A wrong number gets the kind it resembles, so that
 * what is wrong with it can be told.
 */
export function documentKindByForm(text: string): IdentityDocumentKind {
  const number = normaliseTypedNumber(text);
  if (/^[A-Z]{3}\d{12}$/.test(number)) return 'permanent-residence-card';
  if (!/^\d*X?$/.test(number)) return /[A-Z]/.test(number) ? 'passport' : 'resident-id-card';
  if (/^8[123]0000/.test(number)) return 'residence-permit-hmt';
  return number.startsWith('9') && number.length === 18 ? 'permanent-residence-card' : 'resident-id-card';
}
