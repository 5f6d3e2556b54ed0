import { Escalation, FollowUpKind, FollowUpState, RectificationState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { visiblePenaltyCase } from "../penalty/policy.ts";
import { type Action, may } from "../permissions.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { followUpTransitions } from "./follow-up.ts";
import { followUpVisibleTo, visibleTo } from "./policy.ts";
import { allowedCommands, isOverdue } from "./rules.ts";
import { transitions } from "./states.ts";

export const RectificationStateEnum = enumOf(
  "RectificationState",
  RectificationState,
  "Where a rectification stands.",
  {
    refused: "The company refuses (拒不整改).",
    failed: "An inspection after the deadline found it not put right (整改不到位).",
  },
);
export const EscalationEnum = enumOf("Escalation", Escalation, "Who supervises an overdue rectification.", {
  province: "Key supervision (重点督办).",
});
const RectificationCommand = commandEnum("RectificationCommand", transitions, "A command to a rectification.");
export const FollowUpKindEnum = enumOf("FollowUpKind", FollowUpKind, "What a rectification leaves owed (plan 三(二)).");
export const FollowUpStateEnum = enumOf("FollowUpState", FollowUpState, "Owed until opened or waived in writing.");
const FollowUpCommand = commandEnum("FollowUpCommand", followUpTransitions, "A command to a follow-up.");

/** The commands of other domains that take a debt over. */
const opensBy: Readonly<Record<FollowUpKind, readonly Action[]>> = {
  gradeReview: ["gradeReview.open"],
  penaltyOrTransfer: ["penalty.open", "transfer.send"],
  exitGuidance: ["exit.open"],
};

export const FollowUp = builder.prismaNode("FollowUp", {
  id: { field: "id" },
  findUnique: visibleById(followUpVisibleTo),
  description: "A debt left by a rectification, counted until it is opened or waived with a written reason.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    kind: t.expose("kind", { type: FollowUpKindEnum }),
    state: t.expose("state", { type: FollowUpStateEnum }),
    rectification: t.relation("rectification"),
    findings: t.relation("findings", {
      description: "The illegal findings that owe a penalty or transfer, under whichever order they lie by now.",
      query: { orderBy: { foundAt: "asc" } },
    }),
    region: t.field({ type: Region, select: regionSelect, resolve: (followUp) => ({ code: regionOf(followUp) }) }),
    owedSince: t.expose("owedSince", { type: "DateTime" }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
    waiverReason: t.exposeString("waiverReason", { nullable: true }),
    dueAt: t.expose("dueAt", {
      type: "DateTime",
      nullable: true,
      description: "Until when it is to be opened, where it has a clock.",
    }),
    overdueAt: t.expose("overdueAt", { type: "DateTime", nullable: true }),
    calendarPublished: t.exposeBoolean("calendarPublished"),
    exit: t.relation("exit", { nullable: true, description: "The exit that took it over." }),
    gradeReview: t.relation("gradeReview", { nullable: true, description: "The grade review that took it over." }),
    penaltyCase: t.prismaField({
      type: "PenaltyCase",
      nullable: true,
      description: "The penalty case that took it over, for those who may see it.",
      select: { penaltyCaseId: true },
      resolve: (query, { penaltyCaseId }, _, context) => visiblePenaltyCase(context, query, penaltyCaseId),
    }),
    transfer: t.relation("transfer", { nullable: true, description: "The transfer that took it over." }),
    allowedCommands: t.field({
      type: [FollowUpCommand],
      description:
        "OPEN is given as `openGradeReview`, `openPenaltyCase`, `sendTransfer` or `openExit`, which take the debt over.",
      resolve: ({ state, kind }, _, { viewer }) => {
        if (state !== "owed") return [];
        return [
          ...(opensBy[kind].some((action) => may(viewer, action)) ? ["open" as const] : []),
          ...permitted(viewer, "followUp", ["waive" as const]),
        ];
      },
    }),
  }),
});

