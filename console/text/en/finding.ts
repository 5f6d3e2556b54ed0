import type { Translated } from "../text.ts";
import type { finding as chinese } from "../zh-CN/finding.ts";

export const finding: Translated<typeof chinese> = {
  title: "Findings",
  region: "Region",
  state: "State",
  category: "Kind",
  illegalOnly: "Illegal",
  column: { finding: "Finding", complex: "Complex", company: "Company", found: "Found", state: "State" },
  none: "No finding matches",
  noneHint: "Try other filters, or clear them to see all.",
  emptyHint: "What a screening or verification establishes is listed here.",
};
