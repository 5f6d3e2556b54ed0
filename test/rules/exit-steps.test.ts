import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { endOfCivilPeriod } from "../../schema/calendar/rules.ts";
import { timerAt, timerAtInstant } from "../../schema/decision.ts";
import { allowedCommands, decide } from "../../schema/exit/rules.ts";
import type { Command, CommandType, Exit, ExitDecision, State } from "../../schema/exit/states.ts";
import { commands, counts, due, fitting, given, inState, items, later, noon, suit, when } from "../kit/exits.ts";
import { at, day } from "../kit/moments.ts";

type Event = ExitDecision["events"][number]["kind"];
/** Nothing else comes of it than that the exit goes on. */
const moves = (from: State, to: State, kind: Event, facts: object = {}): Pick<ExitDecision, "state" | "events"> => ({
  state: to,
  events: [{ kind, facts: { from, to, ...facts } }],
});

describe("what each command brings about", () => {
  it.each<[State, Partial<Exit>, Command, Date, Partial<ExitDecision>]>([
    [
      "guiding",
      {},
      commands.callMeeting,
      noon,
      moves("guiding", "meetingCalled", "OwnersMeetingCalled", { caller: "subdistrict" }),
    ],
    [
      "meetingCalled",
      {},
      commands.recordVote,
      at("2024-08-30 00:00"),
      moves("meetingCalled", "voted", "OwnersVoteRecorded", { passed: true }),
    ],
    [
      "meetingCalled",
      {},
      given("recordVote", { counts: { ...counts, yesHeads: 1 } }),
      noon,
      moves("meetingCalled", "voted", "OwnersVoteRecorded", { passed: false }),
    ],
    [
      "voted",
      {},
      commands.dismiss,
      noon,
      { ...moves("voted", "dismissed", "CompanyDismissed"), fields: { dismissedOn: day("2024-08-31") } },
    ],
    [
      "dismissed",
      {},
      commands.serveNotice,
      noon,
      {
        ...moves("dismissed", "noticeServed", "ExitNoticeServed", {
          by: "owners",
          manner: "inPerson",
          article: "civilCode946",
          days: 60,
        }),
        fields: {
          noticeBy: "owners",
          noticeArticle: "civilCode946",
          noticeServedOn: day("2024-09-01"),
          noticeDays: 60,
          contractEndsOn: day("2024-10-31"),
          contractEndsAt: at("2024-11-01"),
          handoverAgreedOn: null,
          calendarPublished: true,
          nextDueAt: at("2024-11-01"),
        },
        setTimers: [
          timerAt(
            "exitContractEnd",
            endOfCivilPeriod(Temporal.PlainDate.from("2024-09-01"), 60, { rollHolidays: true }),
          ),
        ],
      },
    ],
    [
      "guiding",
      { contract: null },
      given("receiveNotice", { handoverOn: day("2024-10-31") }),
      noon,
      {
        ...moves("guiding", "noticeServed", "ExitNoticeServed", { by: "company", article: "civilCode948", days: 60 }),
        fields: {
          noticeBy: "company",
          noticeArticle: "civilCode948",
          noticeServedOn: day("2024-09-01"),
          noticeDays: 60,
          contractEndsOn: day("2024-10-31"),
          contractEndsAt: at("2024-11-01"),
          handoverAgreedOn: day("2024-10-31"),
          calendarPublished: true,
          nextDueAt: at("2024-11-01"),
        },
        setTimers: [expect.objectContaining({ kind: "exitContractEnd", dueAt: at("2024-11-01") })],
      },
    ],
    [
      "noticeServed",
      {},
      commands.agreeHandover,
      noon,
      {
        state: "noticeServed",
        fields: { handoverAgreedOn: day("2024-11-05") },
        events: [{ kind: "HandoverAgreed", facts: { until: "2024-11-05T16:00:00.000Z" } }],
      },
    ],
    [
      "contractEnded",
      { ...fitting.agreeHandover },
      commands.agreeHandover,
      later,
      {
        state: "contractEnded",
        fields: {
          handoverAgreedOn: day("2024-11-05"),
          handoverDue: at("2024-11-06"),
          nextDueAt: at("2024-11-06"),
          calendarPublished: true,
        },
        events: [{ kind: "HandoverAgreed", facts: { until: "2024-11-05T16:00:00.000Z" } }],
        setTimers: [timerAtInstant("exitHandoverDue", at("2024-11-06"))],
      },
    ],
    [
      "noticeServed",
      {},
      commands.handOverItem,
      noon,
      { state: "noticeServed", events: [{ kind: "HandoverItemHandedOver", facts: { item: "funds" } }] },
    ],
    [
      "handoverRefused",
      {},
      commands.recordMissing,
      later,
      { state: "handoverRefused", events: [{ kind: "HandoverItemMissing", facts: { item: "funds" } }] },
    ],
    ...([null, due] as const).map((handoverOverdueAt): [State, Partial<Exit>, Command, Date, Partial<ExitDecision>] => [
      "contractEnded",
      { ...fitting.completeHandover, handoverOverdueAt },
      commands.completeHandover,
      new Date(due.getTime() - 1),
      {
        ...moves("contractEnded", "handedOver", "HandoverCompleted", { wasOverdue: handoverOverdueAt !== null }),
        fields: { handedOverOn: day("2024-09-01"), nextDueAt: null },
        cancelTimers: ["exitHandoverDue"],
      },
    ]),
    [
      "contractEnded",
      {},
      commands.determineRefusal,
      later,
      {
        ...moves("contractEnded", "handoverRefused", "HandoverRefused", { refusal: "handOver" }),
        fields: { refusal: "handOver", refusedAt: later, refusalWords: "keeps the rooms" },
      },
    ],
    [
      "handoverRefused",
      {},
      suit,
      later,
      {
        state: "handoverRefused",
        fields: { suitStage: "accepted" },
        events: [{ kind: "SuitAdvanced", facts: { stage: "accepted", first: true } }],
      },
    ],
    [
      "handedOver",
      { suitStage: "accepted" },
      given("advanceSuit", { stage: "hearing", hearingAt: at("2024-11-20 09:00") }),
      later,
      {
        state: "handedOver",
        fields: { suitStage: "hearing" },
        events: [{ kind: "SuitAdvanced", facts: { stage: "hearing", first: false } }],
      },
    ],
    [
      "handedOver",
      {},
      commands.takeOver,
      later,
      { ...moves("handedOver", "takenOver", "ComplexTakenOver"), fields: { takenOverOn: day("2024-11-01") } },
    ],
    [
      "takenOver",
      {},
      commands.close,
      later,
      { ...moves("takenOver", "closed", "ExitClosed"), fields: { settledAt: later } },
    ],
    [
      "noticeServed",
      {},
      commands.abandon,
      noon,
      {
        ...moves("noticeServed", "abandoned", "ExitAbandoned"),
        fields: { settledAt: noon, abandonedWhy: "the owners think otherwise", nextDueAt: null },
        cancelTimers: ["exitContractEnd"],
      },
    ],
  ])("%#: %s", (state, over, command, now, expected) => {
    expect(decide(inState(state, over), command, when(now))).toEqual({
      ...{ fields: {}, events: [], setTimers: [], cancelTimers: [] },
      ...expected,
    });
  });
});

