/**
 * Brings a number as it was typed, scanned or pasted to the form in which it is checked and stored: full-width
 * characters of a Chinese input method become ASCII, ASCII letters upper case, and blanks and invisible format
 * characters go wherever they stand, because a clerk can neither see nor remove what a spreadsheet pasted.
 * Everything else stays, so that the check can refuse it. Only ASCII is folded: 'ı' and 'ſ' never become letters.
 */
export function normaliseTypedNumber(text: string): string {
  return text
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
