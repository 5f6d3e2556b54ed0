import { builder } from "../builder.ts";
import { visibleById } from "../node.ts";
import { visibleTo } from "./policy.ts";

export const Company = builder.prismaNode("Company", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description: "A property service company. Its unified social credit code is its identity (GB 32100-2015).",
  fields: (t) => ({
    version: t.exposeInt("version"),
    uscc: t.exposeString("uscc"),
    name: t.exposeString("name"),
  }),
});
