/** A place to sleep for a bounded time and be woken; a wake that comes before the sleep is not lost. */
export class Wake {
  #due = false;
  #sleeper: (() => void) | null = null;

  now(): void {
    this.#due = true;
    this.#sleeper?.();
  }

  /** Resolves when woken, at the latest after this many milliseconds. */
  async within(milliseconds: number): Promise<void> {
    if (!this.#due) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#sleeper = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#sleeper = null;
    }
    this.#due = false;
  }
}
