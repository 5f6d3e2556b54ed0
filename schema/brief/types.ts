import { ProvincialBriefFormat, ProvincialBriefState } from "../../prisma/generated/enums.ts";
import { Person } from "../account/person.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { CommandError, told } from "../command.ts";
import type { HubContext } from "../context.ts";
import { DispatchDifference } from "../dispatch/figure-types.ts";
import { DispatchWeek } from "../dispatch/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleTo as findingVisibleTo } from "../finding/policy.ts";
import { Finding } from "../finding/types.ts";
import { visibleTo as letterVisibleTo } from "../letter/policy.ts";
import { Letter } from "../letter/types.ts";
import { perAnswer } from "../loader.ts";
import { visibleById } from "../node.ts";
import type { Block } from "../paper/document.ts";
import { Region } from "../region/graphql.ts";
import { visibleRows } from "../visible-rows.ts";
import type { BriefDocument } from "./document.ts";
import { type BriefNarrative, type BriefSection, briefSections } from "./narrative.ts";
import { visibleTo, writes } from "./policy.ts";
import { briefInclude, type Draft, pickedIn, readDraft } from "./read.ts";
import { allowedBriefCommands, missingIn, transitions } from "./rules.ts";

export const ProvincialBriefStateEnum = enumOf(
  "ProvincialBriefState",
  ProvincialBriefState,
  "Where a brief stands. Whether it has left is told by its deliveries.",
);
const ProvincialBriefFormatEnum = enumOf("ProvincialBriefFormat", ProvincialBriefFormat, "A printed file of a brief.");
const ProvincialBriefCommand = commandEnum("ProvincialBriefCommand", transitions, "A command to a brief.");
export const ProvincialBriefSectionEnum = enumOf(
  "ProvincialBriefSection",
  briefSections,
  "A section of what a brief says in words.",
);

const kinds = enumOf(
  "PrintedBlockKind",
  ["paragraph", "heading", "subheading", "table"] as const satisfies readonly Block["kind"][],
  "What a block of a printed document is.",
);
const PrintedBlock = builder.objectRef<Block>("PrintedBlock").implement({
  description: "A block of a printed document, in order.",
  fields: (t) => ({
    kind: t.field({ type: kinds, resolve: ({ kind }) => kind }),
    text: t.string({ nullable: true, resolve: (block) => (block.kind === "table" ? null : block.text) }),
    rows: t.field({
      type: t.listRef(t.listRef("String")),
      description: "Of a table; its first row names the columns.",
      resolve: (block) => (block.kind === "table" ? block.rows.map((row) => [...row]) : []),
    }),
  }),
});

const ProvincialBriefDocument = builder.objectRef<BriefDocument>("ProvincialBriefDocument").implement({
  description: "A brief as it is printed.",
  fields: (t) => ({
    masthead: t.exposeString("masthead"),
    issue: t.exposeString("issue", { nullable: true, description: "Null while it is a draft." }),
    issuer: t.exposeString("issuer"),
    date: t.exposeString("date"),
    title: t.exposeString("title"),
    body: t.field({ type: [PrintedBlock], resolve: ({ body }) => [...body] }),
    sentTo: t.exposeString("sentTo"),
    copies: t.stringList({ resolve: ({ copies }) => [...copies] }),
  }),
});

const SectionText = builder.objectRef<{ section: BriefSection; text: string }>("ProvincialBriefSectionText").implement({
  description: "A section of a brief, in words.",
  fields: (t) => ({
    section: t.field({ type: ProvincialBriefSectionEnum, resolve: ({ section }) => section }),
    text: t.exposeString("text"),
  }),
});
const sectionsOf = (narrative: unknown) =>
  briefSections.flatMap((section) => {
    const text = (narrative as BriefNarrative)[section];
    return text ? [{ section, text }] : [];
  });

const typicalFindings = async ({ db, viewer }: HubContext, query: object, ids: readonly string[]) => {
  const found = await db.finding.findMany({
    ...query,
    where: { AND: [{ id: { in: [...ids] } }, findingVisibleTo(viewer)] },
  });
  return found.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
};

const ProvincialBriefRevision = builder.prismaObject("ProvincialBriefRevision", {
  description: "A version of a brief's text. Every version is kept.",
  fields: (t) => ({
    revision: t.exposeInt("revision"),
    editedAt: t.expose("editedAt", { type: "DateTime" }),
    editedBy: t.prismaField({
      type: Person,
      nullable: true,
      resolve: (query, { editedById: id }, _args, { db }) =>
        id ? db.user.findUnique({ ...query, where: { id } }) : null,
    }),
    narrative: t.field({ type: [SectionText], resolve: ({ narrative }) => sectionsOf(narrative) }),
    typicalFindings: t.prismaField({
      type: [Finding],
      description: "Typical cases, in their order.",
      resolve: (query, { findingIds }, _args, context) => typicalFindings(context, query, findingIds),
    }),
  }),
});

