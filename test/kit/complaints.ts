/** Complaints as they stand in each state, and commands with what they need: for the tests of the rules. */
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { allowedCommands, decide, fileComplaint } from "../../schema/complaint/rules.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Complaint,
  type ComplaintDecision,
  type State,
  transitions,
} from "../../schema/complaint/states.ts";
import { at } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const settings = defaultSettings.complaint;
/** A Thursday in a month without holidays. */
export const filedAt = at("2024-08-15 09:00");
export const when = (now: Date, over: Partial<Circumstances> = {}): Circumstances => ({
  now,
  settings,
  pendingFindings: 0,
  ...over,
});
export const applied = (complaint: Complaint, decision: ComplaintDecision): Complaint => ({
  ...complaint,
  ...decision.fields,
  state: decision.state,
});

/** Recorded by staff, of somebody they know. */
export const named = { anonymous: false, confirmed: true };

/** Every command with all that it needs, so that only the state decides. */
export const commands: Record<CommandType, Command> = {
  assign: { type: "assign", handlerId: "handler" },
  confirm: { type: "confirm" },
  startVerification: { type: "startVerification" },
  substantiate: { type: "substantiate" },
  unsubstantiate: { type: "unsubstantiate", reason: "nothing found on the spot" },
  transfer: { type: "transfer", department: "fireRescue", reason: "theirs to punish" },
  answerTransfer: { type: "answerTransfer", answer: "fined" },
  returnFromTransfer: { type: "returnFromTransfer", reason: "not ours" },
  giveFeedback: { type: "giveFeedback", text: "the lamp has been mended" },
  answerSatisfied: { type: "answerSatisfied" },
  answerUnsatisfied: { type: "answerUnsatisfied" },
  close: { type: "close" },
  reopen: { type: "reopen", reason: "looked at again" },
  extend: { type: "extend", reason: "the expert is away" },
  correct: { type: "correct", reason: "another complex" },
  join: { type: "join", primaryId: "primary", reason: "the same lamp" },
  separate: { type: "separate", reason: "another lamp" },
  withdraw: { type: "withdraw", reason: "asked for by the owner" },
  erase: { type: "erase" },
};

/** Plays commands one after the other on a new complaint. */
export function play(
  ...steps: readonly (readonly [time: string, command: Command | CommandType, over?: Partial<Circumstances>])[]
) {
  let complaint = applied({} as Complaint, fileComplaint(named, when(filedAt)));
  let decision: ComplaintDecision | undefined;
  for (const [time, step, over] of steps) {
    decision = decide(complaint, typeof step === "string" ? commands[step] : step, when(at(time), over));
    complaint = applied(complaint, decision);
  }
  return { complaint, decision: decision as ComplaintDecision };
}
export const sameDay = "2024-08-15 10:00";
export const assigned = () => play([sameDay, "assign"]).complaint;
export const verifying = () => play([sameDay, "assign"], [sameDay, "startVerification"]).complaint;
export const substantiated = () =>
  play([sameDay, "assign"], [sameDay, "startVerification"], [sameDay, "substantiate"]).complaint;
export const transferred = () =>
  play([sameDay, "assign"], [sameDay, "startVerification"], [sameDay, "transfer"]).complaint;
export const toFeedback = [
  [sameDay, "assign"],
  [sameDay, "startVerification"],
  [sameDay, "substantiate"],
  [sameDay, "giveFeedback"],
] as const;
export const fedBack = () => play(...toFeedback).complaint;

/** One complaint in each state in which no circumstance hinders what the table allows, as far as that can be. */
export const inState: Record<State, () => Complaint> = {
  received: () => applied({} as Complaint, fileComplaint(named, when(filedAt))),
  assigned,
  verifying,
  substantiated,
  unsubstantiated: () =>
    play([sameDay, "assign"], [sameDay, "startVerification"], [sameDay, "unsubstantiate"]).complaint,
  transferred,
  feedbackGiven: fedBack,
  closed: () => play(...toFeedback, ["2024-08-26", "close"]).complaint,
  withdrawn: () => play([sameDay, "withdraw"]).complaint,
};

const confirm = "complaint/confirmed-already";
const separate = "complaint/not-joined";
const walked = () => when(at("2024-08-15 11:00"));
export const complaintWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(inState[state](), command, walked()).state,
  offered: (state) => allowedCommands(inState[state](), walked()),
  refusal: notInThisState("complaint"),
  hindered: {
    received: { confirm, separate },
    assigned: { confirm, separate },
    verifying: { confirm, separate },
    substantiated: { separate },
    unsubstantiated: { separate },
    transferred: {
      confirm,
      separate,
      giveFeedback: "complaint/transfer-unanswered",
      extend: "complaint/nothing-to-extend",
    },
    feedbackGiven: { separate, giveFeedback: "complaint/feedback-not-owed", close: "complaint/answer-window-open" },
  },
});
