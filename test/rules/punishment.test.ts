import { describe, expect, it } from "vitest";
import { instantAt } from "../../schema/calendar/rules.ts";
import { timerAtInstant } from "../../schema/decision.ts";
import {
  allowedPunishmentCommands,
  beginTerm,
  type Command,
  decidePunishment,
  type NewPunishment,
  openPunishment,
  type Punishment,
} from "../../schema/punishment/rules.ts";
import { date, department, now, punishment } from "../kit/punishments.ts";
import { refusal } from "../kit/refused.ts";

describe("a joint punishment", () => {
  const opening = (over: Partial<NewPunishment> = {}): NewPunishment => ({
    reason: "refused to hand over",
    startsOn: date("2024-08-15"),
    endsOn: date("2025-08-14"),
    departments: [
      { department: "marketRegulation", measures: ["listed for random inspection"] },
      { department: "credit", measures: ["published"] },
    ],
    ground: "recorded",
    ...over,
  });
  it("is opened with ground, reason, term and a measure for each department", () => {
    expect(openPunishment(opening())).toEqual({
      state: "opened",
      events: [{ kind: "JointPunishmentOpened", facts: { departments: 2 } }],
      setTimers: [
        { kind: "punishmentEnd", dueAt: instantAt(date("2025-08-15")), calendarPublished: true, calendarYears: [] },
      ],
      cancelTimers: [],
    });
  });
  it.each<[Partial<NewPunishment>, string, string[]]>([
    [{ ground: "repaired" }, "punishment/ground-gone", ["creditEventId"]],
    [{ ground: "withdrawn" }, "punishment/ground-gone", ["creditEventId"]],
    [{ reason: " " }, "punishment/reason-missing", ["reason"]],
    [{ endsOn: date("2024-08-15") }, "punishment/term-empty", ["endsOn"]],
    [{ departments: [] }, "punishment/department-missing", ["departments"]],
    [
      { departments: [{ department: "credit", measures: [] }] },
      "punishment/measure-missing",
      ["departments", "0", "measures"],
    ],
    [
      { departments: [{ department: "credit", measures: [" "] }] },
      "punishment/measure-missing",
      ["departments", "0", "measures"],
    ],
    [
      {
        departments: [
          { department: "credit", measures: ["published"] },
          { department: "credit", measures: ["shared"] },
        ],
      },
      "punishment/department-twice",
      ["departments", "1", "department"],
    ],
  ])("is refused with %j: %s", (over, code, field) => {
    expect(() => openPunishment(opening(over))).toThrow(expect.objectContaining({ code, field }));
  });

  it("is in force once every department has confirmed", () => {
    const confirm = { type: "confirm", department: "credit" } as const;
    expect(decidePunishment(punishment(), confirm, now)).toEqual({
      state: "opened",
      events: [{ kind: "JointPunishmentConfirmed", facts: { department: "credit", waiting: 1 } }],
      setTimers: [],
      cancelTimers: [],
    });
    const last = punishment({ departments: [department("marketRegulation", true), department("credit")] });
    const inForce = {
      state: "inForce",
      events: [
        { kind: "JointPunishmentConfirmed", facts: { department: "credit", waiting: 0 } },
        { kind: "JointPunishmentInForce" },
      ],
      setTimers: [],
      cancelTimers: [],
    };
    expect(decidePunishment(last, confirm, now)).toEqual(inForce);
    expect(decidePunishment(last, confirm, instantAt(date("2024-08-15")))).toEqual(inForce);
  });
  it("confirmed before its first day it is in force from that day on, and says so once", () => {
    const last = punishment({ startsOn: date("2024-09-01"), departments: [department("credit")] });
    const begins = instantAt(date("2024-09-01"));
    expect(decidePunishment(last, { type: "confirm", department: "credit" }, now)).toEqual({
      state: "confirmed",
      events: [{ kind: "JointPunishmentConfirmed", facts: { department: "credit", waiting: 0 } }],
      setTimers: [timerAtInstant("punishmentStart", begins)],
      cancelTimers: [],
    });
    const waits = punishment({ ...last, state: "confirmed", departments: [department("credit", true)] });
    const nothing = { events: [], setTimers: [], cancelTimers: [] };
    expect(beginTerm(waits, new Date(begins.getTime() - 1))).toEqual({ state: "confirmed", ...nothing });
    expect(beginTerm(waits, begins)).toEqual({
      state: "inForce",
      events: [{ kind: "JointPunishmentInForce", occurredAt: begins }],
      setTimers: [],
      cancelTimers: ["punishmentStart"],
    });
    for (const state of ["opened", "inForce", "lifted"] as const)
      expect(beginTerm({ ...waits, state }, begins)).toEqual({ state, ...nothing });
    // A command may be faster than the ticker.
    const later = new Date(begins.getTime() + 60_000);
    expect(allowedPunishmentCommands(waits, later, "credit")).toEqual(["report"]);
    expect(decidePunishment(waits, { type: "report", department: "credit", done: "published" }, later)).toMatchObject({
      state: "inForce",
      events: [{ kind: "JointPunishmentInForce", occurredAt: begins }, { kind: "JointPunishmentReported" }],
    });
  });
  it("is confirmed once, by those it is addressed to, and reported on after that", () => {
    const confirmed = punishment({ departments: [department("credit", true), department("marketRegulation")] });
    const give = (command: Command) => () => decidePunishment(confirmed, command, now);
    expect(give({ type: "confirm", department: "credit" })).toThrow(
      refusal("punishment/confirmed-already", ["department"]),
    );
    expect(give({ type: "confirm", department: "fireRescue" })).toThrow(
      refusal("punishment/department-not-addressed", ["department"]),
    );
    expect(give({ type: "report", department: "marketRegulation", done: "x" })).toThrow(
      refusal("punishment/not-confirmed", ["department"]),
    );
    expect(give({ type: "report", department: "credit", done: " " })).toThrow(
      refusal("punishment/report-missing", ["done"]),
    );
    expect(give({ type: "report", department: "credit", done: "published" })()).toEqual({
      state: "opened",
      events: [{ kind: "JointPunishmentReported", facts: { department: "credit", first: true } }],
      setTimers: [],
      cancelTimers: [],
    });
    const again = punishment({ departments: [department("credit", true, true)] });
    expect(decidePunishment(again, { type: "report", department: "credit", done: "more" }, now).events).toMatchObject([
      { facts: { first: false } },
    ]);
    expect(allowedPunishmentCommands(confirmed, now, "credit")).toEqual(["report"]);
    expect(allowedPunishmentCommands(confirmed, now, "marketRegulation")).toEqual(["confirm"]);
    expect(allowedPunishmentCommands(confirmed, now, "fireRescue")).toEqual([]);
    expect(allowedPunishmentCommands(confirmed, now, null)).toEqual([]);
    expect(allowedPunishmentCommands(punishment(), now, null)).toEqual(["lift"]);
    expect(allowedPunishmentCommands(punishment(), now, "credit")).toEqual(["confirm"]);
    const all = { departments: [department("credit", true)], startsOn: date("2024-09-01") };
    for (const [state, offered] of [
      ["confirmed", ["report"]],
      ["inForce", ["report"]],
      ["lifted", []],
    ] as const)
      expect(allowedPunishmentCommands(punishment({ ...all, state }), now, "credit")).toEqual(offered);
    const repaired = punishment({ ...all, state: "inForce", ground: "repaired" });
    expect(allowedPunishmentCommands(repaired, now, null)).toEqual(["lift"]);
    expect(allowedPunishmentCommands(repaired, now, "credit")).toEqual(["report"]);
  });
  it("is lifted after repair, when its term is over, or before anybody has acted on it, with a reason", () => {
    const acted = [department("marketRegulation"), department("credit", true)];
    const lift =
      (over: Partial<Punishment>, reason = "repaired") =>
      () =>
        decidePunishment(punishment({ departments: acted, ...over }), { type: "lift", reason }, now);
    expect(lift({ departments: [department("credit")] })()).toMatchObject({
      state: "lifted",
      events: [{ kind: "JointPunishmentLifted", facts: { wasInForce: false, takenBack: true } }],
    });
    expect(lift({})).toThrow(refusal("punishment/not-repaired", [], { endsOn: "2025-08-14" }));
    expect(lift({ endsOn: date("2024-08-15") })).toThrow("punishment/not-repaired");
    expect(lift({ endsOn: date("2024-08-14") })()).toEqual({
      state: "lifted",
      events: [{ kind: "JointPunishmentLifted", facts: { wasInForce: false, takenBack: false } }],
      setTimers: [],
      cancelTimers: ["punishmentStart", "punishmentEnd"],
    });
    expect(lift({ ground: "withdrawn" })().events).toEqual([
      { kind: "JointPunishmentLifted", facts: { wasInForce: false, takenBack: false } },
    ]);
    expect(lift({ ground: "repaired", state: "inForce" })().events).toMatchObject([{ facts: { wasInForce: true } }]);
    expect(lift({ ground: "repaired" }, " ")).toThrow(refusal("punishment/reason-missing", ["reason"]));
  });
});
