import type { Prisma } from "../../prisma/generated/client.ts";
import { ComplaintNoteKind, ComplaintSource, ComplaintState, Department } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { workingDaysLeft } from "../calendar/rules.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { consequencesOf } from "../erasure/consequences.ts";
import { erasureDueAt } from "../erasure/rules.ts";
import { ErasureConsequence } from "../erasure/types.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { externalIdOf } from "../source/records.ts";
import { unsettled } from "./circumstances.ts";
import { type Clock, clocks, dueColumn, runningClocks } from "./clocks.ts";
import { complainantsKinds } from "./notes.ts";
import { keyOf, masked, maskText, openPersonalData, openText, type PersonalData } from "./personal-data.ts";
import { visibleTo } from "./policy.ts";
import { allowedCommands } from "./rules.ts";
import { transitions } from "./states.ts";

export const ComplaintStateEnum = enumOf("ComplaintState", ComplaintState, "Where a complaint stands.");
export const ComplaintSourceEnum = enumOf("ComplaintSource", ComplaintSource, "The channel by which it came.", {
  hotline12345: "The government service hotline 12345.",
  superior: "Assigned by a superior body.",
});
export const DepartmentEnum = enumOf("Department", Department, "A department of province or city.");
const ComplaintNoteKindEnum = enumOf("ComplaintNoteKind", ComplaintNoteKind, "What a note of a case is about.", {
  feedback: "The only kind that the complainant reads.",
  message: "What the complainant wrote by mail afterwards.",
  leftOut: "What came along with the complaint and was not kept, and why.",
});

const ComplaintCommand = commandEnum("ComplaintCommand", transitions, "A command to a complaint.");

const ComplaintClockName = enumOf(
  "ComplaintClockName",
  clocks,
  "Acknowledge, verify, feed back; feedback after an accepted rectification.",
);

const ComplaintClock = builder
  .objectRef<{
    clock: Clock;
    dueAt: Date;
    metAt: Date | null;
    running: boolean;
    overdue: boolean;
    workingDays: number;
  }>("ComplaintClock")
  .implement({
    description: "One of a complaint's clocks, in working days (domain 5).",
    fields: (t) => ({
      clock: t.expose("clock", { type: ComplaintClockName }),
      dueAt: t.expose("dueAt", { type: "DateTime" }),
      metAt: t.expose("metAt", { type: "DateTime", nullable: true }),
      running: t.exposeBoolean("running", {
        description: "False when it was met, or while a transferee holds the case.",
      }),
      overdue: t.exposeBoolean("overdue"),
      workingDays: t.exposeInt("workingDays", {
        description: "Whole working days from today to the last day, or from the last day to today where it is over.",
      }),
    }),
  });

export const Complainant = builder.objectRef<PersonalData>("Complainant").implement({
  description: "Who complained. Masked, unless revealed with a reason by `revealComplainant`.",
  fields: (t) => ({
    name: t.exposeString("name", { nullable: true }),
    phone: t.exposeString("phone", { nullable: true }),
    address: t.exposeString("address", { nullable: true }),
    email: t.string({
      nullable: true,
      description: "Of those who wrote by mail.",
      resolve: ({ email }) => email ?? null,
    }),
    place: t.string({
      nullable: true,
      description: "The complex as they call it, where it is not in the ledger.",
      resolve: ({ place }) => place ?? null,
    }),
    text: t.exposeString("text", { description: "In the complainant's own words." }),
  }),
});

builder.prismaObject("ComplaintNote", {
  description: "Something that was written down in a case.",
  fields: (t) => ({
    kind: t.expose("kind", { type: ComplaintNoteKindEnum }),
    writtenAt: t.expose("writtenAt", { type: "DateTime" }),
    author: t.string({
      nullable: true,
      select: { author: { select: { name: true } } },
      resolve: ({ author }) => author?.name ?? null,
    }),
    text: t.string({
      nullable: true,
      description: "What the complainant wrote is masked. Null once the case's personal data were erased.",
      select: {
        kind: true,
        content: true,
        complaint: { select: { secret: { select: { wrappedKey: true, masterKey: true } } } },
      },
      resolve: ({ kind, content, complaint }, _, { vault }) => {
        const key = complaint.secret && keyOf(vault, complaint.secret);
        const text = key && content && openText(key, content);
        return text && complainantsKinds.includes(kind) ? maskText(text) : text;
      },
    }),
  }),
});

