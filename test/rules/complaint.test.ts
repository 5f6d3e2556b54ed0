import { describe, expect, it } from "vitest";
import { eventKinds } from "../../schema/activity/kinds.ts";
import { allowedCommands, decide, fileComplaint } from "../../schema/complaint/rules.ts";
import type { Command, CommandType, Complaint, State } from "../../schema/complaint/states.ts";
import { applied, assigned, commands, fedBack, filedAt, inState, sameDay, verifying, when } from "../kit/complaints.ts";
import { at } from "../kit/moments.ts";
import { refusal } from "../kit/refused.ts";

describe("required input", () => {
  it.each<[State, Command, string, string]>([
    ["received", { type: "assign", handlerId: " " }, "complaint/handler-missing", "handlerId"],
    ["verifying", { type: "unsubstantiate", reason: "" }, "complaint/reason-missing", "reason"],
    ["verifying", { type: "transfer", department: "credit", reason: " " }, "complaint/reason-missing", "reason"],
    ["substantiated", { type: "giveFeedback", text: "\n" }, "complaint/feedback-missing", "text"],
    ["transferred", { type: "returnFromTransfer", reason: "" }, "complaint/reason-missing", "reason"],
    ["closed", { type: "reopen", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "withdraw", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "correct", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "extend", reason: "" }, "complaint/reason-missing", "reason"],
    ["received", { type: "join", primaryId: "x", reason: " " }, "complaint/reason-missing", "reason"],
  ])("%s + %j is refused with %s", (state, command, code, field) => {
    expect(() => decide(inState[state](), command, when(at("2024-08-15 11:00")))).toThrow(
      expect.objectContaining({ code, field: [field] }),
    );
  });
});

describe("confirmation", () => {
  const web = { anonymous: false, confirmed: false };
  const unconfirmed = (filing = web) => applied({} as Complaint, fileComplaint(filing, when(filedAt)));
  const give = (complaint: Complaint, ...given: CommandType[]) =>
    given.reduce((now, type) => applied(now, decide(now, commands[type], when(at(sameDay)))), complaint);

  it.each([
    [{ anonymous: false, confirmed: true }, true],
    [{ anonymous: false, confirmed: false }, false],
    [{ anonymous: true, confirmed: true }, false],
    [{ anonymous: true, confirmed: false }, false],
  ])("%j comes in confirmed: %s", (filing, confirmed) => {
    expect(fileComplaint(filing, when(filedAt)).fields).toMatchObject({ confirmed, anonymous: filing.anonymous });
  });
  it("comes by the staff's call, in every state before the result, and changes nothing else", () => {
    for (const given of [
      [],
      ["assign"],
      ["assign", "startVerification"],
      ["assign", "startVerification", "transfer"],
    ]) {
      const complaint = give(unconfirmed(), ...(given as CommandType[]));
      expect(allowedCommands(complaint, when(at(sameDay)))).toContain("confirm");
      const { state, fields, events, setTimers } = decide(complaint, commands.confirm, when(at(sameDay)));
      expect(state).toBe(complaint.state);
      expect(fields.confirmed).toBe(true);
      expect(events).toEqual([{ kind: "ComplaintConfirmed", facts: { by: "staff", wasOverdue: false } }]);
      expect(setTimers).toEqual([]);
    }
  });
  it.each<[CommandType, string, boolean]>([
    ["substantiate", "ComplaintSubstantiated", false],
    ["unsubstantiate", "ComplaintUnsubstantiated", true],
  ])("comes with the verification: %s", (command, kind, anonymous) => {
    const complaint = give(unconfirmed({ anonymous, confirmed: false }), "assign", "startVerification");
    const { fields, events } = decide(complaint, commands[command], when(at(sameDay)));
    expect(fields.confirmed).toBe(true);
    expect(events.map((event) => event.kind)).toEqual(["ComplaintConfirmed", kind]);
    expect(events[0]?.facts).toMatchObject({ by: "verification" });
  });
  it("comes with a transferee's answer, and once only", () => {
    const complaint = give(unconfirmed(), "assign", "startVerification", "transfer");
    const answered = decide(complaint, commands.answerTransfer, when(at(sameDay)));
    expect(answered.events.map(({ kind }) => kind)).toEqual(["ComplaintConfirmed", "ComplaintTransferAnswered"]);
    expect(decide(verifying(), commands.substantiate, when(at(sameDay))).events).toHaveLength(1);
  });
  it("is said to be missing by every event until then, and counts nothing", () => {
    const late = decide(unconfirmed(), commands.assign, when(at("2024-09-02")));
    expect(late.events.map(({ kind, facts }) => [kind, facts?.confirmed])).toEqual([
      ["ComplaintOverdue", false],
      ["ComplaintOverdue", false],
      ["ComplaintAssigned", false],
    ]);
    for (const { kind, facts } of [...fileComplaint(web, when(filedAt)).events, ...late.events])
      expect(eventKinds[kind].figures(facts ?? {})).toEqual({});
  });
});

