import type { Translated } from "../text.ts";
import type { activity as chinese } from "../zh-CN/activity.ts";

export const activity: Translated<typeof chinese> = {
  topic: {
    COMPLAINT: "Complaint",
    LEDGER: "Ledger",
    LETTER: "Letter",
    INSPECTION: "Inspection",
    RECTIFICATION: "Rectification",
    TRANSFER: "Transfer",
    PAPER: "Papers",
    OVERDUE: "Overdue",
    PENALTY: "Penalty",
    EXIT: "Exit",
    EXPOSURE: "Exposure",
    CREDIT: "Credit",
    PUNISHMENT: "Punishment",
    REPORT: "Report",
    SUPERVISION: "Supervision",
    TASK: "Task",
    POLICY: "Policy",
    OPINION: "Opinion",
    PUBLICITY: "Publicity",
    ADMINISTRATION: "Administration",
  },
  actor: { USER: "Staff", CLIENT: "A city's system", PUBLIC: "An owner" },
};
