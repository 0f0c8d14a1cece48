import type { CivilDate } from '../calendar/civil-date.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { parameterLookups, parameterOn } from '../parameters/pooling-area-parameter.ts';

/** The facts from which the address of the public page is read. */
export function verificationAddressLookups(): readonly Lookup[] {
  return parameterLookups('verification-address');
}

/**
 * Where whoever holds a paper has it checked 核验网址: the page of the central office, at the address that it has published for
 * the public [local], or else at the one by which this counter knows it.
 * @param known the counter's address of the central office; null before it has one
 * @returns without a number and a code; null where no address is known
 */
export function verificationPage(facts: Facts, day: CivilDate, known: string | null): string | null {
  const published = parameterOn(facts, 'verification-address', day)?.value.trim() ?? '';
  const base = published === '' ? known : published;
  return base === null ? null : `${base.replace(/\/+$/, '')}/verify`;
}

/** The page with the number and the code of one paper filled in: what the QR code on it opens. */
export function verificationLink(page: string, number: string, code: string): string {
  return `${page}?number=${encodeURIComponent(number)}&code=${encodeURIComponent(code)}`;
}
