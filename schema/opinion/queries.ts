import { builder } from "../builder.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { containing, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { MediumEnum } from "../publicity/graphql.ts";
import { within } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";
import { OpinionHeatEnum, OpinionIncident, OpinionStateEnum } from "./types.ts";

listField("opinionIncidents", {
  model: "OpinionIncident",
  ref: OpinionIncident,
  description: "What is said in public about places of the viewer's region.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what is said about it and what lies below." }),
    states: t.field({ type: [OpinionStateEnum] }),
    heats: t.field({ type: [OpinionHeatEnum] }),
    media: t.field({ type: [MediumEnum] }),
    open: t.boolean({ description: "Not answered in public yet (true), or no longer to be (false)." }),
    overdue: t.boolean({ description: "Not answered in time, and still not (true), or none of these (false)." }),
    mine: t.boolean({ description: "The viewer is the owner (true), or somebody else is (false)." }),
    search: t.string({ description: "In the title." }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
  }),
  where: ({ region, states, heats, media, open, overdue, mine, search, complexId, companyId }, { viewer }) => ({
    ...(region && within(region)),
    ...(states && { state: { in: states } }),
    ...(heats && { heat: { in: heats } }),
    ...(media && { medium: { in: media } }),
    ...(open != null && { dueAt: open ? { not: null } : null }),
    // Raised by the ticker in the minute in which it was due: the same rows that the figure counts.
    ...(overdue != null && { overdueAt: overdue ? { not: null } : null }),
    ...(mine != null && viewer.id && { ownerId: mine ? viewer.id : { not: viewer.id } }),
    ...(search && { title: containing(search) }),
    ...(complexId && { complexId: requireUuid(complexId.id) }),
    ...(companyId && { companyId: requireUuid(companyId.id) }),
  }),
  orders: {
    DUE_SOONEST: { column: "dueAt", direction: "asc", nullable: true, description: "The soonest clock first." },
    NEWEST: { column: "openedAt", direction: "desc", description: "Newest first." },
  },
});

builder.queryField("opinionIncident", (t) =>
  t.prismaField({
    type: OpinionIncident,
    nullable: true,
    description: "One incident by its id.",
    args: { id: t.arg.globalID({ for: [OpinionIncident], required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.opinionIncident.findFirst({ ...query, where: { AND: [visibleTo(viewer), { id: requireUuid(id.id) }] } }),
  }),
);
