interface Logged {
  id: number;
  place: string;
  figures: Record<string, number>;
}

/** What the log counts, as of any position: by nothing but its events, one after the other. */
export class Ledger {
  /** By figure and place: positions in their order, and the count that was reached with each. */
  readonly #counts = new Map<string, Map<string, { ids: number[]; sums: number[] }>>();

  constructor(log: readonly Logged[]) {
    for (const { id, place, figures } of log)
      for (const [figure, value] of Object.entries(figures)) {
        const places = this.#counts.get(figure) ?? new Map<string, { ids: number[]; sums: number[] }>();
        this.#counts.set(figure, places);
        const { ids, sums } = places.get(place) ?? { ids: [], sums: [] };
        places.set(place, { ids, sums });
        ids.push(id);
        sums.push((sums.at(-1) ?? 0) + value);
      }
  }

  /** @param place a line (a county, or what of a city lies in none), or with a star a region with all below it */
  count(place: string, figure: string, position: number): number {
    let count = 0;
    for (const [at, { ids, sums }] of this.#counts.get(figure) ?? []) {
      if (place.endsWith("*") ? !at.startsWith(place.slice(0, -1)) : at !== place) continue;
      let [low, high] = [0, ids.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ids[middle] as number) <= position) low = middle + 1;
        else high = middle;
      }
      count += sums[low - 1] ?? 0;
    }
    return count;
  }
}
