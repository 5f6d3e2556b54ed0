import type { InputShapeFromFields } from "@pothos/core";
import { dateOfColumn } from "../calendar/rules.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Company } from "../company/types.ts";
import { Complex } from "../complex/types.ts";
import { Evidence, evidenceIdsOf } from "../evidence/graphql.ts";
import { Exit } from "../exit/types.ts";
import { Finding } from "../finding/types.ts";
import { requireUuid } from "../node.ts";
import { PenaltyCase } from "../penalty/types.ts";
import { Rectification } from "../rectification/types.ts";
import type { CaseDraft, EntryType } from "./cases.ts";
import { instructExposure } from "./commands.ts";
import { monthOf } from "./months.ts";
import { visibleTo } from "./policy.ts";
import { ExposureBatch, ExposureCase, ExposureKindEnum, PersonalDataKind } from "./types.ts";
import { addExposureCase, changeExposureCase } from "./writing.ts";

const payload = subjectPayload("ExposureBatch", "exposureBatch", ExposureBatch, visibleTo);

const entryTypes: Readonly<Record<string, EntryType>> = {
  Finding: "finding",
  Rectification: "rectification",
  PenaltyCase: "penaltyCase",
  Exit: "exit",
};

const draftInput = (t: InputBuilder) => ({
  kind: t.field({ type: ExposureKindEnum, required: true }),
  title: t.string({ required: true, extensions: { maxLength: 100 } }),
  text: t.string({ required: true, ...prose }),
  entry: t.globalID({
    for: [Finding, Rectification, PenaltyCase, Exit],
    description: "What of the ledger it tells of: asked for where something is exposed.",
  }),
  companyId: t.globalID({ for: [Company], description: "That is praised; of what is exposed the entry says it." }),
  complexId: t.globalID({ for: [Complex], description: "Where the company that is praised does well." }),
  pictureIds: t.globalIDList({
    required: true,
    for: [Evidence],
    description: "Of pictures that the public is to see: a copy is made of each, without metadata.",
    extensions: { maxItems: 9 },
  }),
});

function draftOf(given: InputShapeFromFields<ReturnType<typeof draftInput>>): CaseDraft {
  const { kind, title, text, entry, companyId, complexId, pictureIds } = given;
  return {
    kind,
    title,
    text,
    entry: entry ? { type: entryTypes[entry.typename] as EntryType, id: requireUuid(entry.id) } : null,
    companyId: companyId ? requireUuid(companyId.id) : null,
    complexId: complexId ? requireUuid(complexId.id) : null,
    pictureIds: evidenceIdsOf(pictureIds),
  };
}

commandField("addExposureCase", {
  description:
    "Writes a typical case into the month's batch of one's own body, which is opened with its first case at the latest. Emits ExposureCaseWritten.",
  payload,
  input: (t) => ({
    month: t.field({ type: "Date", required: true, description: "Any day of the month." }),
    ...draftInput(t),
  }),
  run: (context, { month, ...given }) => addExposureCase(context, monthOf(dateOfColumn(month)), draftOf(given)),
});

const caseInput = (t: InputBuilder) => ({ caseId: t.globalID({ required: true, for: [ExposureCase] }) });
const caseOf = ({ caseId }: { caseId: { id: string } }) => ({ caseId: requireUuid(caseId.id) });
const reasonInput = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });

instructionField("changeExposureCase", {
  description: "Writes a case anew. Emits ExposureCaseWritten.",
  payload,
  subject: ExposureBatch,
  instruct: changeExposureCase,
  input: (t) => ({ ...caseInput(t), ...draftInput(t) }),
  command: (given) => ({ ...caseOf(given), ...draftOf(given) }),
});

instructionField("removeExposureCase", {
  description: "Takes a case out of its batch. Emits ExposureCaseRemoved.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  input: caseInput,
  command: (given) => ({ type: "remove" as const, ...caseOf(given) }),
});

instructionField("markExposureHarmless", {
  description:
    "Says, in one's own name, that something in a case looks like personal data and is none. Never of a telephone or an identity number. Emits ExposureMarkedHarmless.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  input: (t) => ({
    ...caseInput(t),
    kind: t.field({ type: PersonalDataKind, required: true }),
    text: t.string({ required: true, description: "As a mark has it." }),
    ...reasonInput(t),
  }),
  command: ({ kind, text, reason, ...given }) => ({
    type: "markHarmless" as const,
    ...caseOf(given),
    kind,
    text,
    reason,
  }),
});

instructionField("submitExposure", {
  description: "Submits a batch for approval: refused while personal data is left in it. Emits ExposureSubmitted.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  command: () => ({ type: "submit" as const }),
});

instructionField("returnExposure", {
  description: "Gives a batch back to its authors, with the reason. Emits ExposureReturned.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  input: reasonInput,
  command: ({ reason }) => ({ type: "return" as const, reason }),
});

instructionField("approveExposure", {
  description:
    "Approves a batch by name: in a city a colleague of its authors, for the province the leading group. Refused while personal data is left in it. Emits ExposureApproved.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  command: () => ({ type: "approve" as const }),
});

instructionField("publishExposure", {
  description: "Shows a batch to the public, as it is now. Emits ExposurePublished.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  command: () => ({ type: "publish" as const }),
});

instructionField("withdrawExposureCase", {
  description:
    "A case disappears from the public page; it stays on record with the reason. Emits ExposureCaseWithdrawn.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  input: (t) => ({ ...caseInput(t), ...reasonInput(t) }),
  command: ({ reason, ...given }) => ({ type: "withdrawCase" as const, ...caseOf(given), reason }),
});

instructionField("withdrawExposure", {
  description:
    "All of a batch disappears from the public page; it stays on record with the reason. Emits ExposureWithdrawn.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  input: reasonInput,
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});

instructionField("reopenExposure", {
  description: "Writes a withdrawn batch again. Emits ExposureReopened.",
  payload,
  subject: ExposureBatch,
  instruct: instructExposure,
  command: () => ({ type: "reopen" as const }),
});