builder.prismaObject("ComplaintRevision", {
  description: "What a complaint said before a correction.",
  fields: (t) => ({
    version: t.exposeInt("version", { description: "The last version that said so." }),
    replacedAt: t.expose("replacedAt", { type: "DateTime" }),
    changed: t.exposeStringList("changed", { description: "Names of the fields that the correction changed." }),
    source: t.expose("source", { type: ComplaintSourceEnum }),
    kind: t.relation("kind", { nullable: true }),
    anonymous: t.exposeBoolean("anonymous"),
    complainant: t.field({
      type: Complainant,
      nullable: true,
      description: "Masked. Null where nothing of it changed, and once the data were erased.",
      select: { content: true, complaint: { select: { secret: { select: { wrappedKey: true, masterKey: true } } } } },
      resolve: ({ content, complaint: { secret } }, _, { vault }) => {
        const data = secret && openPersonalData(vault, { ...secret, content });
        return data && masked(data);
      },
    }),
  }),
});

/** The columns that the rules of a complaint read. */
const ruleColumns = {
  state: true,
  primaryId: true,
  anonymous: true,
  confirmed: true,
  handlerId: true,
  acknowledgeDue: true,
  verifyDue: true,
  feedbackDue: true,
  acknowledgedAt: true,
  verifiedAt: true,
  feedbackAt: true,
  outcomeDue: true,
  pausedAt: true,
  transferredTo: true,
  transferAnsweredAt: true,
  extensions: true,
  reopenings: true,
  ownerReopenings: true,
  satisfied: true,
  answeredAt: true,
  answerDue: true,
  closedAt: true,
  erasedAt: true,
  lapsed: true,
  nextDueAt: true,
  overdueAt: true,
  calendarPublished: true,
} as const satisfies Partial<Record<keyof Prisma.ComplaintSelect, true>>;

const metColumn = {
  acknowledge: "acknowledgedAt",
  verify: "verifiedAt",
  feedback: "feedbackAt",
} as const;