describe("what a page offers", () => {
  const settled = items.map((item) => ({ ...item, state: "handedOver" as const }));
  const missing = items.map((item) => ({ ...item, state: "missing" as const }));
  it.each<[string, Exit, Date, CommandType[]]>([
    [
      "before the meeting",
      inState("meetingCalled"),
      at("2024-08-29 23:59"),
      ["callMeeting", "receiveNotice", "abandon"],
    ],
    [
      "on its day",
      inState("meetingCalled"),
      at("2024-08-30"),
      ["recordVote", "callMeeting", "receiveNotice", "abandon"],
    ],
    ["once all is handed over", inState("noticeServed", { items: settled }), noon, ["agreeHandover", "abandon"]],
    // What was missing may turn up.
    [
      "where the rest is missing",
      inState("handoverRefused", { items: missing }),
      later,
      ["handOverItem", "advanceSuit", "completeHandover"],
    ],
    [
      "before the handover is due",
      inState("contractEnded", { handoverOverdueAt: null }),
      new Date(due.getTime() - 1),
      ["handOverItem", "recordMissing", "agreeHandover"],
    ],
    [
      "from its minute on, ahead of the ticker",
      inState("contractEnded", { handoverOverdueAt: null }),
      due,
      ["handOverItem", "recordMissing", "determineRefusal"],
    ],
    ["with no suit left", inState("handedOver", { suitStage: "performed" }), later, ["takeOver"]],
    ["while a suit runs", inState("takenOver", { suitStage: "hearing" }), later, ["advanceSuit"]],
  ])("%s", (_, current, now, offered) => {
    expect(allowedCommands(current, when(now))).toEqual(offered);
  });
});
