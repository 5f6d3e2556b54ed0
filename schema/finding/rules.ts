/** A finding is an established violation: one of the plan's seven kinds, and at least one act of that kind (plan 二). */
import { commandsIn, type Transitions } from "../decision.ts";
import type { InspectionState } from "../inspection/rules.ts";
import { refuse } from "./refusals.ts";

export type FindingState = "open" | "ordered" | "rectified" | "unrectified" | "withdrawn";

/** `order`, `rectify` and `fail` are the rectification's doing; only `withdraw` is a person's command. */
export type FindingCommand =
  | { type: "order" }
  | { type: "rectify" }
  | { type: "fail" }
  | { type: "withdraw"; reason: string };

/** A finding has at most one live order: what is ordered cannot be ordered again until it is settled. */
export const findingTransitions: Transitions<FindingState, FindingCommand["type"]> = {
  open: { order: "ordered", withdraw: "withdrawn" },
  ordered: { rectify: "rectified", fail: "unrectified" },
  rectified: {},
  unrectified: { order: "ordered" },
  withdrawn: {},
};

/** Code of a kind -> the codes of its acts. */
export type Catalogue = ReadonlyMap<string, ReadonlySet<string>>;

export interface NewFinding {
  kindCode: string;
  actCodes: readonly string[];
  description: string;
  inspection: { state: InspectionState; evidence: number };
}

/** @throws {Refusal} unless an inspection with evidence found acts that the plan lists under the kind. */
export function establish({ kindCode, actCodes, description, inspection }: NewFinding, catalogue: Catalogue) {
  const acts = catalogue.get(kindCode);
  if (!acts) throw refuse("finding/kind-unknown", ["kind"], { kind: kindCode });
  if (actCodes.length === 0) throw refuse("finding/act-missing", ["acts"]);
  actCodes.forEach((act, index) => {
    if (!acts.has(act)) throw refuse("finding/act-of-another-kind", ["acts", String(index)], { act, kind: kindCode });
  });
  if (description.trim() === "") throw refuse("finding/description-missing", ["description"]);
  if (inspection.state !== "carriedOut") throw refuse("finding/inspection-not-carried-out", ["inspectionId"]);
  if (inspection.evidence === 0) throw refuse("finding/evidence-missing", ["inspectionId"]);
  return { state: "open", actCodes: [...new Set(actCodes)], event: "FindingEstablished" } as const;
}

/**
 * @param isGround a penalty case, a transfer or discredit rests on it
 * @throws {Refusal} `finding/not-in-this-state`, `finding/is-ground`, `finding/reason-missing`
 */
export function decideFinding(state: FindingState, command: FindingCommand, isGround = false): FindingState {
  const next = findingTransitions[state][command.type];
  if (next === undefined) throw refuse("finding/not-in-this-state", [], { state });
  if (command.type === "withdraw" && isGround) throw refuse("finding/is-ground");
  if (command.type === "withdraw" && command.reason.trim() === "") throw refuse("finding/reason-missing", ["reason"]);
  return next;
}

/** What a person may do with a finding itself; the rest happens through its rectification. */
export const allowedFindingCommands = (state: FindingState, isGround: boolean) =>
  commandsIn(findingTransitions, state).filter((type) => type === "withdraw" && !isGround);

/** Is there something left to put right? */
export const isUnsettled = (state: FindingState) => state === "open" || state === "ordered" || state === "unrectified";
