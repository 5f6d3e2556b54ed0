import { dateOfColumn } from "../calendar/rules.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Complex } from "../complex/types.ts";
import { evidenceIdsOf } from "../evidence/graphql.ts";
import { foundInput, foundOf, onTheSpot } from "../inspection/graphql.ts";
import { requireUuid } from "../node.ts";
import { drawSpotCheck, instructSpotCheck } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { SpotCheck } from "./types.ts";

const payload = subjectPayload("SpotCheck", "spotCheck", SpotCheck, visibleTo);

commandField("drawSpotCheck", {
  description:
    "Draws complexes of a county by lot, likelier those with complaints and overdue rectifications. Nobody below the body that draws can tell. Emits SpotCheckDrawn.",
  payload,
  input: (t) => ({
    county: t.string({ required: true, description: "Code of a county of one's own region." }),
    size: t.int({ required: true, description: "How many complexes are drawn." }),
    inspectors: t.stringList({
      required: true,
      description: "Who goes there.",
      extensions: { maxItems: 20, maxLength: 50 },
    }),
    startsOn: t.field({ type: "Date", required: true, description: "First day of the period." }),
    endsOn: t.field({ type: "Date", required: true, description: "Last day of the period." }),
  }),
  run: (context, { startsOn, endsOn, ...order }) =>
    drawSpotCheck(context, { ...order, startsOn: dateOfColumn(startsOn), endsOn: dateOfColumn(endsOn) }),
});

const drawnComplex = (t: InputBuilder) =>
  t.globalID({ required: true, for: [Complex], description: "One that was drawn." });

instructionField("carryOutSpotCheck", {
  description:
    "Records the inspection of one complex that was drawn; from then on it is seen like every other inspection, and the rest stays sealed. With the last one the spot check is completed. Under the same `Idempotency-Key` of one person it is the same inspection for good. Emits InspectionRecorded and SpotCheckComplexCarriedOut.",
  payload,
  subject: SpotCheck,
  instruct: instructSpotCheck,
  input: (t) => ({
    complexId: drawnComplex(t),
    ...onTheSpot(t),
    ...foundInput(t),
  }),
  command: ({ complexId, carriedOutAt, notes, evidenceIds, ...given }) => {
    const { found, findings } = foundOf(given);
    const inspection = { ...found, notes, evidenceIds: evidenceIdsOf(evidenceIds) };
    return { type: "carryOut" as const, complexId: requireUuid(complexId.id), carriedOutAt, inspection, findings };
  },
});

instructionField("leaveOutOfSpotCheck", {
  description: "A complex that was drawn is not checked after all, with the reason. Emits SpotCheckComplexLeftOut.",
  payload,
  subject: SpotCheck,
  instruct: instructSpotCheck,
  input: (t) => ({ complexId: drawnComplex(t), reason: t.string({ required: true, ...prose }) }),
  command: ({ complexId, reason }) => ({ type: "leaveOut" as const, complexId: requireUuid(complexId.id), reason }),
});

instructionField("abandonSpotCheck", {
  description: "Gives a spot check up; it stays on record with the reason. Emits SpotCheckAbandoned.",
  payload,
  subject: SpotCheck,
  instruct: instructSpotCheck,
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "abandon" as const, reason }),
});
