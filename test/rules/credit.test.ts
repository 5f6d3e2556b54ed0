import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { Department } from "../../prisma/generated/enums.ts";
import { instantAt } from "../../schema/calendar/rules.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { disclosureOf, type Severity } from "../../schema/credit/disclosure.ts";
import {
  allowedCreditCommands,
  type Command as CreditCommand,
  type State as CreditState,
  transitions as creditTransitions,
  decideCreditEvent,
  type NewCreditEvent,
  recordCreditEvent,
} from "../../schema/credit/rules.ts";
import {
  allowedPunishmentCommands,
  beginTerm,
  type Command,
  decidePunishment,
  type NewPunishment,
  openPunishment,
  type Punishment,
  type State,
  transitions,
} from "../../schema/punishment/rules.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const now = instantAt(date("2024-08-15"), "12:00");

describe("disclosure", () => {
  const settings = defaultSettings.disclosure;
  const of = (severity: Severity, on: string, publish?: boolean) => {
    const { rule, disclosedFrom, repairableFrom, disclosedUntil } = disclosureOf(severity, date(on), settings, publish);
    return [rule, ...[disclosedFrom, repairableFrom, disclosedUntil].map((day) => day?.toString() ?? null)];
  };
  it("follows the national rules from 2026-04-01 on, the campaign's before", () => {
    expect(of("general", "2026-04-01")).toEqual(["national-2026", "2026-04-01", "2026-07-01", "2027-04-01"]);
    expect(of("severe", "2026-05-10")).toEqual(["national-2026", "2026-05-10", "2027-05-10", "2029-05-10"]);
    expect(of("general", "2026-03-31")[0]).toBe("campaign");
  });
  it("does not publish what is minor, unless asked to, and then for three months at most", () => {
    expect(of("minor", "2026-04-01")).toEqual(["national-2026", null, "2026-04-01", null]);
    expect(of("minor", "2026-04-01", true)).toEqual(["national-2026", "2026-04-01", "2026-04-01", "2026-07-01"]);
  });
  const rules = [true, false].flatMap((byRule) =>
    (["minor", "general", "severe"] as const).flatMap((severity) =>
      [undefined, true, false].map((asked) => ({ severity, byRule, asked })),
    ),
  );
  it.each(rules)("$severity, published by rule: $byRule, asked for: $asked", ({ severity, byRule, asked }) => {
    const expected = severity === "minor" && asked !== undefined ? asked : byRule;
    const own = { ...settings, [severity]: { published: byRule, minMonths: 1, maxMonths: 2 } };
    const { disclosedFrom, disclosedUntil, endsAt } = disclosureOf(severity, date("2024-08-15"), own, asked);
    expect([disclosedFrom, disclosedUntil, endsAt].map((value) => value !== null)).toEqual(Array(3).fill(expected));
  });
  it("ends on the last day of a shorter month", () => {
    expect(of("general", "2026-11-30")[2]).toBe("2027-02-28");
  });
  it("takes the campaign's own numbers before the national rules", () => {
    const own = { ...settings, general: { published: true, minMonths: 1, maxMonths: 2 } };
    const before = disclosureOf("general", date("2024-08-15"), own);
    expect([before.repairableFrom, before.disclosedUntil].map(String)).toEqual(["2024-09-15", "2024-10-15"]);
    expect(before.endsAt).toEqual(instantAt(date("2024-10-16")));
    expect(disclosureOf("general", date("2026-04-01"), own).repairableFrom.toString()).toBe("2026-07-01");
    expect(disclosureOf("minor", date("2024-08-15"), own).endsAt).toBeNull();
  });
});

