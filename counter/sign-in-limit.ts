/** Failed tries before a name is blocked, and for how long (GB/T 22239 level 3: failed sign-ins are limited). */
export const triesAllowed = 5;
export const blockMilliseconds = 15 * 60_000;

/** How many names that no clerk has are kept in mind; guessing more than these does not fill the memory. */
const strangersKept = 1_000;

/**
 * Who is blocked, on the clock that never jumps: setting the PC's clock forward ends no block, and setting it back
 * prolongs none (law 10). What the file says is asked once after a start, and then gives a whole block at most.
 */
export class SignInLimit {
  readonly #until = new Map<string, number>();
  readonly #strangers = new Map<string, number>();

  /** Milliseconds for which this clerk or name is still blocked; `stored` is what the file says is left of it. */
  blockedFor(key: string, monotonic: number, stored = 0): number {
    const known = this.#until.get(key);
    const until = known ?? monotonic + Math.min(Math.max(stored, 0), blockMilliseconds);
    if (known === undefined && stored > 0) this.#until.set(key, until);
    return Math.max(until - monotonic, 0);
  }

  block(key: string, monotonic: number): void {
    this.#until.set(key, monotonic + blockMilliseconds);
  }

  /** Counts a try under a name that no clerk has, as a clerk's is counted, so that the answers do not differ. */
  countStranger(name: string): number {
    if (this.#strangers.size >= strangersKept) this.#strangers.clear();
    const failures = (this.#strangers.get(name) ?? 0) + 1;
    this.#strangers.set(name, failures % triesAllowed);
    return failures;
  }
}
