import type { Translated } from "../text.ts";
import type { mine as chinese } from "../zh-CN/mine.ts";

export const mine: Translated<typeof chinese> = {
  title: "Mine to do",
  soonest: "Soonest deadline first",
  note: "Of each kind the 20 most urgent",
  nothing: "Nothing is waiting",
  nothingHint: "What is assigned to you, or waits for your office, appears here.",
  figure: {
    handled: "Complaints I handle",
    unassigned: "Complaints to assign",
    submitted: "To accept",
    overdue: "Rectifications overdue",
    owed: "Follow-ups owed",
    penaltyCases: "Penalty cases open",
    exits: "Exits under way",
    unanswered: "Transfers overdue",
    papers: "Papers to serve",
    reports: "Reports to send",
    reviews: "Reports to review",
    tasks: "Tasks to do",
  },
  todo: {
    handled: "Handle",
    unassigned: "Assign",
    submitted: "Accept",
    overdue: "Chase",
    owed: "Open",
    penaltyCases: "Carry on",
    exits: "Carry on",
    unanswered: "Chase",
    papers: "Serve",
    reports: "Send",
    reviews: "Review",
    tasks: "Do",
  },
};
