import { describe, expect, it } from "vitest";
import { instantAt } from "../../schema/calendar/rules.ts";
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
    expect(decidePunishment(punishment(), confirm, now)).toMatchObject({
      state: "opened",
      events: [{ kind: "JointPunishmentConfirmed", facts: { department: "credit", waiting: 1 } }],
    });
    const last = punishment({ departments: [department("marketRegulation", true), department("credit")] });
    expect(decidePunishment(last, confirm, now)).toMatchObject({
      state: "inForce",
      events: [
        { kind: "JointPunishmentConfirmed", facts: { department: "credit", waiting: 0 } },
        { kind: "JointPunishmentInForce" },
      ],
      cancelTimers: [],
    });
  });
  it("confirmed before its first day it is in force from that day on, and says so once", () => {
    const last = punishment({ startsOn: date("2024-09-01"), departments: [department("credit")] });
    const begins = instantAt(date("2024-09-01"));
    expect(decidePunishment(last, { type: "confirm", department: "credit" }, now)).toMatchObject({
      state: "confirmed",
      events: [{ kind: "JointPunishmentConfirmed", facts: { waiting: 0 } }],
      setTimers: [{ kind: "punishmentStart", dueAt: begins }],
    });
    const waits = punishment({ ...last, state: "confirmed", departments: [department("credit", true)] });
    expect(beginTerm(waits, new Date(begins.getTime() - 1))).toMatchObject({ state: "confirmed", events: [] });
    expect(beginTerm(waits, begins)).toMatchObject({
      state: "inForce",
      events: [{ kind: "JointPunishmentInForce", occurredAt: begins }],
      cancelTimers: ["punishmentStart"],
    });
    expect(beginTerm({ ...waits, state: "inForce" }, begins).events).toEqual([]);
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
    expect(give({ type: "confirm", department: "credit" })).toThrow("punishment/confirmed-already");
    expect(give({ type: "confirm", department: "fireRescue" })).toThrow("punishment/department-not-addressed");
    expect(give({ type: "report", department: "marketRegulation", done: "x" })).toThrow("punishment/not-confirmed");
    expect(give({ type: "report", department: "credit", done: " " })).toThrow("punishment/report-missing");
    expect(give({ type: "report", department: "credit", done: "published" })()).toMatchObject({
      state: "opened",
      events: [{ kind: "JointPunishmentReported", facts: { department: "credit", first: true } }],
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
    expect(lift({})).toThrow(
      expect.objectContaining({ code: "punishment/not-repaired", facts: { endsOn: "2025-08-14" } }),
    );
    expect(lift({ endsOn: date("2024-08-15") })).toThrow("punishment/not-repaired");
    expect(lift({ endsOn: date("2024-08-14") })()).toMatchObject({
      state: "lifted",
      cancelTimers: ["punishmentStart", "punishmentEnd"],
    });
    expect(lift({ ground: "withdrawn" })().events).toEqual([
      { kind: "JointPunishmentLifted", facts: { wasInForce: false, takenBack: false } },
    ]);
    expect(lift({ ground: "repaired", state: "inForce" })().events).toMatchObject([{ facts: { wasInForce: true } }]);
    expect(lift({ ground: "repaired" }, "")).toThrow("punishment/reason-missing");
  });
});
