import type { Refusal } from '../domain/command/refusal.ts';

/** As they cross the border, where nothing is read-only. */
export function viewRefusals(refusals: readonly Refusal[]) {
  return refusals.map((refusal) => ({ ...refusal, params: { ...refusal.params } }));
}
