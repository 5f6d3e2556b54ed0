/**
 * What a rectification leaves owed (plan 三(二)): each debt stands by itself, is counted until it is opened, and is
 * waived only by the city with a written reason.
 */
import type { Transitions } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type FollowUpKind = "gradeReview" | "penaltyOrTransfer" | "exitGuidance";

export type FollowUpState = "owed" | "opened" | "waived";

/**
 * `open` comes from the domain that takes the debt over, with the case that it opened; `reopen` from the same where that
 * case came to nothing.
 */
export type FollowUpCommand = { type: "open" } | { type: "reopen" } | { type: "waive"; reason: string };

export const followUpTransitions: Transitions<FollowUpState, FollowUpCommand["type"]> = {
  owed: { open: "opened", waive: "waived" },
  opened: { reopen: "owed" },
  waived: {},
};

/**
 * Exit guidance is owed once the company refuses or fails to perform **and** the owners protest strongly
 * (plan 三(二): 对拒不整改、不履约且业主反映强烈的). Asked again when either of the two changes.
 */
export const owesExitGuidance = (unperformed: boolean, strongProtest: boolean) => unperformed && strongProtest;

/** The debts of a settled rectification. */
export function followUpsOf(
  outcome: "accepted" | "refused" | "failed",
  { owesPenalty, strongProtest }: { owesPenalty: boolean; strongProtest: boolean },
): readonly FollowUpKind[] {
  const unperformed = outcome !== "accepted";
  const owed: Record<FollowUpKind, boolean> = {
    // 对拒不整改或整改到期后仍整改不到位的，要重新核定小区物业服务等级
    gradeReview: unperformed,
    // 对排查中发现的违法违规行为，要依法查处，涉及其他部门的处罚事项要及时移送: even when it was put right, and once
    // however often it is ordered
    penaltyOrTransfer: owesPenalty,
    exitGuidance: owesExitGuidance(unperformed, strongProtest),
  };
  return (Object.keys(owed) as FollowUpKind[]).filter((kind) => owed[kind]);
}

const eventOf = { open: "FollowUpOpened", reopen: "FollowUpReopened", waive: "FollowUpWaived" } as const;

/** @throws {Refusal} `follow-up/settled-already`, `follow-up/owed-still`, `follow-up/reason-missing` */
export function decideFollowUp(state: FollowUpState, command: FollowUpCommand) {
  const next = followUpTransitions[state][command.type];
  if (next === undefined) throw refuse(state === "owed" ? "follow-up/owed-still" : "follow-up/settled-already");
  if (command.type === "waive" && command.reason.trim() === "") throw refuse("follow-up/reason-missing", ["reason"]);
  return { state: next, event: eventOf[command.type] };
}
