import { DispatchReportState } from "../../prisma/generated/enums.ts";
import { Person } from "../account/person.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { dateOf, dateOfColumn } from "../calendar/rules.ts";
import { visibleTo as complaintVisibleTo } from "../complaint/policy.ts";
import { Complaint } from "../complaint/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleTo as findingVisibleTo } from "../finding/policy.ts";
import { Finding } from "../finding/types.ts";
import { visibleById } from "../node.ts";
import { Region, RegionLevelEnum } from "../region/graphql.ts";
import { DispatchDifference, DispatchFigure, DispatchPart, DispatchRatio, ratiosOf } from "./figure-types.ts";
import type { Figures } from "./figures.ts";
import { type Narrative, type NarrativeSection, narrativeSections } from "./narrative.ts";
import { isFor, readsNarrative, visibleTo, weekVisibleTo } from "./policy.ts";
import { accountOf } from "./reading.ts";
import { allowedReportCommands, type CommandType, transitions } from "./rules.ts";
import { standingOf, standings } from "./standing.ts";

export const DispatchReportStateEnum = enumOf(
  "DispatchReportState",
  DispatchReportState,
  "Where a report stands. Late is no state: late stays late even if accepted.",
  { locked: "The report of the level above was accepted: nothing moves under it any more." },
);
const DispatchReportCommand = commandEnum("DispatchReportCommand", transitions, "A command to a report.");
export const DispatchStandingEnum = enumOf(
  "DispatchStanding",
  standings,
  "How a region stands with its report of a week, in one word.",
  { open: "Not due yet.", missing: "Late, and not submitted yet.", late: "Submitted after it was due." },
);
export const DispatchSectionEnum = enumOf(
  "DispatchSection",
  narrativeSections,
  "A section of what a report says in words.",
  { difficulties: "Raised to the level above, which answers them." },
);

const DispatchWeekState = enumOf(
  "DispatchWeekState",
  { planned: "planned", open: "open", cutOff: "cutOff", beforeHub: "beforeHub" },
  "Where a week stands.",
  {
    cutOff: "Its figures are final: they are those of the ledger as of the cut-off.",
    beforeHub: "Over when this hub was set up: no reports were owed here.",
  },
);

export const DispatchWeek = builder.prismaNode("DispatchWeek", {
  id: { field: "id" },
  findUnique: visibleById(weekVisibleTo),
  description: "A week of dispatch (周调度): Monday to Sunday in Asia/Shanghai.",
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1 for the week that contains the campaign's first day." }),
    isoYear: t.exposeInt("isoYear"),
    isoWeek: t.exposeInt("isoWeek"),
    startsOn: t.expose("startsOn", { type: "Date" }),
    endsOn: t.expose("endsOn", { type: "Date" }),
    countyDue: t.expose("countyDue", {
      type: "DateTime",
      description: "When the counties' reports are due; also the cut-off that all levels share.",
    }),
    cityDue: t.expose("cityDue", { type: "DateTime" }),
    provinceDue: t.expose("provinceDue", { type: "DateTime", description: "When the provincial brief is due." }),
    calendarPublished: t.exposeBoolean("calendarPublished", {
      description: "False: the due times rest on holidays that are not published yet.",
    }),
    openedAt: t.expose("openedAt", { type: "DateTime", nullable: true }),
    state: t.field({
      type: DispatchWeekState,
      resolve: ({ openedAt, cutOffPosition }) => {
        if (cutOffPosition === null) return openedAt ? "open" : "planned";
        return openedAt ? "cutOff" : "beforeHub";
      },
    }),
    current: t.boolean({
      description: "Today, by the hub's clock, lies in it.",
      resolve: ({ startsOn }, _, { clock }) => {
        const since = dateOfColumn(startsOn).until(dateOf(clock.now())).days;
        return 0 <= since && since < 7;
      },
    }),
  }),
});

const DispatchSectionText = builder
  .objectRef<{ section: NarrativeSection; text: string }>("DispatchSectionText")
  .implement({
    description: "A section of a report, in words.",
    fields: (t) => ({
      section: t.field({ type: DispatchSectionEnum, resolve: ({ section }) => section }),
      text: t.exposeString("text"),
    }),
  });

const AsSent = builder
  .objectRef<{ figure: string; computed: number; reported: number; explanation: string | null; toDate: number }>(
    "DispatchSentFigure",
  )
  .implement({
    description: "A figure as it was sent.",
    fields: (t) => ({
      figure: t.exposeString("figure"),
      computed: t.expose("computed", { type: "SafeInt" }),
      reported: t.expose("reported", { type: "SafeInt" }),
      explanation: t.exposeString("explanation", { nullable: true }),
      toDate: t.expose("toDate", { type: "SafeInt" }),
    }),
  });

