import { encodeGlobalID } from "@pothos/plugin-relay";
import { builder } from "../builder.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import { Company } from "../company/types.ts";
import { containing, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { within } from "../region/policy.ts";
import { subjectNamed } from "../source/records.ts";
import { suspected } from "./duplicates.ts";
import { searchNames } from "./names.ts";
import { inLedger, visibleTo } from "./policy.ts";
import { Complex, ScreeningStateEnum } from "./types.ts";

const overdue = { rectifications: { some: { overdueAt: { not: null }, settledAt: null } } };

const served = (companyId: string, today: Date) => ({
  contracts: { some: { companyId, startsOn: { lte: today } } },
  OR: [{ companyId: null }, { companyId: { not: companyId } }],
});

listField("complexes", {
  model: "Complex",
  ref: Complex,
  description: "The ledger: every serviced complex of your region (plan 四(二)).",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a city, county or sub-district: what lies in it." }),
    search: t.string({ description: "Part of the name." }),
    screeningStates: t.field({ type: [ScreeningStateEnum] }),
    companyId: t.globalID({ for: [Company], description: "Served by this company." }),
    formerCompanyId: t.globalID({ for: [Company], description: "Served by this company before, and not now." }),
    guidedPrice: t.boolean(),
    likelyDuplicate: t.boolean({
      description: "True: it may have been entered twice, see `likelyDuplicates`; at most 500 of a region.",
    }),
    hasOverdue: t.boolean({ description: "A rectification is overdue now (true), or none is (false)." }),
  }),
  where: async (
    { region, search, screeningStates, companyId, formerCompanyId, guidedPrice, likelyDuplicate, hasOverdue },
    { clock, pool, viewer },
  ) => ({
    ...inLedger,
    ...(likelyDuplicate && { id: { in: await suspected(pool, region ?? viewer.region) } }),
    ...(region && within(region)),
    ...(search && { name: containing(search) }),
    ...(screeningStates && { screeningState: { in: screeningStates } }),
    ...(companyId && { companyId: requireUuid(companyId.id) }),
    ...(formerCompanyId && served(requireUuid(formerCompanyId.id), columnOf(dateOf(clock.now())))),
    ...(guidedPrice != null && { guidedPrice }),
    ...(hasOverdue != null && (hasOverdue ? overdue : { NOT: overdue })),
  }),
  orders: {
    NAME: { column: "name", direction: "asc", description: "By name." },
    OPEN_FINDINGS: { column: "openFindings", direction: "desc", description: "The most open findings first." },
    UPDATED: { column: "updatedAt", direction: "desc", description: "The latest change first." },
  },
});

builder.queryField("complex", (t) =>
  t.prismaField({
    type: Complex,
    nullable: true,
    description: "A complex by its id or the asking client's own name for it.",
    args: { id: t.arg.globalID({ for: [Complex] }), externalId: t.arg.string() },
    resolve: async (query, _root, args, context) => {
      const id = await subjectNamed(context, "complex", args);
      if (id === null) return null;
      return context.db.complex.findFirst({ ...query, where: { AND: [{ id }, visibleTo(context.viewer)] } });
    },
  }),
);

const ComplexName = builder.objectRef<{ id: string; name: string }>("ComplexName").implement({
  description: "A complex as an owner finds it: its name, and the id by which a complaint names it.",
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => encodeGlobalID("Complex", id) }),
    name: t.exposeString("name"),
  }),
});

builder.queryField("searchComplexNames", (t) =>
  t.field({
    type: [ComplexName],
    description: "Up to 20 complexes of a county whose name is like the text. Public.",
    args: {
      county: t.arg.string({ required: true, description: "Code of the county." }),
      text: t.arg.string({ required: true }),
    },
    resolve: (_root, { county, text }, { pool }) => searchNames(pool, county, text),
  }),
);
