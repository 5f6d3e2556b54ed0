import { requireReader } from "../account/reader.ts";
import { builder } from "../builder.ts";
import type { HubContext } from "../context.ts";
import { isUuid, localId } from "../node.ts";
import { refuseGeneral, requireWithin } from "../refusal.ts";
import { whereOf } from "./condition.ts";
import { positionOf, resumePosition, writeCursor } from "./cursor.ts";
import { readEnd } from "./event.ts";
import { conditionOf, followed } from "./filter.ts";
import { Activity, ActivityKindEnum, ActivityTopicEnum } from "./graphql.ts";
import { visibleTo } from "./policy.ts";
import { findLatest } from "./search.ts";

const mostEvents = 100;

async function mergedInto({ db }: HubContext, id: string): Promise<string[]> {
  if (!isUuid(id)) return [];
  const rows = await db.complex.findMany({ where: { mergedIntoId: id }, select: { id: true } });
  return rows.map((row) => row.id);
}

builder.queryField("activityCursor", (t) =>
  t.field({
    type: "Cursor",
    description: "Where the feed stands now. Read it first, then your snapshot, then subscribe after it.",
    resolve: async (_root, _args, context) => {
      requireReader(context.viewer);
      const end = await readEnd(context.pool);
      return writeCursor(context.vault, { ...end, recordedAt: context.clock.now() });
    },
  }),
);

const ActivityFilterInput = builder.inputType("ActivityFilter", {
  description: "Every condition given must hold.",
  fields: (t) => ({
    region: t.string({ description: "Code of a region: it and all below it." }),
    kinds: t.field({ type: [ActivityKindEnum] }),
    topics: t.field({ type: [ActivityTopicEnum] }),
    subject: t.id({ description: "What the event is about, as for the timeline of a case." }),
    complex: t.id({ description: "Whatever happened in this complex." }),
    company: t.id({ description: "Whatever happened to this company." }),
  }),
});

builder.queryField("activities", (t) =>
  t.connection(
    {
      type: Activity,
      description: "What has happened, newest first, at most 100 a page.",
      args: { filter: t.arg({ type: ActivityFilterInput }) },
      resolve: async (_root, { filter, first, after, last, before }, context) => {
        requireReader(context.viewer);
        if (last != null || before != null)
          throw refuseGeneral("invalid/format", ["last"], { expected: "first/after" });
        const take = first ?? 50;
        requireWithin(["first"], take, { min: 0, max: mostEvents });
        const start = after == null ? null : (await positionOf(context, after)).id;
        const merged = filter?.complex ? await mergedInto(context, localId("Complex", filter.complex)) : [];
        const wanted = [visibleTo(context.viewer), whereOf(conditionOf(filter ?? {}, merged))];
        const found = await findLatest(context, wanted, start, take + 1);
        const edges = found.slice(0, take).map((node) => ({ node, cursor: writeCursor(context.vault, node) }));
        return {
          edges,
          pageInfo: {
            hasNextPage: found.length > take,
            hasPreviousPage: after != null,
            startCursor: edges[0]?.cursor ?? null,
            endCursor: edges.at(-1)?.cursor ?? null,
          },
        };
      },
    },
    { name: "ActivityConnection" },
    { name: "ActivityEdge" },
  ),
);

builder.subscriptionField("activity", (t) =>
  t.field({
    type: Activity,
    description:
      "Everything after the cursor that you may see: in one order, each once, live from there on, with a checkpoint " +
      "every 30 s. Without a cursor it starts at now. A cursor of another incarnation (`activity/cursor-foreign`) or " +
      "from before the resume window (`activity/cursor-outside-window`) asks for a fresh snapshot.",
    args: {
      after: t.arg({ type: "Cursor" }),
      kinds: t.arg({ type: [ActivityKindEnum], description: "Only these; checkpoints come anyway." }),
      region: t.arg.string({ description: "Code of a region: only it and all below it." }),
    },
    subscribe: async (_root, { after, kinds, region }, context) => {
      requireReader(context.viewer);
      const { feed, viewer } = context;
      if (!feed) throw new Error("this context has no feed to follow");
      const cursor = feed.resumeAfter ?? after;
      const from = cursor == null ? null : (await resumePosition(context, cursor)).id;
      return feed.follow(followed(viewer, { kinds, region }), from);
    },
    resolve: (item) => item,
  }),
);
