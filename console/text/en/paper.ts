import type { Translated } from "../text.ts";
import type { paper as chinese } from "../zh-CN/paper.ts";

export const paper: Translated<typeof chinese> = {
  title: "Papers",
  note: "Numbered and issued with the act, with a service receipt",
  act: {
    RECTIFICATION_ORDER: "Rectification order",
    SUPERVISION: "Supervision notice",
    KEY_SUPERVISION: "Notice of key supervision",
    REMINDER: "Reminder",
    INTERVIEW: "Summons to an interview",
    DISCIPLINE_REPORT: "Report to discipline inspection",
    TRANSFER: "Transfer letter",
    PRIOR_NOTICE: "Prior notice of a penalty",
    HEARING_NOTICE: "Hearing notice",
    PENALTY_DECISION: "Penalty decision",
    DISMISSAL_NOTICE: "Notice of dismissal",
  },
  state: { ISSUED: "Not served", SERVED: "Served", WITHDRAWN: "Withdrawn" },
  manner: {
    IN_PERSON: "in person",
    LEFT: "left there",
    POST: "by post",
    ELECTRONIC: "electronically",
    PUBLIC_NOTICE: "by public notice",
  },
  void: "Void with its case",
  to: "To {addressee}",
  download: "Print",
  downloadOne: "Download {number}",
  command: { SERVE: "Record service", REPLACE: "Replace" },
  intro: {
    SERVE: "How {number} reached its addressee; attach the signed receipt.",
    REPLACE:
      "Where {number} is wrong it is withdrawn with a reason and kept; another one with a number of its own is issued as the case stands now, and has to be served.",
  },
  ask: {
    manner: "How",
    servedOn: "Served on",
    servedOnHint: "A public notice counts as served thirty days after it was published.",
    receivedBy: "Received by",
    receipt: "Signed receipt or other proof",
    note: "Note",
    wrong: "What is wrong with it",
  },
  column: { paper: "Matter · paper", addressee: "Addressee", dated: "Dated" },
  filter: { act: "Kind", issuer: "Issued by", ours: "this office", toServe: "To be served" },
  empty: "No papers match",
  emptyHint: "Orders, supervision, transfers, penalties and dismissals get their papers by themselves.",
};
