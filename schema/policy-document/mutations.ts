import type { InputShapeFromFields } from "@pothos/core";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { RegionLevelEnum } from "../region/graphql.ts";
import { type Edition, instructPolicyDocument, instructPolicyReceipt, issuePolicyDocument } from "./commands.ts";
import { receiptsVisibleTo, visibleTo } from "./policy.ts";
import { PolicyDocument, PolicyReceipt } from "./types.ts";

const payload = subjectPayload("PolicyDocument", "policyDocument", PolicyDocument, visibleTo);

const editionInput = (t: InputBuilder) => ({
  documentNumber: t.string({ required: true, description: "As printed: 晋建房函〔2024〕12号." }),
  title: t.string({ required: true }),
  issuingBody: t.string({ required: true, description: "As printed." }),
  inForceOn: t.field({ type: "Date", required: true }),
  text: t.string({ description: "Needed where no file is attached.", extensions: { maxLength: 50_000 } }),
  evidenceIds: furtherEvidenceInput(t),
});
const editionOf = (input: InputShapeFromFields<ReturnType<typeof editionInput>>): Edition => {
  const { documentNumber, title, issuingBody, inForceOn, text, evidenceIds } = input;
  return {
    documentNumber: documentNumber.trim(),
    title: title.trim(),
    issuingBody: issuingBody.trim(),
    inForceOn,
    text: text?.trim() || null,
    evidenceIds: evidenceIdsOf(evidenceIds ?? []),
  };
};

commandField("issuePolicyDocument", {
  description:
    "Sends a policy document down to regions below one's own, as far down as the sub-districts, in one act; each owes a receipt by the deadline. Emits PolicyDocumentIssued.",
  payload,
  input: (t) => ({
    ...editionInput(t),
    regions: t.stringList({
      description: "Codes of regions below one's own, each with what lies below it; none: all of one's own.",
      extensions: { maxItems: 200 },
    }),
    downTo: t.field({ type: RegionLevelEnum, required: true, description: "The level down to which it goes." }),
  }),
  run: (context, { regions, downTo, ...input }) =>
    issuePolicyDocument(context, { ...editionOf(input), regions: regions ?? [], downTo }),
});

const instruction = { payload, subject: PolicyDocument, instruct: instructPolicyDocument };
const reason = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });

instructionField("remindPolicyReaders", {
  ...instruction,
  description: "Reminds all regions below one's own that have not read it, by one event. Emits PolicyReadersReminded.",
  command: () => ({ type: "remind" as const }),
});
instructionField("replacePolicyDocument", {
  ...instruction,
  description:
    "A new edition goes to the same regions and asks each for a new receipt; what they had read stays as it was. Answers with the edition that was replaced. Emits PolicyDocumentReplaced and PolicyDocumentIssued.",
  input: (t) => ({ ...editionInput(t), ...reason(t) }),
  command: ({ reason: why, ...input }) => ({ type: "replace" as const, reason: why, edition: editionOf(input) }),
});
instructionField("withdrawPolicyDocument", {
  ...instruction,
  description: "It holds no more; those below see that, and why. Emits PolicyDocumentWithdrawn.",
  input: reason,
  command: ({ reason: why }) => ({ type: "withdraw" as const, reason: why }),
});

instructionField("confirmPolicyReading", {
  description: "A person of the region confirms having read the document; that stays. Emits PolicyDocumentRead.",
  payload: subjectPayload("PolicyReceipt", "policyReceipt", PolicyReceipt, receiptsVisibleTo),
  subject: PolicyReceipt,
  instruct: instructPolicyReceipt,
  command: () => ({ type: "confirm" as const }),
});
