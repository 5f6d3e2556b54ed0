/** Thrown when too many are waiting already. */
export class Crowded extends Error {
  override name = "Crowded";
}

/**
 * Lets work with the same key run one after the other, and at most `most` at once altogether: guesses made side by side
 * would otherwise all pass before the first one is counted, and hashing passwords is meant to be expensive.
 */
export class Turns {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #busy = new Set<string>();
  readonly #waiting: { key: string; start: () => void }[] = [];

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  /** @throws {Crowded} */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.#busy.size >= this.#most || this.#busy.has(key)) {
      if (this.#waiting.length >= this.#mostWaiting) throw new Crowded();
      await new Promise<void>((start) => this.#waiting.push({ key, start }));
    } else this.#busy.add(key);
    try {
      return await work();
    } finally {
      this.#busy.delete(key);
      this.#next();
    }
  }

  #next() {
    for (let index = 0; index < this.#waiting.length && this.#busy.size < this.#most; index++) {
      const next = this.#waiting[index];
      if (!next || this.#busy.has(next.key)) continue;
      this.#waiting.splice(index--, 1);
      this.#busy.add(next.key);
      next.start();
    }
  }
}
