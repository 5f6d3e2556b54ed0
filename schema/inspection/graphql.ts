import { builder } from "../builder.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Complaint } from "../complaint/types.ts";
import { Complex } from "../complex/types.ts";
import { evidenceIdsInput, evidenceIdsOf } from "../evidence/graphql.ts";
import type { FindingRecord } from "../finding/commands.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { instructInspection, recordInspection } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { Inspection, InspectionKindEnum, InspectionResultEnum, InspectionStateEnum } from "./types.ts";

listField("inspections", {
  model: "Inspection",
  ref: Inspection,
  description: "Inspections that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    kinds: t.field({ type: [InspectionKindEnum] }),
    states: t.field({ type: [InspectionStateEnum] }),
    result: t.field({ type: InspectionResultEnum }),
    complexId: t.globalID({ for: [Complex] }),
    complaintId: t.globalID({ for: [Complaint] }),
    mine: t.boolean({ description: "Those that the viewer carried out." }),
  }),
  where: (filter, { viewer }) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.kinds && { kind: { in: filter.kinds } }),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.result && { result: filter.result }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.complaintId && { complaintId: requireUuid(filter.complaintId.id) }),
    ...(filter.mine && { inspectorId: viewer.kind === "user" ? viewer.id : null }),
  }),
  orders: { NEWEST: { column: "createdAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("inspection", (t) =>
  t.prismaField({
    type: Inspection,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [Inspection] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.inspection.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

const payload = subjectPayload("Inspection", "inspection", Inspection, visibleTo);

export const FindingInput = builder.inputType("FindingInput", {
  description: "A violation that was found: a kind of the catalogue and at least one of its acts.",
  fields: (t) => ({
    kind: t.string({ required: true, description: "Code of the violation kind." }),
    acts: t.stringList({ required: true, description: "Codes of acts of that kind." }),
    illegal: t.boolean({ required: true, description: "Breaks a law, not only a contract." }),
    description: t.string({ required: true, ...prose }),
  }),
});

export const onTheSpot = (t: InputBuilder) => ({
  carriedOutAt: t.field({ type: "DateTime", required: true }),
  notes: t.string({ ...prose }),
  evidenceIds: evidenceIdsInput(t),
});

/** What was found, with the inspection. */
export const findingsInput = (t: InputBuilder) => t.field({ type: [FindingInput], extensions: { maxItems: 20 } });
export const findingsOf = (
  findings: readonly (typeof FindingInput.$inferInput)[] | null | undefined,
): FindingRecord[] =>
  (findings ?? []).map(({ kind: kindCode, acts: actCodes, illegal, description }) => ({
    kindCode,
    actCodes,
    illegal,
    description,
  }));

commandField("recordInspection", {
  description: "Puts an inspection on record, with its evidence and what it found. Emits InspectionRecorded.",
  payload,
  input: (t) => ({
    kind: t.field({ type: InspectionKindEnum, required: true }),
    complexId: t.globalID({ required: true, for: [Complex] }),
    complaintId: t.globalID({ for: [Complaint], description: "The clue that it verifies." }),
    result: t.field({ type: InspectionResultEnum, required: true }),
    ...onTheSpot(t),
    findings: findingsInput(t),
  }),
  run: (context, { kind, complexId, complaintId, result, carriedOutAt, notes, evidenceIds, findings }) =>
    recordInspection(
      context,
      {
        kind,
        complexId: requireUuid(complexId.id),
        complaintId: complaintId && requireUuid(complaintId.id),
        result,
        carriedOutAt,
        notes,
        evidenceIds: evidenceIdsOf(evidenceIds),
      },
      findingsOf(findings),
    ),
});

instructionField("withdrawInspection", {
  description: "Withdraws a record that was wrong; it stays to be seen. Emits InspectionWithdrawn.",
  payload,
  subject: Inspection,
  instruct: instructInspection,
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});
