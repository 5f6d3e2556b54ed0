import { builder } from "../builder.ts";
import { Complaint } from "../complaint/types.ts";
import { beginning, listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { requireWithin } from "../refusal.ts";
import { within } from "../region/policy.ts";
import { outlookOf } from "./outlook.ts";
import { oversees, proofsVisibleTo, runsVisibleTo } from "./policy.ts";
import { ErasureProof, ErasureRun } from "./types.ts";

const newest = (column: "startedAt" | "erasedAt") => ({
  NEWEST: { column, direction: "desc" as const, description: "Newest first." },
});

listField("erasureRuns", {
  model: "ErasureRun",
  ref: ErasureRun,
  description: "Runs that destroyed personal data, for those who answer for it.",
  visibleTo: runsVisibleTo,
  filter: (t) => ({ underWay: t.boolean({ description: "Those that have not ended yet (true), or that have." }) }),
  where: ({ underWay }) => (underWay == null ? {} : { finishedAt: underWay ? null : { not: null } }),
  orders: newest("startedAt"),
});

listField("erasureProofs", {
  model: "ErasureProof",
  ref: ErasureProof,
  description: "Proofs that personal data was destroyed, for those who answer for it.",
  visibleTo: proofsVisibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    number: t.string({ description: "Beginning of the complaint's office number." }),
    runId: t.globalID({ for: [ErasureRun] }),
  }),
  where: ({ region, number, runId }) => ({
    ...(region && within(region)),
    ...(number && { number: beginning(number) }),
    ...(runId && { runId: requireUuid(runId.id) }),
  }),
  orders: newest("erasedAt"),
});

const longest = 366;
const mostShown = 100;

const ErasureOutlook = builder.objectRef<Awaited<ReturnType<typeof outlookOf>>>("ErasureOutlook").implement({
  description: "What personal data is to be destroyed next.",
  fields: (t) => ({
    retentionMonths: t.exposeInt("retentionMonths", { description: "The setting in force." }),
    dueCount: t.exposeInt("dueCount", {
      description: "Complaints that are due within the days asked for, or already.",
    }),
    waitingCount: t.exposeInt("waitingCount", {
      description: "Complaints that are due already and have consequences that still run.",
    }),
    pendingSince: t.field({
      type: "DateTime",
      nullable: true,
      description: "Since when the longest has been due that waits for nothing; null where nothing is late.",
      resolve: ({ pendingSince }) => pendingSince,
    }),
    complaints: t.prismaField({
      type: [Complaint],
      description: `The first ${mostShown} of them, the soonest first.`,
      resolve: async (query, { ids }, _args, { db }) => {
        const rows = await db.complaint.findMany({ ...query, where: { id: { in: [...ids] } } });
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.flatMap((id) => byId.get(id) ?? []);
      },
    }),
  }),
});

builder.queryField("erasureOutlook", (t) =>
  t.field({
    type: ErasureOutlook,
    nullable: true,
    description: "What is due of the viewer's region, for those who answer for personal data; null for everybody else.",
    args: {
      region: t.arg.string({ description: "Code of a region within one's own." }),
      days: t.arg.int({ required: true, defaultValue: 30, description: `From today; at most ${longest}.` }),
    },
    resolve: (_root, { region, days }, context) => {
      if (!oversees(context.viewer)) return null;
      requireWithin(["days"], days, { min: 0, max: longest });
      return outlookOf(context, { region: region ?? context.viewer.region, days, show: mostShown });
    },
  }),
);
