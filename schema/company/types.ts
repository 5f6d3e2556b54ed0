import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { visibleTo as complexesVisibleTo } from "../complex/policy.ts";
import { visibleTo as contractsVisibleTo } from "../contract/policy.ts";
import { enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { externalIdOf } from "../source/records.ts";
import { presencesVisibleTo, sourcesVisibleTo, visibleTo } from "./policy.ts";

builder.prismaObject("CompanySource", {
  description: "What one city, or the province itself, says of a company.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    name: t.exposeString("name"),
    legalRepresentative: t.exposeString("legalRepresentative", { nullable: true }),
    registeredAddress: t.exposeString("registeredAddress", { nullable: true }),
    phone: t.exposeString("phone", { nullable: true }),
    holds: t.exposeBoolean("holds", { description: "The company's attributes are these." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime" }),
  }),
});

const companyCommands = ["register", "chooseSource"] as const;
const CompanyCommand = enumOf(
  "CompanyCommand",
  { register: "register", chooseSource: "chooseSource" },
  "Commands on a company.",
);

export const Company = builder.prismaNode("Company", {
  description: "A property service company. Its unified social credit code is its identity (GB 32100-2015).",
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  nullable: true,
  fields: (t) => ({
    version: t.exposeInt("version"),
    uscc: t.exposeString("uscc", { description: "Unified social credit code, 18 characters." }),
    name: t.exposeString("name"),
    legalRepresentative: t.exposeString("legalRepresentative", { nullable: true }),
    registeredAddress: t.exposeString("registeredAddress", { nullable: true }),
    phone: t.exposeString("phone", { nullable: true }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    updatedAt: t.expose("updatedAt", { type: "DateTime" }),
    presences: t.field({
      type: [Region],
      description: "Cities and counties in which it works, of those in your region.",
      select: (_args, { viewer }) => ({
        presences: { where: presencesVisibleTo(viewer), orderBy: { regionCode: "asc" } },
      }),
      resolve: ({ presences }) => presences.map(({ regionCode }) => ({ code: regionCode })),
    }),
    sources: t.relation("sources", {
      description: "What each city says of it: all for the province, a city's own for the city.",
      query: (_args, { viewer }) => ({ where: sourcesVisibleTo(viewer), orderBy: { cityCode: "asc" } }),
    }),
    complexes: t.relatedConnection("complexes", {
      cursor: "id",
      totalCount: true,
      description: "The complexes of your region that it serves now, by name.",
      query: (_args, { viewer }) => ({ where: complexesVisibleTo(viewer), orderBy: [{ name: "asc" }, { id: "asc" }] }),
    }),
    contracts: t.relatedConnection("contracts", {
      cursor: "id",
      totalCount: true,
      description: "Its contracts in your region, the latest start first.",
      query: (_args, { viewer }) => ({
        where: contractsVisibleTo(viewer),
        orderBy: [{ startsOn: "desc" }, { id: "desc" }],
      }),
    }),
    externalId: t.string({
      nullable: true,
      description: "What you call it: for API clients, null for everybody else.",
      resolve: ({ id }, _args, context) => externalIdOf(context, "company", id),
    }),
    allowedCommands: t.field({
      type: [CompanyCommand],
      description: "What you may do with it now; anything else is refused.",
      resolve: (_company, _args, { viewer }) => permitted(viewer, "company", companyCommands),
    }),
  }),
});
