import { ViolationCategory } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";

const ViolationCategoryEnum = enumOf("ViolationCategory", ViolationCategory, "The plan's two categories (plan 二).", {
  nonPerformance: "物业服务不履约不到位行为",
  encroachment: "物业服务企业侵害业主利益行为",
});

export const ViolationAct = builder.prismaObject("ViolationAct", {
  description: "An act that the plan lists under a kind.",
  fields: (t) => ({
    code: t.exposeString("code"),
    text: t.string({ resolve: (act, _, { locale }) => (locale === "en" ? act.textEn : act.text) }),
  }),
});

export const ViolationKind = builder.prismaObject("ViolationKind", {
  description: "One of the plan's seven kinds of violation.",
  fields: (t) => ({
    code: t.exposeString("code"),
    category: t.expose("category", { type: ViolationCategoryEnum }),
    number: t.exposeInt("number", { description: "Its place in the plan, 1 to 7." }),
    title: t.string({ resolve: (kind, _, { locale }) => (locale === "en" ? kind.titleEn : kind.title) }),
    acts: t.stringList({
      description: "The acts that the plan lists under it, in words.",
      select: { acts: { orderBy: { position: "asc" } } },
      resolve: ({ acts }, _, { locale }) => acts.map((act) => (locale === "en" ? act.textEn : act.text)),
    }),
    listedActs: t.relation("acts", {
      description: "The same with their codes, which a finding names.",
      query: { orderBy: { position: "asc" } },
    }),
  }),
});

builder.queryField("violationKinds", (t) =>
  t.prismaField({
    type: ["ViolationKind"],
    description: "The catalogue of violations. Public.",
    resolve: (query, _root, _args, { db }) => db.violationKind.findMany({ ...query, orderBy: { number: "asc" } }),
  }),
);
