import { ScreeningState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { dateOf } from "../calendar/rules.ts";
import { visibleTo as contractsVisibleTo } from "../contract/policy.ts";
import { contractInForce } from "../contract/rules.ts";
import { termOf } from "../contract/serve.ts";
import { ServiceContract } from "../contract/types.ts";
import { enumOf } from "../enum.ts";
import { hindersOpening } from "../exit/rules.ts";
import { visibleById } from "../node.ts";
import { may } from "../permissions.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { externalIdOf } from "../source/records.ts";
import { visibleRow, visibleRows } from "../visible-rows.ts";
import { duplicatesOf } from "./duplicates.ts";
import { visibleTo } from "./policy.ts";

export const ScreeningStateEnum = enumOf("ScreeningState", ScreeningState, "Where the screening of a complex stands.", {
  clean: "Screened, nothing found.",
  problemsOpen: "Something was found that is not put right yet.",
  allRectified: "Everything that was found has been put right.",
});

const commands = ["change", "assignResponsible", "merge"] as const;
const complexRow = visibleRow("Complex", visibleTo);
const mergedRows = visibleRows("Complex", "mergedIntoId", visibleTo);
const ComplexCommand = enumOf("ComplexCommand", [...commands, "openExit"], "Commands on a complex.");

export const Complex = builder.prismaNode("Complex", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  nullable: true,
  description: "A residential complex: a line of the ledger (台账).",
  fields: (t) => ({
    version: t.exposeInt("version"),
    name: t.exposeString("name"),
    address: t.exposeString("address", { nullable: true }),
    region: t.field({
      type: Region,
      description: "The sub-district where it is known, else the county.",
      select: regionSelect,
      resolve: (complex) => ({ code: regionOf(complex) }),
    }),
    county: t.field({
      type: Region,
      select: { countyCode: true },
      resolve: ({ countyCode }) => ({ code: countyCode }),
    }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    households: t.exposeInt("households"),
    areaHundredths: t.expose("areaHundredths", {
      type: "SafeInt",
      nullable: true,
      description: "Exclusive area in units of 0.01 m².",
    }),
    guidedPrice: t.exposeBoolean("guidedPrice", { description: "Charged by the government guided price." }),
    serviceGrade: t.exposeString("serviceGrade", { nullable: true }),
    chargeFen: t.exposeInt("chargeFen", { nullable: true, description: "Fen per m² and month." }),
    company: t.relation("company", { nullable: true, description: "Which serves it by the contract in force." }),
    responsiblePerson: t.exposeString("responsiblePerson", {
      nullable: true,
      description: "Who answers for it at the county or sub-district.",
    }),
    screeningState: t.expose("screeningState", { type: ScreeningStateEnum }),
    screenedAt: t.expose("screenedAt", { type: "DateTime", nullable: true }),
    openFindings: t.exposeInt("openFindings"),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    updatedAt: t.expose("updatedAt", { type: "DateTime" }),
    contracts: t.relatedConnection("contracts", {
      cursor: "id",
      totalCount: true,
      description: "The latest start first.",
      query: (_args, { viewer }) => ({
        where: contractsVisibleTo(viewer),
        orderBy: [{ startsOn: "desc" }, { id: "desc" }],
      }),
    }),
    currentContract: t.field({
      type: ServiceContract,
      nullable: true,
      description: "The contract in force: the one that started last, which runs on after its term (Civil Code 948).",
      select: (_args, { viewer }, nested) => ({
        contracts: nested({ where: contractsVisibleTo(viewer) }),
      }),
      resolve: ({ contracts }, _args, { clock }) => {
        const terms = contracts.map((contract) => ({ ...termOf(contract), contract }));
        return contractInForce(terms, dateOf(clock.now()).toString())?.contract ?? null;
      },
    }),
    mergedInto: t.prismaField({
      type: "Complex",
      nullable: true,
      description: "The complex of which it was a second entry: it is history then, and in no list.",
      select: { mergedIntoId: true },
      resolve: (query, { mergedIntoId }, _args, context) => complexRow(context, query, mergedIntoId),
    }),
    mergedAt: t.expose("mergedAt", { type: "DateTime", nullable: true }),
    mergeReason: t.exposeString("mergeReason", { nullable: true }),
    merged: t.prismaField({
      type: ["Complex"],
      description: "Second entries that were merged into it.",
      select: { id: true },
      resolve: (query, { id }, _args, context) => mergedRows(context, query, id),
    }),
    likelyDuplicates: t.prismaField({
      type: ["Complex"],
      description:
        "Of the same county and called the same, or nearly the same with the same address or company: up to 10, for a person to judge.",
      select: { id: true },
      resolve: async (query, { id }, _args, context) => {
        const ids = await duplicatesOf(context, id);
        const rows = await Promise.all(ids.map((other) => complexRow(context, query, other)));
        return rows.filter((row) => row !== null);
      },
    }),
    externalId: t.string({
      nullable: true,
      description: "What you call it: for API clients, null for everybody else.",
      resolve: ({ id }, _args, context) => externalIdOf(context, "complex", id),
    }),
    allowedCommands: t.field({
      type: [ComplexCommand],
      description: "What you may do with it now; anything else is refused.",
      select: {
        companyId: true,
        mergedIntoId: true,
        exits: { where: { settledAt: null }, select: { id: true }, take: 1 },
      },
      resolve: ({ companyId, mergedIntoId, exits }, _args, { viewer }) => {
        if (mergedIntoId) return [];
        const opens =
          may(viewer, "exit.open") && !hindersOpening({ served: companyId !== null, running: exits.length > 0 });
        return [...permitted(viewer, "complex", commands), ...(opens ? ["openExit" as const] : [])];
      },
    }),
  }),
});
