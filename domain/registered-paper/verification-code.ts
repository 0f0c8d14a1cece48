/** Digits and capitals without 0 and O, 1 and I, which look alike on paper: 32, so that each stands for five bits. */
export const verificationAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** How many of them a code 核验码 has: sixty bits, of which nobody guesses one. */
export const verificationLength = 12;

const grouped = /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/;

/** Whether it is a code as the central office gives it and as paper shows it: XXXX-XXXX-XXXX. */
export function isVerificationCode(text: string): boolean {
  return grouped.test(text);
}

/**
 * A code as the paper shows it.
 * @param symbols twelve letters of the alphabet
 */
export function groupedCode(symbols: string): string {
  return symbols.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * The code that somebody copied from a paper: small or capital, with any dashes or blanks, also those of an input method.
 * @returns XXXX-XXXX-XXXX, or null where it cannot be a code
 */
export function readVerificationCode(typed: string): string | null {
  const code = groupedCode(bare(typed));
  return isVerificationCode(code) ? code : null;
}

/**
 * The number that somebody copied from a paper: the service's with or without its dashes; without, it is the number of a
 * certificate.
 * @returns the number of the service, or null where it cannot be one
 */
export function readPaperNumber(typed: string): string | null {
  const parts = /^(\d{6})(\d{8})(\d{3})(\d{4,6})$/.exec(bare(typed));
  return parts === null ? null : parts.slice(1).join('-');
}

/** The county in which a paper was made: its number begins with it. */
export function countyOfPaper(number: string): string {
  return number.slice(0, 6);
}

/** Full-width digits and letters become plain ones, and what only groups them goes. */
function bare(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212]+/gu, '');
}
