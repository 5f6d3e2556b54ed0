import { builder } from "../builder.ts";
import { Company } from "../company/types.ts";
import { DepartmentEnum } from "../complaint/types.ts";
import { Complex } from "../complex/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";
import { Transfer, TransferStateEnum } from "./types.ts";

listField("transfers", {
  model: "Transfer",
  ref: Transfer,
  description: "Transfers that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [TransferStateEnum] }),
    departments: t.field({ type: [DepartmentEnum] }),
    open: t.boolean({ description: "With the department (true), or answered, returned or withdrawn (false)." }),
    overdue: t.boolean({ description: "Not accepted or not answered in time, and still so (true), or not (false)." }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
  }),
  where: (filter) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.departments && { department: { in: filter.departments } }),
    ...(filter.open != null && { settledAt: filter.open ? null : { not: null } }),
    // Raised by the ticker in the minute in which it was due: the same rows that the figure counts.
    ...(filter.overdue != null && { overdueAt: filter.overdue ? { not: null } : null }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
  }),
  orders: {
    DUE_SOONEST: { column: "dueAt", direction: "asc", nullable: true, description: "The soonest clock first." },
    OPENED_NEWEST: { column: "openedAt", direction: "desc", description: "Newest first." },
  },
});

builder.queryField("transfer", (t) =>
  t.prismaField({
    type: Transfer,
    nullable: true,
    description: "One transfer by its id or its office number.",
    args: { id: t.arg.globalID({ for: [Transfer] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.transfer.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);
