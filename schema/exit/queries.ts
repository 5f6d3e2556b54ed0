import { builder } from "../builder.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { beginning, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { ExitGroundEnum, ExitStateEnum } from "./enums.ts";
import { visibleTo } from "./policy.ts";
import { Exit } from "./types.ts";

listField("exits", {
  model: "Exit",
  ref: Exit,
  description: "Exits that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [ExitStateEnum] }),
    grounds: t.field({ type: [ExitGroundEnum] }),
    open: t.boolean({ description: "Neither closed nor abandoned (true), or only such (false)." }),
    overdue: t.boolean({ description: "The handover is overdue." }),
    refused: t.boolean({ description: "The company has refused to leave or to hand over." }),
    sued: t.boolean({ description: "The owners have sued." }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
    number: t.string({ description: "Beginning of the office number." }),
  }),
  where: (filter) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.grounds && { ground: { in: filter.grounds } }),
    ...(filter.open != null && { settledAt: filter.open ? null : { not: null } }),
    ...(filter.refused != null && { refusedAt: filter.refused ? { not: null } : null }),
    ...(filter.sued != null && { suitStage: filter.sued ? { not: null } : null }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
    ...(filter.number && { number: beginning(filter.number) }),
    AND: [
      // Raised by the ticker in the minute of the deadline: the same rows that the figure counts.
      filter.overdue == null
        ? {}
        : filter.overdue
          ? { handoverOverdueAt: { not: null }, handedOverOn: null }
          : { OR: [{ handoverOverdueAt: null }, { handedOverOn: { not: null } }] },
    ],
  }),
  orders: {
    OPENED_NEWEST: { column: "openedAt", direction: "desc", description: "Newest first." },
    DUE_SOONEST: {
      column: "nextDueAt",
      direction: "asc",
      nullable: true,
      description: "The clock that runs out first; those without one last.",
    },
  },
});

builder.queryField("exit", (t) =>
  t.prismaField({
    type: Exit,
    nullable: true,
    description: "One exit by its id or its office number.",
    args: { id: t.arg.globalID({ for: [Exit] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.exit.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);
