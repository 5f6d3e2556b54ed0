import { PolicyDocumentState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { workingDaysLeft } from "../calendar/rules.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { Region, RegionLevelEnum } from "../region/graphql.ts";
import { isOwn, receiptsVisibleTo, visibleTo } from "./policy.ts";
import { unreadIn } from "./receipts.ts";
import { allowedCommands } from "./rules.ts";
import { transitions } from "./states.ts";

export const PolicyDocumentStateEnum = enumOf("PolicyDocumentState", PolicyDocumentState, "Where a document stands.", {
  replaced: "A later edition stands in its place.",
});
const PolicyDocumentCommand = commandEnum("PolicyDocumentCommand", transitions, "A command to a policy document.");
const PolicyReceiptCommand = enumOf("PolicyReceiptCommand", { confirm: "confirm" }, "A command to a receipt.");

builder.prismaObject("PolicyTally", {
  name: "PolicyReading",
  description: "How many regions of a level, in the viewer's own region, were sent a document and have read it.",
  fields: (t) => ({
    level: t.expose("level", { type: RegionLevelEnum }),
    addressed: t.exposeInt("addressed"),
    read: t.exposeInt("read"),
    readInTime: t.exposeInt("readInTime"),
  }),
});

export const PolicyReceipt = builder.prismaNode("PolicyReceipt", {
  id: { field: "id" },
  findUnique: visibleById(receiptsVisibleTo),
  description: "One region to which a document was sent, and who there has confirmed having read it.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    document: t.relation("document"),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    level: t.expose("level", { type: RegionLevelEnum }),
    dueAt: t.expose("dueAt", { type: "DateTime" }),
    workingDays: t.int({ resolve: ({ dueAt }, _, { clock }) => workingDaysLeft(dueAt, clock.now()) }),
    owed: t.exposeBoolean("owed", { description: "Not read, of a document that holds." }),
    overdue: t.boolean({
      description: "Not read in time, and still not.",
      resolve: ({ owed, dueAt }, _, { clock }) => owed && dueAt <= clock.now(),
    }),
    readAt: t.expose("readAt", { type: "DateTime", nullable: true }),
    late: t.boolean({
      description: "Read after its time.",
      resolve: ({ readAt, dueAt }) => readAt !== null && readAt >= dueAt,
    }),
    reader: t.string({
      nullable: true,
      description: "Who confirmed it.",
      select: { readBy: { select: { name: true } } },
      resolve: ({ readBy }) => readBy?.name ?? null,
    }),
    reminders: t.exposeInt("reminders", { description: "How often it was reminded." }),
    remindedAt: t.expose("remindedAt", { type: "DateTime", nullable: true }),
    allowedCommands: t.field({
      type: [PolicyReceiptCommand],
      resolve: (receipt, _, { viewer }) =>
        permitted(viewer, "policyReceipt", receipt.owed && isOwn(viewer, receipt) ? ["confirm" as const] : []),
    }),
  }),
});

/** Of the viewer's region and no other: what others have read is theirs. */
const ownTallies = (_args: object, { viewer }: { viewer: { region: string } }) =>
  ({ tallies: { where: { regionCode: viewer.region }, orderBy: { level: "asc" } } }) as const;

export const PolicyDocument = builder.prismaNode("PolicyDocument", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "A policy document in one edition, as it was sent down. Its words never change.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number", { description: "Of the hub." }),
    documentNumber: t.exposeString("documentNumber", { description: "As printed." }),
    title: t.exposeString("title"),
    issuingBody: t.exposeString("issuingBody"),
    inForceOn: t.expose("inForceOn", { type: "Date" }),
    text: t.exposeString("text", { nullable: true }),
    region: t.field({
      type: Region,
      description: "Of the body that sent it down.",
      select: { bodyCode: true },
      resolve: ({ bodyCode }) => ({ code: bodyCode }),
    }),
    state: t.expose("state", { type: PolicyDocumentStateEnum }),
    edition: t.exposeInt("edition"),
    replaces: t.relation("replaces", { nullable: true, description: "The edition before." }),
    replacedBy: t.relation("replacedBy", { nullable: true, description: "The edition after." }),
    issuedAt: t.expose("issuedAt", { type: "DateTime" }),
    dueAt: t.expose("dueAt", { type: "DateTime", description: "Until when it must be read." }),
    workingDays: t.int({
      description: "Whole working days to the last day, or since it where it is over.",
      select: { dueAt: true },
      resolve: ({ dueAt }, _, { clock }) => workingDaysLeft(dueAt, clock.now()),
    }),
    calendarPublished: t.exposeBoolean("calendarPublished"),
    overdueAt: t.expose("overdueAt", {
      type: "DateTime",
      nullable: true,
      description: "Set at the due minute, where somebody had not read it.",
    }),
    settledAt: t.expose("settledAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was replaced or withdrawn.",
    }),
    settledReason: t.exposeString("settledReason", { nullable: true }),
    reading: t.relation("tallies", {
      description: "By level, in the viewer's own region.",
      query: (_args, context) => ownTallies(_args, context).tallies,
    }),
    receipt: t.field({
      type: PolicyReceipt,
      nullable: true,
      description: "Of the viewer's own region, where it was sent there.",
      select: (_args, { viewer }, nested) =>
        ({ receipts: { where: { regionCode: viewer.region }, ...(nested(true) as object) } }) as never,
      resolve: (document) => (document as unknown as { receipts: never[] }).receipts[0] ?? null,
    }),
    evidence: t.field(evidenceOf("PolicyDocument")),
    allowedCommands: t.field({
      type: [PolicyDocumentCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: (args, context) => ({ state: true, bodyCode: true, ...ownTallies(args, context) }),
      resolve: (document, _, { viewer }) =>
        permitted(
          viewer,
          "policyDocument",
          allowedCommands(document, { body: viewer.region, unread: unreadIn(document.tallies, viewer.region) }),
        ),
    }),
  }),
});
