import type { Translated } from "../text.ts";
import type { brief as chinese } from "../zh-CN/brief.ts";

export const brief: Translated<typeof chinese> = {
  title: "Provincial briefs",
  one: "Provincial brief",
  of: "Provincial brief, {week}",
  none: "No brief yet",
  issue: "issue {n}",
  draft: "(for approval)",
  late: "Late",
  state: { DRAFT: "Draft", APPROVED: "Approved" },
  notFound: "There is no such brief",
  notFoundHint: "Cities see a brief once it is approved.",
  section: { OVERVIEW: "Overview", PROBLEMS: "Problems", NEXT_STEPS: "Next steps" },
  missing: "Missing before approval",
  standsIn: "Not reported, computed instead",
  facts: "Approval",
  fact: { week: "Week", issue: "Issue", due: "Due", approved: "Approved", approvedBy: "Approved by" },
  file: { DOCX: "Text (.docx)", XLSX: "Figures (.xlsx)" },
  sent: {
    title: "Delivery",
    none: "No recipient is set: send it yourself.",
    state: { WAITING: "Waiting", FAILING: "Retrying", DELIVERED: "Received", DEAD: "Given up" },
    tries: "{n} attempts",
    twice: "may have arrived twice, under one id",
  },
  print: "Print",
  ask: {
    edit: "Edit",
    editIntro: "What is saved is a new version; the earlier ones are kept.",
    cases: "Typical cases",
    casesHint: "Of those that the cities picked",
    approve: "Approve",
    approveIntro: "Figures, text and files stay as they are from then on; the cities' reports are locked.",
    missing: "It cannot be approved yet: {what}",
    standsIn: "{cities} have not reported; computed figures stand in.",
  },
};
