import { personIn } from "../account/viewer.ts";
import { builder } from "../builder.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { beginning, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { may } from "../permissions.ts";
import { nothing, within } from "../region/policy.ts";
import { subjectNamed } from "../source/records.ts";
import { telephoneHash } from "./personal-data.ts";
import { visibleTo } from "./policy.ts";
import { Complaint, ComplaintSourceEnum, ComplaintStateEnum } from "./types.ts";

export const complaintList = listField("complaints", {
  model: "Complaint",
  ref: Complaint,
  description: "Complaints that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [ComplaintStateEnum] }),
    sources: t.field({ type: [ComplaintSourceEnum] }),
    kinds: t.stringList({ description: "Codes of violation kinds." }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
    mine: t.boolean({ description: "Those that the viewer handles." }),
    open: t.boolean({ description: "Not closed or withdrawn (true), or only those (false)." }),
    confirmed: t.boolean({ description: "Those that count (true), or those that are still to be confirmed (false)." }),
    overdue: t.boolean({ description: "A clock has been missed that still runs." }),
    number: t.string({ description: "Beginning of the office number." }),
    phone: t.string({
      description: "The complainant's whole telephone number, however written. For those who may see complainants.",
    }),
    filedFrom: t.field({ type: "DateTime" }),
    filedUntil: t.field({ type: "DateTime", description: "Exclusive." }),
  }),
  where: (filter, { viewer, vault }) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.sources && { source: { in: filter.sources } }),
    ...(filter.kinds && { kindCode: { in: filter.kinds } }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
    ...(filter.mine && { handlerId: personIn(viewer) }),
    ...(filter.open != null && { closedAt: filter.open ? null : { not: null } }),
    ...(filter.confirmed != null && { confirmed: filter.confirmed }),
    ...(filter.overdue != null && { overdueAt: filter.overdue ? { not: null } : null }),
    ...(filter.number && { number: beginning(filter.number) }),
    // Found by a keyed hash. Whoever may not see complainants must not find out by trying numbers either.
    ...(filter.phone && {
      AND: [may(viewer, "complaint.reveal") ? { secret: { phoneHash: telephoneHash(vault, filter.phone) } } : nothing],
    }),
    ...((filter.filedFrom || filter.filedUntil) && {
      filedAt: {
        ...(filter.filedFrom && { gte: filter.filedFrom }),
        ...(filter.filedUntil && { lt: filter.filedUntil }),
      },
    }),
  }),
  orders: {
    FILED_NEWEST: { column: "filedAt", direction: "desc", description: "Newest first." },
    FILED_OLDEST: { column: "filedAt", direction: "asc", description: "Oldest first." },
    DUE_SOONEST: {
      column: "nextDueAt",
      direction: "asc",
      nullable: true,
      description: "The soonest running clock first; those without one last.",
    },
  },
});

builder.queryField("complaint", (t) =>
  t.prismaField({
    type: Complaint,
    nullable: true,
    description: "One complaint by its id, its office number, or the asking client's own name for it.",
    args: { id: t.arg.globalID({ for: [Complaint] }), number: t.arg.string(), externalId: t.arg.string() },
    resolve: async (query, _root, { number, ...args }, context) => {
      const id = await subjectNamed(context, "complaint", args);
      const key = id ? { id } : number ? { number } : null;
      return key && context.db.complaint.findFirst({ ...query, where: { AND: [key, visibleTo(context.viewer)] } });
    },
  }),
);
