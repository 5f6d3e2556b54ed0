/**
 * Inspections of a complex: screening (排查), clue verification (核查), look-back (回头看), spot check (四不两直) and the
 * province's own (plan 三(二), 三(三)).
 */
import { wallClock } from "../calendar/rules.ts";
import { commandsIn, type Transitions } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type InspectionKind = "screening" | "verification" | "lookBack" | "spotCheck" | "provincial";

export type InspectionState = "planned" | "carriedOut" | "withdrawn";

export type InspectionResult = "clean" | "problems";

export type InspectionCommand =
  | ({ type: "carryOut" } & CarriedOut)
  /** A plan that is dropped, or a record that was wrong; it stays on record. */
  | { type: "withdraw"; reason: string };

export interface CarriedOut {
  carriedOutAt: Date;
  result: InspectionResult;
  /** Number of photos, records and other files. */
  evidence: number;
}

export const inspectionTransitions: Transitions<InspectionState, InspectionCommand["type"]> = {
  planned: { carryOut: "carriedOut", withdraw: "withdrawn" },
  carriedOut: { withdraw: "withdrawn" },
  withdrawn: {},
};

/**
 * A provincial inspection is the provincial office's and its only kind: the others belong to the city, the county and the
 * sub-district that the complex lies in.
 *
 * @throws {Refusal} `inspection/kind-of-another-body`
 */
export function requireKindOf(body: { provincial: boolean }, kind: InspectionKind): void {
  if ((kind === "provincial") !== body.provincial) throw refuse("inspection/kind-of-another-body", ["kind"]);
}

export interface Inspection {
  state: InspectionState;
  kind: InspectionKind;
  complaintId: string | null;
  /** Findings that rest on it and are not withdrawn. */
  standingFindings: number;
  /** Acceptances, failures, verified grades and drawn spot checks that rest on it. */
  proves: number;
}

export interface InspectionDecision {
  state: InspectionState;
  fields: { carriedOutAt?: Date; result?: InspectionResult };
  event: "InspectionRecorded" | "InspectionWithdrawn";
  /** The complex counts as screened from this moment on. */
  screens: boolean;
}

/** An inspection that is recorded after it was carried out, without ever having been planned. */
export const recordInspection = (
  inspection: Pick<Inspection, "kind" | "complaintId">,
  record: CarriedOut,
  now: Date,
): InspectionDecision =>
  decideInspection(
    { ...inspection, state: "planned", standingFindings: 0, proves: 0 },
    { type: "carryOut", ...record },
    now,
  );

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decideInspection(current: Inspection, command: InspectionCommand, now: Date): InspectionDecision {
  const state = inspectionTransitions[current.state][command.type];
  if (state === undefined) throw refuse("inspection/not-in-this-state", [], { state: current.state });
  if (command.type === "withdraw") {
    if (command.reason.trim() === "") throw refuse("inspection/reason-missing", ["reason"]);
    if (current.standingFindings > 0)
      throw refuse("inspection/has-findings", [], { findings: current.standingFindings });
    if (current.proves > 0) throw refuse("inspection/is-proof");
    return { state, fields: {}, event: "InspectionWithdrawn", screens: false };
  }
  const { carriedOutAt, result, evidence } = command;
  if (current.kind === "verification" && !current.complaintId)
    throw refuse("inspection/complaint-missing", ["complaintId"]);
  if (carriedOutAt > now) throw refuse("inspection/in-the-future", ["carriedOutAt"], { now: wallClock(now) });
  if (result === "problems" && evidence === 0) throw refuse("inspection/evidence-missing", ["evidenceIds"]);
  return {
    state,
    fields: { carriedOutAt, result },
    event: "InspectionRecorded",
    screens: current.kind === "screening",
  };
}

/** A page shows these and no others. */
export const allowedInspectionCommands = ({ state, standingFindings, proves }: Inspection) =>
  commandsIn(inspectionTransitions, state).filter((type) => type !== "withdraw" || standingFindings + proves === 0);
