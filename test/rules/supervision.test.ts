import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { isOverdue } from "../../schema/decision.ts";
import { decide, lapse, moveClock, type Opening, open, skippedBy } from "../../schema/supervision/rules.ts";
import { type Kind, openedAs, type Step } from "../../schema/supervision/states.ts";
import { at } from "../kit/moments.ts";
import { refusal } from "../kit/refused.ts";
import { inState, matter, openedAt, opening, when } from "../kit/supervision.ts";
import { endOfDay as endOf } from "../kit/transfers.ts";

const meeting = { kind: "interview", meetsAt: at("2024-08-19 09:00"), venue: " 三楼会议室 " } as const;

describe("the ladder", () => {
  it.each<[Step, Step[], Step[] | null]>([
    ["reminder", [], []],
    ["interview", [], ["reminder"]],
    ["disciplineReport", [], ["reminder", "interview"]],
    ["reminder", ["reminder"], null],
    ["interview", ["reminder"], []],
    ["disciplineReport", ["reminder"], ["interview"]],
    ["reminder", ["interview"], null],
    ["interview", ["reminder", "interview"], null],
    ["disciplineReport", ["reminder", "interview"], []],
    ["disciplineReport", ["interview"], []],
    ["disciplineReport", ["disciplineReport"], null],
  ])("%s after %j leaves out %j", (kind, standing, skipped) => {
    expect(skippedBy(kind, standing)).toEqual(skipped);
  });
  it("leaves a step out only for a written reason, which is kept", () => {
    const leaping = { kind: "disciplineReport", standing: ["reminder"] } as const;
    for (const skipReason of [null, " "])
      expect(() => open(opening({ ...leaping, skipReason }), when())).toThrow(
        refusal("supervision/step-skipped", ["skipReason"], { steps: 1 }),
      );
    const decision = open(opening({ ...leaping, skipReason: " 情况紧急 " }), when());
    expect(decision.fields.skipReason).toBe("情况紧急");
  });
  it("keeps no reason where nothing was left out", () => {
    expect(open(opening({ skipReason: "none needed" }), when()).fields.skipReason).toBeNull();
    expect(open(opening({ kind: "difficulty", skipReason: "none" }), when()).fields.skipReason).toBeNull();
  });
  it("is not climbed twice", () => {
    expect(() => open(opening({ standing: ["reminder"] }), when())).toThrow(
      refusal("supervision/step-stands", ["kind"]),
    );
  });
});