describe("a credit event", () => {
  const event = (over: Partial<NewCreditEvent> = {}): NewCreditEvent => ({
    severity: "general",
    ground: "finding",
    description: "kept the common income",
    documentNumber: "演示〔2024〕1号",
    determinedOn: date("2024-08-15"),
    ...over,
  });
  it("records what a document of today or before determined", () => {
    expect(recordCreditEvent(event(), now)).toEqual({
      state: "recorded",
      event: { kind: "CreditEventRecorded", facts: { severity: "general", ground: "finding" } },
    });
  });
  it.each<[Partial<NewCreditEvent>, string, string]>([
    [{ description: " " }, "credit/description-missing", "description"],
    [{ documentNumber: "" }, "credit/document-missing", "documentNumber"],
    [{ determinedOn: date("2024-08-16") }, "credit/determined-in-the-future", "determinedOn"],
  ])("is refused with %j: %s", (over, code, field) => {
    expect(() => recordCreditEvent(event(over), now)).toThrow(expect.objectContaining({ code, field: [field] }));
  });

  const repair: CreditCommand = { type: "repair", dutiesPerformed: true, commitmentPublished: true };
  const commands: CreditCommand[] = [{ type: "withdraw", reason: "annulled" }, repair];
  const held = (state: CreditState, from = "2024-08-15") => ({ state, repairableFrom: date(from) });
  for (const state of Object.keys(creditTransitions) as CreditState[])
    for (const command of commands) {
      const next = creditTransitions[state][command.type];
      it(`${state} + ${command.type} ${next ? `leads to ${next}` : "is refused"}`, () => {
        expect(allowedCreditCommands(held(state), now).includes(command.type)).toBe(next !== undefined);
        const act = () => decideCreditEvent(held(state), command, now);
        if (next) expect(act().state).toBe(next);
        else expect(act).toThrow("credit/not-in-this-state");
      });
    }
  it("is repaired after the shortest disclosure, with duties performed and a commitment made", () => {
    const early = held("recorded", "2024-08-16");
    expect(() => decideCreditEvent(early, repair, now)).toThrow(
      expect.objectContaining({ code: "credit/repair-too-early", facts: { from: "2024-08-16" } }),
    );
    expect(allowedCreditCommands(early, now)).toEqual(["withdraw"]);
    expect(() => decideCreditEvent(held("recorded"), { ...repair, dutiesPerformed: false }, now)).toThrow(
      "credit/duties-open",
    );
    expect(() => decideCreditEvent(held("recorded"), { ...repair, commitmentPublished: false }, now)).toThrow(
      "credit/commitment-missing",
    );
    expect(decideCreditEvent(held("recorded"), repair, now).event.kind).toBe("CreditEventRepaired");
  });
  it("is withdrawn with a reason", () => {
    expect(() => decideCreditEvent(held("recorded"), { type: "withdraw", reason: "" }, now)).toThrow(
      expect.objectContaining({ code: "credit/reason-missing", field: ["reason"] }),
    );
  });
});

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

  const department = (name: Department, confirmed = false, reported = false) => ({
    department: name,
    confirmedAt: confirmed ? now : null,
    reportedAt: reported ? now : null,
  });
  const punishment = (over: Partial<Punishment> = {}): Punishment => ({
    state: "opened",
    startsOn: date("2024-08-15"),
    endsOn: date("2025-08-14"),
    ground: "recorded",
    departments: [department("marketRegulation"), department("credit")],
    ...over,
  });
  const commands: Command[] = [
    { type: "confirm", department: "marketRegulation" },
    { type: "report", department: "credit", done: "published" },
    { type: "lift", reason: "repaired" },
  ];
  for (const state of Object.keys(transitions) as State[])
    for (const command of commands) {
      const next = transitions[state][command.type];
      it(`${state} + ${command.type} ${next ? `leads to ${next}` : "is refused"}`, () => {
        const current = punishment({
          state,
          startsOn: date("2024-09-01"),
          ground: "repaired",
          departments: [department("marketRegulation"), department("credit", true)],
        });
        const viewer = command.type === "lift" ? null : command.department;
        expect(allowedPunishmentCommands(current, now, viewer).includes(command.type)).toBe(next !== undefined);
        const act = () => decidePunishment(current, command, now);
        if (next) expect(act().state).toBe(next);
        else expect(act).toThrow(expect.objectContaining({ code: "punishment/not-in-this-state", facts: { state } }));
      });
    }
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
