/**
 * What people read, made of what is stored. Instants are the counter's own ISO texts with +08:00, so their digits are
 * Shanghai time already and are never moved through the PC's time zone.
 */

/** '2026-11-22T10:42:07.123+08:00' → '10:42'. */
export function timeOf(instant: string): string {
  return instant.slice(11, 16);
}

/** '2026-11-22T10:42:07.123+08:00' → '10:42:07'. */
export function timeWithSecondsOf(instant: string): string {
  return instant.slice(11, 19);
}

/** '2026-11-22T10:42:07.123+08:00' → '2026-11-22 10:42'. */
export function minuteOf(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
}

/** Whole minutes since an instant, never below 0: the PC's clock may be behind the counter's. */
export function minutesSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
}

/** '88001163' → '8800 1163', as it is printed on the blank. */
export function readableSerial(serial: string): string {
  return serial.replace(/^(\d{4})(\d{4})$/, '$1 $2');
}

/** Years and months of a number of months: 256 → { years: 21, months: 4 }. */
export function yearsAndMonths(months: number): { readonly years: number; readonly months: number } {
  return { years: Math.floor(months / 12), months: months % 12 };
}

/**
 * A term of validity as a clerk types it: '2035-03-01', '20350301', '2035.3.1', '2035年3月1日', full-width digits; '长期',
 * 'cq' or '0' for a document without term. What is not understood is returned as typed, for the schema to refuse.
 */
export function readValidUntil(typed: string): string {
  const text = typed.trim().replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  if (/^(长期|长期有效|cq|long-?term|0)$/i.test(text)) return 'long-term';
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text);
  if (parts === null) return text;
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Things one after the other, as the language lists them: 3、5、8 or 3, 5, 8. */
export function listOf(language: string, things: readonly (string | number)[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(things.map(String));
}
