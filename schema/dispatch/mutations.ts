import { builder } from "../builder.ts";
import { type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Complaint } from "../complaint/types.ts";
import { Finding } from "../finding/types.ts";
import { requireUuid } from "../node.ts";
import { instructReport } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { DispatchReport, DispatchSectionEnum } from "./types.ts";

const payload = subjectPayload("DispatchReport", "report", DispatchReport, visibleTo);

const AdjustmentInput = builder.inputType("DispatchAdjustmentInput", {
  description: "Another number than the computed one. Both stay visible.",
  fields: (t) => ({
    figure: t.string({ required: true, description: "Name of the counter." }),
    reported: t.field({ type: "SafeInt", required: true }),
    explanation: t.string({ description: "Required where the number differs.", extensions: { maxLength: 500 } }),
  }),
});

const SectionInput = builder.inputType("DispatchSectionInput", {
  description: "A section of a report, in words.",
  fields: (t) => ({
    section: t.field({ type: DispatchSectionEnum, required: true }),
    text: t.string({ required: true, ...prose }),
  }),
});

type AdjustmentGiven = { figure: string; reported: number; explanation?: string | null };
const adjustmentsOf = (given: readonly AdjustmentGiven[] | null | undefined) =>
  (given ?? []).map(({ figure, reported, explanation }) => ({ figure, reported, explanation: explanation ?? "" }));
const idsOf = (given: readonly { id: string }[] | null | undefined) => (given ?? []).map(({ id }) => requireUuid(id));

instructionField("submitDispatchReport", {
  description:
    "A county or city submits its report; the figures are the ledger's as of the cut-off, unless adjusted with an explanation. Emits DispatchReportSubmitted.",
  payload,
  subject: DispatchReport,
  instruct: instructReport,
  input: (t: InputBuilder) => ({
    adjustments: t.field({
      type: [AdjustmentInput],
      description:
        "To the figures of the report. A city's must agree with its counties and its own line, or it is not accepted; they can be given once the week is cut off.",
    }),
    ownAdjustments: t.field({
      type: [AdjustmentInput],
      description: "A city's, to its own line: what belongs to no county.",
    }),
    narrative: t.field({ type: [SectionInput] }),
    typicalFindingIds: t.globalIDList({ for: [Finding], description: "Typical cases (典型案例)." }),
    typicalComplaintIds: t.globalIDList({ for: [Complaint] }),
  }),
  command: ({ adjustments, ownAdjustments, narrative, typicalFindingIds, typicalComplaintIds }) => ({
    type: "submit" as const,
    submission: {
      adjustments: adjustmentsOf(adjustments),
      ownAdjustments: adjustmentsOf(ownAdjustments),
      narrative: Object.fromEntries((narrative ?? []).map(({ section, text }) => [section, text.trim()])),
      findingIds: idsOf(typicalFindingIds),
      complaintIds: idsOf(typicalComplaintIds),
    },
  }),
});

instructionField("returnDispatchReport", {
  description:
    "A city returns a county's report, the provincial office a city's, with the reason. Emits DispatchReportReturned.",
  payload,
  subject: DispatchReport,
  instruct: instructReport,
  input: (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "return" as const, reason }),
});

instructionField("acceptDispatchReport", {
  description:
    "A city accepts a county's report, the provincial office a city's. Refused with the difference while a city's parts do not add up to its whole (`dispatch/parts-differ`); the reports of its counties are locked with it. Emits DispatchReportAccepted.",
  payload,
  subject: DispatchReport,
  instruct: instructReport,
  command: () => ({ type: "accept" as const }),
});
