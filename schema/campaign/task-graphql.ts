import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { instructionField, prose, subjectPayload } from "../command.ts";
import { enumOf } from "../enum.ts";
import { evidenceIdsOf, evidenceOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { listField } from "../list.ts";
import { visibleById } from "../node.ts";
import { Region, RegionLevelEnum } from "../region/graphql.ts";
import { within } from "../region/policy.ts";
import { taskStanding } from "./rules.ts";
import { sourceIn } from "./setting-fields.ts";
import { readTaskMatrix, standingOfCell, type TaskCell, type TaskMatrix, type TaskRow } from "./task-matrix.ts";
import { isOwn, taskVisibleTo } from "./task-policy.ts";
import { instructTask } from "./tasks.ts";

const PhaseTaskStanding = enumOf(
  "PhaseTaskStanding",
  { owed: "owed", late: "late", doneOnTime: "doneOnTime", doneLate: "doneLate" },
  "How a region stands with a task.",
  { late: "Due and not done.", owed: "Not done; not due yet, or due before this hub was set up." },
);
const PhaseTaskCommand = enumOf("PhaseTaskCommand", { complete: "complete" }, "A command to a task.");

export const PhaseTask = builder.prismaObject("PhaseTask", {
  description: "A duty of the plan (plan 三, 四): who owes what by when. Phases gate nothing.",
  fields: (t) => ({
    code: t.exposeString("code"),
    title: t.string({ resolve: ({ title, titleEn }, _, { locale }) => (locale === "en" ? titleEn : title) }),
    phase: t.relation("phase"),
    owedBy: t.expose("owedBy", { type: RegionLevelEnum }),
    dueOn: t.expose("dueOn", { type: "Date", description: "Last day on which it is in time." }),
    source: t.string({
      description: "The clause of the plan that asks for it.",
      resolve: ({ source }, _, { locale }) => sourceIn(source, locale),
    }),
  }),
});

export const PhaseTaskReturn = builder.prismaNode("PhaseTaskReturn", {
  id: { field: "id" },
  findUnique: visibleById(taskVisibleTo),
  description: "What one region did about a task.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    task: t.relation("task"),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    standing: t.field({ type: PhaseTaskStanding, resolve: (task) => taskStanding(task) }),
    dueAt: t.expose("dueAt", { type: "DateTime" }),
    doneAt: t.expose("doneAt", { type: "DateTime", nullable: true }),
    proof: t.exposeString("proof", {
      nullable: true,
      description: "Where it is to be seen: a document number, an address, a file.",
    }),
    evidence: t.field(evidenceOf("PhaseTaskReturn")),
    lateAt: t.expose("lateAt", { type: "DateTime", nullable: true, description: "Set at the due minute; stays." }),
    allowedCommands: t.field({
      type: [PhaseTaskCommand],
      resolve: (task, _, { viewer }) =>
        permitted(viewer, "task", task.doneAt === null && isOwn(viewer, task) ? ["complete" as const] : []),
    }),
  }),
});

const PhaseTaskCell = builder.objectRef<TaskCell>("PhaseTaskCell").implement({
  description: "What a region, with those below it that owe the task, did about it.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    standing: t.field({ type: PhaseTaskStanding, resolve: standingOfCell }),
    owed: t.exposeInt("owed", { description: "How many regions owe it." }),
    done: t.exposeInt("done"),
    doneLate: t.exposeInt("doneLate"),
    late: t.exposeInt("late", { description: "Late and not done." }),
    returnId: t.globalID({
      nullable: true,
      description: "The return, where one region owes it.",
      resolve: ({ returnId }) => (returnId ? { type: PhaseTaskReturn, id: returnId } : null),
    }),
  }),
});

const PhaseTaskRow = builder.objectRef<TaskRow>("PhaseTaskRow").implement({
  description: "A task, region by region.",
  fields: (t) => ({
    task: t.field({ type: PhaseTask, resolve: ({ task }) => task as never }),
    own: t.field({
      type: PhaseTaskCell,
      nullable: true,
      description: "Of the region itself that was asked for.",
      resolve: ({ own }) => own,
    }),
    cells: t.field({
      type: [PhaseTaskCell],
      nullable: { list: false, items: true },
      description: "In the order of the columns; null where nothing is owed.",
      resolve: ({ cells }) => [...cells],
    }),
  }),
});

const PhaseTaskMatrix = builder.objectRef<TaskMatrix>("PhaseTaskMatrix").implement({
  description: "Task by region.",
  fields: (t) => ({
    columns: t.field({ type: [Region], resolve: ({ columns }) => columns.map((code) => ({ code })) }),
    rows: t.field({ type: [PhaseTaskRow], resolve: ({ rows }) => [...rows] }),
  }),
});

builder.queryField("phaseTasks", (t) =>
  t.field({
    type: PhaseTaskMatrix,
    description: "The tasks of the campaign by city of the province, or by county of a city.",
    args: { within: t.arg.string({ description: "Code; by default the viewer's own region." }) },
    resolve: (_root, args, context) => readTaskMatrix(context, args.within),
  }),
);

listField("phaseTaskReturns", {
  model: "PhaseTaskReturn",
  ref: PhaseTaskReturn,
  description: "What regions owe and have done, task by task.",
  visibleTo: taskVisibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: its own tasks and those of the regions below it." }),
    levels: t.field({ type: [RegionLevelEnum], description: "Owed by regions of these levels." }),
    task: t.string({ description: "Code of a task." }),
    late: t.boolean({ description: "Late and not done (true), or none of these (false)." }),
    done: t.boolean(),
  }),
  where: ({ region, levels, task, late, done }, { campaign }) => ({
    task: { campaignCode: campaign, ...(task && { code: task }), ...(levels && { owedBy: { in: levels } }) },
    ...(region && within(region.slice(0, 6))),
    AND: [
      done == null ? {} : { doneAt: done ? { not: null } : null },
      late == null
        ? {}
        : late
          ? { lateAt: { not: null }, doneAt: null }
          : { OR: [{ lateAt: null }, { doneAt: { not: null } }] },
    ],
  }),
  orders: { DUE_SOONEST: { column: "dueAt", direction: "asc", description: "The earliest due first." } },
});

instructionField("completePhaseTask", {
  description: "A region has done a task, with proof. Late stays late. Emits PhaseTaskCompleted.",
  payload: subjectPayload("PhaseTaskReturn", "task", PhaseTaskReturn, taskVisibleTo),
  subject: PhaseTaskReturn,
  instruct: instructTask,
  input: (t) => ({
    proof: t.string({
      required: true,
      description: "Where it is to be seen: a document number, an address, a file.",
      ...prose,
    }),
    evidenceIds: furtherEvidenceInput(t),
    doneAt: t.field({ type: "DateTime", description: "When it was done, by its proof; now by default." }),
  }),
  command: ({ proof, evidenceIds, doneAt }) => ({
    type: "complete" as const,
    proof,
    evidence: evidenceIdsOf(evidenceIds ?? []),
    ...(doneAt && { doneAt }),
  }),
});
