import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { Person } from "../account/person.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { Complaint } from "../complaint/types.ts";
import { Complex } from "../complex/types.ts";
import { evidenceIdsOf, furtherEvidenceInput } from "../evidence/graphql.ts";
import { requireUuid } from "../node.ts";
import { MediumEnum } from "../publicity/graphql.ts";
import { type Instruction, instructOpinion, reportOpinion } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { OpinionHeatEnum, OpinionIncident } from "./types.ts";

const payload = subjectPayload("OpinionIncident", "opinionIncident", OpinionIncident, visibleTo);

const linkInput = (t: InputBuilder) =>
  t.string({ description: "https, on a public site.", extensions: { maxLength: 1000 } });
const ownerInput = (t: InputBuilder) =>
  t.globalID({
    required: true,
    for: [Person],
    description: "Who answers for it (one of `handlers`). The body that this person works for handles it.",
  });

commandField("reportOpinion", {
  description:
    "Puts on record what is said in public, with a named owner; its heat decides by when it must be answered. Emits OpinionReported.",
  payload,
  input: (t) => ({
    title: t.string({ required: true }),
    summary: t.string({ required: true, description: "What is said. Without names of private persons.", ...prose }),
    medium: t.field({ type: MediumEnum, required: true }),
    link: linkInput(t),
    seenAt: t.field({ type: "DateTime", required: true, description: "Not after now." }),
    heat: t.field({ type: OpinionHeatEnum, required: true }),
    region: t.string({
      description: "Code of the city, county or sub-district that it is about; or give the complex.",
    }),
    complexId: t.globalID({ for: [Complex] }),
    companyId: t.globalID({ for: [Company], description: "By default the company that serves the complex." }),
    complaintIds: t.globalIDList({ for: [Complaint], description: "Complaints about the same." }),
    ownerId: ownerInput(t),
    evidenceIds: furtherEvidenceInput(t),
  }),
  run: (context, input) =>
    reportOpinion(context, {
      ...input,
      link: input.link?.trim() || null,
      region: input.region ?? null,
      complexId: input.complexId ? requireUuid(input.complexId.id) : null,
      companyId: input.companyId ? requireUuid(input.companyId.id) : null,
      complaintIds: (input.complaintIds ?? []).map(({ id }) => requireUuid(id)),
      ownerId: requireUuid(input.ownerId.id),
      evidenceIds: evidenceIdsOf(input.evidenceIds ?? []),
    }),
});

const instruction = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (input: InputShapeFromFields<Fields>) => Instruction,
) =>
  instructionField(name, { description, payload, subject: OpinionIncident, instruct: instructOpinion, input, command });

const reason = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });

instruction(
  "handleOpinion",
  "Says what is being done about it. Emits OpinionHandled.",
  (t) => ({ measures: t.string({ required: true, ...prose }) }),
  ({ measures }) => ({ type: "handle", measures }),
);
instruction(
  "answerOpinion",
  "It was answered in public: where, and what was said. Its clock is over. Emits OpinionAnswered.",
  (t) => ({
    medium: t.field({ type: MediumEnum, required: true, description: "Where it was answered." }),
    link: linkInput(t),
    answer: t.string({ required: true, ...prose }),
    evidenceIds: furtherEvidenceInput(t),
  }),
  ({ medium, link, answer, evidenceIds }) => ({
    type: "answer",
    medium,
    link: link?.trim() || null,
    answer,
    evidenceIds: evidenceIdsOf(evidenceIds ?? []),
  }),
);
instruction(
  "closeOpinion",
  "Nothing is left to do about it. Emits OpinionClosed.",
  (t) => ({ conclusion: t.string({ required: true, ...prose }) }),
  ({ conclusion }) => ({ type: "close", conclusion }),
);
instruction(
  "reopenOpinion",
  "It is talked about again: it must be answered anew. Emits OpinionReopened.",
  reason,
  ({ reason: why }) => ({ type: "reopen", reason: why }),
);
instruction(
  "raiseOpinionHeat",
  "It is talked about more than before; that leaves less time, never more. Emits OpinionHeatRaised.",
  (t) => ({ heat: t.field({ type: OpinionHeatEnum, required: true }), ...reason(t) }),
  ({ heat, reason: why }) => ({ type: "raise", heat, reason: why }),
);
instruction(
  "takeOverOpinion",
  "A level above takes it over, with an owner of its own. Emits OpinionTakenOver.",
  (t) => ({ ownerId: ownerInput(t), ...reason(t) }),
  ({ ownerId, reason: why }) => ({ type: "takeOver", ownerId: requireUuid(ownerId.id), reason: why }),
);
instruction(
  "nameOpinionOwner",
  "Somebody else of the same body answers for it. Emits OpinionOwnerNamed.",
  (t) => ({ ownerId: ownerInput(t) }),
  ({ ownerId }) => ({ type: "nameOwner", ownerId: requireUuid(ownerId.id) }),
);
instruction(
  "withdrawOpinion",
  "It was recorded by mistake. The record stays. Emits OpinionWithdrawn.",
  reason,
  ({ reason: why }) => ({ type: "withdraw", reason: why }),
);
