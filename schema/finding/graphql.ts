import { builder } from "../builder.ts";
import { commandField, instructionField, prose, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { Complaint } from "../complaint/types.ts";
import { Complex } from "../complex/types.ts";
import { FindingInput } from "../inspection/graphql.ts";
import { Inspection } from "../inspection/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { visibleTo as penaltiesVisibleTo } from "../penalty/policy.ts";
import { within } from "../region/policy.ts";
import { keySupervised } from "../supervision/policy.ts";
import { establishFinding, instructFinding } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { Finding, FindingStateEnum } from "./types.ts";

listField("findings", {
  model: "Finding",
  ref: Finding,
  description: "Findings that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [FindingStateEnum] }),
    kinds: t.stringList({ description: "Codes of violation kinds." }),
    illegal: t.boolean(),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
    complaintId: t.globalID({ for: [Complaint] }),
    keySupervised: t.boolean({ description: "Under key supervision now (true), or not (false)." }),
    penalised: t.boolean({
      description: "A penalty case rests on it that is not withdrawn, as far as one may see it.",
    }),
  }),
  where: (filter, { viewer }) => ({
    ...(filter.keySupervised != null && keySupervised(filter.keySupervised)),
    ...(filter.penalised != null && {
      penaltyCases: { [filter.penalised ? "some" : "none"]: { live: true, case: { is: penaltiesVisibleTo(viewer) } } },
    }),
    ...(filter.region && within(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.kinds && { kindCode: { in: filter.kinds } }),
    ...(filter.illegal != null && { illegal: filter.illegal }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
    ...(filter.complaintId && { complaintId: requireUuid(filter.complaintId.id) }),
  }),
  orders: { NEWEST: { column: "foundAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("finding", (t) =>
  t.prismaField({
    type: Finding,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [Finding] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.finding.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

const payload = subjectPayload("Finding", "finding", Finding, visibleTo);

commandField("establishFinding", {
  description: "Establishes a violation that an inspection found. Emits FindingEstablished.",
  payload,
  input: (t) => ({
    inspectionId: t.globalID({ required: true, for: [Inspection] }),
    finding: t.field({ type: FindingInput, required: true }),
  }),
  run: (context, { inspectionId, finding: { kind: kindCode, acts: actCodes, illegal, description } }) =>
    establishFinding(context, requireUuid(inspectionId.id), { kindCode, actCodes, illegal, description }),
});

instructionField("withdrawFinding", {
  description: "Withdraws a finding that was made by mistake; it stays to be seen. Emits FindingWithdrawn.",
  payload,
  subject: Finding,
  instruct: instructFinding,
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});