builder.prismaObject("ProvincialBriefFile", {
  description: "A printed file, byte for byte as it was issued.",
  select: { briefId: true, format: true },
  fields: (t) => ({
    format: t.expose("format", { type: ProvincialBriefFormatEnum }),
    sha256: t.string({ select: { sha256: true }, resolve: ({ sha256 }) => Buffer.from(sha256).toString("hex") }),
    url: t.string({
      description: "Path on this server, for whoever may see the brief.",
      resolve: ({ briefId, format }) => `/briefs/${briefId}.${format}`,
    }),
  }),
});

/** The drafts of one answer, each made once. */
const draftOf = perAnswer(async (context: HubContext, ids: readonly string[]): Promise<(Draft | null)[]> => {
  const made = new Map<string, Draft>();
  for (const id of new Set(ids)) {
    const brief = await context.db.provincialBrief.findUnique({ where: { id }, include: briefInclude });
    if (brief?.state === "draft") made.set(id, await readDraft(context.db, context, brief));
  }
  return ids.map((id) => made.get(id) ?? null);
});

const lettersOf = visibleRows("Letter", "subjectId", (viewer) => ({
  AND: [letterVisibleTo(viewer), { purpose: "brief" }],
}));

export const ProvincialBrief = builder.prismaNode("ProvincialBrief", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  select: { id: true, state: true },
  description:
    "The brief of a week for the centralised rectification office (plan 四(二)). Cities see it once it is approved, as it was sent.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    week: t.relation("week"),
    state: t.expose("state", { type: ProvincialBriefStateEnum }),
    dueAt: t.expose("dueAt", { type: "DateTime" }),
    late: t.boolean({
      description: "It had not been approved when it was due. Never taken back.",
      select: { lateAt: true },
      resolve: ({ lateAt }) => lateAt !== null,
    }),
    issue: t.exposeInt("issue", { nullable: true, description: "Running number of its year, from approval on." }),
    approvedAt: t.expose("approvedAt", { type: "DateTime", nullable: true }),
    approvedBy: t.prismaField({
      type: Person,
      nullable: true,
      select: { approvedById: true },
      resolve: (query, { approvedById: id }, _args, { db }) =>
        id ? db.user.findUnique({ ...query, where: { id } }) : null,
    }),
    document: t.field({
      type: ProvincialBriefDocument,
      description: "What is printed: of a draft as things stand now, of an approved brief as it was issued.",
      select: { document: true },
      resolve: async ({ id, document }, _args, context) =>
        (document as BriefDocument | null) ?? ((await draftOf(context, id)) as Draft).compose(null),
    }),
    missing: t.field({
      type: [CommandError],
      description: "What stands in the way of its approval. Of an approved brief nothing.",
      resolve: async ({ id }, _args, context) => {
        const draft = await draftOf(context, id);
        return draft ? missingIn(draft.content).map(told) : [];
      },
    }),
    standsIn: t.field({
      type: [Region],
      description: "Cities that have not reported: what the hub computed stands in for them. Of a draft.",
      resolve: async ({ id }, _args, context) =>
        (await draftOf(context, id))?.account.parts.flatMap(({ region, standsIn }) =>
          standsIn ? [{ code: region }] : [],
        ) ?? [],
    }),
    differences: t.field({
      type: [DispatchDifference],
      description: "Where a city's whole is not the sum of its parts. Of a draft.",
      resolve: async ({ id }, _args, context) => [...((await draftOf(context, id))?.account.differences ?? [])],
    }),
    latest: t.field({
      type: ProvincialBriefRevision,
      nullable: true,
      description: "The latest version of its text; told to the province.",
      select: (_args, _context, nested) => ({
        revisions: { ...(nested(true) as object), orderBy: { revision: "desc" }, take: 1 } as never,
      }),
      resolve: (brief, _args, { viewer }) =>
        (writes(viewer) && (brief as unknown as { revisions: never[] }).revisions[0]) || null,
    }),
    revisions: t.relation("revisions", {
      description: "Told to the province.",
      query: (_args, { viewer }) => ({ orderBy: { revision: "desc" }, take: writes(viewer) ? 100 : 0 }),
    }),
    pickedFindings: t.prismaField({
      type: [Finding],
      description: "What the cities have picked as typical this week, to choose from; told to the province.",
      select: { weekId: true },
      resolve: async (query, { weekId }, _args, context) =>
        writes(context.viewer) ? typicalFindings(context, query, await pickedIn(context.db, weekId)) : [],
    }),
    letters: t.prismaField({
      type: [Letter],
      description: "To whom it was sent when it was approved, and how the letters fare; told to the province.",
      resolve: (query, { id }, _args, context) => lettersOf(context, query, id),
    }),
    files: t.relation("files", { query: { orderBy: { format: "asc" } } }),
    allowedCommands: t.field({
      type: [ProvincialBriefCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      resolve: ({ state }, _, { viewer }) => permitted(viewer, "brief", allowedBriefCommands(state)),
    }),
  }),
});

const briefOfWeek = visibleRows("ProvincialBrief", "weekId", visibleTo);
builder.prismaObjectField(DispatchWeek, "brief", (t) =>
  t.prismaField({
    type: ProvincialBrief,
    nullable: true,
    description: "The provincial brief, for those who see it.",
    select: { id: true },
    resolve: async (query, { id }, _args, context) => (await briefOfWeek(context, query, id))[0] ?? null,
  }),
);
