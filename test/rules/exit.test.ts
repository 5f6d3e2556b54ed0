import { describe, expect, it } from "vitest";
import { allowedCommands, decide, isSettled, lapse, type Opening, openExit } from "../../schema/exit/rules.ts";
import { type Exit, type ExitDecision, type State, transitions } from "../../schema/exit/states.ts";
import { commands, evidence, fitting, given, inState, items, later, noon, when } from "../kit/exits.ts";
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
    expect(openExit(opening())).toMatchObject({
      state: "guiding",
      events: [{ kind: "ExitGuidanceOpened", facts: { ground: "owed", to: "guiding" } }],
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
  it("notice sets the end of the contract, by the settings of its day", () => {
    expect(served.fields).toMatchObject({
      noticeBy: "owners",
      noticeArticle: "civilCode946",
      noticeDays: 60,
      contractEndsOn: day("2024-10-31"),
      contractEndsAt: at("2024-11-01 00:00"),
      calendarPublished: true,
    });
    expect(served.setTimers).toMatchObject([{ kind: "exitContractEnd", dueAt: at("2024-11-01 00:00") }]);
    const received = decide(inState("guiding"), commands.receiveNotice, when(noon));
    expect(received.fields).toMatchObject({ noticeBy: "company", noticeArticle: "civilCode947" });
  });
  it("the contract ends in its minute, once, and sets the handover's clock", () => {
    expect(told(lapse(running, when(at("2024-10-31 23:59"))))).toEqual([]);
    const ended = lapse(running, when(at("2024-11-01 00:00")));
    expect(told(ended)).toEqual([["ExitContractEnded", "2024-10-31T16:00:00.000Z"]]);
    expect(ended.state).toBe("contractEnded");
    expect(ended.setTimers).toMatchObject([{ kind: "exitHandoverDue", dueAt: at("2024-11-16 00:00") }]);
    expect(told(lapse(applied(running, ended), when(at("2024-11-01 00:00"))))).toEqual([]);
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
    expect(allowedCommands(running, when(at("2024-11-16 10:00")))).toContain("determineRefusal");
    expect(allowedCommands(running, when(at("2024-11-15 10:00")))).not.toContain("determineRefusal");
  });
  it("an agreed day is noted before the contract ends, and the deadline after it", () => {
    const agreed = decide(running, given("agreeHandover", { handoverOn: day("2024-11-05") }), when(noon));
    expect([agreed.fields, agreed.setTimers]).toEqual([{ handoverAgreedOn: day("2024-11-05") }, []]);
    const ended = lapse(applied(running, agreed), when(at("2024-11-01 00:00")));
    expect(ended.fields).toMatchObject({ handoverDue: at("2024-11-06 00:00") });
    const again = given("agreeHandover", { handoverOn: day("2024-11-10") });
    expect(decide(applied(running, ended), again, when(at("2024-11-02 09:00"))).setTimers).toMatchObject([
      { kind: "exitHandoverDue", dueAt: at("2024-11-11 00:00") },
    ]);
    const late = decide(running, again, when(at("2024-11-02 09:00")));
    expect(late.setTimers).toMatchObject([{ kind: "exitHandoverDue", dueAt: at("2024-11-11 00:00") }]);
  });
  it("a handover that is complete, and an exit that is given up, have no clock left", () => {
    const done = decide(inState("handoverRefused", fitting.completeHandover), commands.completeHandover, when(later));
    expect(done).toMatchObject({ cancelTimers: ["exitHandoverDue"], fields: { nextDueAt: null } });
    expect(done.events[0]?.facts).toMatchObject({ wasOverdue: true });
    expect(decide(running, commands.abandon, when(noon)).cancelTimers).toEqual(["exitContractEnd"]);
  });
});
