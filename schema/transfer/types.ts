import type { Prisma } from "../../prisma/generated/client.ts";
import { TransferOutcome, TransferState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { workingDaysLeft } from "../calendar/rules.ts";
import { visibleTo as companiesVisibleTo } from "../company/policy.ts";
import { Company } from "../company/types.ts";
import { keyOf, openPersonalData, openText } from "../complaint/personal-data.ts";
import { visibleTo as complaintsVisibleTo } from "../complaint/policy.ts";
import { Complaint, DepartmentEnum } from "../complaint/types.ts";
import { visibleTo as complexesVisibleTo } from "../complex/policy.ts";
import { Complex } from "../complex/types.ts";
import type { HubContext } from "../context.ts";
import { isOverdue } from "../decision.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { Evidence, evidenceFiles, evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { visibleRectification } from "../rectification/policy.ts";
import { Rectification } from "../rectification/types.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { ViolationAct, ViolationKind } from "../violation/graphql.ts";
import { visibleRow } from "../visible-rows.ts";
import { visibleTo } from "./policy.ts";
import { allowedCommands } from "./rules.ts";
import { standing, transitions } from "./states.ts";

export const TransferStateEnum = enumOf("TransferState", TransferState, "Where a transfer stands.", {
  sent: "Waits for the department to accept or return it.",
  accepted: "The department has it and owes an answer.",
  withdrawn: "Taken back by those who sent it.",
});
export const TransferOutcomeEnum = enumOf("TransferOutcome", TransferOutcome, "What the department did about it.", {
  corrected: "Put right at the department's order, without a penalty.",
  noViolation: "Nothing against the law was found.",
});
const TransferCommand = commandEnum("TransferCommand", transitions, "A command to a transfer.");

builder.prismaObject("TransferFinding", {
  name: "TransferMatter",
  description: "A finding as the department is told of it.",
  fields: (t) => ({
    kind: t.field({
      type: ViolationKind,
      select: (_args, _context, nested) => ({ finding: { select: { kind: nested(true) } } }) as never,
      resolve: (matter) => (matter as unknown as { finding: { kind: never } }).finding.kind,
    }),
    acts: t.field({
      type: [ViolationAct],
      select: (_args, _context, nested) =>
        ({ finding: { select: { acts: { select: { act: nested(true) } } } } }) as never,
      resolve: (matter) =>
        (matter as unknown as { finding: { acts: { act: never }[] } }).finding.acts.map(({ act }) => act),
    }),
    description: t.string({
      select: { finding: { select: { description: true } } },
      resolve: ({ finding }) => finding.description,
    }),
    illegal: t.boolean({
      select: { finding: { select: { illegal: true } } },
      resolve: ({ finding }) => finding.illegal,
    }),
    foundAt: t.field({
      type: "DateTime",
      select: { finding: { select: { foundAt: true } } },
      resolve: ({ finding }) => finding.foundAt,
    }),
  }),
});

/** What was written about a complaint is among its notes, written at the same moment as the transfer was. */
const noted = {
  openedAt: true,
  settledAt: true,
  complaint: {
    select: {
      secret: { select: { wrappedKey: true, masterKey: true } },
      notes: {
        where: { kind: { in: ["transfer", "transferAnswer", "transferReturn", "withdrawal"] } },
        select: { kind: true, content: true, writtenAt: true },
      },
    },
  },
} satisfies Prisma.TransferSelect;

interface Noted {
  complaint: {
    secret: { wrappedKey: Uint8Array | null; masterKey: string } | null;
    notes: { kind: string; content: Uint8Array | null; writtenAt: Date }[];
  } | null;
}

function noteAt({ complaint }: Noted, at: Date | null, kinds: readonly string[], { vault }: HubContext): string | null {
  const key = complaint?.secret && keyOf(vault, complaint.secret as Parameters<typeof keyOf>[1]);
  const note = complaint?.notes.find(
    ({ kind, writtenAt }) => kinds.includes(kind) && writtenAt.getTime() === at?.getTime(),
  );
  return key && note?.content ? openText(key, note.content) : null;
}

const complexOf = visibleRow("Complex", complexesVisibleTo);
const companyOf = visibleRow("Company", companiesVisibleTo);
const complaintOf = visibleRow("Complaint", complaintsVisibleTo);

export const Transfer = builder.prismaNode("Transfer", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "A complaint, or findings of one complex, in the hands of the department that may decide or punish.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    department: t.expose("department", { type: DepartmentEnum }),
    state: t.expose("state", { type: TransferStateEnum }),
    region: t.field({ type: Region, select: regionSelect, resolve: (transfer) => ({ code: regionOf(transfer) }) }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    complexName: t.exposeString("complexName", { nullable: true, description: "What it was called when it was sent." }),
    companyName: t.exposeString("companyName", { nullable: true, description: "What it was called when it was sent." }),
    companyUscc: t.exposeString("companyUscc", { nullable: true, description: "Unified social credit code." }),
    complaintNumber: t.string({
      nullable: true,
      description: "Of the complaint that was transferred; null: findings were.",
      select: { complaint: { select: { number: true } } },
      resolve: ({ complaint }) => complaint?.number ?? null,
    }),
    complaintKind: t.relation("complaintKind", { nullable: true, description: "Of the complaint as it was sent." }),
    matters: t.relation("findings", { description: "The findings that were transferred." }),
    complex: t.prismaField({
      type: Complex,
      nullable: true,
      description: "For those who may see the ledger.",
      select: { complexId: true },
      resolve: (query, { complexId }, _, context) => complexOf(context, query, complexId),
    }),
    company: t.prismaField({
      type: Company,
      nullable: true,
      description: "For those who may see it.",
      select: { companyId: true },
      resolve: (query, { companyId }, _, context) => companyOf(context, query, companyId),
    }),
    complaint: t.prismaField({
      type: Complaint,
      nullable: true,
      description: "For those who may see complaints.",
      select: { complaintId: true },
      resolve: (query, { complaintId }, _, context) => complaintOf(context, query, complaintId),
    }),
    rectifications: t.prismaField({
      type: [Rectification],
      description: "The orders under which its findings stand, for those who may see them.",
      select: { findings: { select: { finding: { select: { rectificationId: true } } } } },
      resolve: async (query, { findings }, _, context) => {
        const ids = [...new Set(findings.map(({ finding }) => finding.rectificationId))].sort();
        const orders = await Promise.all(ids.map((id) => visibleRectification(context, query, id)));
        return orders.filter((order) => order !== null);
      },
    }),
    withWords: t.exposeBoolean("withWords", {
      description: "The complainant's own words and photos went with it; who complained never does.",
    }),
    words: t.string({
      nullable: true,
      description: "The complainant's own words as they were sent along, until the matter came back.",
      select: {
        state: true,
        withWords: true,
        complaintVersion: true,
        complaint: {
          select: { secret: true, revisions: { where: { content: { not: null } }, orderBy: { version: "asc" } } },
        },
      },
      resolve: ({ state, withWords, complaintVersion, complaint }, _, { vault }) => {
        if (!withWords || !standing.includes(state) || !complaint?.secret) return null;
        const corrected = complaint.revisions.find(({ version }) => version >= (complaintVersion ?? 0));
        return (
          openPersonalData(vault, { ...complaint.secret, ...(corrected && { content: corrected.content }) })?.text ??
          null
        );
      },
    }),
    reason: t.string({
      nullable: true,
      description: "Why it is that department's; null once the complaint's personal data were erased.",
      select: { ...noted, reason: true },
      resolve: (row, _, context) => row.reason ?? noteAt(row as Noted, row.openedAt, ["transfer"], context),
    }),
    answer: t.string({
      nullable: true,
      description: "What the department did.",
      select: { ...noted, answer: true },
      resolve: (row, _, context) => row.answer ?? noteAt(row as Noted, row.settledAt, ["transferAnswer"], context),
    }),
    closingReason: t.string({
      nullable: true,
      description: "Why it was returned or withdrawn.",
      select: { ...noted, closingReason: true },
      resolve: (row, _, context) =>
        row.closingReason ?? noteAt(row as Noted, row.settledAt, ["transferReturn", "withdrawal"], context),
    }),
    outcome: t.expose("outcome", { type: TransferOutcomeEnum, nullable: true }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    dueAt: t.expose("dueAt", {
      type: "DateTime",
      nullable: true,
      description: "Until when the department must accept it, then answer; null once it is settled.",
    }),
    overdue: t.boolean({
      description: "The clock that runs has run out.",
      select: { dueAt: true },
      resolve: (transfer, _, { clock }) => isOverdue(transfer, clock.now()),
    }),
    workingDays: t.int({
      nullable: true,
      description: "Whole working days to the last day of the clock that runs, or since it where it is over.",
      select: { dueAt: true },
      resolve: ({ dueAt }, _, { clock }) => dueAt && workingDaysLeft(dueAt, clock.now()),
    }),
    calendarPublished: t.exposeBoolean("calendarPublished"),
    acceptedAt: t.expose("acceptedAt", { type: "DateTime", nullable: true }),
    settledAt: t.expose("settledAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was answered, returned or withdrawn.",
    }),
    evidence: t.field(evidenceOf("Transfer")),
    matterEvidence: t.field({
      type: [Evidence],
      description: "The files that went with the matter: of the inspections, or of the complaint where its words did.",
      select: {
        state: true,
        withWords: true,
        complaintId: true,
        findings: { select: { finding: { select: { inspectionId: true } } } },
      },
      resolve: async ({ state, withWords, complaintId, findings }, _, context) => {
        if (!standing.includes(state)) return [];
        if (complaintId) return withWords ? evidenceFiles(context, "Complaint", complaintId) : [];
        const inspections = new Set(findings.map(({ finding }) => finding.inspectionId));
        return (await Promise.all([...inspections].map((id) => evidenceFiles(context, "Inspection", id)))).flat();
      },
    }),
    allowedCommands: t.field({
      type: [TransferCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true },
      resolve: (transfer, _, { viewer }) => permitted(viewer, "transfer", allowedCommands(transfer)),
    }),
  }),
});
