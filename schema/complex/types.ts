import { ScreeningState } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { regionOf } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";

export const ScreeningStateEnum = enumOf("ScreeningState", ScreeningState, "Where the screening of a complex stands.");

export const Complex = builder.prismaNode("Complex", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description: "A residential complex: a line of the ledger (台账).",
  fields: (t) => ({
    version: t.exposeInt("version"),
    name: t.exposeString("name"),
    region: t.field({ type: Region, resolve: (complex) => ({ code: regionOf(complex) }) }),
    city: t.field({ type: Region, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    households: t.exposeInt("households"),
    screeningState: t.expose("screeningState", { type: ScreeningStateEnum }),
    company: t.relation("company", { nullable: true }),
  }),
});
