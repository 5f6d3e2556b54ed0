import { builder } from "../builder.ts";
import { beginning, containing, listField } from "../list.ts";
import { subjectNamed } from "../source/records.ts";
import { askedFor, visibleTo } from "./policy.ts";
import { checkUscc } from "./rules.ts";
import { Company } from "./types.ts";

builder.queryField("company", (t) =>
  t.prismaField({
    type: Company,
    nullable: true,
    description: "A company by its id, its unified social credit code, or the asking client's own name for it.",
    args: { id: t.arg.globalID({ for: [Company] }), uscc: t.arg.string(), externalId: t.arg.string() },
    resolve: async (query, _root, { uscc, ...args }, context) => {
      const id = await subjectNamed(context, "company", args);
      const key = id ? { id } : uscc ? { uscc: checkUscc(uscc) } : null;
      return key && context.db.company.findFirst({ ...query, where: { AND: [key, visibleTo(context.viewer)] } });
    },
  }),
);

listField("companies", {
  model: "Company",
  ref: Company,
  description: "Property service companies.",
  visibleTo,
  filter: (t) => ({
    search: t.string({ description: "Part of the name, or the beginning of the code." }),
    uscc: t.string({ description: "The whole code." }),
    region: t.string({ description: "Code of a region: companies that work there." }),
  }),
  where: ({ search, uscc, region }, { viewer }) => ({
    AND: [
      search ? { OR: [{ name: containing(search) }, { uscc: beginning(search.trim().toUpperCase()) }] } : {},
      uscc ? { uscc: uscc.trim().toUpperCase() } : {},
      region ? askedFor(viewer, region) : {},
    ],
  }),
  orders: {
    NAME: { column: "name", direction: "asc", description: "By name." },
    UPDATED: { column: "updatedAt", direction: "desc", description: "The latest change first." },
  },
});
