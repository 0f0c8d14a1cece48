import { settleOne, workWith } from './clerk-work.ts';
import type { Counter } from './counter.ts';

/** One thing a clerk does: the next with this person, or dealing with what the central office refused. */
export type ClerkStep =
  { readonly what: 'work'; readonly personId: string; readonly turn: number } | { readonly what: 'settle' };

/** Whoever wants to see a counter before each step of its clerk, and what came of it. */
export interface StepWatch {
  before(counter: Counter, step: ClerkStep): void;
  /** @param told as the histories' tally has it: `report-loss ok`, `report-loss card-unknown` … */
  after(told: readonly string[]): void;
}

/** @param tell is told what came of it, in the words of the histories' tally */
export function takeStep(counter: Counter, step: ClerkStep, tell: (what: string) => void): Promise<void> {
  return step.what === 'settle'
    ? settleOne(counter, tell)
    : workWith(counter, step.personId, step.turn, tell);
}
