import type { Prisma } from "../../prisma/generated/client.ts";
import { Role } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";
import { containing, listField } from "../list.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { covers, nothing, seesRegion } from "../region/policy.ts";
import type { Viewer } from "./viewer.ts";

export const RoleEnum = enumOf("Role", Role, "What somebody is in the campaign; decides what they see and may do.", {
  leader: "Provincial leading group.",
  office: "Provincial office of the campaign.",
  system: "A city's system, with an API key.",
  display: "A wall screen: reads, no personal data.",
});

/** Colleagues of one's own region and of those below it. */
const peopleVisibleTo = (viewer: Viewer): Prisma.UserWhereInput =>
  seesRegion(viewer) || viewer.role === "administrator" ? { regionCode: { startsWith: viewer.region } } : nothing;

export const Person = builder.prismaNode("User", {
  variant: "Person",
  id: { field: "id" },
  findUnique: visibleById(peopleVisibleTo),
  description: "Somebody who works on the campaign, as colleagues see them.",
  fields: (t) => ({
    name: t.exposeString("name"),
    role: t.expose("role", { type: RoleEnum }),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    disabledAt: t.expose("disabledAt", { type: "DateTime", nullable: true, description: "Works here no more." }),
  }),
});

/** Those to whom a case can be given. */
const working = { role: { in: ["city", "county", "subdistrict"] } } satisfies Prisma.UserWhereInput;

listField("people", {
  model: "User",
  name: "Person",
  ref: Person,
  description: "Those who work on the cases of one's region and of those below it, and who did.",
  visibleTo: (viewer) => ({ AND: [peopleVisibleTo(viewer), working] }),
  filter: (t) => ({
    search: t.string({ description: "Part of the name." }),
    region: t.string({ description: "Code of a region, with all below it." }),
    disabled: t.boolean({ description: "True: those who work here no more." }),
  }),
  where: ({ search, region, disabled }) => ({
    ...(search && { name: containing(search) }),
    ...(region && { regionCode: { startsWith: region } }),
    ...(disabled != null && { disabledAt: disabled ? { not: null } : null }),
  }),
  orders: {
    REGION: { column: "regionCode", direction: "asc", description: "By region, the upper ones first." },
    NAME: { column: "name", direction: "asc", description: "By name." },
  },
});

builder.queryField("handlers", (t) =>
  t.prismaField({
    type: [Person],
    description:
      "Whom a case in a region can be given to (专人受理): the region's own people and those of the ones above it.",
    args: { region: t.arg.string({ required: true }) },
    resolve: (query, _root, { region }, { db, viewer }) => {
      const codes = [2, 4, 6, 9].filter((length) => length <= region.length).map((length) => region.slice(0, length));
      return db.user.findMany({
        ...query,
        where: {
          AND: [
            peopleVisibleTo(viewer),
            covers(viewer.region, region) ? {} : nothing,
            // The province answers for incidents that it takes over.
            { role: { in: ["office", ...working.role.in] }, regionCode: { in: codes }, disabledAt: null },
          ],
        },
        orderBy: [{ regionCode: "desc" }, { name: "asc" }],
        take: 100,
      });
    },
  }),
);
