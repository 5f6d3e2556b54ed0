import { builder } from "../builder.ts";
import { beginning, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { type Act, actNames, acts } from "./acts.ts";
import { visibleTo } from "./policy.ts";
import { Paper, PaperActEnum, PaperStateEnum } from "./types.ts";

const servedHere = actNames.filter((name) => !(acts[name] as Act).servedBy?.alone);

listField("papers", {
  model: "Paper",
  ref: Paper,
  description: "Papers of formal acts that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    acts: t.field({ type: [PaperActEnum] }),
    states: t.field({ type: [PaperStateEnum] }),
    issuer: t.string({ description: "Code of a region: what its own body issued." }),
    toServe: t.boolean({
      description: "Not served yet, and nobody but `servePaper` says so (true), or all others (false).",
    }),
    number: t.string({ description: "Beginning of the number." }),
  }),
  where: (filter) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.acts && { act: { in: filter.acts } }),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.issuer && { issuerCode: filter.issuer }),
    ...(filter.number && { number: beginning(filter.number) }),
    ...(filter.toServe != null && { [filter.toServe ? "AND" : "NOT"]: { state: "issued", act: { in: servedHere } } }),
  }),
  orders: {
    ISSUED_NEWEST: { column: "issuedAt", direction: "desc", description: "Newest first." },
    ISSUED_OLDEST: { column: "issuedAt", direction: "asc", description: "Oldest first." },
  },
});

builder.queryField("paper", (t) =>
  t.prismaField({
    type: Paper,
    nullable: true,
    description: "One paper by its id or its number.",
    args: { id: t.arg.globalID({ for: [Paper] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.paper.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);
