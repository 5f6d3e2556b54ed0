import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { builder } from "../builder.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { DepartmentEnum } from "../complaint/types.ts";
import type { HubContext } from "../context.ts";
import { CreditEvent } from "../credit/types.ts";
import { evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { refuseGeneral } from "../refusal.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { type Instruction, instructPunishment, openPunishment } from "./commands.ts";
import { actingDepartment, visibleTo } from "./policy.ts";
import { JointPunishment, JointPunishmentStateEnum } from "./types.ts";

listField("jointPunishments", {
  model: "JointPunishment",
  ref: JointPunishment,
  description: "Joint punishments that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [JointPunishmentStateEnum] }),
    companyId: t.globalID({ for: [Company] }),
    awaiting: t.field({ type: DepartmentEnum, description: "Not confirmed yet by this department." }),
    unreported: t.field({
      type: DepartmentEnum,
      description: "Confirmed by this department, which has not told yet what it did.",
    }),
  }),
  where: (filter) => ({
    ...(filter.region && withinCityOrCounty(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
    ...(filter.awaiting && { departments: { some: { department: filter.awaiting, confirmedAt: null } } }),
    ...(filter.unreported && {
      AND: { departments: { some: { department: filter.unreported, confirmedAt: { not: null }, reportedAt: null } } },
    }),
  }),
  orders: { NEWEST: { column: "openedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("jointPunishment", (t) =>
  t.prismaField({
    type: JointPunishment,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [JointPunishment] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.jointPunishment.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

const payload = subjectPayload("JointPunishment", "jointPunishment", JointPunishment, visibleTo);

const PunishmentDepartmentInput = builder.inputType("PunishmentDepartmentInput", {
  fields: (t) => ({
    department: t.field({ type: DepartmentEnum, required: true }),
    measures: t.stringList({ required: true, description: "Codes of the department's measures." }),
  }),
});

commandField("openJointPunishment", {
  description:
    "Asks several departments to act against a company. Emits JointPunishmentOpened, addressed to each of them.",
  payload,
  input: (t) => ({
    creditEventId: t.globalID({ required: true, for: [CreditEvent] }),
    reason: t.string({ required: true, ...prose }),
    startsOn: t.field({ type: "Date", required: true }),
    endsOn: t.field({ type: "Date", required: true, description: "Its last day." }),
    departments: t.field({ type: [PunishmentDepartmentInput], required: true, extensions: { maxItems: 20 } }),
  }),
  run: (context, { creditEventId, ...order }) =>
    openPunishment(context, { ...order, creditEventId: requireUuid(creditEventId.id) }),
});

/** Confirming and reporting are done in a department's name. */
function inDepartmentsName<Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (
    input: InputShapeFromFields<Fields>,
  ) => (department: NonNullable<ReturnType<typeof actingDepartment>>) => Instruction,
) {
  instructionField(name, {
    description,
    payload,
    subject: JointPunishment,
    input,
    command,
    instruct: (context: HubContext, id, named, expectedVersion) => {
      const department = actingDepartment(context.viewer);
      if (!department) throw refuseGeneral("forbidden");
      return instructPunishment(context, id, named(department), expectedVersion);
    },
  });
}

inDepartmentsName(
  "confirmJointPunishment",
  "The viewer's department takes part. With the last one it is in force, or will be from its first day. Emits JointPunishmentConfirmed.",
  () => ({}),
  () => (department) => ({ type: "confirm", department }),
);
inDepartmentsName(
  "reportJointPunishment",
  "What the viewer's department did. Emits JointPunishmentReported.",
  (t) => ({ done: t.string({ required: true, ...prose }), evidenceIds: furtherEvidenceInput(t) }),
  ({ done, evidenceIds }) =>
    (department) => ({ type: "report", department, done, evidenceIds: evidenceIdsOf(evidenceIds ?? []) }),
);
instructionField("liftJointPunishment", {
  description:
    "Takes back what no department has acted on. With the repair or withdrawal of its ground, and at its end, it is lifted by itself. Emits JointPunishmentLifted.",
  payload,
  subject: JointPunishment,
  instruct: instructPunishment,
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "lift" as const, reason }),
});
