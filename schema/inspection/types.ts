import { ChecklistAnswer, InspectionKind, InspectionResult, InspectionState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { Evidence, evidenceFiles, evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { ViolationKind } from "../violation/graphql.ts";
import { visibleTo } from "./policy.ts";
import { allowedInspectionCommands, inspectionTransitions } from "./rules.ts";
import { weight, weightOf } from "./weight.ts";

export const InspectionKindEnum = enumOf("InspectionKind", InspectionKind, "Why a complex was inspected.", {
  screening: "排查",
  verification: "对举报线索的核查",
  lookBack: "回头看",
  spotCheck: "四不两直随机抽查",
  provincial: "省级督查",
});
export const InspectionStateEnum = enumOf("InspectionState", InspectionState, "Where an inspection stands.");
export const InspectionResultEnum = enumOf("InspectionResult", InspectionResult, "What an inspection came to.");
const InspectionCommand = commandEnum("InspectionCommand", inspectionTransitions, "A command to an inspection.");

export const ChecklistAnswerEnum = enumOf("ChecklistAnswer", ChecklistAnswer, "What was found of an item.", {
  inOrder: "正常",
  notInOrder: "有问题",
  notApplicable: "不涉及",
  notLookedAt: "未检查",
});

builder.prismaObject("InspectionItem", {
  description: "An act of the catalogue and what an inspection found of it (plan 二).",
  fields: (t) => ({
    act: t.relation("act"),
    kind: t.prismaField({
      type: ViolationKind,
      description: "The kind of violation that the act belongs to.",
      select: (_args, _context, nested) => ({ act: { select: { kind: nested(true) } } }) as never,
      resolve: (_query, item) => (item as unknown as { act: { kind: never } }).act.kind,
    }),
    answer: t.expose("answer", { type: ChecklistAnswerEnum }),
    note: t.exposeString("note", { nullable: true }),
    evidence: t.field({
      type: [Evidence],
      description: "The files that show this item, oldest first.",
      select: { inspectionId: true, actCode: true },
      resolve: async ({ inspectionId, actCode }, _args, context) =>
        (await evidenceFiles(context, "Inspection", inspectionId)).filter((file) => file.actCode === actCode),
    }),
  }),
});

export const Inspection = builder.prismaNode("Inspection", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "An inspection of a complex on the spot.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    kind: t.expose("kind", { type: InspectionKindEnum }),
    state: t.expose("state", { type: InspectionStateEnum }),
    result: t.expose("result", { type: InspectionResultEnum, nullable: true }),
    complex: t.relation("complex"),
    complaint: t.relation("complaint", { nullable: true }),
    rectification: t.relation("rectification", { nullable: true }),
    region: t.field({ type: Region, select: regionSelect, resolve: (inspection) => ({ code: regionOf(inspection) }) }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    inspector: t.string({
      nullable: true,
      select: { inspector: { select: { name: true } } },
      resolve: ({ inspector }) => inspector?.name ?? null,
    }),
    carriedOutAt: t.expose("carriedOutAt", { type: "DateTime", nullable: true }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    notes: t.exposeString("notes", { nullable: true }),
    evidence: t.field(evidenceOf("Inspection")),
    checklist: t.relation("checklist", {
      description:
        "Every act of the catalogue with its answer, in the plan's order; none where there was no checklist.",
      query: { orderBy: [{ act: { kind: { number: "asc" } } }, { act: { position: "asc" } }] },
    }),
    findings: t.relation("findings", { query: { orderBy: { foundAt: "asc" }, take: 100 } }),
    allowedCommands: t.field({
      type: [InspectionCommand],
      select: {
        state: true,
        kind: true,
        complaintId: true,
        ...weight,
      },
      resolve: (inspection, _, { viewer }) =>
        permitted(
          viewer,
          "inspection",
          allowedInspectionCommands({ ...inspection, ...weightOf(inspection) }).filter((type) => type === "withdraw"),
        ),
    }),
  }),
});