describe("a duplicate", () => {
  const joined = (complaint = assigned()): Complaint =>
    applied(complaint, decide(complaint, commands.join, when(at(sameDay))));

  it("follows one other", () => {
    const { state, fields, events } = decide(verifying(), commands.join, when(at(sameDay)));
    expect([state, fields.primaryId]).toEqual(["verifying", "primary"]);
    expect(events).toMatchObject([{ kind: "ComplaintJoined", facts: { primary: "primary" } }]);
  });
  it.each<[State, CommandType[], CommandType[]]>([
    ["received", ["correct", "separate", "withdraw"], ["assign", "extend"]],
    ["assigned", ["correct", "separate", "withdraw"], ["assign", "startVerification", "extend"]],
    [
      "verifying",
      ["correct", "separate", "withdraw"],
      ["assign", "substantiate", "unsubstantiate", "transfer", "extend"],
    ],
    ["substantiated", ["correct", "separate"], ["assign", "giveFeedback", "extend"]],
    ["unsubstantiated", ["correct", "separate"], ["assign", "giveFeedback", "extend"]],
    [
      "transferred",
      ["correct", "separate", "withdraw"],
      ["assign", "answerTransfer", "returnFromTransfer", "giveFeedback", "extend"],
    ],
    [
      "feedbackGiven",
      ["answerSatisfied", "answerUnsatisfied", "correct", "separate"],
      ["assign", "giveFeedback", "reopen"],
    ],
    ["closed", ["erase"], ["reopen"]],
  ])("where it is %s does %j by itself, and %j with its primary alone", (state, own, led) => {
    const follower = { ...inState[state](), primaryId: "primary" };
    expect([...allowedCommands(follower, when(at(sameDay)))].sort()).toEqual([...own].sort());
    for (const type of led)
      expect(() => decide(follower, commands[type], when(at(sameDay)))).toThrow(refusal("complaint/follows-primary"));
  });
  it("is a matter of its own again by a word of the staff, or of an owner who is not satisfied", () => {
    expect(decide(joined(), commands.separate, when(at(sameDay))).fields.primaryId).toBeNull();
    const told: Complaint = { ...fedBack(), primaryId: "primary" };
    const satisfied = decide(told, commands.answerSatisfied, when(at(sameDay)));
    expect(satisfied.fields.primaryId).toBeUndefined();
    const unsatisfied = decide(told, commands.answerUnsatisfied, when(at(sameDay)));
    expect(unsatisfied).toMatchObject({ state: "assigned", fields: { primaryId: null } });
    expect(unsatisfied.events.map(({ kind }) => kind)).toEqual([
      "ComplaintAnswered",
      "ComplaintSeparated",
      "ComplaintReopened",
    ]);
    expect(decide(joined(), commands.withdraw, when(at(sameDay))).fields.primaryId).toBeNull();
  });
});
