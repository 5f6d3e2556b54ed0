import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { evidenceIdsInput, evidenceIdsOf } from "../evidence/graphql.ts";
import { Finding } from "../finding/types.ts";
import { requireUuid } from "../node.ts";
import { mannerInput } from "../paper/manner.ts";
import { instructPenaltyCase, openPenaltyCase } from "./commands.ts";
import { PenaltyArticleEnum, PenaltyPartyEnum } from "./enums.ts";
import { visibleTo } from "./policy.ts";
import type { Command } from "./states.ts";
import { PenaltyCase } from "./types.ts";

const payload = subjectPayload("PenaltyCase", "penaltyCase", PenaltyCase, visibleTo);

commandField("openPenaltyCase", {
  description:
    "Files a case on illegal findings of one company in one city, and takes over what their rectifications left owed. Emits PenaltyCaseFiled.",
  payload,
  input: (t) => ({
    findingIds: t.globalIDList({ required: true, for: [Finding], extensions: { maxItems: 20 } }),
    article: t.field({ type: PenaltyArticleEnum, required: true }),
    party: t.field({ type: PenaltyPartyEnum, required: true }),
    facts: t.string({ required: true, description: "What the company is held to have done.", ...prose }),
    actEndedOn: day(t, "The last day of the act: the limitation runs from it, and its law applies."),
    harmed: t.boolean({
      required: true,
      description: "Life, health or financial safety was harmed: five years instead of two.",
    }),
  }),
  run: (context, { findingIds, ...opening }) =>
    openPenaltyCase(context, { ...opening, findingIds: findingIds.map(({ id }) => requireUuid(id)) }),
});

const instruction = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (input: InputShapeFromFields<Fields>) => Command,
) =>
  instructionField(name, { description, payload, subject: PenaltyCase, instruct: instructPenaltyCase, input, command });

function day(t: InputBuilder, description: string) {
  return t.field({ type: "Date", required: true, description });
}
const fen = (t: InputBuilder, description: string) => t.field({ type: "SafeInt", required: true, description });
const proof = (t: InputBuilder) => ({ evidenceIds: evidenceIdsInput(t) });
const reason = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });

instruction(
  "recordPenaltyEvidence",
  "Evidence has been gathered; as often as there is more. Emits PenaltyEvidenceRecorded.",
  proof,
  ({ evidenceIds }) => ({ type: "recordEvidence", evidence: evidenceIdsOf(evidenceIds) }),
);
instruction(
  "offerPenaltyHearing",
  "The prior notice: article, fine, and the right to a hearing within five working days. Its paper is issued. Emits PenaltyHearingOffered.",
  (t) => ({
    offeredOn: day(t, "When the company received the notice."),
    manner: mannerInput(t),
    article: t.field({ type: PenaltyArticleEnum, required: true }),
    basisFen: t.field({ type: "SafeInt", description: "Contract price or misused funds, where the fine is a share." }),
    amountFen: fen(t, "The fine that is intended, in fen."),
  }),
  ({ basisFen, amountFen, ...notice }) => ({
    type: "offerHearing",
    ...notice,
    basisFen: basisFen == null ? null : BigInt(basisFen),
    amountFen: BigInt(amountFen),
  }),
);
instruction(
  "recordPenaltyHearingRequest",
  "The company asks for a hearing. Emits PenaltyHearingAsked.",
  (t) => ({ askedOn: day(t, "Within five working days of the notice.") }),
  ({ askedOn }) => ({ type: "askHearing", askedOn }),
);
instruction(
  "notifyPenaltyHearing",
  "Time and place of the hearing, seven working days ahead; again where it is moved. Emits PenaltyHearingNotified.",
  (t) => ({
    notifiedOn: day(t, "When the company was told."),
    manner: mannerInput(t),
    hearingAt: t.field({ type: "DateTime", required: true }),
    place: t.string({ required: true }),
  }),
  (input) => ({ type: "notifyHearing", ...input }),
);
instruction(
  "holdPenaltyHearing",
  "The hearing took place; its record is attached. Emits PenaltyHearingHeld.",
  (t) => ({ record: t.string({ required: true, description: "What came out.", ...prose }), ...proof(t) }),
  ({ record, evidenceIds }) => ({ type: "holdHearing", record, evidence: evidenceIdsOf(evidenceIds) }),
);
instruction(
  "decidePenalty",
  "The penalty is decided: a fine in the range of its article, and not above the notice. Its paper is issued. Emits PenaltyDecided.",
  (t) => ({
    decidedOn: day(t, "Of the decision."),
    amountFen: fen(t, "The fine, in fen; whole yuan."),
  }),
  ({ amountFen, ...decision }) => ({ type: "decide", ...decision, amountFen: BigInt(amountFen) }),
);
instruction(
  "servePenalty",
  "The decision was served; the receipt is attached. Emits PenaltyServed.",
  (t) => ({
    servedOn: day(t, "When it was received."),
    manner: mannerInput(t),
    receivedBy: t.string({ required: true }),
    ...proof(t),
  }),
  ({ evidenceIds, ...service }) => ({ type: "serve", ...service, evidence: evidenceIdsOf(evidenceIds) }),
);
instruction(
  "recordPenaltyPayment",
  "Money came in: on the fine first, then on the surcharge. Emits PenaltyPaid, with the last fen PenaltyPerformed.",
  (t) => ({
    paidOn: day(t, "In the order in which they came in."),
    amountFen: fen(t, "In fen."),
    receipt: t.string({ required: true, description: "Number of the receipt.", extensions: { maxLength: 100 } }),
  }),
  ({ amountFen, ...payment }) => ({ type: "recordPayment", ...payment, amountFen: BigInt(amountFen) }),
);
instruction(
  "closePenaltyCase",
  "Ends the case without a penalty, or with one that is not performed any more. Emits PenaltyCaseClosed.",
  reason,
  ({ reason }) => ({ type: "close", reason }),
);
instruction(
  "withdrawPenaltyCase",
  "The case was opened in error, or its decision annulled; its findings are free for another. Emits PenaltyCaseWithdrawn.",
  reason,
  ({ reason }) => ({ type: "withdraw", reason }),
);
