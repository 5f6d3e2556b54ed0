import type { Translated } from "../text.ts";
import type { cases as chinese } from "../zh-CN/cases.ts";

export const cases: Translated<typeof chinese> = {
  region: "Region",
  complex: "Complex",
  company: "Company",
  number: "Number",
  state: "State",
  facts: "Facts",
  timeline: "Timeline",
  evidence: "Evidence",
  evidenceNote: "{n} file | {n} files",
  notInLedger: "not in the ledger",
  none: "none",
  since: "Since",
  reason: "Reason",
  missing: "There is no such record, or it lies outside your region",
  missingHint: "The link may be wrong, or the case has moved to another region.",
  failed: "It could not be loaded",
  clearHint: "Try another filter, or clear the filters to see everything.",
  category: { NON_PERFORMANCE: "Non-performance", ENCROACHMENT: "Encroachment" },
  kindUnknown: "Kind not decided",
};
