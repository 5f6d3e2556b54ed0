import { builder } from "../builder.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import { commandField, instructionField, prose, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { Finding } from "../finding/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { PenaltyCase } from "../penalty/types.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { instructCreditEvent, recordCreditEvent } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { CreditEvent, CreditEventStateEnum, CreditGroundEnum, CreditSeverityEnum } from "./types.ts";

/** Disclosure ends by itself with its last day; what is not published has none. */
const standing = (since: Date, today: Date) => [
  { disclosedUntil: { gte: today } },
  { disclosedUntil: null, determinedOn: { gte: since } },
];

listField("creditEvents", {
  model: "CreditEvent",
  ref: CreditEvent,
  description: "Credit events that the viewer may see.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    severities: t.field({ type: [CreditSeverityEnum] }),
    states: t.field({ type: [CreditEventStateEnum] }),
    companyId: t.globalID({ for: [Company] }),
    standingSince: t.field({
      type: "Date",
      description: "On record and disclosed now; or not published, and determined on this day or later.",
    }),
  }),
  where: (filter, { clock }) => ({
    ...(filter.standingSince && {
      AND: { state: "recorded" as const, OR: standing(filter.standingSince, columnOf(dateOf(clock.now()))) },
    }),
    ...(filter.region && withinCityOrCounty(filter.region)),
    ...(filter.severities && { severity: { in: filter.severities } }),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.companyId && { companyId: requireUuid(filter.companyId.id) }),
  }),
  orders: { NEWEST: { column: "recordedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("creditEvent", (t) =>
  t.prismaField({
    type: CreditEvent,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [CreditEvent] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.creditEvent.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

const payload = subjectPayload("CreditEvent", "creditEvent", CreditEvent, visibleTo);

commandField("recordCreditEvent", {
  description: "Puts discredit of a company on record. Emits CreditEventRecorded.",
  payload,
  input: (t) => ({
    companyId: t.globalID({ required: true, for: [Company] }),
    city: t.string({ description: "Code of the city where it was determined; one's own by default." }),
    severity: t.field({ type: CreditSeverityEnum, required: true }),
    ground: t.field({ type: CreditGroundEnum, required: true }),
    findingId: t.globalID({ for: [Finding], description: "With the ground FINDING." }),
    penaltyCaseId: t.globalID({ for: [PenaltyCase], description: "With the ground PENALTY: a decided case." }),
    description: t.string({ required: true, ...prose }),
    documentNumber: t.string({ required: true, extensions: { maxLength: 100 } }),
    determinedOn: t.field({ type: "Date", required: true }),
    publish: t.boolean({
      description: "Of a minor event: publish it or not, whatever the rule says. Nothing to general and severe ones.",
    }),
  }),
  run: (context, { companyId, city, findingId, penaltyCaseId, ...record }) =>
    recordCreditEvent(context, {
      ...record,
      companyId: requireUuid(companyId.id),
      cityCode: city,
      findingId: findingId && requireUuid(findingId.id),
      penaltyCaseId: penaltyCaseId && requireUuid(penaltyCaseId.id),
    }),
});

instructionField("withdrawCreditEvent", {
  description: "The determination was wrong or has been annulled. Emits CreditEventWithdrawn.",
  payload,
  subject: CreditEvent,
  instruct: instructCreditEvent,
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});

instructionField("repairCreditEvent", {
  description: "Credit repair: the shortest disclosure is over, duties are performed, the commitment is public.",
  payload,
  subject: CreditEvent,
  instruct: instructCreditEvent,
  input: (t) => ({
    dutiesPerformed: t.boolean({ required: true }),
    commitmentPublished: t.boolean({ required: true }),
  }),
  command: ({ dutiesPerformed, commitmentPublished }) => ({
    type: "repair" as const,
    dutiesPerformed,
    commitmentPublished,
  }),
});
