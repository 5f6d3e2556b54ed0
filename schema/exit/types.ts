import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { columnOf, dateOfColumn } from "../calendar/rules.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { visibleTo as creditVisibleTo } from "../credit/policy.ts";
import { CreditEvent } from "../credit/types.ts";
import { deliveriesField, deliveriesOf } from "../delivery/types.ts";
import { commandEnum } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { followUpVisibleTo } from "../rectification/policy.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { ruled } from "./commands.ts";
import {
  ExitGroundEnum,
  ExitStateEnum,
  FeeClaim,
  HandoverRefusalEnum,
  NoticeArticleEnum,
  NoticePartyEnum,
  SuitStageEnum,
} from "./enums.ts";
import { feeClaimOf, periodEndOf } from "./notice.ts";
import "./parts.ts";
import { visibleRow } from "../visible-rows.ts";
import { visibleTo } from "./policy.ts";
import { allowedCommands } from "./rules.ts";
import { transitions } from "./states.ts";
import { nextSuitStages } from "./suit.ts";

const ExitCommand = commandEnum("ExitCommand", transitions, "A command to an exit.");

/** What `allowedCommands` asks of a row. */
const rulesSelect = {
  state: true,
  dismissedOn: true,
  contractEndsOn: true,
  contractEndsAt: true,
  handoverAgreedOn: true,
  handoverDue: true,
  handoverOverdueAt: true,
  suitStage: true,
  items: { select: { kind: true, state: true } },
  meetings: {
    select: { announcedOn: true, meetsOn: true, passed: true },
    orderBy: { sequence: "desc" },
    take: 1,
  },
  contract: { select: { endsOn: true } },
} as const;

const creditEventOf = visibleRow("CreditEvent", creditVisibleTo);

export const Exit = builder.prismaNode("Exit", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "A company leaves a complex: guidance, vote, notice, handover, take-over (Civil Code 278, 946 to 950).",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    state: t.expose("state", { type: ExitStateEnum }),
    ground: t.expose("ground", { type: ExitGroundEnum }),
    complex: t.relation("complex"),
    company: t.relation("company", { description: "The one that is to leave." }),
    region: t.field({ type: Region, select: regionSelect, resolve: (exit) => ({ code: regionOf(exit) }) }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    guide: t.exposeString("guide", { description: "Who guides the owners." }),
    partner: t.exposeString("partner", { description: "Who does so with them at the sub-district." }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    meetings: t.relation("meetings", {
      description: "The latest first.",
      query: { orderBy: { sequence: "desc" } },
    }),
    dismissedOn: t.expose("dismissedOn", { type: "Date", nullable: true }),
    noticeBy: t.expose("noticeBy", { type: NoticePartyEnum, nullable: true }),
    noticeArticle: t.expose("noticeArticle", { type: NoticeArticleEnum, nullable: true }),
    noticeServedOn: t.expose("noticeServedOn", { type: "Date", nullable: true }),
    noticeDays: t.exposeInt("noticeDays", { nullable: true, description: "Calendar days of the period." }),
    noticePeriodEndsOn: t.field({
      type: "Date",
      nullable: true,
      description: "Where the period of notice would end without the holiday rule (Civil Code 203).",
      select: { noticeArticle: true, noticeServedOn: true, noticeDays: true, contractEndsOn: true },
      resolve: ({ noticeArticle, noticeServedOn, noticeDays, contractEndsOn }) =>
        noticeArticle && noticeServedOn && noticeDays && contractEndsOn
          ? columnOf(periodEndOf(noticeArticle, dateOfColumn(noticeServedOn), noticeDays, dateOfColumn(contractEndsOn)))
          : null,
    }),
    contractEndsOn: t.expose("contractEndsOn", {
      type: "Date",
      nullable: true,
      description: "The last day of the contract: where the period ends on a holiday, the next working day.",
    }),
    contractEndsAt: t.expose("contractEndsAt", {
      type: "DateTime",
      nullable: true,
      description: "The end of that day.",
    }),
    handoverAgreedOn: t.expose("handoverAgreedOn", { type: "Date", nullable: true }),
    handoverDue: t.expose("handoverDue", { type: "DateTime", nullable: true }),
    overdue: t.boolean({
      description: "The handover is overdue: raised in its minute, until it is complete.",
      select: { handoverOverdueAt: true, handedOverOn: true },
      resolve: ({ handoverOverdueAt, handedOverOn }) => handoverOverdueAt !== null && handedOverOn === null,
    }),
    handoverOverdueAt: t.expose("handoverOverdueAt", { type: "DateTime", nullable: true }),
    nextDueAt: t.expose("nextDueAt", {
      type: "DateTime",
      nullable: true,
      description: "The clock that runs: the end of the contract, then the handover.",
    }),
    calendarPublished: t.exposeBoolean("calendarPublished", {
      description: "False: a due time rests on holidays that are not published yet.",
    }),
    items: t.relation("items", {
      description: "The checklist, in its order; empty before the notice.",
      query: { orderBy: { kind: "asc" } },
    }),
    refusal: t.expose("refusal", { type: HandoverRefusalEnum, nullable: true }),
    refusedAt: t.expose("refusedAt", { type: "DateTime", nullable: true }),
    refusalWords: t.exposeString("refusalWords", { nullable: true }),
    creditEvent: t.prismaField({
      type: CreditEvent,
      nullable: true,
      description: "Which the refusal brought about.",
      select: { creditEventId: true },
      resolve: (query, { creditEventId }, _, context) => creditEventOf(context, query, creditEventId),
    }),
    suitStage: t.expose("suitStage", { type: SuitStageEnum, nullable: true }),
    nextSuitStages: t.field({
      type: [SuitStageEnum],
      description: "What may follow in the suit.",
      select: { suitStage: true },
      resolve: ({ suitStage }) => nextSuitStages(suitStage),
    }),
    suitSteps: t.relation("suitSteps", { query: { orderBy: { sequence: "asc" } } }),
    deliveries: t.prismaField({
      ...deliveriesField,
      select: { id: true, creditEventId: true },
      resolve: (query, { id, creditEventId }, _, context) => deliveriesOf(context, query, id, creditEventId),
    }),
    handedOverOn: t.expose("handedOverOn", { type: "Date", nullable: true }),
    newCompany: t.relation("newCompany", { nullable: true }),
    takenOverOn: t.expose("takenOverOn", { type: "Date", nullable: true }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
    abandonedWhy: t.exposeString("abandonedWhy", { nullable: true }),
    feeClaim: t.field({
      type: FeeClaim,
      select: { contractEndsAt: true, handoverDue: true, handedOverOn: true, refusedAt: true, takenOverOn: true },
      resolve: ({ contractEndsAt, handoverDue, handedOverOn, refusedAt, takenOverOn }, _, { clock }) =>
        feeClaimOf(
          {
            contractEndsAt,
            handoverDue,
            handedOver: handedOverOn !== null,
            refused: refusedAt !== null,
            takenOver: takenOverOn !== null,
          },
          clock.now(),
        ),
    }),
    evidence: t.field(evidenceOf("Exit")),
    followUps: t.relation("followUps", {
      description: "The debts of guidance that it took over.",
      query: (_args, { viewer }) => ({ where: followUpVisibleTo(viewer), orderBy: { owedSince: "asc" } }),
    }),
    allowedCommands: t.field({
      type: [ExitCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: rulesSelect,
      resolve: async (exit, _, context) => {
        const settings = await currentSettings(context);
        const circumstances = { now: context.clock.now(), settings: settings.exit };
        return permitted(context.viewer, "exit", allowedCommands(ruled(exit), circumstances));
      },
    }),
  }),
});
