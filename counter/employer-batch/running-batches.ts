/** Which batches are being made at this moment, and which of them were asked to stop. In memory only. */
export class RunningBatches {
  readonly #running = new Set<string>();
  readonly #stopping = new Set<string>();

  isRunning(batchId: string): boolean {
    return this.#running.has(batchId);
  }

  /** False where it runs already: one batch is made by one run. */
  start(batchId: string): boolean {
    if (this.#running.has(batchId)) return false;
    this.#running.add(batchId);
    this.#stopping.delete(batchId);
    return true;
  }

  /** Asks a run to stop behind the rows that it is at. */
  stop(batchId: string): void {
    this.#stopping.add(batchId);
  }

  isStopping(batchId: string): boolean {
    return this.#stopping.has(batchId);
  }

  ended(batchId: string): void {
    this.#running.delete(batchId);
    this.#stopping.delete(batchId);
  }

  /** Whoever began them leaves. */
  stopAll(): void {
    for (const batchId of this.#running) this.#stopping.add(batchId);
  }
}
