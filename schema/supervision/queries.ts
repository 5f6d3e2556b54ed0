import { builder } from "../builder.ts";
import type { HubContext } from "../context.ts";
import { Finding } from "../finding/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { regionAsked } from "../overview/policy.ts";
import { may } from "../permissions.ts";
import { Rectification } from "../rectification/types.ts";
import { Region } from "../region/graphql.ts";
import { SupervisionStepEnum } from "./mutations.ts";
import { visibleTo } from "./policy.ts";
import { skippedBy } from "./rules.ts";
import { isStep, ladder, type Step } from "./states.ts";
import { SupervisionKindEnum, SupervisionMatter, SupervisionStateEnum } from "./types.ts";

listField("supervisionMatters", {
  model: "SupervisionMatter",
  ref: SupervisionMatter,
  description: "What levels ask of each other, as far as the viewer may see it.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what is about it or a region below." }),
    kinds: t.field({ type: [SupervisionKindEnum] }),
    states: t.field({ type: [SupervisionStateEnum] }),
    standing: t.boolean({ description: "Neither settled nor withdrawn (true), or one of these (false)." }),
    overdue: t.boolean({ description: "Not answered in time, and still so (true), or not (false)." }),
    mine: t.boolean({ description: "Of the viewer's own body: an answer is owed, or one waits to be looked at." }),
    rectificationId: t.globalID({ for: [Rectification] }),
    findingId: t.globalID({ for: [Finding] }),
  }),
  where: ({ region, kinds, states, standing, overdue, mine, rectificationId, findingId }, { viewer }) => ({
    ...(region && { aboutCode: { startsWith: region } }),
    ...(kinds && { kind: { in: kinds } }),
    ...(states && { state: { in: states } }),
    ...(standing != null && { settledAt: standing ? null : { not: null } }),
    // Raised by the ticker in the minute in which it was due: the same rows that the figure counts.
    ...(overdue != null && { overdueAt: overdue ? { not: null } : null }),
    ...(rectificationId && { rectificationId: requireUuid(rectificationId.id) }),
    ...(findingId && { findingId: requireUuid(findingId.id) }),
    ...(mine != null && {
      [mine ? "AND" : "NOT"]: {
        OR: [
          { state: "open", toCode: viewer.region, kind: { not: "disciplineReport" } },
          { state: "answered", fromCode: viewer.region },
        ],
      },
    }),
  }),
  orders: {
    OPENED_NEWEST: { column: "openedAt", direction: "desc", description: "Newest first." },
    DUE_SOONEST: { column: "dueAt", direction: "asc", nullable: true, description: "The soonest answer first." },
  },
});

builder.queryField("supervisionMatter", (t) =>
  t.prismaField({
    type: SupervisionMatter,
    nullable: true,
    description: "One of them by its id.",
    args: { id: t.arg.globalID({ required: true, for: [SupervisionMatter] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.supervisionMatter.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

interface Rung {
  kind: Step;
  skips: number;
}
interface Ladder {
  region: string;
  standing: Step | null;
  /** How often each was taken so far. */
  taken: ReadonlyMap<Step, number>;
  allowed: readonly Rung[];
}

const AllowedStep = builder.objectRef<Rung>("AllowedSupervisionStep").implement({
  description: "A step that this viewer may take now.",
  fields: (t) => ({
    kind: t.field({ type: SupervisionStepEnum, resolve: ({ kind }) => kind }),
    skips: t.exposeInt("skips", { description: "How many steps it leaves out: a reason is asked for then." }),
  }),
});

const RegionLadder = builder.objectRef<Ladder>("RegionLadder").implement({
  description: "Where a region stands on the ladder.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    standing: t.field({
      type: SupervisionStepEnum,
      nullable: true,
      description: "The highest step that stands.",
      resolve: ({ standing }) => standing,
    }),
    taken: t.int({
      description: "How often that step was taken so far.",
      args: { kind: t.arg({ type: SupervisionStepEnum, required: true }) },
      resolve: ({ taken }, { kind }) => taken.get(kind) ?? 0,
    }),
    allowedSteps: t.field({
      type: [AllowedStep],
      description: "What this viewer may do now; anything else is refused.",
      resolve: ({ allowed }) => [...allowed],
    }),
  }),
});

builder.queryField("regionLadders", (t) =>
  t.field({
    type: [RegionLadder],
    description: "Where the cities of the province, or the counties of a city, stand; a county sees itself.",
    args: { within: t.arg.string({ description: "Code; by default the viewer's own region." }) },
    resolve: (_root, { within }, context) => readLadders(context, within),
  }),
);

/** One statement, however many regions. */
async function readLadders(context: HubContext, code?: string | null): Promise<Ladder[]> {
  const { db, viewer, regions } = context;
  const within = regionAsked(context, code);
  const codes = within.length < 6 ? regions.children(within).map((region) => region.code) : [within.slice(0, 6)];
  const counted = await db.supervisionMatter.groupBy({
    by: ["aboutCode", "kind", "settledAt"],
    where: { AND: [visibleTo(viewer), { aboutCode: { in: codes }, kind: { in: [...ladder] } }] },
    _count: true,
  });
  const acts = may(viewer, "supervision.takeStep") && viewer.region === within && within.length < 6;
  return codes.map((region) => {
    const rows = counted.filter(({ aboutCode }) => aboutCode === region);
    const standing = rows.flatMap(({ kind, settledAt }) => (settledAt === null && isStep(kind) ? [kind] : []));
    const taken = new Map(
      ladder.map((step) => [step, rows.filter(({ kind }) => kind === step).reduce((sum, { _count: n }) => sum + n, 0)]),
    );
    const allowed = ladder.flatMap((kind) => {
      const skipped = acts ? skippedBy(kind, standing) : null;
      return skipped ? [{ kind, skips: skipped.length }] : [];
    });
    return { region, standing: ladder.findLast((step) => standing.includes(step)) ?? null, taken, allowed };
  });
}