export const Complaint = builder.prismaNode("Complaint", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "A complaint or clue, from intake to feedback.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number", { description: "Office number: year, county and a running part." }),
    source: t.expose("source", { type: ComplaintSourceEnum }),
    state: t.expose("state", { type: ComplaintStateEnum }),
    kind: t.relation("kind", { nullable: true }),
    complex: t.relation("complex", { nullable: true }),
    company: t.relation("company", { nullable: true }),
    region: t.field({ type: Region, select: regionSelect, resolve: (complaint) => ({ code: regionOf(complaint) }) }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    filedAt: t.expose("filedAt", { type: "DateTime" }),
    anonymous: t.exposeBoolean("anonymous"),
    confirmed: t.exposeBoolean("confirmed", {
      description: "Staff recorded it, its complainant was reached, or it was verified. Until then it counts nowhere.",
    }),
    handler: t.string({
      nullable: true,
      description: "The named person who handles it (专人受理).",
      select: { handler: { select: { name: true } } },
      resolve: ({ handler }) => handler?.name ?? null,
    }),
    clocks: t.field({
      type: [ComplaintClock],
      select: ruleColumns,
      resolve: (complaint, _, { clock: hubClock }) => {
        const running = runningClocks(complaint);
        const now = hubClock.now();
        return clocks.flatMap((clock) => {
          const dueAt = complaint[dueColumn[clock]];
          if (!dueAt) return [];
          const metAt = clock === "outcome" ? null : complaint[metColumn[clock]];
          const over = dueAt <= now;
          return [
            {
              clock,
              dueAt,
              metAt,
              running: running.has(clock),
              overdue: running.has(clock) && over,
              workingDays: workingDaysLeft(dueAt, now),
            },
          ];
        });
      },
    }),
    nextDueAt: t.expose("nextDueAt", {
      type: "DateTime",
      nullable: true,
      description: "The soonest of the running clocks.",
    }),
    overdueAt: t.expose("overdueAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when a clock has been missed that still runs.",
    }),
    calendarPublished: t.exposeBoolean("calendarPublished", {
      description: "False while a due time rests on a year whose holidays are not published yet.",
    }),
    transferredTo: t.expose("transferredTo", { type: DepartmentEnum, nullable: true }),
    transfers: t.relation("transfers", {
      description: "Every time it was handed to a department, the latest first.",
      query: { orderBy: { openedAt: "desc" }, take: 20 },
    }),
    reopenings: t.exposeInt("reopenings"),
    satisfied: t.exposeBoolean("satisfied", {
      nullable: true,
      description: "The owner's answer to the latest feedback.",
    }),
    answerDue: t.expose("answerDue", { type: "DateTime", nullable: true }),
    closedAt: t.expose("closedAt", { type: "DateTime", nullable: true }),
    erasedAt: t.expose("erasedAt", {
      type: "DateTime",
      nullable: true,
      description: "When its personal data was destroyed; the case stays.",
    }),
    erasureDue: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the hub will destroy its personal data, by the setting in force; null while it is open.",
      select: { closedAt: true, erasedAt: true },
      resolve: async ({ closedAt, erasedAt }, _, context) =>
        closedAt && !erasedAt
          ? erasureDueAt(closedAt, (await currentSettings(context)).complaint.retentionMonths)
          : null,
    }),
    erasureWaitsFor: t.field({
      type: [ErasureConsequence],
      description: "What still runs that rests on it: until it is over its personal data stays.",
      select: { id: true, closedAt: true, erasedAt: true },
      resolve: async ({ id, closedAt, erasedAt }, _, context) =>
        closedAt && !erasedAt ? [...(await consequencesOf(context, id))] : [],
    }),
    complainant: t.field({
      type: Complainant,
      nullable: true,
      description: "Masked. Null for anonymous filings without words left, and once the data were erased.",
      select: { secret: true },
      resolve: ({ secret }, _, { vault }) => {
        const data = secret && openPersonalData(vault, secret);
        return data && masked(data);
      },
    }),
    evidence: t.field(evidenceOf("Complaint")),
    notes: t.relation("notes", {
      description: "The latest first, 200 at most.",
      query: { orderBy: [{ writtenAt: "desc" }, { id: "desc" }], take: 200 },
    }),
    revisions: t.relation("revisions", {
      description: "What it said before each correction, the latest first.",
      query: { orderBy: { version: "desc" }, take: 100 },
    }),
    externalId: t.string({
      nullable: true,
      description: "What you call it: for API clients, null for everybody else.",
      resolve: ({ id }, _args, context) => externalIdOf(context, "complaint", id),
    }),
    allowedCommands: t.field({
      type: [ComplaintCommand],
      description:
        "What this viewer may do with it now; anything else is refused. TRANSFER is given as `sendTransfer`.",
      select: {
        id: true,
        countyCode: true,
        ...ruleColumns,
        findings: { where: unsettled, select: { id: true }, take: 1 },
        primary: { select: { findings: { where: unsettled, select: { id: true }, take: 1 } } },
        duplicates: { select: { id: true }, take: 1 },
      },
      resolve: async (complaint, _, context) => {
        const { complaint: settings } = await currentSettings(context);
        const allowed = allowedCommands(complaint, {
          now: context.clock.now(),
          settings,
          pendingFindings: complaint.findings.length + (complaint.primary?.findings.length ?? 0),
          unplaced: complaint.countyCode === null,
          duplicates: complaint.duplicates.length,
          consequences: complaint.closedAt ? await consequencesOf(context, complaint.id) : [],
        });
        return permitted(context.viewer, "complaint", allowed);
      },
    }),
  }),
});
