import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { timerAt } from "../../schema/decision.ts";
import { handoverDueOf } from "../../schema/exit/notice.ts";
import { decide, isSettled, lapse, type Opening, openExit } from "../../schema/exit/rules.ts";
import { type Exit, type ExitDecision, type State, transitions } from "../../schema/exit/states.ts";
import { commands, due, evidence, given, inState, items, later, noon, when } from "../kit/exits.ts";
import { at, day } from "../kit/moments.ts";
import { refused } from "../kit/refused.ts";

describe("an exit", () => {
  it("is never given up once discredit rests on it", () => {
    const states = new Set<State>(["handoverRefused"]);
    for (const state of states) for (const next of Object.values(transitions[state])) states.add(next);
    expect([...states].flatMap((state) => Object.keys(transitions[state]))).not.toContain("abandon");
  });

  it("is over when closed or abandoned", () => {
    expect((Object.keys(transitions) as State[]).filter(isSettled)).toEqual(["closed", "abandoned"]);
  });
});

describe("guidance", () => {
  const opening = (over: Partial<Opening> = {}): Opening => ({
    ground: "owed",
    guide: "Zhang",
    partner: "Li",
    evidence: [],
    debts: 1,
    served: true,
    running: false,
    ...over,
  });
  it("is opened where it is owed, asked for, or the company leaves", () => {
    expect(openExit(opening())).toEqual({
      state: "guiding",
      fields: {},
      events: [{ kind: "ExitGuidanceOpened", facts: { ground: "owed", from: null, to: "guiding" } }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(openExit(opening({ ground: "ownersAsked", debts: 0, evidence })).state).toBe("guiding");
  });
  it.each<[Partial<Opening>, string]>([
    [{ served: false }, "exit/company-missing at complexId"],
    [{ running: true }, "exit/running-already at complexId"],
    [{ debts: 0 }, "exit/guidance-not-owed at ground"],
    [{ ground: "companyLeaves" }, "exit/evidence-missing at evidenceIds"],
    [{ guide: " " }, "exit/guide-missing at guide"],
    [{ partner: " " }, "exit/partner-missing at partner"],
  ])("is refused with %j: %s", (over, expected) => expect(refused(() => openExit(opening(over)))).toBe(expected));
});

const applied = (before: Exit, { state, fields }: ExitDecision): Exit => ({ ...before, ...fields, state });
const told = ({ events }: ExitDecision) => events.map(({ kind, occurredAt }) => [kind, occurredAt?.toISOString()]);

describe("clocks", () => {
  const served = decide(inState("dismissed"), commands.serveNotice, when(noon));
  const running = applied(inState("dismissed", { items }), served);
  const nothing = { fields: {}, events: [], setTimers: [], cancelTimers: [] };
  const handover = handoverDueOf(Temporal.PlainDate.from("2024-10-31"), null, defaultSettings.exit);
  it("the contract ends in its minute, once, and sets the handover's clock", () => {
    expect(lapse(running, when(at("2024-10-31 23:59")))).toEqual({ state: "noticeServed", ...nothing });
    const ended = lapse(running, when(at("2024-11-01 00:00")));
    expect(ended).toEqual({
      state: "contractEnded",
      fields: { handoverDue: at("2024-11-16"), nextDueAt: at("2024-11-16"), calendarPublished: true },
      events: [
        {
          kind: "ExitContractEnded",
          facts: { from: "noticeServed", to: "contractEnded" },
          occurredAt: at("2024-11-01"),
        },
      ],
      setTimers: [timerAt("exitHandoverDue", handover)],
      cancelTimers: ["exitContractEnd"],
    });
    const again = lapse(applied(running, ended), when(at("2024-11-15 23:59")));
    expect(again).toEqual({ state: "contractEnded", ...nothing });
  });
  it("the handover is overdue in its minute, once, however late the ticker is", () => {
    const both = lapse(running, when(at("2024-12-24 09:00")));
    expect(told(both)).toEqual([
      ["ExitContractEnded", "2024-10-31T16:00:00.000Z"],
      ["HandoverOverdue", "2024-11-15T16:00:00.000Z"],
    ]);
    expect(both.setTimers).toEqual([]);
    expect(both.cancelTimers).toEqual(["exitContractEnd", "exitHandoverDue"]);
    expect(told(lapse(applied(running, both), when(at("2024-12-24 09:00"))))).toEqual([]);
    expect(lapse(inState("contractEnded", { handoverOverdueAt: null }), when(due))).toEqual({
      state: "contractEnded",
      fields: { handoverOverdueAt: due },
      events: [{ kind: "HandoverOverdue", occurredAt: due }],
      setTimers: [],
      cancelTimers: ["exitHandoverDue"],
    });
  });
  it.each<[string, Exit]>([
    ["no contract's end", inState("noticeServed", { contractEndsOn: null })],
    ["no moment of it", inState("noticeServed", { contractEndsAt: null })],
    ["no day for the handover", inState("contractEnded", { handoverDue: null, handoverOverdueAt: null })],
    ["a handover that was refused", inState("handoverRefused", { handoverOverdueAt: null })],
    ["a handover that was made", inState("handedOver")],
  ])("nothing lapses with %s", (_, current) => {
    expect(lapse(current, when(later))).toEqual({ state: current.state, ...nothing });
  });
  it("a command ahead of the ticker finds what has passed, with its own minute", () => {
    const command = given("determineRefusal", { determinedOn: day("2024-11-16") });
    const determined = decide(running, command, when(at("2024-11-16 10:00")));
    expect(determined.state).toBe("handoverRefused");
    expect(determined.events.map(({ kind }) => kind)).toEqual([
      "ExitContractEnded",
      "HandoverOverdue",
      "HandoverRefused",
    ]);
  });
  it("an agreed day is noted before the contract ends, and the deadline after it", () => {
    const agreed = decide(running, given("agreeHandover", { handoverOn: day("2024-11-05") }), when(noon));
    const ended = lapse(applied(running, agreed), when(at("2024-11-01 00:00")));
    expect(ended.fields).toMatchObject({ handoverDue: at("2024-11-06 00:00") });
    const again = given("agreeHandover", { handoverOn: day("2024-11-10") });
    expect(decide(applied(running, ended), again, when(at("2024-11-02 09:00"))).setTimers).toMatchObject([
      { kind: "exitHandoverDue", dueAt: at("2024-11-11 00:00") },
    ]);
    const late = decide(running, again, when(at("2024-11-02 09:00")));
    expect(late.setTimers).toMatchObject([{ kind: "exitHandoverDue", dueAt: at("2024-11-11 00:00") }]);
  });
});
