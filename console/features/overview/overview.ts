import type { RouteLocationRaw } from "vue-router";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { CityTile } from "../../ui/TileMap.vue";
import type { MatrixRow } from "../../ui/WeekMatrix.vue";

export type FigureKey = "ledger" | "coverage" | "complaints" | "findings" | "rectified" | "overdue";
export type MapIndicator = "rectified" | "coverage" | "overdue" | "complaints";
export type StreamFilter = "all" | "overdue" | "complaints" | "reports" | "punishment";

/** `trend` week by week, oldest first; `change` against last week. Each figure is a door to exactly its rows. */
export interface OverviewFigure {
  value: number;
  change: number;
  trend: readonly number[];
  to: RouteLocationRaw;
  /** Share of the whole, 0 to 100, where the number alone says little. */
  share?: number;
}

export interface OverdueRow {
  id: string;
  place: string;
  complex: string;
  problem: string;
  company: string;
  responsible: string;
  deadline: DeadlineSummary;
  to: RouteLocationRaw;
}

export interface PunishmentRow {
  id: string;
  company: string;
  departments: readonly string[];
  confirmed: number;
  to: RouteLocationRaw;
}

/** What the overview shows of the ledger; the stream comes beside it, because it never stops. */
export interface OverviewData {
  figures: Readonly<Record<FigureKey, OverviewFigure>>;
  cities: readonly CityTile<MapIndicator>[];
  /** `rows` are the overdue ones, longest first, then what falls due today; `total` counts the overdue only. */
  overdue: { total: number; rows: readonly OverdueRow[]; to: RouteLocationRaw };
  returns: { weeks: readonly { key: string; label: string; title: string }[]; rows: readonly MatrixRow[] };
  progress: { weeks: readonly string[]; found: readonly number[]; rectified: readonly number[] };
  punishments: { total: number; rows: readonly PunishmentRow[]; to: RouteLocationRaw };
}
