import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { CreditSeverityEnum } from "../credit/types.ts";
import { evidenceIdsInput, evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { requireUuid } from "../node.ts";
import { mannerInput } from "../paper/manner.ts";
import { type Instruction, instructExit, openExit } from "./commands.ts";
import {
  ExitGroundEnum,
  HandoverKindEnum,
  HandoverRefusalEnum,
  MeetingCallerEnum,
  SuitResultEnum,
  SuitStageEnum,
} from "./enums.ts";
import { visibleTo } from "./policy.ts";
import { Exit } from "./types.ts";
import { countsOf, VoteCountsInput, VoteUnitInput } from "./vote-types.ts";

const payload = subjectPayload("Exit", "exit", Exit, visibleTo);

commandField("openExit", {
  description:
    "Opens the guidance of a complex's owners, with the sub-district, and takes over what is owed of it. Emits ExitGuidanceOpened.",
  payload,
  input: (t) => ({
    complexId: t.globalID({ required: true, for: [Complex] }),
    ground: t.field({ type: ExitGroundEnum, required: true }),
    guide: t.string({ required: true, description: "Who guides the owners.", extensions: { maxLength: 50 } }),
    partner: t.string({ required: true, description: "And who at the sub-district.", extensions: { maxLength: 50 } }),
    evidenceIds: furtherEvidenceInput(t),
  }),
  run: (context, { complexId, evidenceIds, ...opening }) =>
    openExit(context, {
      ...opening,
      complexId: requireUuid(complexId.id),
      evidenceIds: evidenceIdsOf(evidenceIds ?? []),
    }),
});

const instruction = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (input: InputShapeFromFields<Fields>) => Instruction,
) => instructionField(name, { description, payload, subject: Exit, instruct: instructExit, input, command });

const day = (t: InputBuilder, description: string) => t.field({ type: "Date", required: true, description });
const proof = (t: InputBuilder) => ({ evidenceIds: evidenceIdsInput(t) });

instruction(
  "callOwnersMeeting",
  "A meeting of the owners has been announced, 15 days before it. Emits OwnersMeetingCalled.",
  (t) => ({
    caller: t.field({ type: MeetingCallerEnum, required: true }),
    announcedOn: day(t, "When all owners were told."),
    meetsOn: day(t, "At least 15 days later."),
    demandingHeads: t.int({ description: "With OWNERS: how many demand it." }),
    demandTotal: t.int({ description: "With OWNERS: of how many." }),
  }),
  ({ demandingHeads, demandTotal, ...meeting }) => ({
    type: "callMeeting",
    ...meeting,
    demandingHeads: demandingHeads ?? null,
    demandTotal: demandTotal ?? null,
  }),
);
instruction(
  "recordOwnersVote",
  "The result of the vote, as totals or ballot by ballot, with the minutes. Emits OwnersVoteRecorded.",
  (t) => ({
    heldOn: day(t, "When the vote closed."),
    counts: t.field({ type: VoteCountsInput, description: "The totals; or:" }),
    units: t.field({
      type: [VoteUnitInput],
      description: "Every exclusive unit of the complex with its ballot.",
      extensions: { maxItems: 20_000 },
    }),
    ...proof(t),
  }),
  ({ heldOn, counts, units, evidenceIds }) => ({
    type: "recordVote",
    heldOn,
    vote: { counts: counts ? countsOf(counts) : null, units: units?.map(unitOf) ?? null },
    evidence: evidenceIdsOf(evidenceIds),
  }),
);

const unitOf = ({
  developer,
  registeredArea,
  surveyedArea,
  contractArea,
  ...unit
}: typeof VoteUnitInput.$inferInput) => ({
  ...unit,
  developer: developer ?? false,
  registeredArea: areaOf(registeredArea),
  surveyedArea: areaOf(surveyedArea),
  contractArea: areaOf(contractArea),
});
const areaOf = (given: bigint | number | null | undefined) => (given == null ? null : BigInt(given));

instruction(
  "dismissCompany",
  "The owners' decision to dismiss the company is announced. Emits CompanyDismissed.",
  (t) => ({ decidedOn: day(t, "Of the decision."), ...proof(t) }),
  ({ decidedOn, evidenceIds }) => ({ type: "dismiss", decidedOn, evidence: evidenceIdsOf(evidenceIds) }),
);

