import { builder } from "../builder.ts";
import { dateOfColumn, instantAt } from "../calendar/rules.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { beginning, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { keySupervised } from "../supervision/policy.ts";
import { followUpVisibleTo, visibleTo } from "./policy.ts";
import {
  EscalationEnum,
  FollowUp,
  FollowUpKindEnum,
  FollowUpStateEnum,
  Rectification,
  RectificationStateEnum,
} from "./types.ts";

export const rectificationList = listField("rectifications", {
  model: "Rectification",
  ref: Rectification,
  description: "Rectifications that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [RectificationStateEnum] }),
    open: t.boolean({ description: "Not settled (true), or only settled ones (false)." }),
    overdue: t.boolean({ description: "The deadline has passed without acceptance." }),
    awaitingReview: t.boolean(),
    escalation: t.field({ type: EscalationEnum }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
    dueUntil: t.field({ type: "DateTime", description: "Deadline before this instant." }),
    settledSince: t.field({ type: "Date", description: "Accepted, refused or failed on this day or later." }),
    number: t.string({ description: "Beginning of the office number." }),
    keySupervised: t.boolean({ description: "Under key supervision now (true), or not (false)." }),
  }),
  where: (filter) => ({
    ...(filter.keySupervised != null && keySupervised(filter.keySupervised)),
    ...(filter.region && within(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.awaitingReview != null && { awaitingReview: filter.awaitingReview }),
    ...(filter.escalation && { escalation: filter.escalation }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
    ...(filter.dueUntil && { deadline: { lt: filter.dueUntil } }),
    ...(filter.number && { number: beginning(filter.number) }),
    AND: [
      filter.settledSince ? { settledAt: { gte: instantAt(dateOfColumn(filter.settledSince)) } } : {},
      filter.open == null ? {} : { settledAt: filter.open ? null : { not: null } },
      // Raised by the ticker in the minute of the deadline: the same rows that the figure counts.
      filter.overdue == null
        ? {}
        : filter.overdue
          ? { overdueAt: { not: null }, settledAt: null }
          : { OR: [{ overdueAt: null }, { settledAt: { not: null } }] },
    ],
  }),
  orders: {
    DEADLINE_SOONEST: { column: "deadline", direction: "asc", description: "The earliest deadline first." },
    ORDERED_NEWEST: { column: "orderedAt", direction: "desc", description: "Newest first." },
  },
});

builder.queryField("rectification", (t) =>
  t.prismaField({
    type: Rectification,
    nullable: true,
    description: "One rectification by its id or its office number.",
    args: { id: t.arg.globalID({ for: [Rectification] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.rectification.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);

listField("followUps", {
  model: "FollowUp",
  ref: FollowUp,
  description: "Debts left by rectifications.",
  visibleTo: followUpVisibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    kinds: t.field({ type: [FollowUpKindEnum] }),
    states: t.field({ type: [FollowUpStateEnum] }),
  }),
  where: (filter) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.kinds && { kind: { in: filter.kinds } }),
    ...(filter.states && { state: { in: filter.states } }),
  }),
  orders: { OWED_LONGEST: { column: "owedSince", direction: "asc", description: "Owed longest first." } },
});
