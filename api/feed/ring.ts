import type { LoggedEvent } from "../../schema/activity/event.ts";

/** The latest events of the log, so that whoever was away for a moment need not ask the database. */
export class Ring {
  readonly #size: number;
  #events: LoggedEvent[] = [];
  /** Every event after this position is here. */
  #floor: number;

  constructor(size: number, floor: number) {
    this.#size = size;
    this.#floor = floor;
  }

  push(events: readonly LoggedEvent[]): void {
    this.#events.push(...events);
    // Dropping a half at a time keeps this cheap however many events come one by one.
    if (this.#events.length < 2 * this.#size) return;
    const dropped = this.#events.splice(0, this.#events.length - this.#size);
    this.#floor = dropped.at(-1)?.id ?? this.#floor;
  }

  /** Everything after a position; null where that reaches further back than what is held. */
  after(position: number): readonly LoggedEvent[] | null {
    if (position < this.#floor) return null;
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle] as LoggedEvent).id > position) high = middle;
      else low = middle + 1;
    }
    return this.#events.slice(low);
  }
}
