import type { RouteLocationRaw } from "vue-router";

export interface Column {
  key: string;
  title: string;
  /** A grid track: "minmax(0, 2fr)" or "120px". */
  width: string;
  align?: "start" | "end";
  sortable?: boolean;
  /** Shown only where the list is at least this wide, in pixels. */
  from?: number;
}

export interface Sort {
  key: string;
  direction: "ascending" | "descending";
}

export interface ListRow {
  id: string;
}

export type ListStatus = "loading" | "ready" | "failed";

/** What a row leads to, and how it stands out: red for overdue, amber for at risk. */
export interface RowLook {
  to?: RouteLocationRaw;
  edge?: "over" | "risk";
}

export function nextSort(current: Sort | undefined, key: string): Sort {
  const flips = current?.key === key && current.direction === "ascending";
  return { key, direction: flips ? "descending" : "ascending" };
}
