/** For commands that rest on an inspection on the spot: one that is on record, or one that comes with the command. */
import type { InputShapeFromFields } from "@pothos/core";
import { builder } from "../builder.ts";
import type { InputBuilder } from "../command.ts";
import { evidenceIdsOf } from "../evidence/graphql.ts";
import { requireUuid } from "../node.ts";
import type { InspectionRecord } from "./commands.ts";
import { onTheSpot } from "./graphql.ts";
import { Inspection } from "./types.ts";

const OnTheSpotInput = builder.inputType("OnTheSpotInput", {
  description: "The inspection on the spot that comes with the command.",
  fields: onTheSpot,
});
/** The inspection that comes with the command: its kind, complex and result follow from the command. */
export type OnTheSpot = Pick<InspectionRecord, "carriedOutAt" | "notes" | "evidenceIds">;

export const proof = (t: InputBuilder) => ({
  inspectionId: t.globalID({ for: [Inspection], description: "One that is on record." }),
  inspection: t.field({ type: OnTheSpotInput, description: "Or the one that is recorded with the command." }),
});
type Proof = InputShapeFromFields<ReturnType<typeof proof>>;
export const proven = ({ inspectionId, inspection }: Proof) => ({
  inspectionId: inspectionId ? requireUuid(inspectionId.id) : inspection ? "with the command" : "",
  onTheSpot: inspection ? { ...inspection, evidenceIds: evidenceIdsOf(inspection.evidenceIds) } : undefined,
});
