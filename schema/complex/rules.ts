/** A line of the ledger (plan 四(二): 对所有物业服务住宅小区实行“台账化管理”). */
import { isExpired, overlap, type Term } from "../contract/rules.ts";
import { type FindingState, isUnsettled } from "../finding/rules.ts";
import { refuse } from "./refusals.ts";

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

/** One of two entries of a complex, with what of it may contradict the other. */
export interface Merging {
  id: string;
  countyCode: string;
  companyId: string | null;
  mergedIntoId: string | null;
  /** Is one running? */
  exit: boolean;
  gradeReview: boolean;
  contracts: readonly (Term & { id: string; companyId: string })[];
}

/**
 * What becomes of the contracts of the entry that goes: `moving` go over; `same` were entered twice and stay with it, as
 * does what is over and contradicts the one that is kept.
 *
 * @throws {Refusal} `complex/merge-…` while live cases of the two contradict each other
 */
export function decideMerge(leaving: Merging, kept: Merging, reason: string, today: string) {
  if (leaving.id === kept.id) throw refuse("complex/merge-with-itself", ["into"]);
  if (leaving.mergedIntoId || kept.mergedIntoId) throw refuse("complex/merged");
  if (leaving.countyCode !== kept.countyCode) throw refuse("complex/merge-elsewhere", ["into"]);
  if (reason.trim() === "") throw refuse("complex/merge-reason-missing", ["reason"]);
  if (leaving.companyId && kept.companyId && leaving.companyId !== kept.companyId)
    throw refuse("complex/merge-companies", ["into"]);
  if (leaving.exit && kept.exit) throw refuse("complex/merge-exits", ["into"]);
  if (leaving.gradeReview && kept.gradeReview) throw refuse("complex/merge-grade-reviews", ["into"]);
  const moving: string[] = [];
  const same: { leaving: string; kept: string }[] = [];
  for (const contract of leaving.contracts) {
    const others = kept.contracts.filter((held) => overlap(contract, held));
    const twin = others.find(({ companyId }) => companyId === contract.companyId);
    if (others.length === 0) moving.push(contract.id);
    else if (twin) same.push({ leaving: contract.id, kept: twin.id });
    else if (!isExpired(contract, today))
      throw refuse("complex/merge-contracts", ["into"], { startsOn: contract.startsOn });
  }
  return { moving, same };
}
