import { describe, expect, it } from "vitest";
import { decide } from "../../schema/exit/rules.ts";
import type { Command, Exit, State } from "../../schema/exit/states.ts";
import { commands, counts, given, inState, items, later, meeting, noon, refusal, suit, when } from "../kit/exits.ts";
import { at, day } from "../kit/moments.ts";
import { refused } from "../kit/refused.ts";

const withinTime = (state: State, over: Partial<Exit> = {}) => inState(state, { handoverOverdueAt: null, ...over });

describe("what a command needs", () => {
  const cases: [Exit, Command, Date, string][] = [
    [
      inState("guiding"),
      given("callMeeting", { announcedOn: day("2024-09-03") }),
      noon,
      "exit/date-in-the-future at announcedOn",
    ],
    [
      inState("guiding"),
      given("callMeeting", { meetsOn: day("2024-09-16") }),
      noon,
      "exit/meeting-too-soon at meetsOn",
    ],
    [inState("guiding"), given("callMeeting", { caller: "owners" }), noon, "exit/demand-missing at demandingHeads"],
    [
      inState("guiding"),
      given("callMeeting", { caller: "owners", demandTotal: 100 }),
      noon,
      "exit/demand-missing at demandingHeads",
    ],
    [
      inState("guiding"),
      given("callMeeting", { caller: "owners", demandingHeads: 101, demandTotal: 100 }),
      noon,
      "exit/demand-missing at demandingHeads",
    ],
    [
      inState("guiding"),
      given("callMeeting", { caller: "owners", demandingHeads: 19, demandTotal: 100 }),
      noon,
      "exit/demand-too-small at demandingHeads",
    ],
    [inState("meetingCalled"), commands.recordVote, at("2024-08-29 23:59"), "exit/meeting-not-held"],
    [
      inState("meetingCalled"),
      given("recordVote", { heldOn: day("2024-08-29") }),
      noon,
      "exit/date-too-early at heldOn",
    ],
    [inState("meetingCalled"), given("recordVote", { evidence: [] }), noon, "exit/evidence-missing at evidenceIds"],
    [
      inState("meetingCalled"),
      given("recordVote", { counts: { ...counts, yesHeads: 3 } }),
      noon,
      "exit/vote-counts-differ at counts.yesHeads",
    ],
    [inState("voted", { meeting: { ...meeting, passed: false } }), commands.dismiss, noon, "exit/vote-not-passed"],
    [inState("voted"), given("dismiss", { decidedOn: day("2024-08-29") }), noon, "exit/date-too-early at decidedOn"],
    [
      inState("dismissed"),
      given("serveNotice", { servedOn: day("2024-08-30") }),
      noon,
      "exit/date-too-early at servedOn",
    ],
    [inState("dismissed"), given("serveNotice", { agreedDays: 0 }), noon, "exit/notice-days-odd at agreedDays"],
    [inState("dismissed"), given("serveNotice", { agreedDays: 366 }), noon, "exit/notice-days-odd at agreedDays"],
    [
      inState("dismissed"),
      given("serveNotice", { handoverOn: day("2024-10-30") }),
      noon,
      "exit/handover-before-end at handoverOn",
    ],
    [
      inState("noticeServed"),
      given("agreeHandover", { handoverOn: day("2024-09-01") }),
      noon,
      "exit/date-too-early at handoverOn",
    ],
    [
      inState("noticeServed"),
      given("agreeHandover", { handoverOn: day("2024-10-07") }),
      noon,
      "exit/handover-before-end at handoverOn",
    ],
    [inState("contractEnded"), commands.agreeHandover, later, "exit/handover-overdue"],
    [inState("noticeServed"), given("handOverItem", { receivedBy: " " }), noon, "exit/receiver-missing at receivedBy"],
    [
      inState("noticeServed", { items: [...items.slice(1), { kind: "serviceRooms", state: "handedOver" }] }),
      given("handOverItem", { item: "serviceRooms" }),
      noon,
      "exit/item-settled at item",
    ],
    [inState("noticeServed", { items: [] }), commands.handOverItem, noon, "exit/items-settled"],
    [inState("noticeServed", { items: [] }), commands.recordMissing, noon, "exit/items-settled"],
    [
      inState("noticeServed", { items: [...items.slice(1), { kind: "serviceRooms", state: "missing" }] }),
      given("recordMissing", { item: "serviceRooms" }),
      noon,
      "exit/item-settled at item",
    ],
    [inState("noticeServed"), given("recordMissing", { note: " " }), noon, "exit/reason-missing at note"],
    [inState("contractEnded"), commands.completeHandover, later, "exit/items-outstanding"],
    [withinTime("contractEnded"), refusal, at("2024-10-23 23:59"), "exit/handover-not-due"],
    [withinTime("contractEnded", { handoverDue: null }), refusal, later, "exit/handover-not-due"],
    [
      inState("contractEnded"),
      given("determineRefusal", { determinedOn: day("2024-10-23") }),
      later,
      "exit/date-too-early at determinedOn",
    ],
    [
      inState("contractEnded"),
      given("determineRefusal", { evidence: [] }),
      later,
      "exit/evidence-missing at evidenceIds",
    ],
    [
      inState("handoverRefused"),
      given("advanceSuit", { stage: "judged" }),
      later,
      "exit/suit-stage-out-of-turn at stage",
    ],
    [inState("handoverRefused"), given("advanceSuit", { court: " " }), later, "exit/court-missing at court"],
    [
      inState("handoverRefused"),
      given("advanceSuit", { caseNumber: "" }),
      later,
      "exit/case-number-missing at caseNumber",
    ],
    [
      inState("handoverRefused", { suitStage: "accepted" }),
      given("advanceSuit", { stage: "hearing" }),
      later,
      "exit/hearing-missing at hearingAt",
    ],
    [
      inState("handoverRefused", { suitStage: "accepted" }),
      given("advanceSuit", { stage: "judged" }),
      later,
      "exit/result-missing at result",
    ],
    [inState("handoverRefused", { suitStage: "enforced" }), suit, later, "exit/suit-over"],
    [
      inState("handedOver"),
      given("takeOver", { startsOn: day("2024-10-07") }),
      later,
      "exit/date-too-early at startsOn",
    ],
    [inState("takenOver", { suitStage: "enforcement" }), commands.close, later, "exit/suit-running"],
    [inState("guiding"), given("abandon", { reason: " " }), noon, "exit/reason-missing at reason"],
  ];
  it.each(cases)("%#", (current, command, now, expected) => {
    expect(refused(() => decide(current, command, when(now)))).toBe(expected);
  });
  it.each<[Exit, Command, Date, object]>([
    [inState("meetingCalled"), commands.recordVote, at("2024-08-29 23:59"), { meetsOn: "2024-08-30" }],
    [inState("contractEnded"), commands.completeHandover, later, { count: 5 }],
    [withinTime("contractEnded"), refusal, at("2024-10-23 23:59"), { due: "2024-10-24 00:00" }],
    [withinTime("contractEnded", { handoverDue: null }), refusal, later, { due: "" }],
    [inState("noticeServed"), given("agreeHandover", { handoverOn: day("2024-10-07") }), noon, { end: "2024-10-08" }],
  ])("says why: %#", (current, command, now, facts) => {
    expect(() => decide(current, command, when(now))).toThrow(expect.objectContaining({ facts }));
  });
  it("is said without a meeting, a contract or a due day on record too", () => {
    expect(decide(inState("meetingCalled", { meeting: null }), commands.recordVote, when(noon)).state).toBe("voted");
    expect(refused(() => decide(inState("voted", { meeting: null }), commands.dismiss, when(noon)))).toBe(
      "exit/vote-not-passed",
    );
    const overdue = inState("contractEnded", { handoverDue: null });
    expect(decide(overdue, refusal, when(later)).state).toBe("handoverRefused");
    const served = decide(inState("dismissed", { contract: null }), commands.serveNotice, when(noon));
    expect(served.fields).toMatchObject({ noticeArticle: "civilCode946" });
  });
  it("a demand of a fifth of the owners calls a meeting", () => {
    const command = given("callMeeting", { caller: "owners", demandingHeads: 20, demandTotal: 100 });
    expect(decide(inState("guiding"), command, when(noon)).state).toBe("meetingCalled");
  });
});