const notice = (t: InputBuilder) => ({
  servedOn: day(t, "When it was received; the period begins the day after."),
  agreedDays: t.int({ description: "The period in the contract, where it says something else than the law." }),
  handoverOn: t.field({ type: "Date", description: "Until when everything is handed over, where it is agreed." }),
  ...proof(t),
});
type NoticeGiven = InputShapeFromFields<ReturnType<typeof notice>>;
const noticeOf = ({ servedOn, agreedDays, handoverOn, evidenceIds }: NoticeGiven) => ({
  servedOn,
  agreedDays: agreedDays ?? null,
  handoverOn: handoverOn ?? null,
  evidence: evidenceIdsOf(evidenceIds),
});
const ownersNotice = (t: InputBuilder) => ({ ...notice(t), manner: mannerInput(t) });
instruction(
  "serveExitNotice",
  "The owners gave the company written notice (Civil Code 946, 948). The contract ends by the clock. Emits ExitNoticeServed.",
  ownersNotice,
  ({ manner, ...input }) => ({ type: "serveNotice", manner, ...noticeOf(input) }),
);
instruction(
  "receiveExitNotice",
  "The company gave written notice that it will not go on (Civil Code 947, 948). Emits ExitNoticeServed.",
  notice,
  (input) => ({ type: "receiveNotice", ...noticeOf(input) }),
);
instruction(
  "agreeHandover",
  "The day until which everything is handed over, where the parties agree on one. Emits HandoverAgreed.",
  (t) => ({ handoverOn: day(t, "Not before the contract ends.") }),
  ({ handoverOn }) => ({ type: "agreeHandover", handoverOn }),
);
instruction(
  "handOverItem",
  "An item of the checklist was handed over. Emits HandoverItemHandedOver.",
  (t) => ({
    item: t.field({ type: HandoverKindEnum, required: true }),
    handedOverOn: day(t, "It may be before the contract ends."),
    receivedBy: t.string({ required: true, description: "To whom.", extensions: { maxLength: 100 } }),
    note: t.string(prose),
    ...proof(t),
  }),
  ({ note, evidenceIds, ...item }) => ({
    type: "handOverItem",
    ...item,
    note: note ?? null,
    evidence: evidenceIdsOf(evidenceIds),
  }),
);
instruction(
  "recordMissingHandoverItem",
  "An item does not exist or cannot be had; says why. Emits HandoverItemMissing.",
  (t) => ({
    item: t.field({ type: HandoverKindEnum, required: true }),
    note: t.string({ required: true, ...prose }),
    evidenceIds: furtherEvidenceInput(t),
  }),
  ({ item, note, evidenceIds }) => ({
    type: "recordMissing",
    item,
    note,
    evidence: evidenceIdsOf(evidenceIds ?? []),
  }),
);
instruction(
  "completeHandover",
  "Every item is handed over or accounted for. Emits HandoverCompleted.",
  (t) => ({ handedOverOn: day(t, "Of the last item.") }),
  ({ handedOverOn }) => ({ type: "completeHandover", handedOverOn }),
);
instruction(
  "determineHandoverRefusal",
  "After the due day: the company refuses to leave or to hand over. Records the credit event, and queues its push and the report to market regulation, in the same transaction. Emits HandoverRefused and CreditEventRecorded.",
  (t) => ({
    refusal: t.field({ type: HandoverRefusalEnum, required: true }),
    severity: t.field({ type: CreditSeverityEnum, required: true }),
    description: t.string({ required: true, ...prose }),
    documentNumber: t.string({ required: true, extensions: { maxLength: 100 } }),
    determinedOn: day(t, "Of the determining document, after the due day."),
    ...proof(t),
  }),
  ({ evidenceIds, ...determination }) => ({
    type: "determineRefusal",
    ...determination,
    evidence: evidenceIdsOf(evidenceIds),
  }),
);
instruction(
  "advanceSuit",
  "The owners' suit for the handover reached a stage; it is pushed at once. Emits SuitAdvanced.",
  (t) => ({
    stage: t.field({ type: SuitStageEnum, required: true, description: "One of `nextSuitStages`." }),
    court: t.string({ required: true, extensions: { maxLength: 100 } }),
    caseNumber: t.string({ required: true, extensions: { maxLength: 100 } }),
    happenedOn: day(t, "When it reached it."),
    hearingAt: t.field({ type: "DateTime", description: "With HEARING." }),
    result: t.field({ type: SuitResultEnum, description: "With JUDGED." }),
    note: t.string(prose),
  }),
  ({ hearingAt, result, note, ...suit }) => ({
    type: "advanceSuit",
    ...suit,
    hearingAt: hearingAt ?? null,
    result: result ?? null,
    note: note ?? null,
  }),
);
instruction(
  "takeOverComplex",
  "A new company takes over; its contract is recorded. Emits ComplexTakenOver and ServiceContractRecorded.",
  (t) => ({
    companyId: t.globalID({ required: true, for: [Company], description: "The company that comes." }),
    startsOn: day(t, "First day of its contract."),
    endsOn: t.field({ type: "Date", description: "Its last day; without one it runs without term." }),
  }),
  ({ companyId, startsOn, endsOn }) => ({
    type: "takeOver",
    startsOn,
    newCompanyId: requireUuid(companyId.id),
    newEndsOn: endsOn,
  }),
);
instruction(
  "closeExit",
  "Nothing is left to do. Emits ExitClosed.",
  () => ({}),
  () => ({ type: "close" }),
);
instruction(
  "abandonExit",
  "It is given up, for a written reason: the company stays. Emits ExitAbandoned.",
  (t) => ({ reason: t.string({ required: true, ...prose }) }),
  ({ reason }) => ({ type: "abandon", reason }),
);
