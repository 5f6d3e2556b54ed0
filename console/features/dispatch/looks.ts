import type { RouteLocationRaw } from "vue-router";
import type { Tone } from "../../ui/tone.ts";
import type { ReturnState } from "../../ui/WeekMatrix.vue";
import type { ReportFields } from "./operations.ts";

export const matrixStates: Readonly<Record<ReportFields["standing"], ReturnState>> = {
  ON_TIME: "onTime",
  LATE: "late",
  MISSING: "missing",
  RETURNED: "returned",
  OPEN: "open",
};
export const standingTones: Readonly<Record<ReportFields["standing"], Tone>> = {
  ON_TIME: "ok",
  LATE: "risk",
  MISSING: "over",
  RETURNED: "over",
  OPEN: "idle",
};
export const reportTones: Readonly<Record<ReportFields["state"], Tone>> = {
  OPEN: "idle",
  SUBMITTED: "info",
  RETURNED: "over",
  ACCEPTED: "ok",
  LOCKED: "ok",
};

/** The rows behind a figure that counts how things stand; what happened in a week is in no list of today. */
const doors: Readonly<Record<string, { name: string; query?: Record<string, string> }>> = {
  "complex.inLedger": { name: "complexes" },
  "complex.screened": { name: "complexes", query: { screening: "CLEAN,PROBLEMS_OPEN,ALL_RECTIFIED" } },
  "complaint.open": { name: "complaints", query: { open: "yes" } },
  "complaint.overdueNow": { name: "complaints", query: { open: "yes", overdue: "yes" } },
  "rectification.open": { name: "rectifications", query: { open: "yes" } },
  "rectification.overdueNow": { name: "rectifications", query: { overdue: "yes" } },
  "transfer.open": { name: "transfers", query: { open: "yes" } },
  "transfer.overdueNow": { name: "transfers", query: { overdue: "yes" } },
  "punishment.inForce": { name: "credit", query: { tab: "punishments", state: "IN_FORCE" } },
  "punishment.running": { name: "credit", query: { tab: "punishments", state: "OPENED,CONFIRMED,IN_FORCE" } },
  "task.lateNow": { name: "phaseTasks", query: { tab: "list", late: "yes" } },
};

export function doorOf(figure: string, region: string): RouteLocationRaw | undefined {
  const door = doors[figure];
  return door && { name: door.name, query: { ...door.query, region } };
}
