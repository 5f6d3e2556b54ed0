import { FindingState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { leftByDiscredit } from "../credit/weight.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { Evidence, evidenceFiles } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { visiblePenaltyCase } from "../penalty/policy.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { ViolationAct } from "../violation/graphql.ts";
import { visibleTo } from "./policy.ts";
import { allowedFindingCommands, findingTransitions } from "./rules.ts";
import { isGround, weight } from "./weight.ts";

export const FindingStateEnum = enumOf("FindingState", FindingState, "Where a finding stands.");
const FindingCommand = commandEnum("FindingCommand", findingTransitions, "A command to a finding.");

export const Finding = builder.prismaNode("Finding", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "An established violation: one of the seven kinds, with the acts that were found.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    kind: t.relation("kind"),
    acts: t.field({
      type: [ViolationAct],
      select: (_args, _context, nested) => ({ acts: { select: { act: nested(true) } } }) as never,
      resolve: (finding) => (finding as unknown as { acts: { act: never }[] }).acts.map(({ act }) => act),
    }),
    illegal: t.exposeBoolean("illegal", { description: "Breaks a law: a penalty or transfer is owed (plan 三(二))." }),
    description: t.exposeString("description"),
    state: t.expose("state", { type: FindingStateEnum }),
    complex: t.relation("complex"),
    company: t.relation("company", { nullable: true }),
    inspection: t.relation("inspection"),
    complaint: t.relation("complaint", { nullable: true }),
    rectification: t.relation("rectification", { nullable: true }),
    region: t.field({ type: Region, select: regionSelect, resolve: (finding) => ({ code: regionOf(finding) }) }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    evidence: t.field({
      type: [Evidence],
      description:
        "The files of the inspection that established it, oldest first, but for those that show another item of its checklist.",
      select: { inspectionId: true, acts: { select: { actCode: true } } },
      resolve: async ({ inspectionId, acts }, _args, context) => {
        const files = await evidenceFiles(context, "Inspection", inspectionId);
        return files.filter((file) => file.actCode === null || acts.some(({ actCode }) => actCode === file.actCode));
      },
    }),
    foundAt: t.expose("foundAt", { type: "DateTime" }),
    withdrawalReason: t.exposeString("withdrawalReason", { nullable: true }),
    penaltyCases: t.prismaField({
      type: ["PenaltyCase"],
      description: "The penalty cases that rest on it, for those who may see them.",
      select: { penaltyCases: weight.penaltyCases },
      resolve: async (query, { penaltyCases }, _, context) => {
        const cases = await Promise.all(penaltyCases.map(({ caseId }) => visiblePenaltyCase(context, query, caseId)));
        return cases.filter((one) => one !== null);
      },
    }),
    allowedCommands: t.field({
      type: [FindingCommand],
      select: { id: true, state: true, ...weight },
      resolve: ({ id, state, ...resting }, _, context) =>
        leftByDiscredit(
          context,
          id,
          permitted(context.viewer, "finding", allowedFindingCommands(state, isGround(resting))),
        ),
    }),
  }),
});
