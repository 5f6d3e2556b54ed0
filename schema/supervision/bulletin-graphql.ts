import { requireReader } from "../account/reader.ts";
import { builder } from "../builder.ts";
import { commandField, prose, subjectPayload } from "../command.ts";
import type { HubContext } from "../context.ts";
import { DispatchWeek } from "../dispatch/types.ts";
import { listField } from "../list.ts";
import { isUuid, requireUuid, visibleById } from "../node.ts";
import type { PaperDocument } from "../paper/document.ts";
import { ProgressPartValue, points, SlowReasonEnum, shownParts } from "../progress/graphql.ts";
import { refuseGeneral } from "../refusal.ts";
import { Region } from "../region/graphql.ts";
import { type BulletinRow, publishBulletin } from "./bulletin.ts";
import { bulletinVisibleTo } from "./bulletin-policy.ts";

const Row = builder.objectRef<BulletinRow>("BulletinRow").implement({
  description: "A region as the bulletin tells of it.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    score: t.float({ nullable: true, resolve: ({ score }) => points(score) }),
    rank: t.exposeInt("rank", { nullable: true }),
    ranked: t.exposeInt("ranked"),
    slowBecause: t.field({ type: [SlowReasonEnum], resolve: ({ slowBecause }) => slowBecause }),
    parts: t.field({ type: [ProgressPartValue], resolve: ({ parts }) => shownParts(parts) }),
  }),
});

export const Bulletin = builder.prismaNode("Bulletin", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(bulletinVisibleTo),
  description: "How the regions below a body stood in a week (通报), as it was told to them.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    week: t.relation("week", { type: DispatchWeek }),
    body: t.field({
      type: Region,
      description: "Whose body published it.",
      select: { bodyCode: true },
      resolve: ({ bodyCode }) => ({ code: bodyCode }),
    }),
    number: t.exposeString("number"),
    title: t.exposeString("title"),
    remarks: t.exposeString("remarks"),
    rows: t.field({
      type: [Row],
      description: "The first in rank first.",
      select: { rows: true },
      resolve: ({ rows }) => rows as unknown as BulletinRow[],
    }),
    publishedAt: t.expose("publishedAt", { type: "DateTime" }),
    url: t.string({
      description: "Path on this server of the .docx, for whoever may see it.",
      resolve: ({ id }) => `/bulletins/${id}.docx`,
    }),
  }),
});

listField("bulletins", {
  model: "Bulletin",
  ref: Bulletin,
  description: "Bulletins that the viewer's body published or was told.",
  visibleTo: bulletinVisibleTo,
  filter: (t) => ({
    body: t.string({ description: "Code of a region: what its own body published." }),
    week: t.globalID({ for: [DispatchWeek] }),
  }),
  where: ({ body, week }) => ({
    ...(body && { bodyCode: body }),
    ...(week && { weekId: requireUuid(week.id) }),
  }),
  orders: { PUBLISHED_NEWEST: { column: "publishedAt", direction: "desc", description: "Newest first." } },
});

commandField("publishBulletin", {
  description:
    "The province tells its cities, a city its counties, how all of them stood in a week whose index was kept. Emits BulletinPublished.",
  payload: subjectPayload("Bulletin", "bulletin", Bulletin, bulletinVisibleTo),
  input: (t) => ({
    week: t.globalID({ required: true, for: [DispatchWeek] }),
    remarks: t.string({ description: "What is asked of them.", ...prose }),
  }),
  run: (context, { week, remarks }) =>
    publishBulletin(context, { weekId: requireUuid(week.id), remarks: remarks ?? "" }),
});

/** @throws {Refusal} `unauthenticated`, `forbidden`; `not-found` also where the viewer may not see it */
export async function printedBulletin({ db, viewer }: HubContext, id: string): Promise<PaperDocument> {
  requireReader(viewer);
  const where = { AND: [{ id }, bulletinVisibleTo(viewer)] };
  const bulletin = isUuid(id) ? await db.bulletin.findFirst({ where, select: { document: true } }) : null;
  if (!bulletin) throw refuseGeneral("not-found");
  // Written by `publishBulletin` alone, and never changed.
  return bulletin.document as unknown as PaperDocument;
}
