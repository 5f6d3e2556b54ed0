import { builder } from "../builder.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { subjectNamed } from "../source/records.ts";
import { visibleTo } from "./policy.ts";
import { ServiceContract } from "./types.ts";

listField("serviceContracts", {
  model: "ServiceContract",
  ref: ServiceContract,
  description: "Service contracts of the complexes in your region.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
    endsFrom: t.field({ type: "Date", description: "Ends on this day or later." }),
    endsUntil: t.field({ type: "Date", description: "Ends on this day or before." }),
  }),
  where: ({ region, complexId, companyId, endsFrom, endsUntil }) => ({
    ...(region && within(region)),
    ...(complexId && { complexId: requireUuid(complexId.id) }),
    ...(companyId && { companyId: requireUuid(companyId.id) }),
    ...((endsFrom || endsUntil) && {
      endsOn: { ...(endsFrom && { gte: endsFrom }), ...(endsUntil && { lte: endsUntil }) },
    }),
  }),
  orders: {
    STARTS_NEWEST: { column: "startsOn", direction: "desc", description: "The latest start first." },
    ENDS_SOONEST: {
      column: "endsOn",
      direction: "asc",
      nullable: true,
      description: "The first to end first; those without term last.",
    },
  },
});

builder.queryField("serviceContract", (t) =>
  t.prismaField({
    type: ServiceContract,
    nullable: true,
    description: "A contract by its id or the asking client's own name for it.",
    args: { id: t.arg.globalID({ for: [ServiceContract] }), externalId: t.arg.string() },
    resolve: async (query, _root, args, context) => {
      const id = await subjectNamed(context, "contract", args);
      if (id === null) return null;
      return context.db.serviceContract.findFirst({ ...query, where: { AND: [{ id }, visibleTo(context.viewer)] } });
    },
  }),
);
