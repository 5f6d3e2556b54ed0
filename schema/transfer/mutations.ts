import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Complaint, DepartmentEnum } from "../complaint/types.ts";
import { evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { Finding } from "../finding/types.ts";
import { requireUuid } from "../node.ts";
import { type Instruction, instructTransfer, sendTransfer } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { Transfer, TransferOutcomeEnum } from "./types.ts";

const payload = subjectPayload("Transfer", "transfer", Transfer, visibleTo);

commandField("sendTransfer", {
  description:
    "Hands a complaint under verification, or findings of one complex, to the department of the city that may decide it. A complaint's own clocks stand still meanwhile; of findings it pays what they owe. Emits TransferSent.",
  payload,
  input: (t) => ({
    complaintId: t.globalID({ for: [Complaint], description: "Either this" }),
    findingIds: t.globalIDList({ for: [Finding], description: "or these.", extensions: { maxItems: 50 } }),
    department: t.field({ type: DepartmentEnum, required: true }),
    reason: t.string({ required: true, description: "What it is and why it is theirs.", ...prose }),
    withWords: t.boolean({
      required: true,
      defaultValue: false,
      description: "Sends a complainant's own words and photos along, without name, telephone and address.",
    }),
    evidenceIds: furtherEvidenceInput(t),
  }),
  run: (context, { complaintId, findingIds, department, reason, withWords, evidenceIds }) =>
    sendTransfer(context, {
      complaintId: complaintId ? requireUuid(complaintId.id) : undefined,
      findingIds: (findingIds ?? []).map(({ id }) => requireUuid(id)),
      department,
      reason,
      withWords,
      evidenceIds: evidenceIdsOf(evidenceIds ?? []),
    }),
});

const instruction = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (input: InputShapeFromFields<Fields>) => Instruction,
) => instructionField(name, { description, payload, subject: Transfer, instruct: instructTransfer, input, command });

const reason = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });

instruction(
  "acceptTransfer",
  "The department takes the matter; its clock to answer begins. Emits TransferAccepted.",
  () => ({}),
  () => ({ type: "accept" }),
);
instruction(
  "answerTransfer",
  "What the department did about it; of a complaint it is the result of verification. Emits TransferAnswered.",
  (t) => ({
    outcome: t.field({ type: TransferOutcomeEnum, required: true }),
    answer: t.string({ required: true, ...prose }),
    evidenceIds: furtherEvidenceInput(t),
  }),
  ({ outcome, answer, evidenceIds }) => ({
    type: "answer",
    outcome,
    answer,
    evidenceIds: evidenceIdsOf(evidenceIds ?? []),
  }),
);
instruction(
  "returnTransfer",
  "The department gives it back, with a reason; what was owed is owed again. Emits TransferReturned.",
  reason,
  ({ reason: why }) => ({ type: "return", reason: why }),
);
instruction(
  "withdrawTransfer",
  "Those who sent it take it back, with a reason; what was owed is owed again. Emits TransferWithdrawn.",
  reason,
  ({ reason: why }) => ({ type: "withdraw", reason: why }),
);