describe("a matter is opened", () => {
  it("and its answer is owed within the working days of the settings", () => {
    expect(open(opening({ text: " slow " }), when())).toEqual({
      state: "open",
      fields: {
        dueAt: endOf("2024-08-22"),
        calendarPublished: true,
        overdueAt: null,
        text: "slow",
        skipReason: null,
        meetsAt: null,
        venue: null,
      },
      events: [{ kind: "SupervisionReminderSent", facts: { kind: "reminder" } }],
      setTimers: [
        {
          kind: "supervisionDue",
          dueAt: endOf("2024-08-22"),
          calendarPublished: true,
          calendarYears: [2024],
          counted: addWorkingDays(openedAt, 5).counted,
        },
      ],
      cancelTimers: [],
    });
  });
  it.each<[Kind, string]>([
    ["reminder", "2024-08-22"],
    ["disciplineReport", "2024-08-29"],
    ["keySupervision", "2024-08-29"],
    ["difficulty", "2024-08-22"],
  ])("%s is answered by the end of %s", (kind, day) => {
    const decision = open(opening({ kind, standing: kind === "disciplineReport" ? ["interview"] : [] }), when());
    expect(decision.fields.dueAt).toEqual(endOf(day));
    expect(decision.events).toEqual([{ kind: openedAs[kind], facts: { kind } }]);
  });
  it("an interview with time and place, and its answer is counted from its day", () => {
    const { fields, events } = open(opening({ ...meeting, standing: ["reminder"] }), when());
    expect(fields).toMatchObject({ meetsAt: meeting.meetsAt, venue: "三楼会议室", dueAt: endOf("2024-08-26") });
    expect(events).toEqual([{ kind: "SupervisionInterviewCalled", facts: { kind: "interview" } }]);
  });
  it("with a day that somebody sets, which no holiday moves", () => {
    const dueAt = endOf("2024-08-16");
    const { fields, setTimers } = open(opening({ dueAt }), when());
    expect(fields).toMatchObject({ dueAt, calendarPublished: true });
    expect(setTimers).toEqual([{ kind: "supervisionDue", dueAt, calendarPublished: true, calendarYears: [] }]);
  });
  it.each<[string, Partial<Opening>, string, string[], Record<string, string>?]>([
    ["without words", { text: " " }, "supervision/text-missing", ["text"]],
    ["due now", { dueAt: openedAt }, "supervision/due-too-early", ["dueOn"], { than: "2024-08-15 10:00" }],
    [
      "due before its interview is over",
      { ...meeting, standing: ["reminder"], dueAt: meeting.meetsAt },
      "supervision/due-too-early",
      ["dueOn"],
      { than: "2024-08-19 09:00" },
    ],
    [
      "without a time",
      { ...meeting, standing: ["reminder"], meetsAt: null },
      "supervision/meeting-missing",
      ["meetsAt"],
    ],
    ["for now", { ...meeting, standing: ["reminder"], meetsAt: openedAt }, "supervision/meeting-past", ["meetsAt"]],
    ["without a place", { ...meeting, standing: ["reminder"], venue: " " }, "supervision/venue-missing", ["venue"]],
    ["anywhere", { ...meeting, standing: ["reminder"], venue: null }, "supervision/venue-missing", ["venue"]],
  ])("not %s", (_, over, code, field, facts) => {
    expect(() => open(opening(over), when())).toThrow(refusal(code, field, facts));
  });
  it("and only an interview has a meeting", () => {
    const { fields } = open(opening({ meetsAt: meeting.meetsAt, venue: "somewhere" }), when());
    expect(fields).toMatchObject({ meetsAt: null, venue: null });
  });
});

