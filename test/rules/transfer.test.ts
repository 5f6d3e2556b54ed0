import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { isOverdue } from "../../schema/decision.ts";
import { decide, lapse, moveClock, type Sending, sendTransfer } from "../../schema/transfer/rules.ts";
import { type Command, standing, transferees } from "../../schema/transfer/states.ts";
import { refusal } from "../kit/refused.ts";
import { accepted, endOfDay, inState, sending, sent, sentAt, when } from "../kit/transfers.ts";

describe("a matter is sent", () => {
  it("and starts the clock of acceptance", () => {
    const decision = sendTransfer(sending(), when());
    expect(decision).toMatchObject({
      state: "sent",
      fields: { dueAt: endOfDay("2024-08-22"), calendarPublished: true, overdueAt: null, settledAt: null },
      events: [{ kind: "TransferSent", facts: { department: "fireRescue" } }],
      setTimers: [{ kind: "transferAcceptDue", dueAt: endOfDay("2024-08-22"), counted: { workingDays: 5 } }],
      cancelTimers: [],
    });
  });
  it("as a complaint, its words with it or not", () => {
    for (const withWords of [true, false])
      expect(sendTransfer(sending({ complaint: true, findings: [], withWords }), when()).state).toBe("sent");
  });
  it("to another department although one has it", () => {
    const findings = [{ complexId: "a complex", state: "open", with: ["marketRegulation"] }] as const;
    expect(sendTransfer(sending({ findings }), when()).state).toBe("sent");
  });
  const finding = { complexId: "a complex", state: "open", with: [] } as const;
  it.each<[string, Partial<Sending>, string, string[]]>([
    ["without a matter", { findings: [] }, "transfer/subject-missing", ["findingIds"]],
    ["with two matters", { complaint: true }, "transfer/subject-missing", ["findingIds"]],
    ["to housing itself", { department: "housing" }, "transfer/department-unfit", ["department"]],
    ["to discipline inspection", { department: "disciplineInspection" }, "transfer/department-unfit", ["department"]],
    [
      "about several complexes",
      { findings: [finding, { ...finding, complexId: "another" }] },
      "transfer/findings-of-several-complexes",
      ["findingIds"],
    ],
    [
      "about what was withdrawn",
      { findings: [finding, { ...finding, state: "withdrawn" }] },
      "transfer/finding-withdrawn",
      ["findingIds", "1"],
    ],
    ["twice", { findings: [{ ...finding, with: ["fireRescue"] }] }, "transfer/running-already", ["findingIds", "0"]],
    ["with words that nobody said", { withWords: true }, "transfer/words-of-findings", ["withWords"]],
    ["without a reason", { reason: " " }, "transfer/reason-missing", ["reason"]],
  ])("not %s", (_, over, code, field) => {
    expect(() => sendTransfer(sending(over), when())).toThrow(refusal(code, field));
  });
});

describe("the department", () => {
  it("accepts, and has a clock to answer", () => {
    expect(decide(sent(), { type: "accept" }, when("2024-08-16T10:00:00+08:00"))).toMatchObject({
      fields: { dueAt: endOfDay("2024-09-06"), overdueAt: null, acceptedAt: new Date("2024-08-16T10:00:00+08:00") },
      events: [{ kind: "TransferAccepted", facts: { inTime: true, wasOverdue: false } }],
      setTimers: [{ kind: "transferAnswerDue" }],
      cancelTimers: ["transferAcceptDue"],
    });
  });
  it("answers with what it did, and no clock runs any more", () => {
    const command = { type: "answer", outcome: "penalised", answer: "fined" } as const;
    expect(decide(accepted(), command, when("2024-09-01T10:00:00+08:00"))).toMatchObject({
      fields: {
        dueAt: null,
        overdueAt: null,
        calendarPublished: true,
        outcome: "penalised",
        settledAt: new Date("2024-09-01T10:00:00+08:00"),
      },
      events: [{ kind: "TransferAnswered", facts: { outcome: "penalised", inTime: true } }],
      setTimers: [],
      cancelTimers: ["transferAnswerDue"],
    });
  });
  it("returns it before and after it accepted; those who sent it take it back", () => {
    for (const [transfer, timer] of [
      [sent(), "transferAcceptDue"],
      [accepted(), "transferAnswerDue"],
    ] as const)
      for (const [type, kind] of [
        ["return", "TransferReturned"],
        ["withdraw", "TransferWithdrawn"],
      ] as const)
        expect(decide(transfer, { type, reason: "why" }, when())).toMatchObject({
          fields: { dueAt: null, settledAt: sentAt },
          events: [{ kind }],
          cancelTimers: [timer],
        });
  });
  it.each<[Command, string, string]>([
    [{ type: "answer", outcome: "other", answer: " " }, "transfer/answer-missing", "answer"],
    [{ type: "return", reason: "" }, "transfer/reason-missing", "reason"],
    [{ type: "withdraw", reason: "\t" }, "transfer/reason-missing", "reason"],
  ])("says why: %j", (command, code, field) => {
    expect(() => decide(accepted(), command, when())).toThrow(refusal(code, [field]));
  });
});

