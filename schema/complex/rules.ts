/** A line of the ledger (plan 四(二): 对所有物业服务住宅小区实行“台账化管理”). */
import { type FindingState, isUnsettled } from "../finding/rules.ts";

/** Fen per m2 and month. */
export const chargeBounds = { min: 0, max: 1_000_000 };

export type ScreeningState = "notScreened" | "clean" | "problemsOpen" | "allRectified";

/**
 * The state that follows from what is known: never written by hand. A complex in which a complaint alone has found
 * something is still not screened, since coverage counts screenings; its open findings are shown beside.
 */
export function screeningStateOf(screened: boolean, findings: readonly FindingState[]): ScreeningState {
  if (!screened) return "notScreened";
  if (findings.some(isUnsettled)) return "problemsOpen";
  return findings.includes("rectified") ? "allRectified" : "clean";
}

export const openFindings = (findings: readonly FindingState[]) => findings.filter(isUnsettled).length;