describe("those who are asked", () => {
  const dueAt = endOf("2024-08-22");
  it("answer", () => {
    expect(decide(inState.open, { type: "answer", answer: " done " }, when())).toEqual({
      state: "answered",
      fields: {
        dueAt: null,
        overdueAt: null,
        calendarPublished: true,
        answer: "done",
        answeredAt: openedAt,
        returnReason: null,
      },
      events: [
        { kind: "SupervisionAnswered", facts: { kind: "reminder", inTime: true, wasOverdue: false, again: false } },
      ],
      setTimers: [],
      cancelTimers: ["supervisionDue"],
    });
    expect(() => decide(inState.open, { type: "answer", answer: " " }, when())).toThrow(
      refusal("supervision/answer-missing", ["answer"]),
    );
  });
  it("are late from the due minute on, once, whether the timer has fired or not", () => {
    expect(isOverdue(matter(), new Date(dueAt.getTime() - 1))).toBe(false);
    expect(isOverdue(matter(), dueAt)).toBe(true);
    expect(isOverdue(inState.answered, dueAt)).toBe(false);
    expect(lapse(matter(), new Date(dueAt.getTime() - 1)).events).toEqual([]);
    const late = lapse(matter(), dueAt);
    expect(late).toEqual({
      state: "open",
      fields: { overdueAt: dueAt },
      events: [{ kind: "SupervisionOverdue", facts: { kind: "reminder" }, occurredAt: dueAt }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(lapse(matter({ overdueAt: dueAt }), at("2024-09-01")).events).toEqual([]);
    expect(lapse(inState.answered, at("2024-09-01")).events).toEqual([]);
  });
  it("answer late, ahead of the ticker or after it", () => {
    const answer = { type: "answer", answer: "done" } as const;
    const ahead = decide(matter(), answer, when(at("2024-08-23 08:00")));
    expect(ahead.events.map(({ kind }) => kind)).toEqual(["SupervisionOverdue", "SupervisionAnswered"]);
    expect(ahead.events[1]?.facts).toEqual({ kind: "reminder", inTime: false, wasOverdue: true, again: false });
    expect(ahead.fields.overdueAt).toBeNull();
    const after = decide(matter({ overdueAt: dueAt }), answer, when(at("2024-08-23 08:00")));
    expect(after.events).toEqual([
      { kind: "SupervisionAnswered", facts: { kind: "reminder", inTime: false, wasOverdue: true, again: false } },
    ]);
  });
  it("answer again after a return, which counts no second time", () => {
    const [event] = decide(matter({ returnReason: "not enough" }), { type: "answer", answer: "x" }, when()).events;
    expect(event?.facts).toMatchObject({ again: true });
  });
});

describe("those who asked", () => {
  it("return an answer, which is owed again", () => {
    const decision = decide(inState.answered, { type: "return", reason: " not enough " }, when());
    expect(decision).toMatchObject({
      state: "open",
      fields: { dueAt: endOf("2024-08-22"), overdueAt: null, calendarPublished: true, returnReason: "not enough" },
      events: [{ kind: "SupervisionAnswerReturned", facts: { kind: "reminder" } }],
      setTimers: [{ kind: "supervisionDue", dueAt: endOf("2024-08-22") }],
      cancelTimers: [],
    });
    const dueAt = endOf("2024-08-19");
    expect(decide(inState.answered, { type: "return", reason: "x", dueAt }, when()).fields.dueAt).toEqual(dueAt);
    expect(() => decide(inState.answered, { type: "return", reason: "x", dueAt: openedAt }, when())).toThrow(
      refusal("supervision/due-too-early", ["dueOn"], { than: "2024-08-15 10:00" }),
    );
    expect(() => decide(inState.answered, { type: "return", reason: " " }, when())).toThrow(
      refusal("supervision/reason-missing", ["reason"]),
    );
  });
  it("settle it", () => {
    expect(decide(inState.answered, { type: "settle" }, when())).toEqual({
      state: "settled",
      fields: { settledAt: openedAt },
      events: [{ kind: "SupervisionSettled", facts: { kind: "reminder" } }],
      setTimers: [],
      cancelTimers: [],
    });
  });
  it("withdraw it, with a reason", () => {
    expect(decide(inState.open, { type: "withdraw", reason: " a mistake " }, when())).toEqual({
      state: "withdrawn",
      fields: {
        dueAt: null,
        overdueAt: null,
        calendarPublished: true,
        settledAt: openedAt,
        closingReason: "a mistake",
      },
      events: [{ kind: "SupervisionWithdrawn", facts: { kind: "reminder", wasOverdue: false } }],
      setTimers: [],
      cancelTimers: ["supervisionDue"],
    });
    const late = decide(inState.open, { type: "withdraw", reason: "x" }, when(at("2024-08-23")));
    expect(late.events.at(-1)?.facts).toEqual({ kind: "reminder", wasOverdue: true });
    expect(() => decide(inState.open, { type: "withdraw", reason: "" }, when())).toThrow(
      refusal("supervision/reason-missing", ["reason"]),
    );
  });
});

describe("a clock that holidays move", () => {
  const deadline = addWorkingDays(openedAt, 7);
  it("ends on another day", () => {
    expect(moveClock(matter(), deadline)).toMatchObject({
      state: "open",
      fields: { dueAt: deadline.dueAt, calendarPublished: true },
      events: [{ kind: "TimerMoved", facts: { clock: "supervisionDue" } }],
      setTimers: [{ kind: "supervisionDue", dueAt: deadline.dueAt }],
    });
  });
  it("unless it has run out or runs no more", () => {
    expect(moveClock(matter({ overdueAt: endOf("2024-08-22") }), deadline).events).toEqual([]);
    expect(moveClock(inState.answered, deadline).events).toEqual([]);
  });
});
