import { builder } from "../builder.ts";

builder.prismaObject("Phase", {
  description: "A phase of the campaign. Phases overlap and gate no command (不等不靠, plan 三(一)).",
  fields: (t) => ({
    code: t.exposeString("code"),
    title: t.string({ resolve: ({ title, titleEn }, _, { locale }) => (locale === "en" ? titleEn : title) }),
    startsOn: t.expose("startsOn", { type: "Date" }),
    endsOn: t.expose("endsOn", { type: "Date" }),
  }),
});

const Campaign = builder.prismaObject("Campaign", {
  description: "A special campaign with its phases.",
  fields: (t) => ({
    code: t.exposeString("code"),
    title: t.string({ resolve: ({ title, titleEn }, _, { locale }) => (locale === "en" ? titleEn : title) }),
    startsOn: t.expose("startsOn", { type: "Date" }),
    endsOn: t.expose("endsOn", { type: "Date" }),
    phases: t.relation("phases", { query: { orderBy: { position: "asc" } } }),
  }),
});

builder.queryField("campaign", (t) =>
  t.prismaField({
    type: Campaign,
    nullable: true,
    description: "A campaign by its code; without a code the one that runs on this hub. Public.",
    args: { code: t.arg.string() },
    resolve: (query, _root, { code }, { db, campaign }) =>
      db.campaign.findUnique({ ...query, where: { code: code ?? campaign } }),
  }),
);
