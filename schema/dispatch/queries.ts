import { builder } from "../builder.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { Region, RegionLevelEnum } from "../region/graphql.ts";
import { within } from "../region/policy.ts";
import { type Cell, type Matrix, type MatrixRow, readMatrix } from "./matrix.ts";
import { visibleTo, weekVisibleTo } from "./policy.ts";
import { DispatchReport, DispatchReportStateEnum, DispatchStandingEnum, DispatchWeek } from "./types.ts";

builder.queryField("dispatchWeeks", (t) =>
  t.prismaField({
    type: [DispatchWeek],
    description:
      "The weeks of the campaign that runs on this hub, the first first; those to come with planned due times.",
    resolve: (query, _root, _args, { db, viewer, campaign }) =>
      db.dispatchWeek.findMany({
        ...query,
        where: { AND: [weekVisibleTo(viewer), { campaignCode: campaign }] },
        orderBy: { number: "asc" },
      }),
  }),
);

listField("dispatchReports", {
  model: "DispatchReport",
  ref: DispatchReport,
  description: "Dispatch reports that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    week: t.globalID({ for: [DispatchWeek] }),
    region: t.string({ description: "Code of a region: its report and those of the counties below it." }),
    levels: t.field({ type: [RegionLevelEnum] }),
    states: t.field({ type: [DispatchReportStateEnum] }),
    late: t.boolean({ description: "Nothing had been submitted when it was due." }),
    missing: t.boolean({ description: "Late, and nothing submitted yet." }),
  }),
  where: ({ week, region, levels, states, late, missing }) => ({
    ...(week && { weekId: requireUuid(week.id) }),
    ...(region && within(region.slice(0, 6))),
    ...(levels && { level: { in: levels } }),
    ...(states && { state: { in: states } }),
    AND: [
      late == null ? {} : { lateAt: late ? { not: null } : null },
      missing == null
        ? {}
        : missing
          ? { state: "open", lateAt: { not: null } }
          : { NOT: { state: "open", lateAt: { not: null } } },
    ],
  }),
  orders: {
    DUE_NEWEST: { column: "dueAt", direction: "desc", description: "The latest week first." },
    DUE_OLDEST: { column: "dueAt", direction: "asc", description: "The earliest week first." },
  },
});

builder.queryField("dispatchReport", (t) =>
  t.prismaField({
    type: DispatchReport,
    nullable: true,
    description: "One report: by its id, or by its week and the code of its region.",
    args: {
      id: t.arg.globalID({ for: [DispatchReport] }),
      week: t.arg.globalID({ for: [DispatchWeek] }),
      region: t.arg.string(),
    },
    resolve: (query, _root, { id, week, region }, { db, viewer }) => {
      if (!id && !(week && region)) return null;
      const key = id ? { id: requireUuid(id.id) } : { weekId: requireUuid(week?.id ?? ""), regionCode: region ?? "" };
      return db.dispatchReport.findFirst({ ...query, where: { AND: [key, visibleTo(viewer)] } });
    },
  }),
);

const DispatchCell = builder.objectRef<Cell>("DispatchCell").implement({
  description: "How a region stands with its report of a week.",
  fields: (t) => ({
    reportId: t.globalID({ resolve: ({ id }) => ({ type: DispatchReport, id }) }),
    state: t.field({ type: DispatchReportStateEnum, resolve: ({ state }) => state }),
    standing: t.field({ type: DispatchStandingEnum, resolve: ({ standing }) => standing }),
    dueAt: t.expose("dueAt", { type: "DateTime" }),
    submittedAt: t.expose("submittedAt", { type: "DateTime", nullable: true }),
  }),
});

const DispatchMatrixRow = builder.objectRef<MatrixRow>("DispatchMatrixRow").implement({
  description: "A region's reports, week by week.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    cells: t.field({
      type: [DispatchCell],
      nullable: { list: false, items: true },
      description: "In the order of the weeks; null where the region owed none.",
      resolve: ({ cells }) => [...cells],
    }),
  }),
});

const DispatchMatrix = builder.objectRef<Matrix>("DispatchMatrix").implement({
  description: "Who reported in which week.",
  fields: (t) => ({
    weeks: t.field({ type: [DispatchWeek], resolve: ({ weeks }) => [...weeks] }),
    rows: t.field({ type: [DispatchMatrixRow], resolve: ({ rows }) => [...rows] }),
  }),
});

builder.queryField("dispatchMatrix", (t) =>
  t.field({
    type: DispatchMatrix,
    description:
      "Region by week, the latest week last: the cities of the province, or the counties of a city. A county sees itself.",
    args: {
      weeks: t.arg.int({ required: true, defaultValue: 8, description: "How many weeks, 1 to 60." }),
      within: t.arg.string({ description: "Code of the province or of a city; by default the viewer's own region." }),
    },
    resolve: (_root, { weeks, within: code }, context) => readMatrix(context, weeks, code),
  }),
);
