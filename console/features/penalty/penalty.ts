import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Tone } from "../../ui/tone.ts";
import {
  type PenaltyPage_penaltyCase,
  type PenaltyProvision_provision,
  PenaltyRow_penaltyCase,
  type PenaltySurcharge_surcharge,
} from "./operations.ts";

type Row = ResultOf<typeof PenaltyRow_penaltyCase>;
export type Penalty = ResultOf<typeof PenaltyPage_penaltyCase>;
export type PenaltyState = Row["state"];
export type Article = Row["article"];
export type Provision = ResultOf<typeof PenaltyProvision_provision>;
export type Surcharge = ResultOf<typeof PenaltySurcharge_surcharge>;

export const stateTones: Readonly<Record<PenaltyState, Tone>> = {
  FILED: "info",
  EVIDENCE: "info",
  HEARING_OFFERED: "info",
  HEARING_ASKED: "info",
  HEARING_NOTIFIED: "info",
  HEARING_HELD: "info",
  DECIDED: "sealed",
  SERVED: "sealed",
  PERFORMED: "ok",
  CLOSED: "idle",
  WITHDRAWN: "idle",
};
export const penaltyStates = Object.keys(stateTones) as PenaltyState[];
export const articles: readonly Article[] = [
  "PROPERTY_REGULATION_58",
  "PROPERTY_REGULATION_59",
  "PROPERTY_REGULATION_60",
  "PROPERTY_REGULATION_62",
  "PROPERTY_REGULATION_63",
];

/** The clock that runs, in the unit of its rule: service counts working days, the others calendar days. */
export const deadlineOf = (
  row: Pick<Row, "clock" | "nextDueAt" | "nextDueWorkingDays" | "settledAt" | "calendarPublished">,
): DeadlineSummary | null =>
  row.nextDueAt
    ? {
        at: row.nextDueAt,
        unit: row.clock === "SERVICE" ? "workingDay" : "calendarDay",
        workingDays: row.nextDueWorkingDays,
        settled: row.settledAt !== null,
        provisional: row.clock === "SERVICE" && !row.calendarPublished,
      }
    : null;

/** A row as the list shows it. */
export function rowOf(fragment: FragmentOf<typeof PenaltyRow_penaltyCase> & { id: string }) {
  const row = readFragment(PenaltyRow_penaltyCase, fragment);
  return { ...row, due: deadlineOf(row) };
}

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** 50,000 or 1,500.50: fen as people write yuan. */
export const yuan = (fen: number): string => {
  const whole = fen % 100 === 0;
  return whole ? grouped.format(fen / 100) : (fen / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
};

/** What an article threatens, in words: 50,000–200,000 元, or 合同价款的 30%–50%. */
export function threatOf(provision: Provision, t: Translate): string {
  const { basis, minFen, maxFen, minPercent, maxPercent } = provision;
  if (minFen !== null && maxFen !== null) return t("penalty.range.fixed", { min: yuan(minFen), max: yuan(maxFen) });
  const name = basis ? t(`penalty.basis.${basis}`) : "";
  return minPercent
    ? t("penalty.range.share", { basis: name, min: minPercent, max: maxPercent ?? 0 })
    : t("penalty.range.upTo", { basis: name, max: maxPercent ?? 0 });
}
