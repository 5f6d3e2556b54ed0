import { ExposureBatchState, ExposureKind } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { Evidence } from "../evidence/graphql.ts";
import { perAnswer } from "../loader.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { knownOf, publicContacts } from "./known.ts";
import { caseVisibleTo, isFor, published, visibleTo } from "./policy.ts";
import { dataKinds, maskedExcerpt } from "./redaction.ts";
import { allowedCommands, type Mark, marksIn } from "./rules.ts";
import { transitions } from "./states.ts";

export const ExposureBatchStateEnum = enumOf("ExposureBatchState", ExposureBatchState, "Where a batch stands.", {
  published: "The public sees it.",
  withdrawn: "It was published, and the public sees it no more.",
});
export const ExposureKindEnum = enumOf("ExposureKind", ExposureKind, "What a typical case is told for.", {
  exposure: "What a company did wrong.",
  praise: "What an advanced company does well (先进典型).",
});
const ExposureCommand = commandEnum("ExposureCommand", transitions, "A command to a batch.");
export const PersonalDataKind = enumOf("PersonalDataKind", dataKinds, "What must not be published.");
const ExposurePart = enumOf("ExposurePart", ["title", "text"], "Where in a case.");

export const ExposureBatch = builder.prismaNode("ExposureBatch", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description:
    "The typical cases that a city or the province exposes in one month, and the companies that it praises. Known to the body and to those above it; everybody reads what was published, `publishedCases`.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    month: t.expose("month", { type: "Date", description: "Its first day." }),
    body: t.field({
      type: Region,
      description: "City or province whose batch it is.",
      resolve: ({ bodyCode }) => ({ code: bodyCode }),
    }),
    state: t.expose("state", { type: ExposureBatchStateEnum }),
    dueAt: t.expose("dueAt", {
      type: "DateTime",
      nullable: true,
      description: "By when one has to be published; null where none is owed.",
    }),
    overdue: t.boolean({
      description: "The month is over and nothing was exposed.",
      resolve: ({ overdueAt, paidAt }) => overdueAt !== null && paidAt === null,
    }),
    paidAt: t.expose("paidAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when nothing is owed for the month.",
    }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    submittedAt: t.expose("submittedAt", { type: "DateTime", nullable: true }),
    submittedBy: t.string({
      nullable: true,
      select: { submittedBy: { select: { name: true } } },
      resolve: ({ submittedBy }) => submittedBy?.name ?? null,
    }),
    returnReason: t.exposeString("returnReason", { nullable: true }),
    approvedAt: t.expose("approvedAt", { type: "DateTime", nullable: true }),
    approvedBy: t.string({
      nullable: true,
      description: "By name.",
      select: { approvedBy: { select: { name: true } } },
      resolve: ({ approvedBy }) => approvedBy?.name ?? null,
    }),
    publishedAt: t.expose("publishedAt", { type: "DateTime", nullable: true }),
    withdrawnAt: t.expose("withdrawnAt", { type: "DateTime", nullable: true }),
    withdrawalReason: t.exposeString("withdrawalReason", { nullable: true }),
    bulletin: t.string({
      description: "Path on this server: its cases as a paper that is sent round, .docx.",
      resolve: ({ id }) => `/typical-cases/${id}.docx`,
    }),
    cases: t.relation("cases", { query: { orderBy: { position: "asc" } } }),
    publications: t.relation("published", {
      description: "All that was ever published of it, as it was then, withdrawn ones included; newest first.",
      query: { orderBy: [{ publishedAt: "desc" }, { id: "desc" }] },
    }),
    allowedCommands: t.field({
      type: [ExposureCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { cases: { select: { authorIds: true } } },
      resolve: (batch, _, { viewer }) =>
        permitted(viewer, "exposure", allowedCommands(batch, batch.cases, viewer.id)).filter((command) =>
          isFor(viewer, command, batch),
        ),
    }),
  }),
});

const ExposureMark = builder.objectRef<Mark>("ExposureMark").implement({
  description: "What looks like personal data in a case.",
  fields: (t) => ({
    part: t.field({ type: ExposurePart, resolve: ({ field }) => field }),
    kind: t.field({ type: PersonalDataKind, resolve: ({ kind }) => kind }),
    start: t.exposeInt("start", { description: "In UTF-16 units, from 0." }),
    end: t.exposeInt("end"),
    text: t.exposeString("text"),
    excerpt: t.string({ description: "The same, masked.", resolve: maskedExcerpt }),
    replacement: t.exposeString("replacement", { description: "What could stand there instead." }),
    harmless: t.exposeBoolean("harmless", { description: "Somebody has said that it is none: see `harmless`." }),
  }),
});

builder.prismaObject("ExposureHarmless", {
  description: "That something looks like personal data and is none.",
  fields: (t) => ({
    kind: t.field({ type: PersonalDataKind, resolve: ({ kind }) => kind as Mark["kind"] }),
    text: t.exposeString("text"),
    reason: t.exposeString("reason"),
    markedAt: t.expose("markedAt", { type: "DateTime" }),
    markedBy: t.string({
      nullable: true,
      select: { markedBy: { select: { name: true } } },
      resolve: ({ markedBy }) => markedBy?.name ?? null,
    }),
  }),
});

export const ExposureCase = builder.prismaNode("ExposureCase", {
  id: { field: "id" },
  findUnique: visibleById(caseVisibleTo),
  description: "A typical case as its authors write it.",
  fields: (t) => ({
    batch: t.relation("batch"),
    position: t.exposeInt("position", { description: "In its batch, from 1." }),
    kind: t.expose("kind", { type: ExposureKindEnum }),
    title: t.exposeString("title"),
    text: t.exposeString("text"),
    company: t.relation("company"),
    complex: t.relation("complex", { nullable: true }),
    finding: t.relation("finding", { nullable: true, description: "What of the ledger it tells of; one of four." }),
    rectification: t.relation("rectification", { nullable: true }),
    penaltyCase: t.relation("penaltyCase", { nullable: true }),
    exit: t.relation("exit", { nullable: true }),
    pictures: t.field({
      type: [Evidence],
      description: "That the public is to see, in their order.",
      select: { pictureIds: true },
      resolve: async ({ pictureIds }, _, context) => {
        const files = await Promise.all(pictureIds.map((id) => pictureOf(context, id)));
        return files.filter((file) => file !== null);
      },
    }),
    marks: t.field({
      type: [ExposureMark],
      description:
        "What looks like personal data in its title and text; while any is left that is not harmless, nobody can submit or approve it.",
      select: {
        title: true,
        text: true,
        companyId: true,
        complexId: true,
        findingId: true,
        rectificationId: true,
        penaltyCaseId: true,
        exitId: true,
        harmless: true,
      },
      resolve: async (row, _, context) => [
        ...marksIn({ ...row, known: await knownOf(context.db, context, row, await publicContacts(context.db)) }),
      ],
    }),
    shown: t.boolean({
      description: "The public sees it now.",
      select: { _count: { select: { published: { where: published } } } },
      resolve: ({ _count }) => _count.published > 0,
    }),
    harmless: t.relation("harmless", { query: { orderBy: { markedAt: "asc" } } }),
  }),
});

const pictureOf = perAnswer(async ({ db }, ids: readonly string[]) => {
  const found = await db.evidence.findMany({ where: { id: { in: [...ids] }, erasedAt: null } });
  const byId = new Map(found.map((file) => [file.id, file]));
  return ids.map((id) => byId.get(id) ?? null);
});