describe("what is late", () => {
  const due = endOfDay("2024-08-22");
  it("is said once, with its minute", () => {
    expect(isOverdue(sent(), new Date(due.getTime() - 1))).toBe(false);
    expect(isOverdue(sent(), due)).toBe(true);
    expect(isOverdue(inState.answered, due)).toBe(false);
    expect(lapse(sent(), when(new Date(due.getTime() - 1))).events).toEqual([]);
    expect(lapse(sent(), when(due)).events).toHaveLength(1);
    const lapsed = lapse(sent(), when(new Date(due.getTime() + 5000)));
    expect(lapsed).toMatchObject({
      fields: { overdueAt: due },
      events: [{ kind: "TransferOverdue", facts: { department: "fireRescue", owed: "acceptance" }, occurredAt: due }],
    });
    expect(lapse(sent({ overdueAt: due }), when("2024-09-01T10:00:00+08:00")).events).toEqual([]);
    expect(lapse(inState.returned, when("2024-12-01T10:00:00+08:00")).events).toEqual([]);
  });
  it("is said by the command that comes before the ticker, once for each clock", () => {
    const late = decide(sent(), { type: "accept" }, when("2024-08-26T10:00:00+08:00"));
    expect(late.events).toMatchObject([
      { kind: "TransferOverdue", occurredAt: due },
      { kind: "TransferAccepted", facts: { inTime: false, wasOverdue: true } },
    ]);
    expect(late.fields.overdueAt).toBeNull();
    const told = decide(sent({ overdueAt: due }), { type: "accept" }, when("2024-08-26T10:00:00+08:00"));
    expect(told.events.map(({ kind }) => kind)).toEqual(["TransferAccepted"]);
    expect(told.events[0]?.facts).toMatchObject({ inTime: false, wasOverdue: true });
    const unanswered = lapse(accepted(), when("2024-10-20T10:00:00+08:00"));
    expect(unanswered.events[0]?.facts).toMatchObject({ owed: "answer" });
  });
  it("moves with the calendar while it runs, and not once it is over", () => {
    const later = addWorkingDays(sentAt, 6);
    expect(moveClock(sent(), "transferAcceptDue", later)).toMatchObject({
      fields: { dueAt: later.dueAt },
      events: [{ kind: "TimerMoved" }],
      setTimers: [{ kind: "transferAcceptDue", dueAt: later.dueAt }],
    });
    for (const [transfer, kind] of [
      [sent({ overdueAt: due }), "transferAcceptDue"],
      [accepted(), "transferAcceptDue"],
      [inState.withdrawn, "transferAnswerDue"],
    ] as const)
      expect(moveClock(transfer, kind, later)).toMatchObject({ fields: {}, events: [], setTimers: [] });
  });
});

describe("what stands in the tables of transfers", () => {
  it("a matter lies with a department until it comes back", () => {
    expect(standing).toEqual(["sent", "accepted", "answered"]);
  });
  it("each department has a series of numbers of its own", () => {
    expect(transferees).toEqual({
      marketRegulation: { prefix: "YSSJ", word: "市监" },
      fireRescue: { prefix: "YSXF", word: "消防" },
      developmentReform: { prefix: "YSFG", word: "发改" },
      publicSecurity: { prefix: "YSGA", word: "公安" },
      cityManagement: { prefix: "YSCG", word: "城管" },
      credit: { prefix: "YSXY", word: "信用" },
    });
    const series = Object.values(transferees);
    expect(new Set(series.map(({ prefix }) => prefix)).size).toBe(6);
    expect(new Set(series.map(({ word }) => word)).size).toBe(6);
  });
});
