import { CreditEventState, CreditGround, CreditSeverity } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { dateOfColumn } from "../calendar/rules.ts";
import { deliveriesField, deliveriesOf } from "../delivery/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { visiblePenaltyCase } from "../penalty/policy.ts";
import { Region } from "../region/graphql.ts";
import { visibleTo } from "./policy.ts";
import { allowedCreditCommands, transitions } from "./rules.ts";

export const CreditSeverityEnum = enumOf("CreditSeverity", CreditSeverity, "How grave the discredit is.");
export const CreditGroundEnum = enumOf("CreditGround", CreditGround, "What was determined.");
export const CreditEventStateEnum = enumOf("CreditEventState", CreditEventState, "Where a credit event stands.");
const CreditCommand = commandEnum("CreditCommand", transitions, "A command to a credit event.");

export const CreditEvent = builder.prismaNode("CreditEvent", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description: "Discredit of a company, determined by a document, disclosed for a time and open to repair.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    company: t.relation("company"),
    city: t.field({ type: Region, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    severity: t.expose("severity", { type: CreditSeverityEnum }),
    ground: t.expose("ground", { type: CreditGroundEnum }),
    penaltyCase: t.prismaField({
      type: "PenaltyCase",
      nullable: true,
      description: "With the ground PENALTY: the case, for those who may see it.",
      select: { ground: true, groundId: true },
      resolve: (query, { ground, groundId }, _, context) =>
        visiblePenaltyCase(context, query, ground === "penalty" ? groundId : null),
    }),
    description: t.exposeString("description"),
    documentNumber: t.exposeString("documentNumber"),
    determinedOn: t.expose("determinedOn", { type: "Date" }),
    rule: t.exposeString("rule", { description: "The disclosure rule of the document's own date." }),
    disclosedFrom: t.expose("disclosedFrom", { type: "Date", nullable: true, description: "Null: not published." }),
    disclosedUntil: t.expose("disclosedUntil", { type: "Date", nullable: true, description: "Its last day." }),
    repairableFrom: t.expose("repairableFrom", { type: "Date" }),
    state: t.expose("state", { type: CreditEventStateEnum }),
    closingReason: t.exposeString("closingReason", { nullable: true }),
    recordedAt: t.expose("recordedAt", { type: "DateTime" }),
    deliveries: t.prismaField({
      ...deliveriesField,
      select: { id: true },
      resolve: (query, { id }, _, context) => deliveriesOf(context, query, id),
    }),
    allowedCommands: t.field({
      type: [CreditCommand],
      resolve: ({ state, repairableFrom }, _, { viewer, clock }) =>
        permitted(
          viewer,
          "credit",
          allowedCreditCommands({ state, repairableFrom: dateOfColumn(repairableFrom) }, clock.now()),
        ),
    }),
  }),
});
