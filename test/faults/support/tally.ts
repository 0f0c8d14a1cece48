/** Counts by name: faults injected, commands by kind and outcome. */
export class Tally {
  readonly #counts = new Map<string, number>();

  note(name: string, count = 1): void {
    this.#counts.set(name, this.of(name) + count);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** The sum of all whose name begins so. */
  sum(beginning: string): number {
    return this.entries()
      .filter(([name]) => name.startsWith(beginning))
      .reduce((sum, [, count]) => sum + count, 0);
  }

  entries(): readonly (readonly [string, number])[] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
