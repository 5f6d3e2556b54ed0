import { GradeReviewState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { commandField, instructionField, prose, resultPayload, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { proof, proven } from "../inspection/proof.ts";
import { listField } from "../list.ts";
import { requireUuid, visibleById } from "../node.ts";
import { visibleRectification } from "../rectification/policy.ts";
import { Rectification } from "../rectification/types.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect, within } from "../region/policy.ts";
import { setServiceGrades } from "./catalogue.ts";
import { instructGradeReview, openGradeReview } from "./commands.ts";
import { catalogueVisibleTo, visibleTo } from "./policy.ts";
import { allowedCommands } from "./rules.ts";
import { transitions } from "./states.ts";

const GradeReviewStateEnum = enumOf("GradeReviewState", GradeReviewState, "Where a grade review stands.", {
  proposed: "Waits for development and reform to confirm the charge.",
  confirmed: "The charge is confirmed and holds from a day that has not come.",
  inForce: "The company must charge it; nobody has verified yet that it does.",
});
const GradeReviewCommand = commandEnum("GradeReviewCommand", transitions, "A command to a grade review.");

const GradeReview = builder.prismaNode("GradeReview", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description:
    "The grade of a complex, and what may be charged for it, lowered after a rectification was refused or failed. Open until an inspection verifies the new charge.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    state: t.expose("state", { type: GradeReviewStateEnum }),
    complex: t.relation("complex"),
    company: t.relation("company", { nullable: true }),
    region: t.field({ type: Region, select: regionSelect, resolve: (review) => ({ code: regionOf(review) }) }),
    rectification: t.prismaField({
      type: Rectification,
      nullable: true,
      description: "The one it rests on, for those who may see it.",
      select: { rectificationId: true },
      resolve: (query, { rectificationId }, _, context) => visibleRectification(context, query, rectificationId),
    }),
    fromGrade: t.exposeString("fromGrade", { nullable: true }),
    fromChargeFen: t.exposeInt("fromChargeFen", { nullable: true, description: "Fen per m2 and month." }),
    toGrade: t.exposeString("toGrade"),
    toChargeFen: t.exposeInt("toChargeFen", { description: "Fen per m2 and month: proposed, then as confirmed." }),
    reason: t.exposeString("reason"),
    returnReason: t.exposeString("returnReason", { nullable: true }),
    chargedFrom: t.expose("chargedFrom", { type: "Date", nullable: true, description: "First day of the new charge." }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    confirmedAt: t.expose("confirmedAt", { type: "DateTime", nullable: true }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
    withdrawalReason: t.exposeString("withdrawalReason", { nullable: true }),
    allowedCommands: t.field({
      type: [GradeReviewCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, chargedFrom: true },
      resolve: (review, _, { viewer, clock }) =>
        permitted(viewer, "gradeReview", allowedCommands(review, { now: clock.now() })),
    }),
  }),
});

listField("gradeReviews", {
  model: "GradeReview",
  ref: GradeReview,
  description: "Grade reviews that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    states: t.field({ type: [GradeReviewStateEnum] }),
    open: t.boolean({ description: "Neither verified nor withdrawn (true), or only those (false)." }),
    chargedSince: t.field({ type: "Date", description: "The new charge holds from this day or a later one." }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company] }),
  }),
  where: (filter) => ({
    ...(filter.region && within(filter.region)),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.open != null && { settledAt: filter.open ? null : { not: null } }),
    ...(filter.chargedSince && { chargedFrom: { gte: filter.chargedSince } }),
    ...(filter.complexId && { complexId: requireUuid(filter.complexId.id) }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
  }),
  orders: { OPENED_NEWEST: { column: "openedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("gradeReview", (t) =>
  t.prismaField({
    type: GradeReview,
    nullable: true,
    description: "One grade review by its id or its office number.",
    args: { id: t.arg.globalID({ for: [GradeReview] }), number: t.arg.string() },
    resolve: (query, _root, { id, number }, { db, viewer }) =>
      id || number
        ? db.gradeReview.findFirst({
            ...query,
            where: { AND: [visibleTo(viewer), id ? { id: requireUuid(id.id) } : { number: number ?? "" }] },
          })
        : null,
  }),
);

const payload = subjectPayload("GradeReview", "gradeReview", GradeReview, visibleTo);

commandField("openGradeReview", {
  description:
    "Proposes a lower grade for the complex of a rectification that was refused or failed. Emits GradeReviewProposed.",
  payload,
  input: (t) => ({
    rectificationId: t.globalID({ required: true, for: [Rectification] }),
    grade: t.string({ required: true, description: "A name in the city's catalogue." }),
    reason: t.string({ required: true, ...prose }),
  }),
  run: (context, { rectificationId, grade, reason }) =>
    openGradeReview(context, { rectificationId: requireUuid(rectificationId.id), grade, reason }),
});

const common = { payload, subject: GradeReview, instruct: instructGradeReview };

instructionField("proposeGrade", {
  ...common,
  description: "Another proposal, after development and reform returned the first. Emits GradeReviewProposed.",
  input: (t) => ({ grade: t.string({ required: true }), reason: t.string({ required: true, ...prose }) }),
  command: ({ grade, reason }) => ({ type: "propose" as const, grade, reason }),
});
instructionField("confirmGradeReview", {
  ...common,
  description: "Development and reform confirms the charge and its first day. Emits GradeReviewConfirmed.",
  input: (t) => ({
    chargeFen: t.int({ required: true, description: "Fen per m2 and month." }),
    chargedFrom: t.field({ type: "Date", required: true }),
  }),
  command: ({ chargeFen, chargedFrom }) => ({
    type: "confirm" as const,
    chargeFen,
    chargedFrom: chargedFrom.toISOString().slice(0, 10),
  }),
});
instructionField("returnGradeReview", {
  ...common,
  description: "Development and reform wants another proposal. Emits GradeReviewReturned.",
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "return" as const, reason }),
});
instructionField("verifyGradeReview", {
  ...common,
  description: "An inspection on the spot found that the new charge is kept to. Emits GradeReviewVerified.",
  input: proof,
  command: (input) => ({ type: "verify" as const, ...proven(input) }),
});
instructionField("withdrawGradeReview", {
  ...common,
  description: "The city gives it up, in writing, before the charge is in force. Emits GradeReviewWithdrawn.",
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});

