import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { bulkField } from "../bulk.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { evidenceIdsInput, evidenceIdsOf } from "../evidence/graphql.ts";
import { Finding } from "../finding/types.ts";
import { proof, proven } from "../inspection/proof.ts";
import { requireUuid } from "../node.ts";
import { type Instruction, instructFollowUp, instructRectification, orderRectification } from "./commands.ts";
import { followUpVisibleTo, visibleTo } from "./policy.ts";
import { rectificationList } from "./queries.ts";
import { FollowUp, Rectification } from "./types.ts";

const payload = subjectPayload("Rectification", "rectification", Rectification, visibleTo);

commandField("orderRectification", {
  description:
    "Orders findings of one complex to be put right, with a responsible person and a deadline. Emits RectificationOrdered.",
  payload,
  input: (t) => ({
    findingIds: t.globalIDList({ required: true, for: [Finding] }),
    responsiblePerson: t.string({ required: true, extensions: { maxLength: 50 } }),
    requirement: t.string({ required: true, description: "What has to be done.", ...prose }),
    deadline: t.field({ type: "DateTime", required: true }),
  }),
  run: (context, { findingIds, responsiblePerson, requirement, deadline }) =>
    orderRectification(context, {
      findingIds: findingIds.map(({ id }) => requireUuid(id)),
      responsiblePerson,
      requirement,
      deadline,
    }),
});

const instruction = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (input: InputShapeFromFields<Fields>) => Instruction,
) =>
  instructionField(name, {
    description,
    payload,
    subject: Rectification,
    instruct: instructRectification,
    input,
    command,
  });

const reason = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });
const evidence = (t: InputBuilder) => ({ evidenceIds: evidenceIdsInput(t) });

instruction(
  "startRectification",
  "Work has begun. Emits RectificationStarted.",
  () => ({}),
  () => ({ type: "start" }),
);
instruction(
  "nameRectificationResponsible",
  "Somebody else answers for it from now on. Emits RectificationResponsibleNamed.",
  (t) => ({ responsiblePerson: t.string({ required: true, extensions: { maxLength: 50 } }) }),
  ({ responsiblePerson }) => ({ type: "nameResponsible", responsiblePerson }),
);
instruction(
  "remindRectification",
  "Reminds whoever owes it, once a working day: of what is overdue and not with its reviewer. Emits RectificationReminded.",
  () => ({}),
  () => ({ type: "remind" }),
);
bulkField("remindRectifications", {
  description: "Reminds whoever owes them, as remindRectification does, one event each. Emits RectificationReminded.",
  action: "rectification.remind",
  ref: Rectification,
  list: rectificationList,
  input: () => ({}),
  command:
    () =>
    (work, { id, expectedVersion }) =>
      instructRectification.within(work, id, { type: "remind" }, expectedVersion),
});
instruction(
  "submitRectification",
  "The company's evidence that it is done. Emits RectificationSubmitted.",
  evidence,
  ({ evidenceIds }) => ({
    type: "submit",
    evidence: evidenceIdsOf(evidenceIds),
  }),
);
instruction(
  "acceptRectification",
  "Confirms on the spot that the findings have been put right. Emits RectificationAccepted.",
  proof,
  (input) => ({ type: "accept", ...proven(input) }),
);
instruction(
  "sendBackRectification",
  "What was submitted is not enough. Emits RectificationSentBack.",
  reason,
  ({ reason }) => ({
    type: "sendBack",
    reason,
  }),
);
instruction(
  "askRectificationExtension",
  "Asks for a later deadline, before the present one; it stops nothing until the city decides.",
  (t) => ({ deadline: t.field({ type: "DateTime", required: true }), ...reason(t) }),
  ({ deadline, reason }) => ({ type: "askExtension", deadline, reason }),
);
instruction(
  "approveRectificationExtension",
  "The city moves the deadline. Emits RectificationExtended.",
  () => ({}),
  () => ({
    type: "approveExtension",
  }),
);
instruction("denyRectificationExtension", "The city leaves the deadline as it is.", reason, ({ reason }) => ({
  type: "denyExtension",
  reason,
}));
instruction(
  "refuseRectification",
  "The company refuses; the proof of it is attached. Emits RectificationRefused.",
  evidence,
  ({ evidenceIds }) => ({
    type: "refuse",
    evidence: evidenceIdsOf(evidenceIds),
  }),
);
instruction(
  "failRectification",
  "An inspection after the deadline found it not put right. Emits RectificationFailed.",
  proof,
  (input) => ({
    type: "fail",
    ...proven(input),
  }),
);

instructionField("waiveFollowUp", {
  description: "The city waives a debt, with a written reason. Emits FollowUpWaived.",
  payload: subjectPayload("FollowUp", "followUp", FollowUp, followUpVisibleTo),
  subject: FollowUp,
  instruct: instructFollowUp,
  input: reason,
  command: ({ reason }) => ({ type: "waive" as const, reason }),
});
