import type { ResultOf } from "../../graph/graphql.ts";
import type { Tone } from "../../ui/tone.ts";
import type { Checklist_inspection, FindingCard_finding, InspectionCard_inspection } from "./operations.ts";

export type FindingState = ResultOf<typeof FindingCard_finding>["state"];
type InspectionState = ResultOf<typeof InspectionCard_inspection>["state"];
export type InspectionKind = ResultOf<typeof InspectionCard_inspection>["kind"];

export type ChecklistAnswer = ResultOf<typeof Checklist_inspection>["checklist"][number]["answer"];

export const answerTones: Readonly<Record<ChecklistAnswer, Tone>> = {
  IN_ORDER: "ok",
  NOT_IN_ORDER: "over",
  NOT_APPLICABLE: "idle",
  NOT_LOOKED_AT: "idle",
};

export const findingTones: Readonly<Record<FindingState, Tone>> = {
  OPEN: "risk",
  ORDERED: "info",
  RECTIFIED: "ok",
  UNRECTIFIED: "over",
  WITHDRAWN: "idle",
};

export const inspectionTones: Readonly<Record<InspectionState, Tone>> = {
  PLANNED: "sealed",
  CARRIED_OUT: "ok",
  WITHDRAWN: "idle",
};

export const inspectionKinds: readonly InspectionKind[] = [
  "SCREENING",
  "VERIFICATION",
  "LOOK_BACK",
  "SPOT_CHECK",
  "PROVINCIAL",
];

/** Kinds that a person records directly: a verification belongs to its complaint, the province inspects by itself. */
export function kindsFor(role: string): readonly InspectionKind[] {
  return inspectionKinds.filter((kind) => kind !== "VERIFICATION" && (kind === "PROVINCIAL") === (role === "OFFICE"));
}

/** A finding as it is written into a form. */
export interface FindingDraft {
  kind: string | null;
  acts: readonly string[];
  description: string;
  illegal: boolean;
}

export const emptyFinding: FindingDraft = { kind: null, acts: [], description: "", illegal: false };