const ServiceGrade = builder.prismaObject("ServiceGrade", {
  description: "A grade of a city's catalogue, with its charge.",
  fields: (t) => ({
    city: t.field({ type: Region, select: { cityCode: true }, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    position: t.exposeInt("position", { description: "1 is the highest." }),
    name: t.exposeString("name"),
    chargeFen: t.exposeInt("chargeFen", { description: "Fen per m2 and month." }),
    standard: t.exposeString("standard", { description: "What service it stands for." }),
  }),
});

builder.queryField("serviceGrades", (t) =>
  t.prismaField({
    type: [ServiceGrade],
    description: "The catalogue of a city, from the highest grade to the lowest; one's own where none is named.",
    args: { region: t.arg.string({ description: "Code of the city or of a region in it." }) },
    resolve: (query, _root, { region }, { db, viewer }) =>
      db.serviceGrade.findMany({
        ...query,
        // Eleven cities of ten grades at most.
        take: 110,
        orderBy: [{ cityCode: "asc" }, { position: "asc" }],
        where: { AND: [catalogueVisibleTo(viewer), region ? { cityCode: region.slice(0, 4) } : {}] },
      }),
  }),
);

const ServiceGradeEntry = builder.inputType("ServiceGradeEntry", {
  fields: (t) => ({
    name: t.string({ required: true, extensions: { maxLength: 20 } }),
    chargeFen: t.int({ required: true, description: "Fen per m2 and month." }),
    standard: t.string({ required: true, extensions: { maxLength: 500 } }),
  }),
});

commandField("setServiceGrades", {
  description: "Puts the whole catalogue of one's city in the place of the one there is.",
  payload: resultPayload("ServiceGradesPayload", "The catalogue after the command, or why nothing happened.", {
    type: Region,
    description: "The city.",
  }),
  input: (t) => ({
    grades: t.field({
      type: [ServiceGradeEntry],
      required: true,
      description: "From the highest to the lowest.",
      extensions: { maxItems: 10 },
    }),
  }),
  run: async (context, { grades: entries }) => {
    const { result } = await setServiceGrades(context, entries);
    return { result: { code: result.cityCode } };
  },
});
