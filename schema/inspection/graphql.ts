import type { InputShapeFromFields } from "@pothos/core";
import { personIn } from "../account/viewer.ts";
import { builder } from "../builder.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Complaint } from "../complaint/types.ts";
import { Complex } from "../complex/types.ts";
import { evidenceIdsInput, evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import type { FindingRecord } from "../finding/commands.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { instructInspection, recordInspection } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import {
  ChecklistAnswerEnum,
  Inspection,
  InspectionKindEnum,
  InspectionResultEnum,
  InspectionStateEnum,
} from "./types.ts";

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
    ...(filter.mine && { inspectorId: personIn(viewer) }),
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

const ChecklistItemInput = builder.inputType("ChecklistItemInput", {
  description: "An item of the checklist. One that is not in order becomes a finding of its kind and act.",
  fields: (t) => ({
    act: t.string({ required: true, description: "Code of an act of the catalogue." }),
    answer: t.field({ type: ChecklistAnswerEnum, required: true }),
    note: t.string({ ...prose, description: "What was seen; needed where it is not in order." }),
    illegal: t.boolean({ description: "Where it is not in order: breaks a law, not only a contract." }),
    evidenceIds: furtherEvidenceInput(t),
  }),
});

/** What an inspection came to: by its checklist, or said as a whole. */
export const foundInput = (t: InputBuilder) => ({
  result: t.field({
    type: InspectionResultEnum,
    description: "Follows from the checklist; needed where there is none.",
  }),
  checklist: t.field({
    type: [ChecklistItemInput],
    description: "Answers to acts of the catalogue: what is left out was not looked at.",
  }),
  findings: t.field({
    type: [FindingInput],
    description: "Where there is no checklist.",
    extensions: { maxItems: 20 },
  }),
});

type Found = InputShapeFromFields<ReturnType<typeof foundInput>>;
export const foundOf = ({ result, checklist, findings }: Found) => ({
  found: {
    result,
    checklist: checklist?.map(({ evidenceIds, ...item }) => ({
      ...item,
      evidenceIds: evidenceIdsOf(evidenceIds ?? []),
    })),
  },
  findings: (findings ?? []).map(
    ({ kind: kindCode, acts: actCodes, illegal, description }): FindingRecord => ({
      kindCode,
      actCodes,
      illegal,
      description,
    }),
  ),
});

commandField("recordInspection", {
  description:
    "Puts an inspection on record, with its evidence and what it found. Under the same `Idempotency-Key` of one person it is the same inspection for good. Emits InspectionRecorded, and FindingEstablished for what was found.",
  payload,
  input: (t) => ({
    kind: t.field({ type: InspectionKindEnum, required: true }),
    complexId: t.globalID({ required: true, for: [Complex] }),
    complaintId: t.globalID({ for: [Complaint], description: "The clue that it verifies." }),
    ...onTheSpot(t),
    ...foundInput(t),
  }),
  run: (context, { kind, complexId, complaintId, carriedOutAt, notes, evidenceIds, ...given }) => {
    const { found, findings } = foundOf(given);
    const record = {
      kind,
      complexId: requireUuid(complexId.id),
      complaintId: complaintId && requireUuid(complaintId.id),
      carriedOutAt,
      notes,
      evidenceIds: evidenceIdsOf(evidenceIds),
      ...found,
    };
    return recordInspection(context, record, findings);
  },
});

instructionField("withdrawInspection", {
  description: "Withdraws a record that was wrong; it stays to be seen. Emits InspectionWithdrawn.",
  payload,
  subject: Inspection,
  instruct: instructInspection,
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});
