import { builder } from "../builder.ts";
import { containing, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { RegionLevelEnum } from "../region/graphql.ts";
import { within } from "../region/policy.ts";
import { receiptsVisibleTo, visibleTo } from "./policy.ts";
import { PolicyDocument, PolicyDocumentStateEnum, PolicyReceipt } from "./types.ts";

listField("policyDocuments", {
  model: "PolicyDocument",
  ref: PolicyDocument,
  description: "What bodies of the viewer's region have sent down, and what was sent to it.",
  visibleTo,
  filter: (t) => ({
    body: t.string({ description: "Code of the body that sent it down." }),
    states: t.field({ type: [PolicyDocumentStateEnum] }),
    toRead: t.boolean({ description: "The viewer's own region has yet to confirm it (true), or need not (false)." }),
    search: t.string({ description: "In title or document number." }),
  }),
  where: ({ body, states, toRead, search }, { viewer }) => ({
    ...(body && { bodyCode: body }),
    ...(states && { state: { in: states } }),
    ...(toRead != null && { receipts: { [toRead ? "some" : "none"]: { regionCode: viewer.region, owed: true } } }),
    ...(search && { OR: [{ title: containing(search) }, { documentNumber: containing(search) }] }),
  }),
  orders: { NEWEST: { column: "issuedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("policyDocument", (t) =>
  t.prismaField({
    type: PolicyDocument,
    nullable: true,
    description: "One policy document by its id.",
    args: { id: t.arg.globalID({ for: [PolicyDocument], required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.policyDocument.findFirst({ ...query, where: { AND: [visibleTo(viewer), { id: requireUuid(id.id) }] } }),
  }),
);

listField("policyReceipts", {
  model: "PolicyReceipt",
  ref: PolicyReceipt,
  description: "Who in the viewer's region and below was sent which document, and has read it.",
  visibleTo: receiptsVisibleTo,
  filter: (t) => ({
    policyDocumentId: t.globalID({ for: [PolicyDocument] }),
    region: t.string({ description: "Code of a region: of it and of those below it." }),
    levels: t.field({ type: [RegionLevelEnum] }),
    own: t.boolean({ description: "Of the viewer's own region (true), or of those below it (false)." }),
    owed: t.boolean({ description: "Not read, of a document that holds (true), or none of these (false)." }),
    read: t.boolean(),
    overdue: t.boolean({ description: "Not read in time, and still not (true), or none of these (false)." }),
  }),
  where: ({ policyDocumentId, region, levels, own, owed, read, overdue }, { viewer, clock }) => ({
    ...(policyDocumentId && { documentId: requireUuid(policyDocumentId.id) }),
    ...(region && within(region)),
    ...(levels && { level: { in: levels } }),
    ...(own != null && { regionCode: own ? viewer.region : { not: viewer.region } }),
    ...(owed != null && { owed }),
    ...(read != null && { readAt: read ? { not: null } : null }),
    ...(overdue === true && { AND: [{ owed: true, dueAt: { lte: clock.now() } }] }),
    ...(overdue === false && { OR: [{ owed: false }, { dueAt: { gt: clock.now() } }] }),
  }),
  orders: {
    REGION: { column: "regionCode", direction: "asc", description: "By the code of the region." },
    DUE_SOONEST: { column: "dueAt", direction: "asc", description: "The soonest deadline first." },
  },
});
