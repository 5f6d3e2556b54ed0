import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { columnOf, dateOf, dateOfColumn, workingDaysLeft } from "../calendar/rules.ts";
import { visibleTo as creditVisibleTo } from "../credit/policy.ts";
import { CreditEvent } from "../credit/types.ts";
import { leftByDiscredit } from "../credit/weight.ts";
import { commandEnum } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { Finding } from "../finding/types.ts";
import { visibleById } from "../node.ts";
import { followUpVisibleTo } from "../rectification/policy.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { visibleRows } from "../visible-rows.ts";
import { limitationOf } from "./clocks.ts";
import { PenaltyArticleEnum, PenaltyBasisEnum, PenaltyClockEnum, PenaltyPartyEnum, PenaltyStateEnum } from "./enums.ts";
import { visibleTo } from "./policy.ts";
import { type Provision, provisionOf, provisionsOn } from "./ranges.ts";
import { allowedCommands, clockOf } from "./rules.ts";
import { outstandingOn, rangeOfCase } from "./standing.ts";
import { transitions } from "./states.ts";
import type { Surcharge } from "./surcharge.ts";

const PenaltyCommand = commandEnum("PenaltyCommand", transitions, "A command to a penalty case.");

export const PenaltyProvision = builder.objectRef<Provision>("PenaltyProvision").implement({
  description: "What an article threatens a party with: a fine between two amounts, or a share of something.",
  fields: (t) => ({
    article: t.field({ type: PenaltyArticleEnum, resolve: ({ article }) => article }),
    number: t.exposeInt("number", { description: "Of the article, as people quote it." }),
    party: t.field({ type: PenaltyPartyEnum, resolve: ({ party }) => party }),
    basis: t.field({
      type: PenaltyBasisEnum,
      nullable: true,
      description: "What the share is taken of; null where the amounts are fixed.",
      resolve: ({ limits }) => limits.basis ?? null,
    }),
    minFen: t.field({
      type: "SafeInt",
      nullable: true,
      resolve: ({ limits }) => (limits.basis === undefined ? limits.minFen : null),
    }),
    maxFen: t.field({
      type: "SafeInt",
      nullable: true,
      resolve: ({ limits }) => (limits.basis === undefined ? limits.maxFen : null),
    }),
    minPercent: t.int({
      nullable: true,
      resolve: ({ limits }) => (limits.basis === undefined ? null : Number(limits.minPercent)),
    }),
    maxPercent: t.int({
      nullable: true,
      resolve: ({ limits }) => (limits.basis === undefined ? null : Number(limits.maxPercent)),
    }),
  }),
});

const PenaltyRange = builder.objectRef<{ minFen: bigint; maxFen: bigint }>("PenaltyRange").implement({
  description: "The smallest and the largest fine, in fen; both belong to the range.",
  fields: (t) => ({
    minFen: t.field({ type: "SafeInt", resolve: ({ minFen }) => minFen }),
    maxFen: t.field({ type: "SafeInt", resolve: ({ maxFen }) => maxFen }),
  }),
});

const PenaltySurcharge = builder.objectRef<Surcharge>("PenaltySurcharge").implement({
  description: "What a case asks of the company at the end of a day (Administrative Penalty Law 72). Amounts in fen.",
  fields: (t) => ({
    days: t.exposeInt("days", { description: "Days after the last day for payment." }),
    dailyFen: t.field({
      type: "SafeInt",
      description: "What every further day adds; 0 once nothing more can be added.",
      resolve: ({ dailyFen }) => dailyFen,
    }),
    fen: t.field({ type: "SafeInt", description: "The surcharge.", resolve: ({ fen }) => fen }),
    capped: t.exposeBoolean("capped", { description: "It has reached the fine and grows no more." }),
    unpaidFen: t.field({ type: "SafeInt", description: "Of the fine.", resolve: ({ unpaidFen }) => unpaidFen }),
    outstandingFen: t.field({
      type: "SafeInt",
      description: "Of fine and surcharge together.",
      resolve: ({ outstandingFen }) => outstandingFen,
    }),
  }),
});