builder.prismaObject("RectificationReminder", {
  description: "That whoever owes an overdue rectification was reminded of it.",
  fields: (t) => ({
    remindedAt: t.expose("remindedAt", { type: "DateTime" }),
    responsiblePerson: t.exposeString("responsiblePerson", { description: "To whom it went, as named on that day." }),
    subdistrict: t.field({
      type: Region,
      nullable: true,
      description: "The sub-district that it went to as well.",
      resolve: ({ subdistrictCode }) => (subdistrictCode ? { code: subdistrictCode } : null),
    }),
    by: t.string({
      nullable: true,
      select: { remindedBy: { select: { name: true } } },
      resolve: ({ remindedBy }) => remindedBy?.name ?? null,
    }),
  }),
});

export const Rectification = builder.prismaNode("Rectification", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "An order to put findings right, with a responsible person and a deadline.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    state: t.expose("state", { type: RectificationStateEnum }),
    complex: t.relation("complex"),
    company: t.relation("company", { nullable: true }),
    region: t.field({
      type: Region,
      select: regionSelect,
      resolve: (rectification) => ({ code: regionOf(rectification) }),
    }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    requirement: t.exposeString("requirement"),
    responsiblePerson: t.exposeString("responsiblePerson"),
    illegal: t.exposeBoolean("illegal", { description: "Some finding under it breaks a law." }),
    orderedAt: t.expose("orderedAt", { type: "DateTime" }),
    deadline: t.expose("deadline", { type: "DateTime" }),
    originalDeadline: t.expose("originalDeadline", { type: "DateTime" }),
    overdue: t.boolean({
      description: "The deadline has passed without acceptance.",
      select: { state: true, deadline: true },
      resolve: (rectification, _, { clock }) => isOverdue(rectification, clock.now()),
    }),
    overdueAt: t.expose("overdueAt", { type: "DateTime", nullable: true }),
    awaitingReview: t.exposeBoolean("awaitingReview", {
      description: "The evidence came in time: the delay is the reviewer's.",
    }),
    submittedAt: t.expose("submittedAt", { type: "DateTime", nullable: true }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
    extensions: t.exposeInt("extensions"),
    extensionAskedUntil: t.expose("extensionAskedUntil", { type: "DateTime", nullable: true }),
    extensionReason: t.exposeString("extensionReason", { nullable: true }),
    escalation: t.expose("escalation", { type: EscalationEnum }),
    remindedAt: t.expose("remindedAt", {
      type: "DateTime",
      nullable: true,
      description: "When whoever owes it was last reminded.",
    }),
    reminders: t.relation("reminders", {
      description: "The latest first.",
      query: { orderBy: { remindedAt: "desc" }, take: 50 },
    }),
    calendarPublished: t.exposeBoolean("calendarPublished"),
    evidence: t.field(evidenceOf("Rectification")),
    findings: t.relation("findings", { query: { orderBy: { foundAt: "asc" } } }),
    inspections: t.relation("inspections", { query: { orderBy: { createdAt: "asc" }, take: 100 } }),
    proof: t.relation("proof", { nullable: true, description: "The inspection that acceptance or failure rests on." }),
    followUps: t.relation("followUps", { query: { orderBy: { owedSince: "asc" } } }),
    allowedCommands: t.field({
      type: [RectificationCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: {
        state: true,
        deadline: true,
        submittedAt: true,
        overdueAt: true,
        awaitingReview: true,
        settledAt: true,
        extensions: true,
        extensionAskedUntil: true,
        extensionReason: true,
        escalation: true,
        remindedAt: true,
        calendarPublished: true,
        illegal: true,
      },
      resolve: async (rectification, _, context) => {
        const settings = await currentSettings(context);
        const circumstances = {
          now: context.clock.now(),
          settings: settings.rectification,
          strongProtest: false,
          owesPenalty: false,
        };
        // Which commands are allowed depends neither on the findings nor on protest; both only say what follows.
        const allowed = allowedCommands({ ...rectification, findings: 1 }, circumstances);
        return permitted(context.viewer, "rectification", allowed);
      },
    }),
  }),
});
