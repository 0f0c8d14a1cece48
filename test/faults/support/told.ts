import type { Outcome } from '../../../contract/envelope.ts';

/** Behind the code of a failure: the clerk was told that nobody knows whether it was done. */
export const resultUnknown = 'result-unknown';

/** Whether the clerk was told that nobody knows whether it was done. */
export function isUnknown(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.error.params['result'] === 'unknown';
}

/** What a counter has answered, in a word or in the codes of its refusals. */
export function codeOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) return 'ok';
  const { code, refusals } = outcome.error;
  if (code === 'refused') return refusals.map((one) => one.code).join(' ');
  return isUnknown(outcome) ? `${code} ${resultUnknown}` : code;
}
