import type { Viewer } from "./account/viewer.ts";
import { Refusal } from "./refusal.ts";

type Doer = Exclude<Viewer["role"], "public" | "hub">;

/**
 * Who may do what: the one table. Which rows somebody may do it to is the business of the domain's policy.
 * `leader` reads all and approves; `display` only reads; `discipline` answers what was reported to it.
 */
export const permissions = {
  "company.upsert": ["system"],
  "company.register": ["office", "city"],
  "company.chooseSource": ["office"],
  "complex.upsert": ["system"],
  "complex.register": ["city", "county"],
  "complex.change": ["city", "county"],
  "complex.merge": ["city", "county"],
  "complex.assignResponsible": ["city", "county", "system"],
  "contract.upsert": ["system"],
  "contract.record": ["city"],
  "contract.change": ["city"],
  "import.send": ["city", "county"],
  "import.apply": ["city", "county"],
  "import.cancel": ["city", "county"],
  "complaint.record": ["office", "city", "county", "subdistrict", "system"],
  "complaint.upsert": ["system"],
  "complaint.assign": ["city", "county", "system"],
  "complaint.confirm": ["city", "county", "subdistrict", "system"],
  "complaint.startVerification": ["city", "county", "subdistrict", "system"],
  "complaint.substantiate": ["city", "county", "subdistrict", "system"],
  "complaint.unsubstantiate": ["city", "county", "subdistrict", "system"],
  /** Given as `transfer.send`. */
  "complaint.transfer": ["city", "county"],
  /** These come with the commands to its transfer. */
  "complaint.answerTransfer": [],
  "complaint.returnFromTransfer": [],
  /** The owner's, by tracking code; staff cannot answer for an owner. */
  "complaint.answerSatisfied": [],
  "complaint.answerUnsatisfied": [],
  /** The clock's. */
  "complaint.close": [],
  "complaint.giveFeedback": ["city", "county", "system"],
  "complaint.extend": ["city"],
  "complaint.reopen": ["office", "city"],
  "complaint.join": ["city", "county"],
  "complaint.separate": ["city", "county"],
  "complaint.withdraw": ["city", "county"],
  /** Before its time, where the person asks for it; what is due the hub erases by itself. */
  "complaint.erase": ["city"],
  "complaint.correct": ["city", "county"],
  "complaint.reveal": ["office", "city", "county"],
  "inspection.record": ["office", "city", "county", "subdistrict"],
  "inspection.withdraw": ["city", "county"],
  "spotCheck.draw": ["office", "city"],
  "spotCheck.carryOut": ["office", "city"],
  "spotCheck.leaveOut": ["office", "city"],
  "spotCheck.abandon": ["office", "city"],
  "finding.establish": ["office", "city", "county"],
  "finding.withdraw": ["city", "county"],
  "rectification.order": ["city", "county"],
  "rectification.start": ["city", "county", "subdistrict", "system"],
  "rectification.nameResponsible": ["city", "county"],
  "rectification.remind": ["office", "city", "county"],
  "rectification.submit": ["city", "county", "subdistrict", "system"],
  "rectification.accept": ["city", "county"],
  "rectification.sendBack": ["city", "county"],
  "rectification.askExtension": ["county", "subdistrict", "system"],
  "rectification.approveExtension": ["city"],
  "rectification.denyExtension": ["city"],
  "rectification.refuse": ["city", "county"],
  "rectification.fail": ["city", "county"],
  "followUp.waive": ["city"],
  "grade.set": ["city"],
  "gradeReview.open": ["city", "county"],
  "gradeReview.propose": ["city", "county"],
  "gradeReview.confirm": ["department"],
  "gradeReview.return": ["department"],
  "gradeReview.verify": ["city", "county"],
  "gradeReview.withdraw": ["city"],
  /** The formal acts are the city's; its counties gather evidence, serve and collect. */
  "penalty.open": ["city"],
  "penalty.recordEvidence": ["city", "county"],
  "penalty.offerHearing": ["city"],
  "penalty.askHearing": ["city", "county"],
  "penalty.notifyHearing": ["city"],
  "penalty.holdHearing": ["city"],
  "penalty.decide": ["city"],
  "penalty.serve": ["city", "county"],
  "penalty.recordPayment": ["city", "county"],
  "penalty.close": ["city"],
  "penalty.withdraw": ["city"],
  /** By whoever is at hand; what the province issues, it serves itself. */
  "paper.serve": ["office", "city", "county", "subdistrict"],
  "paper.replace": ["office", "city", "county"],
  "transfer.send": ["city", "county"],
  /** The city writes down what a department without an account has said on paper. */
  "transfer.accept": ["department", "city"],
  "transfer.answer": ["department", "city"],
  "transfer.return": ["department", "city"],
  "transfer.withdraw": ["city", "county"],
  /** With the sub-district, or by it (协同街办引导). */
  "exit.open": ["city", "county", "subdistrict"],
  "exit.callMeeting": ["city", "county", "subdistrict"],
  "exit.recordVote": ["city", "county", "subdistrict"],
  "exit.dismiss": ["city", "county", "subdistrict"],
  "exit.serveNotice": ["city", "county", "subdistrict"],
  "exit.receiveNotice": ["city", "county", "subdistrict"],
  "exit.agreeHandover": ["city", "county", "subdistrict"],
  "exit.handOverItem": ["city", "county", "subdistrict"],
  "exit.recordMissing": ["city", "county"],
  "exit.completeHandover": ["city", "county"],
  "exit.determineRefusal": ["city", "county"],
  "exit.advanceSuit": ["city", "county"],
  /** It comes with a contract, which is the city's to record. */
  "exit.takeOver": ["city"],
  "exit.close": ["city", "county"],
  "exit.abandon": ["city", "county"],
  "credit.record": ["office", "city", "system"],
  "credit.withdraw": ["office", "city"],
  "credit.repair": ["office", "city"],
  "delivery.retry": ["office"],
  "delivery.replay": ["office"],
  "letter.retry": ["office", "administrator"],
  "mail.file": ["office", "city"],
  "mail.dismiss": ["office", "city"],
  "punishment.open": ["office", "city"],
  "punishment.confirm": ["department", "city"],
  "punishment.report": ["department", "city"],
  "punishment.lift": ["office", "city"],
  "exposure.write": ["office", "city"],
  "exposure.remove": ["office", "city"],
  "exposure.markHarmless": ["office", "city"],
  "exposure.submit": ["office", "city"],
  /** A city's batch by another of its people than those who wrote it, the province's by its leading group. */
  "exposure.approve": ["leader", "city"],
  "exposure.return": ["leader", "city"],
  "exposure.publish": ["office", "city"],
  "exposure.withdrawCase": ["office", "city"],
  "exposure.withdraw": ["office", "city"],
  "exposure.reopen": ["office", "city"],
  "report.submit": ["city", "county", "system"],
  "report.return": ["office", "city"],
  "report.accept": ["office", "city"],
  "brief.edit": ["office"],
  /** By a named person of the leading group. */
  "brief.approve": ["leader"],
  "supervision.takeStep": ["office", "city"],
  "supervision.orderKeySupervision": ["office", "city"],
  "supervision.raiseDifficulty": ["city", "county"],
  "supervision.answer": ["office", "city", "county", "discipline"],
  "supervision.return": ["office", "city", "county"],
  "supervision.settle": ["office", "city", "county"],
  "supervision.withdraw": ["office", "city", "county"],
  "supervision.publishBulletin": ["office", "city"],
  "task.complete": ["office", "city", "county"],
  "policyDocument.issue": ["office", "city", "county"],
  "policyDocument.remind": ["office", "city", "county"],
  "policyDocument.replace": ["office", "city", "county"],
  "policyDocument.withdraw": ["office", "city", "county"],
  /** By a person, who is named in the receipt. */
  "policyReceipt.confirm": ["city", "county", "subdistrict"],
  "opinion.report": ["office", "city", "county", "subdistrict"],
  "opinion.handle": ["office", "city", "county", "subdistrict"],
  "opinion.answer": ["office", "city", "county", "subdistrict"],
  "opinion.close": ["office", "city", "county", "subdistrict"],
  "opinion.reopen": ["office", "city", "county", "subdistrict"],
  "opinion.raise": ["office", "city", "county", "subdistrict"],
  "opinion.takeOver": ["office", "city", "county"],
  "opinion.nameOwner": ["office", "city", "county", "subdistrict"],
  "opinion.withdraw": ["office", "city", "county", "subdistrict"],
  "publicity.record": ["office", "city", "county"],
  "publicity.correct": ["office", "city", "county"],
  "publicity.withdraw": ["office", "city", "county"],
  "settings.edit": ["office"],
  "webhook.create": ["office", "city", "system"],
  "webhook.change": ["office", "city", "system"],
  "webhook.pause": ["office", "city", "system"],
  "webhook.resume": ["office", "city", "system"],
  "webhook.rotate": ["office", "city", "system"],
  "webhook.replay": ["office", "city", "system"],
  "webhook.test": ["office", "city", "system"],
  "webhook.remove": ["office", "city", "system"],
  "apiClient.manage": ["office", "administrator"],
  "account.manage": ["administrator"],
  "account.reassign": ["administrator", "city"],
  "evidence.upload": ["office", "city", "county", "subdistrict", "department", "system"],
} as const satisfies Record<string, readonly Doer[]>;

export type Action = keyof typeof permissions;

/** The scope that an API client needs for an action, by the action's domain. */
const scopeOf: Record<string, Viewer["scopes"][number]> = {
  company: "ledger",
  complex: "ledger",
  contract: "ledger",
  report: "reports",
  webhook: "webhooks",
};

/** Whether the viewer's role, and for a client its scopes, allow the action at all. */
export function may(viewer: Viewer, action: Action): boolean {
  if (viewer.role === "hub") return true;
  if (!(permissions[action] as readonly string[]).includes(viewer.role)) return false;
  return viewer.kind !== "client" || viewer.scopes.includes(scopeOf[action.split(".")[0] ?? ""] ?? "cases");
}

/** @throws {Refusal} `forbidden` */
export function requireMay(viewer: Viewer, action: Action): void {
  if (!may(viewer, action)) throw new Refusal("forbidden");
}
