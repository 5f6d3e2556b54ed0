import { requireReader } from "../account/reader.ts";
import { builder } from "../builder.ts";
import { dateOf, dateOfColumn } from "../calendar/rules.ts";
import { Company } from "../company/types.ts";
import { Finding } from "../finding/types.ts";
import { beginning, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { PenaltyArticleEnum, PenaltyStateEnum } from "./enums.ts";
import { visibleTo } from "./policy.ts";
import { provisionsOn } from "./ranges.ts";
import { PenaltyCase, PenaltyProvision } from "./types.ts";

listField("penaltyCases", {
  model: "PenaltyCase",
  ref: PenaltyCase,
  description: "Penalty cases that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [PenaltyStateEnum] }),
    articles: t.field({ type: [PenaltyArticleEnum] }),
    open: t.boolean({ description: "Neither performed nor closed nor withdrawn (true), or only such (false)." }),
    overdue: t.boolean({ description: "The clock that runs has run out: decision, service or payment." }),
    decided: t.boolean({
      description: "A penalty has been decided and not withdrawn: what can be a ground of discredit.",
    }),
    decidedSince: t.field({ type: "Date", description: "Decided on this day or later." }),
    companyId: t.globalID({ for: [Company] }),
    findingId: t.globalID({ for: [Finding] }),
    number: t.string({ description: "Beginning of the office number." }),
  }),
  where: (filter) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.articles && { article: { in: filter.articles } }),
    ...(filter.open != null && { settledAt: filter.open ? null : { not: null } }),
    ...(filter.overdue != null && { overdueAt: filter.overdue ? { not: null } : null }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
    ...(filter.findingId && { findings: { some: { findingId: requireUuid(filter.findingId.id) } } }),
    ...(filter.number && { number: beginning(filter.number) }),
    AND: [
      filter.decidedSince ? { decidedOn: { gte: filter.decidedSince } } : {},
      filter.states ? { state: { in: filter.states } } : {},
      filter.decided == null
        ? {}
        : filter.decided
          ? { decidedOn: { not: null }, state: { not: "withdrawn" as const } }
          : { OR: [{ decidedOn: null }, { state: "withdrawn" as const }] },
    ],
  }),
  orders: {
    DUE_SOONEST: {
      column: "nextDueAt",
      direction: "asc",
      nullable: true,
      description: "The clock that runs out first, so what is overdue; those without one last.",
    },
    FILED_NEWEST: { column: "filedAt", direction: "desc", description: "Newest first." },
  },
});

builder.queryField("penaltyCase", (t) =>
  t.prismaField({
    type: PenaltyCase,
    nullable: true,
    description: "One penalty case by its id or its office number.",
    args: { id: t.arg.globalID({ for: [PenaltyCase] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.penaltyCase.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);

builder.queryField("penaltyProvisions", (t) =>
  t.field({
    type: [PenaltyProvision],
    description: "The articles in force on a day, today by default, with the fines that they threaten.",
    args: { on: t.arg({ type: "Date" }) },
    resolve: (_root, { on }, { clock, viewer }) => {
      requireReader(viewer);
      return [...provisionsOn(on ? dateOfColumn(on) : dateOf(clock.now()))];
    },
  }),
);
