import { OpinionHeat, OpinionState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { workingDaysLeft } from "../calendar/rules.ts";
import { visibleTo as companiesVisibleTo } from "../company/policy.ts";
import { Company } from "../company/types.ts";
import { visibleTo as complaintsVisibleTo } from "../complaint/policy.ts";
import { Complaint } from "../complaint/types.ts";
import { visibleTo as complexesVisibleTo } from "../complex/policy.ts";
import { Complex } from "../complex/types.ts";
import { isOverdue } from "../decision.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { MediumEnum } from "../publicity/graphql.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { visibleRow } from "../visible-rows.ts";
import { visibleTo } from "./policy.ts";
import { allowedCommands, isUrgent } from "./rules.ts";
import { transitions } from "./states.ts";

export const OpinionHeatEnum = enumOf("OpinionHeat", OpinionHeat, "How much it is talked about.", {
  high: "Answered within hours.",
  veryHigh: "Answered within a few hours.",
});
export const OpinionStateEnum = enumOf("OpinionState", OpinionState, "Where an incident stands.", {
  reported: "Waits for its owner.",
  handling: "Its owner has said what is being done.",
  answered: "Answered in public.",
  withdrawn: "Recorded by mistake.",
});
const OpinionCommand = commandEnum("OpinionCommand", transitions, "A command to an incident.");

builder.prismaObject("OpinionStep", {
  description: "How hot it was and who handled it, from a moment on.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime" }),
    heat: t.expose("heat", { type: OpinionHeatEnum }),
    holder: t.field({
      type: Region,
      select: { holderCode: true },
      resolve: ({ holderCode }) => ({ code: holderCode }),
    }),
    owner: t.string({ select: { owner: { select: { name: true } } }, resolve: ({ owner }) => owner.name }),
    reason: t.exposeString("reason", { nullable: true }),
  }),
});

const complexOf = visibleRow("Complex", complexesVisibleTo);
const companyOf = visibleRow("Company", companiesVisibleTo);

export const OpinionIncident = builder.prismaNode("OpinionIncident", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "Something said in public that is handled by a named person and answered in public by a deadline.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    title: t.exposeString("title"),
    summary: t.exposeString("summary"),
    medium: t.expose("medium", { type: MediumEnum }),
    link: t.exposeString("link", { nullable: true, description: "https, on a public site." }),
    seenAt: t.expose("seenAt", { type: "DateTime" }),
    heat: t.expose("heat", { type: OpinionHeatEnum }),
    region: t.field({ type: Region, select: regionSelect, resolve: (incident) => ({ code: regionOf(incident) }) }),
    complex: t.prismaField({
      type: Complex,
      nullable: true,
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
    complaints: t.prismaField({
      type: [Complaint],
      description: "Complaints about the same, as far as the viewer may see them.",
      select: { id: true },
      resolve: (query, { id }, _, { db, viewer }) =>
        db.complaint.findMany({
          ...query,
          where: { AND: [{ opinions: { some: { incidentId: id } } }, complaintsVisibleTo(viewer)] },
          orderBy: { id: "asc" },
          take: 50,
        }),
    }),
    holder: t.field({
      type: Region,
      description: "The body that handles it.",
      select: { holderCode: true },
      resolve: ({ holderCode }) => ({ code: holderCode }),
    }),
    owner: t.string({
      description: "Who answers for it.",
      select: { owner: { select: { name: true } } },
      resolve: ({ owner }) => owner.name,
    }),
    mine: t.boolean({
      description: "The viewer is its owner.",
      select: { ownerId: true },
      resolve: ({ ownerId }, _, { viewer }) => viewer.kind === "user" && viewer.id === ownerId,
    }),
    state: t.expose("state", { type: OpinionStateEnum }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    dueAt: t.expose("dueAt", {
      type: "DateTime",
      nullable: true,
      description: "Until when it must be answered in public; null once it is.",
    }),
    inHours: t.boolean({
      description: "Its clock is counted in hours, not in working days.",
      select: { heat: true },
      resolve: ({ heat }) => isUrgent(heat),
    }),
    overdue: t.boolean({
      description: "The clock that runs has run out.",
      select: { dueAt: true },
      resolve: (incident, _, { clock }) => isOverdue(incident, clock.now()),
    }),
    workingDays: t.int({
      nullable: true,
      description: "Whole working days to the last day of the clock that runs, or since it where it is over.",
      select: { dueAt: true },
      resolve: ({ dueAt }, _, { clock }) => dueAt && workingDaysLeft(dueAt, clock.now()),
    }),
    calendarPublished: t.exposeBoolean("calendarPublished"),
    measures: t.exposeString("measures", { nullable: true, description: "What is being done." }),
    handledAt: t.expose("handledAt", { type: "DateTime", nullable: true }),
    answer: t.exposeString("answer", { nullable: true, description: "What was said in public." }),
    answerMedium: t.expose("answerMedium", { type: MediumEnum, nullable: true }),
    answerLink: t.exposeString("answerLink", { nullable: true }),
    answeredAt: t.expose("answeredAt", { type: "DateTime", nullable: true }),
    answeredInTime: t.exposeBoolean("answeredInTime", { nullable: true }),
    settledAt: t.expose("settledAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was closed or withdrawn.",
    }),
    conclusion: t.exposeString("conclusion", { nullable: true, description: "With what it was closed or withdrawn." }),
    steps: t.relation("steps", {
      description: "Its heat and its hands, oldest first.",
      query: { orderBy: { id: "asc" } },
    }),
    evidence: t.field(evidenceOf("OpinionIncident")),
    allowedCommands: t.field({
      type: [OpinionCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, heat: true, holderCode: true },
      resolve: (incident, _, { viewer }) => permitted(viewer, "opinion", allowedCommands(incident, viewer.region)),
    }),
  }),
});