builder.prismaObject("PenaltyPayment", {
  description: "Money that came in on a fine, and on its surcharge.",
  fields: (t) => ({
    sequence: t.exposeInt("sequence"),
    paidOn: t.expose("paidOn", { type: "Date" }),
    amountFen: t.field({ type: "SafeInt", select: { amountFen: true }, resolve: ({ amountFen }) => amountFen }),
    receipt: t.exposeString("receipt"),
  }),
});

const money = { amountFen: true, paymentDue: true, payments: { orderBy: { sequence: "asc" } } } as const;
const rangeSelect = { article: true, party: true, actEndedOn: true, basisFen: true } as const;

const creditEventsOn = visibleRows("CreditEvent", "groundId", creditVisibleTo, { recordedAt: "asc" });

export const PenaltyCase = builder.prismaNode("PenaltyCase", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description:
    "A penalty case against a company: evidence, prior notice and hearing, decision, service, payment (Administrative Penalty Law).",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    state: t.expose("state", { type: PenaltyStateEnum }),
    company: t.relation("company"),
    region: t.field({ type: Region, select: regionSelect, resolve: (row) => ({ code: regionOf(row) }) }),
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    findings: t.field({
      type: [Finding],
      description: "What it rests on.",
      select: (_args, _context, nested) =>
        ({ findings: { select: { finding: nested(true) }, orderBy: { findingId: "asc" } } }) as never,
      resolve: (row) => (row as unknown as { findings: { finding: never }[] }).findings.map(({ finding }) => finding),
    }),
    article: t.expose("article", { type: PenaltyArticleEnum }),
    provision: t.field({
      type: PenaltyProvision,
      description: "What its article threatens, in force on the last day of the act.",
      select: { article: true, party: true, actEndedOn: true },
      resolve: ({ article, party, actEndedOn }) => provisionOf(article, party, dateOfColumn(actEndedOn)),
    }),
    provisions: t.field({
      type: [PenaltyProvision],
      description: "The articles that threaten such a party, in force on the last day of the act.",
      select: { party: true, actEndedOn: true },
      resolve: ({ party, actEndedOn }) =>
        provisionsOn(dateOfColumn(actEndedOn)).filter((provision) => provision.party === party),
    }),
    party: t.expose("party", { type: PenaltyPartyEnum }),
    facts: t.exposeString("facts", { description: "What the company is held to have done." }),
    actEndedOn: t.expose("actEndedOn", { type: "Date" }),
    harmed: t.exposeBoolean("harmed", { description: "Life, health or financial safety was harmed." }),
    discoveredOn: t.expose("discoveredOn", { type: "Date", description: "When the first of its findings was found." }),
    limitationOn: t.field({
      type: "Date",
      description: "The last day on which the act could still be discovered (Administrative Penalty Law 36).",
      select: { actEndedOn: true, harmed: true },
      resolve: ({ actEndedOn, harmed }) => columnOf(limitationOf(dateOfColumn(actEndedOn), harmed)),
    }),
    filedAt: t.expose("filedAt", { type: "DateTime" }),
    decisionDue: t.expose("decisionDue", { type: "DateTime", description: "90 days from filing (60)." }),
    offeredOn: t.expose("offeredOn", { type: "Date", nullable: true, description: "Of the prior notice." }),
    basisFen: t.field({
      type: "SafeInt",
      nullable: true,
      description: "What the range is a share of.",
      select: { basisFen: true },
      resolve: ({ basisFen }) => basisFen,
    }),
    range: t.field({
      type: PenaltyRange,
      nullable: true,
      description: "In which its fine must lie; null while it is not known what the share is taken of.",
      select: rangeSelect,
      resolve: (row) => rangeOfCase(row),
    }),
    offeredFen: t.field({
      type: "SafeInt",
      nullable: true,
      description: "The fine that the prior notice named; the decision cannot be harder (45).",
      select: { offeredFen: true },
      resolve: ({ offeredFen }) => offeredFen,
    }),
    hearingAskDue: t.expose("hearingAskDue", {
      type: "DateTime",
      nullable: true,
      description: "Until when a hearing may be asked for: five working days (64).",
    }),
    hearingAskWorkingDays: t.int({
      nullable: true,
      description: "Whole working days between now and then.",
      select: { hearingAskDue: true },
      resolve: ({ hearingAskDue }, _, { clock }) => hearingAskDue && workingDaysLeft(hearingAskDue, clock.now()),
    }),
    hearingLapsedAt: t.expose("hearingLapsedAt", { type: "DateTime", nullable: true }),
    hearingAskedOn: t.expose("hearingAskedOn", { type: "Date", nullable: true }),
    hearingNotifiedOn: t.expose("hearingNotifiedOn", { type: "Date", nullable: true }),
    hearingAt: t.expose("hearingAt", { type: "DateTime", nullable: true }),
    hearingPlace: t.exposeString("hearingPlace", { nullable: true }),
    hearingRecord: t.exposeString("hearingRecord", { nullable: true }),
    decidedOn: t.expose("decidedOn", { type: "Date", nullable: true }),
    amountFen: t.field({
      type: "SafeInt",
      nullable: true,
      description: "The fine, in fen.",
      select: { amountFen: true },
      resolve: ({ amountFen }) => amountFen,
    }),
    documentNumber: t.exposeString("documentNumber", {
      nullable: true,
      description: "Of the decision's paper.",
    }),
    serviceDue: t.expose("serviceDue", {
      type: "DateTime",
      nullable: true,
      description: "Seven working days from the decision (61).",
    }),
    servedOn: t.expose("servedOn", { type: "Date", nullable: true }),
    receivedBy: t.exposeString("receivedBy", { nullable: true }),
    paymentDue: t.expose("paymentDue", {
      type: "DateTime",
      nullable: true,
      description: "15 days from service (67); from then on there is a surcharge.",
    }),
    payments: t.relation("payments", { query: { orderBy: { sequence: "asc" } } }),
    surcharge: t.field({
      type: PenaltySurcharge,
      nullable: true,
      description: "How it stands at the end of a day, today by default; null before the decision is served.",
      args: { on: t.arg({ type: "Date" }) },
      select: money,
      resolve: (row, { on }, { clock }) =>
        row.paymentDue && row.amountFen !== null
          ? outstandingOn(row, on ? dateOfColumn(on) : dateOf(clock.now()))
          : null,
    }),
    performedOn: t.expose("performedOn", { type: "Date", nullable: true }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
    closingReason: t.exposeString("closingReason", { nullable: true }),
    nextDueAt: t.expose("nextDueAt", {
      type: "DateTime",
      nullable: true,
      description: "The clock that runs: decision, service, payment.",
    }),
    nextDueWorkingDays: t.int({
      nullable: true,
      description: "Whole working days between now and then, where that clock counts them: service.",
      select: { state: true, nextDueAt: true },
      resolve: ({ state, nextDueAt }, _, { clock }) =>
        nextDueAt && clockOf[state] === "service" ? workingDaysLeft(nextDueAt, clock.now()) : null,
    }),
    clock: t.field({
      type: PenaltyClockEnum,
      nullable: true,
      description: "Which clock runs.",
      select: { state: true },
      resolve: ({ state }) => clockOf[state],
    }),
    overdue: t.boolean({
      description: "That clock has run out: raised in its minute.",
      select: { overdueAt: true },
      resolve: ({ overdueAt }) => overdueAt !== null,
    }),
    calendarPublished: t.exposeBoolean("calendarPublished", {
      description: "False: a due time rests on holidays that are not published yet.",
    }),
    evidence: t.field(evidenceOf("PenaltyCase")),
    followUps: t.relation("followUps", {
      description: "The debts of rectifications that it took over.",
      query: (_args, { viewer }) => ({ where: followUpVisibleTo(viewer), orderBy: { owedSince: "asc" } }),
    }),
    creditEvents: t.prismaField({
      type: [CreditEvent],
      description: "Which it is the ground of.",
      select: { id: true },
      resolve: (query, { id }, _, context) => creditEventsOn(context, query, id),
    }),
    allowedCommands: t.field({
      type: [PenaltyCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: {
        id: true,
        state: true,
        hearingAskDue: true,
        hearingLapsedAt: true,
        hearingAt: true,
        nextDueAt: true,
        overdueAt: true,
      },
      resolve: ({ id, ...row }, _, context) =>
        leftByDiscredit(context, id, permitted(context.viewer, "penalty", allowedCommands(row, context.clock.now()))),
    }),
  }),
});
