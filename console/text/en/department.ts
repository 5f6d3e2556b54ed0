import type { Translated } from "../text.ts";
import type { department as chinese } from "../zh-CN/department.ts";

export const department: Translated<typeof chinese> = {
  title: "Waiting for my department",
  open: "Open: {n}",
  nothing: "Nothing is waiting",
  figure: {
    overdue: "Transfers overdue",
    sent: "To accept",
    accepted: "To answer",
    grades: "Charges to confirm",
    confirm: "Punishments to confirm",
    report: "Actions to report",
  },
  gradesTitle: "Charges to confirm",
  punishmentsTitle: "Joint punishment",
  punishmentsHint: "Joint punishments that your department is to confirm or to report on appear here.",
  todo: { confirm: "To confirm", report: "To report" },
};
