import { SupervisionKind, SupervisionState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { workingDaysLeft } from "../calendar/rules.ts";
import { isOverdue } from "../decision.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleTo as findingsVisibleTo } from "../finding/policy.ts";
import { Finding } from "../finding/types.ts";
import { visibleById } from "../node.ts";
import { ProgressPartValue, points, SlowReasonEnum, shownParts } from "../progress/graphql.ts";
import { visibleRectification } from "../rectification/policy.ts";
import { Rectification } from "../rectification/types.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { visibleRow } from "../visible-rows.ts";
import type { Grounds } from "./grounds.ts";
import { isFor, mattersOn, visibleTo } from "./policy.ts";
import { allowedCommands } from "./rules.ts";
import { transitions } from "./states.ts";

export const SupervisionKindEnum = enumOf("SupervisionKind", SupervisionKind, "What one level asks of another.", {
  reminder: "督促提醒: the first step of the ladder.",
  interview: "约谈: the second.",
  disciplineReport: "向纪检监察机关汇报: the third. The region that it is about has no part of it.",
  keySupervision: "重点督办 of a finding or a rectification.",
  difficulty: "困难问题: raised from below, answered from above.",
});
export const SupervisionStateEnum = enumOf("SupervisionState", SupervisionState, "Where it stands.", {
  open: "An answer is owed.",
  settled: "The answer does.",
  withdrawn: "Taken back by those who asked.",
});
const SupervisionCommand = commandEnum("SupervisionCommand", transitions, "A command to a matter between two levels.");

const SupervisionGrounds = builder.objectRef<Grounds>("SupervisionGrounds").implement({
  description: "The progress index on which a step rests, as it stood then.",
  fields: (t) => ({
    isoYear: t.exposeInt("isoYear"),
    isoWeek: t.exposeInt("isoWeek"),
    score: t.float({ nullable: true, resolve: ({ score }) => points(score) }),
    rank: t.exposeInt("rank", { nullable: true }),
    ranked: t.exposeInt("ranked", { description: "How many were ranked." }),
    slowBecause: t.field({ type: [SlowReasonEnum], resolve: ({ slowBecause }) => slowBecause }),
    parts: t.field({ type: [ProgressPartValue], resolve: ({ parts }) => shownParts(parts) }),
  }),
});

const findingOf = visibleRow("Finding", findingsVisibleTo);

export const SupervisionMatter = builder.prismaNode("SupervisionMatter", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description:
    "What one level asks of another, by a date, and is answered: a step with a slow region, key supervision of a case, a difficulty.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    kind: t.expose("kind", { type: SupervisionKindEnum }),
    state: t.expose("state", { type: SupervisionStateEnum }),
    from: t.field({
      type: Region,
      description: "Whose body asks.",
      select: { fromCode: true },
      resolve: ({ fromCode }) => ({ code: fromCode }),
    }),
    to: t.field({
      type: Region,
      description: "Whose body owes the answer; of a report, discipline inspection of that region.",
      select: { toCode: true },
      resolve: ({ toCode }) => ({ code: toCode }),
    }),
    about: t.field({
      type: Region,
      description: "The region that it is about.",
      select: { aboutCode: true },
      resolve: ({ aboutCode }) => ({ code: aboutCode }),
    }),
    region: t.field({
      type: Region,
      description: "Where it lies: with the body that acts, or with the case.",
      select: regionSelect,
      resolve: (matter) => ({ code: regionOf(matter) }),
    }),
    text: t.exposeString("text", { description: "What is asked, and why." }),
    skipReason: t.exposeString("skipReason", {
      nullable: true,
      description: "Why steps before it were left out.",
    }),
    grounds: t.field({
      type: SupervisionGrounds,
      nullable: true,
      description: "Of a step; null before the first cut-off.",
      select: { grounds: true },
      resolve: ({ grounds }) => grounds as unknown as Grounds | null,
    }),
    meetsAt: t.expose("meetsAt", { type: "DateTime", nullable: true, description: "Of an interview." }),
    venue: t.exposeString("venue", { nullable: true }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    dueAt: t.expose("dueAt", { type: "DateTime", nullable: true, description: "Null while no answer is owed." }),
    calendarPublished: t.exposeBoolean("calendarPublished"),
    overdue: t.boolean({
      select: { dueAt: true },
      resolve: (matter, _, { clock }) => isOverdue(matter, clock.now()),
    }),
    workingDays: t.int({
      nullable: true,
      description: "Whole working days to the last day, or since it where it is over.",
      select: { dueAt: true },
      resolve: ({ dueAt }, _, { clock }) => dueAt && workingDaysLeft(dueAt, clock.now()),
    }),
    answer: t.exposeString("answer", { nullable: true }),
    answeredAt: t.expose("answeredAt", { type: "DateTime", nullable: true }),
    returnReason: t.exposeString("returnReason", {
      nullable: true,
      description: "Why the answer was not enough, until it comes again.",
    }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true, description: "Settled or withdrawn." }),
    closingReason: t.exposeString("closingReason", { nullable: true, description: "Why it was withdrawn." }),
    rectification: t.prismaField({
      type: Rectification,
      nullable: true,
      description: "Under key supervision, for those who may see it.",
      select: { rectificationId: true },
      resolve: (query, { rectificationId }, _, context) => visibleRectification(context, query, rectificationId),
    }),
    finding: t.prismaField({
      type: Finding,
      nullable: true,
      description: "Under key supervision, for those who may see it.",
      select: { findingId: true },
      resolve: (query, { findingId }, _, context) => findingOf(context, query, findingId),
    }),
    evidence: t.field(evidenceOf("SupervisionMatter")),
    allowedCommands: t.field({
      type: [SupervisionCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, fromCode: true, toCode: true },
      resolve: (matter, _, { viewer }) =>
        permitted(viewer, "supervision", allowedCommands(matter)).filter((command) => isFor(viewer, command, matter)),
    }),
  }),
});

const ofRectification = mattersOn("rectificationId");
const ofFinding = mattersOn("findingId");

builder.prismaObjectField(Rectification, "keySupervisions", (t) =>
  t.prismaField({
    type: [SupervisionMatter],
    description: "Key supervision of it (重点督办), the first one first.",
    select: { id: true },
    resolve: (query, { id }, _, context) => ofRectification(context, query, id),
  }),
);
builder.prismaObjectField(Finding, "keySupervisions", (t) =>
  t.prismaField({
    type: [SupervisionMatter],
    description: "Key supervision of it (重点督办), the first one first.",
    select: { id: true },
    resolve: (query, { id }, _, context) => ofFinding(context, query, id),
  }),
);
