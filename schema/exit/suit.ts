/** The owners' suit for the handover: 可指导业主或业委会通过诉讼途径寻求解决, 住建部门要跟踪进展 (plan 三(二)). */
export type SuitStage =
  | "accepted"
  | "hearing"
  | "judged"
  | "appealed"
  | "settled"
  | "withdrawn"
  | "performed"
  | "enforcement"
  | "enforced"
  | "enforcementEnded";

export type SuitResult = "forOwners" | "partly" | "forCompany";

/** What may follow on a stage; a suit begins when a court accepts it. */
const following: Readonly<Record<SuitStage, readonly SuitStage[]>> = {
  accepted: ["hearing", "judged", "settled", "withdrawn"],
  hearing: ["hearing", "judged", "settled", "withdrawn"],
  judged: ["appealed", "performed", "enforcement"],
  appealed: ["hearing", "judged", "settled", "withdrawn"],
  settled: ["performed", "enforcement"],
  /** A suit that was withdrawn may be brought again. */
  withdrawn: ["accepted"],
  performed: [],
  enforcement: ["performed", "enforced", "enforcementEnded"],
  enforced: [],
  enforcementEnded: ["enforcement"],
};

export const nextSuitStages = (stage: SuitStage | null): readonly SuitStage[] =>
  stage === null ? ["accepted"] : following[stage];

/** Something is still before the court, or to be enforced. */
export const suitRuns = (stage: SuitStage | null) =>
  stage !== null && !["withdrawn", "performed", "enforced", "enforcementEnded", "settled", "judged"].includes(stage);
