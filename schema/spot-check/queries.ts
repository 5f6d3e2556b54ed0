import { builder } from "../builder.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";
import { SpotCheck, SpotCheckStateEnum } from "./types.ts";

listField("spotChecks", {
  model: "SpotCheck",
  ref: SpotCheck,
  description: "Spot checks that the viewer's own body has drawn, or one below it.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: whose complexes are drawn from, in it and below." }),
    body: t.string({ description: "Code of the province or city that drew." }),
    states: t.field({ type: [SpotCheckStateEnum] }),
    overdue: t.boolean({ description: "The period is over and something outstanding (true), or not (false)." }),
  }),
  where: ({ region, body, states, overdue }) => ({
    ...(region && withinCityOrCounty(region)),
    ...(body && { bodyCode: body }),
    ...(states && { state: { in: states } }),
    ...(overdue === true && { overdueAt: { not: null }, settledAt: null }),
    ...(overdue === false && { OR: [{ overdueAt: null }, { settledAt: { not: null } }] }),
  }),
  orders: {
    NEWEST: { column: "drawnAt", direction: "desc", description: "Newest first." },
    DUE_SOONEST: {
      column: "dueAt",
      direction: "asc",
      nullable: true,
      description: "The soonest end of a period first.",
    },
  },
});

builder.queryField("spotCheck", (t) =>
  t.prismaField({
    type: SpotCheck,
    nullable: true,
    description: "One spot check by its id or its office number.",
    args: { id: t.arg.globalID({ for: [SpotCheck] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.spotCheck.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);
