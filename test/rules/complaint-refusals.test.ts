import { describe, expect, it } from "vitest";
import { allowedCommands, decide } from "../../schema/complaint/rules.ts";
import type { Circumstances, CommandType, Complaint } from "../../schema/complaint/states.ts";
import {
  applied,
  assigned,
  commands,
  fedBack,
  inState,
  play,
  sameDay,
  toFeedback,
  transferred,
  when,
} from "../kit/complaints.ts";
import { at } from "../kit/moments.ts";
import { refusal } from "../kit/refused.ts";

const joined = { ...assigned(), primaryId: "primary" };
const answered = applied(transferred(), decide(transferred(), commands.answerTransfer, when(at(sameDay))));
const over = at("2024-08-26");
const owing = { ...fedBack(), outcomeDue: at("2024-08-29") };

describe("what stands in the way of a command, whatever is said with it", () => {
  it.each<[CommandType, Complaint, Date, Partial<Circumstances>, string, object?]>([
    ["startVerification", joined, at(sameDay), {}, "complaint/follows-primary"],
    ["join", joined, at(sameDay), {}, "complaint/joined-already"],
    ["join", assigned(), at(sameDay), { duplicates: 1 }, "complaint/has-duplicates"],
    ["startVerification", assigned(), at(sameDay), { unplaced: true }, "complaint/county-missing"],
    ["join", assigned(), at(sameDay), { unplaced: true }, "complaint/county-missing"],
    ["confirm", { ...assigned(), confirmed: false }, at(sameDay), { unplaced: true }, "complaint/county-missing"],
    ["separate", assigned(), at(sameDay), {}, "complaint/not-joined"],
    ["confirm", assigned(), at(sameDay), {}, "complaint/confirmed-already"],
    ["confirm", { ...assigned(), confirmed: false, anonymous: true }, at(sameDay), {}, "complaint/nobody-to-confirm"],
    ["answerTransfer", answered, at(sameDay), {}, "complaint/transfer-answered"],
    ["returnFromTransfer", answered, at(sameDay), {}, "complaint/transfer-answered"],
    ["giveFeedback", transferred(), at(sameDay), {}, "complaint/transfer-unanswered"],
    ["giveFeedback", fedBack(), at(sameDay), {}, "complaint/feedback-not-owed"],
    [
      "answerSatisfied",
      play(...toFeedback, [sameDay, "answerSatisfied"]).complaint,
      at(sameDay),
      {},
      "complaint/answered-already",
    ],
    ["answerUnsatisfied", { ...fedBack(), satisfied: false }, at(sameDay), {}, "complaint/answered-already"],
    ["answerSatisfied", fedBack(), over, {}, "complaint/answer-window-over", { until: "2024-08-26 00:00" }],
    [
      "close",
      fedBack(),
      new Date(over.getTime() - 1),
      {},
      "complaint/answer-window-open",
      { until: "2024-08-26 00:00" },
    ],
    ["close", owing, over, {}, "complaint/outcome-owed"],
    ["close", fedBack(), over, { pendingFindings: 1 }, "complaint/outcome-owed"],
    ["reopen", { ...inState.closed(), erasedAt: over }, over, {}, "complaint/erased", { on: "2024-08-26" }],
    ["erase", { ...inState.closed(), erasedAt: over }, over, {}, "complaint/erased"],
    [
      "erase",
      inState.closed(),
      over,
      { consequences: ["exit", "suit"] },
      "complaint/consequences-running",
      { count: 2 },
    ],
    ["extend", { ...assigned(), extensions: 1 }, at(sameDay), {}, "complaint/extended-already", { extensions: 1 }],
    ["extend", assigned(), at("2024-10-01"), {}, "complaint/nothing-to-extend"],
  ])("%s %#", (type, complaint, now, circumstances, code, facts) => {
    const known = when(now, circumstances);
    expect(() => decide(complaint, commands[type], known)).toThrow(refusal(code, [], facts));
    expect(allowedCommands(complaint, known)).not.toContain(type);
  });

  it.each<[CommandType, Complaint, Date, Partial<Circumstances>]>([
    ["startVerification", joined, at(sameDay), { following: true }],
    ["join", assigned(), at(sameDay), { duplicates: 0 }],
    ["separate", joined, at(sameDay), {}],
    ["confirm", { ...assigned(), confirmed: false }, at(sameDay), {}],
    ["giveFeedback", answered, at(sameDay), {}],
    ["giveFeedback", owing, at(sameDay), {}],
    ["answerSatisfied", fedBack(), new Date(over.getTime() - 1), {}],
    ["answerUnsatisfied", { ...fedBack(), answerDue: null }, over, {}],
    ["close", fedBack(), over, {}],
    ["close", { ...fedBack(), answerDue: null }, at(sameDay), {}],
    ["reopen", inState.closed(), over, {}],
    ["erase", inState.closed(), over, { consequences: [] }],
    ["extend", { ...assigned(), extensions: 1 }, at(sameDay), { settings: { ...when(over).settings, extensions: 2 } }],
  ])("nothing in that of %s %#", (type, complaint, now, circumstances) => {
    const known = when(now, circumstances);
    expect(() => decide(complaint, commands[type], known)).not.toThrow();
    expect(allowedCommands(complaint, known)).toContain(type);
  });
});
