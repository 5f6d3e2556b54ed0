import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { dateOfColumn, endOf } from "../calendar/rules.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { enumOf } from "../enum.ts";
import { evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { Finding } from "../finding/types.ts";
import { requireUuid } from "../node.ts";
import { Rectification } from "../rectification/types.ts";
import { type Instruction, instructMatter, orderKeySupervision, raiseDifficulty, takeStep } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { ladder } from "./states.ts";
import { SupervisionMatter } from "./types.ts";

const payload = subjectPayload("SupervisionMatter", "matter", SupervisionMatter, visibleTo);

export const SupervisionStepEnum = enumOf("SupervisionStep", ladder, "A step of the ladder, the lowest first.");

const text = (t: InputBuilder) => t.string({ required: true, description: "What is asked, and why.", ...prose });
const dueOn = (t: InputBuilder) =>
  t.field({
    type: "Date",
    description: "Last day on which the answer is in time; by the campaign's settings where nothing is said.",
  });
const endingOn = (day: Date | string | null | undefined) => (day ? endOf(dateOfColumn(new Date(day))) : null);

commandField("takeSupervisionStep", {
  description:
    "The province with a city, a city with a county: a reminder, an interview, a report to discipline inspection. No step is left out without a reason. Emits SupervisionReminderSent, SupervisionInterviewCalled or SupervisionReportedToDiscipline.",
  payload,
  input: (t) => ({
    kind: t.field({ type: SupervisionStepEnum, required: true }),
    region: t.string({ required: true, description: "Code of a region directly below." }),
    text: text(t),
    dueOn: dueOn(t),
    skipReason: t.string({ description: "Required where steps before it are left out.", ...prose }),
    meetsAt: t.field({ type: "DateTime", description: "Of an interview." }),
    venue: t.string({ description: "Of an interview." }),
  }),
  run: (context, { dueOn: day, meetsAt, ...said }) =>
    takeStep(context, { ...said, meetsAt: meetsAt && new Date(meetsAt), dueAt: endingOn(day) }),
});

commandField("orderKeySupervision", {
  description:
    "The province or a city puts a rectification or a finding under key supervision (重点督办), which the region next below answers. Emits KeySupervisionOrdered.",
  payload,
  input: (t) => ({
    rectificationId: t.globalID({ for: [Rectification], description: "Either this" }),
    findingId: t.globalID({ for: [Finding], description: "or this." }),
    text: text(t),
    dueOn: dueOn(t),
  }),
  run: (context, { rectificationId, findingId, text: asked, dueOn: day }) =>
    orderKeySupervision(context, {
      rectificationId: rectificationId && requireUuid(rectificationId.id),
      findingId: findingId && requireUuid(findingId.id),
      text: asked,
      dueAt: endingOn(day),
    }),
});

commandField("raiseDifficulty", {
  description:
    "A county to its city, a city to the province: what it cannot solve alone, answered from above within the days of the settings. Emits DifficultyRaised.",
  payload,
  input: (t) => ({ text: text(t) }),
  run: (context, given) => raiseDifficulty(context, given),
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
    subject: SupervisionMatter,
    instruct: instructMatter,
    input,
    command,
  });

instruction(
  "answerSupervision",
  "Those who were asked answer; what discipline inspection says on paper, those who reported write down. Emits SupervisionAnswered.",
  (t) => ({ answer: t.string({ required: true, ...prose }), evidenceIds: furtherEvidenceInput(t) }),
  ({ answer, evidenceIds }) => ({ type: "answer", answer, evidenceIds: evidenceIdsOf(evidenceIds ?? []) }),
);
instruction(
  "returnSupervisionAnswer",
  "Those who asked find the answer wanting, with the reason: it is owed again. Emits SupervisionAnswerReturned.",
  (t) => ({ reason: t.string({ required: true, ...prose }), dueOn: dueOn(t) }),
  ({ reason, dueOn: day }) => ({ type: "return", reason, dueAt: endingOn(day) ?? undefined }),
);
instruction(
  "settleSupervision",
  "The answer does. A step of the ladder stands no longer then. Emits SupervisionSettled.",
  () => ({}),
  () => ({ type: "settle" }),
);
instruction(
  "withdrawSupervision",
  "Those who asked take it back, with the reason. Emits SupervisionWithdrawn.",
  (t) => ({ reason: t.string({ required: true, ...prose }) }),
  ({ reason }) => ({ type: "withdraw", reason }),
);
