import { RegionLevel } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";
import { parentOf } from "./rules.ts";

export const RegionLevelEnum = enumOf("RegionLevel", RegionLevel, "Level of an administrative division.", {
  city: "地级市",
  county: "县、县级市、区",
  subdistrict: "街道、乡、镇",
});

/** A region is its code; everything else is looked up in the book of regions, which is in memory. */
export const Region = builder.objectRef<{ code: string }>("Region");

Region.implement({
  description: "An administrative division. Its code is the prefix of the codes of all below it (GB/T 2260).",
  fields: (t) => ({
    code: t.exposeString("code"),
    name: t.string({ resolve: ({ code }, _, { regions }) => regions.require(code).name }),
    level: t.field({ type: RegionLevelEnum, resolve: ({ code }, _, { regions }) => regions.require(code).level }),
    parent: t.field({
      type: Region,
      nullable: true,
      resolve: ({ code }) => {
        const parent = parentOf(code);
        return parent ? { code: parent } : null;
      },
    }),
    path: t.string({
      description: "Full name below the province, for example 太原市小店区.",
      resolve: ({ code }, _, { regions }) => regions.path(code),
    }),
  }),
});

builder.queryField("regions", (t) =>
  t.field({
    type: [Region],
    description: "Divisions in the order of the plan's annex. Public.",
    args: {
      level: t.arg({ type: RegionLevelEnum }),
      within: t.arg.string({ description: "Code of a region: only those below it." }),
    },
    resolve: (_root, { level, within }, { regions }) =>
      [...regions.all()]
        .filter(
          (region) =>
            (!level || region.level === level) &&
            (!within || (region.code !== within && region.code.startsWith(within))),
        )
        .sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1)),
  }),
);