const DispatchReportRevision = builder.prismaObject("DispatchReportRevision", {
  description: "A version of a report that was submitted. Every version is kept.",
  fields: (t) => ({
    revision: t.exposeInt("revision"),
    submittedAt: t.expose("submittedAt", { type: "DateTime" }),
    submittedBy: t.prismaField({
      type: Person,
      nullable: true,
      description: "Null where a city's system submitted it.",
      resolve: (query, { submittedById: id }, _args, { db }) =>
        id ? db.user.findUnique({ ...query, where: { id } }) : null,
    }),
    figures: t.field({
      type: [AsSent],
      description: "As they were sent; those of the report itself are as of the cut-off.",
      resolve: ({ figures }) =>
        Object.entries(figures as unknown as Record<string, Figures[string] & { toDate: number }>).map(
          ([figure, { computed, reported, explanation, toDate }]) => ({
            figure,
            computed,
            reported: reported ?? computed,
            explanation: explanation ?? null,
            toDate,
          }),
        ),
    }),
    narrative: t.field({
      type: [DispatchSectionText],
      resolve: ({ narrative }, _, { viewer }) =>
        readsNarrative(viewer)
          ? narrativeSections.flatMap((section) => {
              const text = (narrative as Narrative)[section];
              return text ? [{ section, text }] : [];
            })
          : [],
    }),
    typicalFindings: t.prismaField({
      type: [Finding],
      description: "Typical cases (典型案例).",
      resolve: (query, { findingIds }, _args, { db, viewer }) =>
        db.finding.findMany({ ...query, where: { AND: [{ id: { in: findingIds } }, findingVisibleTo(viewer)] } }),
    }),
    typicalComplaints: t.prismaField({
      type: [Complaint],
      resolve: (query, { complaintIds }, _args, { db, viewer }) =>
        db.complaint.findMany({ ...query, where: { AND: [{ id: { in: complaintIds } }, complaintVisibleTo(viewer)] } }),
    }),
  }),
});

export const DispatchReport = builder.prismaNode("DispatchReport", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description: "The report of a county or city for a week (plan 四(二)), with figures computed from the ledger.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    week: t.relation("week"),
    level: t.expose("level", { type: RegionLevelEnum }),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    city: t.field({ type: Region, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    state: t.expose("state", { type: DispatchReportStateEnum }),
    standing: t.field({ type: DispatchStandingEnum, resolve: (report) => standingOf(report) }),
    dueAt: t.expose("dueAt", { type: "DateTime" }),
    submittedAt: t.expose("submittedAt", { type: "DateTime", nullable: true, description: "The latest version." }),
    acceptedAt: t.expose("acceptedAt", { type: "DateTime", nullable: true }),
    late: t.boolean({
      description: "Nothing had been submitted when it was due. Never taken back.",
      resolve: ({ lateAt }) => lateAt !== null,
    }),
    lateAt: t.expose("lateAt", { type: "DateTime", nullable: true }),
    returnReason: t.exposeString("returnReason", {
      nullable: true,
      description: "Why it was returned, until it comes again.",
    }),
    revision: t.exposeInt("revision", { description: "Of the latest version; 0 before the first." }),
    revisions: t.relation("revisions", { query: { orderBy: { revision: "desc" } } }),
    latest: t.field({
      type: DispatchReportRevision,
      nullable: true,
      description: "The latest version.",
      select: (_args, _context, nested) => ({
        revisions: { ...(nested(true) as object), orderBy: { revision: "desc" }, take: 1 } as never,
      }),
      resolve: (report) => (report as unknown as { revisions: never[] }).revisions[0] ?? null,
    }),
    figures: t.field({
      type: [DispatchFigure],
      description: "As of the cut-off; before it, to now. Computed by the hub beside what the region reports.",
      resolve: async (report, _args, context) => [...(await accountOf(context, report)).figures],
    }),
    ratios: t.field({
      type: [DispatchRatio],
      description: "Computed from the figures that are reported, never added.",
      resolve: async (report, _args, context) => ratiosOf((await accountOf(context, report)).figures),
    }),
    parts: t.field({
      type: [DispatchPart],
      description: "Of a city: its counties and its own line. Of a county: none.",
      resolve: async (report, _args, context) => [...(await accountOf(context, report)).parts],
    }),
    differences: t.field({
      type: [DispatchDifference],
      description: "Where the whole is not the sum of its parts: while there is any it is not accepted.",
      resolve: async (report, _args, context) => [...(await accountOf(context, report)).differences],
    }),
    allowedCommands: t.field({
      type: [DispatchReportCommand],
      resolve: (report, _, { viewer }) =>
        permitted<CommandType>(viewer, "report", allowedReportCommands(report.state)).filter((command) =>
          isFor(viewer, command, report),
        ),
    }),
  }),
});
