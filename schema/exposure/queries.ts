import { builder } from "../builder.ts";
import { Company } from "../company/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { caseVisibleTo, visibleTo } from "./policy.ts";
import { ExposureBatch, ExposureBatchStateEnum, ExposureCase, ExposureKindEnum } from "./types.ts";

listField("exposureBatches", {
  model: "ExposureBatch",
  ref: ExposureBatch,
  description: "Monthly batches of typical cases of one's own body and of those below it.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: its own batches and those of the regions below it." }),
    month: t.field({ type: "Date", description: "First day of the month." }),
    states: t.field({ type: [ExposureBatchStateEnum] }),
    owed: t.boolean({
      description: "Nothing was exposed yet for a month that owes it (true), or none of these (false).",
    }),
    overdue: t.boolean({ description: "The month is over and nothing was exposed (true), or none of these (false)." }),
  }),
  where: ({ region, month, states, owed, overdue }) => {
    const debt = { dueAt: { not: null }, paidAt: null };
    const late = { overdueAt: { not: null }, paidAt: null };
    return {
      ...(region && within(region.slice(0, 4))),
      ...(month && { month }),
      ...(states && { state: { in: states } }),
      AND: [owed == null ? {} : owed ? debt : { NOT: debt }, overdue == null ? {} : overdue ? late : { NOT: late }],
    };
  },
  orders: {
    NEWEST: { column: "month", direction: "desc", description: "The latest month first." },
    OLDEST: { column: "month", direction: "asc", description: "The earliest month first." },
  },
});

listField("exposureCases", {
  model: "ExposureCase",
  ref: ExposureCase,
  description: "Typical cases, written or published, of the batches that the viewer may see.",
  visibleTo: caseVisibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what its body wrote, and those of the regions below it." }),
    batchId: t.globalID({ for: [ExposureBatch] }),
    companyId: t.globalID({ for: [Company] }),
    kind: t.field({ type: ExposureKindEnum }),
  }),
  where: ({ region, batchId, companyId, kind }) => ({
    ...(region && { batch: { is: within(region.slice(0, 4)) } }),
    ...(batchId && { batchId: requireUuid(batchId.id) }),
    ...(companyId && { companyId: requireUuid(companyId.id) }),
    ...(kind && { kind }),
  }),
  orders: { POSITION: { column: "position", direction: "asc", description: "As they stand in their batches." } },
});

builder.queryField("exposureBatch", (t) =>
  t.prismaField({
    type: ExposureBatch,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [ExposureBatch] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.exposureBatch.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);
