import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import {
  addresseesOf,
  allowedCommands,
  confirmReading,
  decide,
  issueDocument,
  lapse,
  moveClock,
  remindByClock,
} from "../../schema/policy-document/rules.ts";
import type { Command } from "../../schema/policy-document/states.ts";
import { at } from "../kit/moments.ts";
import { dueAt, inState, issued, issuedAt, sending, settings, when } from "../kit/policy-documents.ts";
import { refusal } from "../kit/refused.ts";

describe("whom a document is sent to", () => {
  const regions = ["14", "1401", "140105", "140105001", "140106", "1402", "140202", "140202001"];
  it.each<[string, string, readonly string[], "city" | "county" | "subdistrict", string[]]>([
    ["everybody", "14", [], "subdistrict", regions.slice(1)],
    ["no deeper than it is meant to go", "14", [], "county", ["1401", "140105", "140106", "1402", "140202"]],
    ["cities alone", "14", [], "city", ["1401", "1402"]],
    ["what is chosen, with what lies below it", "14", ["1402"], "subdistrict", ["1402", "140202", "140202001"]],
    ["several, each once", "14", ["140105", "1401"], "county", ["1401", "140105", "140106"]],
    ["never the body itself, nor what lies beside it", "1401", [], "subdistrict", ["140105", "140105001", "140106"]],
  ])("%s", (_, body, chosen, downTo, expected) => {
    expect(addresseesOf(regions, body, chosen, downTo)).toEqual(expected);
  });
  it.each([
    ["beside one's own", ["140105", "1402"], "1"],
    ["one's own", ["1401"], "0"],
    ["that is none", ["140105", "140106", "1499"], "2"],
  ])("no region %s", (_, chosen, index) => {
    expect(() => addresseesOf(regions, "1401", chosen, "subdistrict")).toThrow(
      refusal("policy-document/region-unknown", ["regions", index]),
    );
  });
  it("not nobody", () => {
    for (const chosen of [[], ["140105"]])
      expect(() => addresseesOf(regions, "1401", chosen, "city")).toThrow(
        refusal("policy-document/nobody-addressed", ["regions"]),
      );
  });
});

describe("a document is sent down", () => {
  it("and must be read in three working days, with a reminder a day ahead", () => {
    expect(issueDocument({ text: "wording", files: 0, addressed: 9 }, sending())).toMatchObject({
      state: "issued",
      fields: { dueAt, calendarPublished: true, overdueAt: null },
      events: [{ kind: "PolicyDocumentIssued", heldBack: { "policy.addressed": 9 } }],
      setTimers: [
        { kind: "policyReadReminder", dueAt: at("2024-08-20") },
        { kind: "policyReadDue", dueAt, counted: { workingDays: 3 } },
      ],
      cancelTimers: [],
    });
  });
  it("without a reminder whose hour has passed", () => {
    const hours = (dueAt.getTime() - issuedAt.getTime()) / 3_600_000;
    const kinds = (reminderHours: number) =>
      issueDocument(
        { text: null, files: 1, addressed: 1 },
        { now: issuedAt, settings: { ...settings, reminderHours } },
      ).setTimers.map(({ kind }) => kind);
    expect(kinds(hours)).toEqual(["policyReadDue"]);
    expect(kinds(hours - 1)).toEqual(["policyReadReminder", "policyReadDue"]);
  });
  it("with words or a file", () => {
    for (const text of [null, " \n"])
      expect(() => issueDocument({ text, files: 0, addressed: 1 }, sending())).toThrow(
        refusal("policy-document/empty", ["text"]),
      );
    expect(issueDocument({ text: " ", files: 1, addressed: 1 }, sending()).state).toBe("issued");
  });
});

describe("those who have not read it", () => {
  it("are reminded by whoever stands above them, by one event", () => {
    expect(decide(issued(), { type: "remind" }, when(issuedAt, { body: "1401", unread: 3 }))).toEqual({
      state: "issued",
      fields: {},
      events: [{ kind: "PolicyReadersReminded" }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(() => decide(issued(), { type: "remind" }, when(issuedAt, { unread: 0 }))).toThrow(
      refusal("policy-document/nobody-unread"),
    );
  });
  it("are reminded by the clock, where there are any and it still holds", () => {
    expect(remindByClock(issued(), 1).events).toEqual([{ kind: "PolicyReadersReminded" }]);
    expect(remindByClock(issued(), 0).events).toEqual([]);
    expect(remindByClock(inState.replaced, 1).events).toEqual([]);
  });
  it("are late with the minute, once", () => {
    const now = new Date(dueAt.getTime() + 5000);
    expect(lapse(issued(), { now, unread: 2 })).toEqual({
      state: "issued",
      fields: { overdueAt: dueAt },
      events: [{ kind: "PolicyReadingOverdue", heldBack: { "policy.unreadOverdue": 2 }, occurredAt: dueAt }],
      setTimers: [],
      cancelTimers: [],
    });
    expect(lapse(issued(), { now: dueAt, unread: 1 }).events).toHaveLength(1);
    for (const [document, moment, unread] of [
      [issued(), new Date(dueAt.getTime() - 1), 1],
      [issued(), now, 0],
      [issued({ overdueAt: dueAt }), now, 1],
      [inState.withdrawn, now, 1],
    ] as const)
      expect(lapse(document, { now: moment, unread })).toMatchObject({ fields: {}, events: [] });
  });
});

describe("its body", () => {
  it.each([
    ["replace", "replaced", "PolicyDocumentReplaced"],
    ["withdraw", "withdrawn", "PolicyDocumentWithdrawn"],
  ] as const)("may %s it with a reason; what was late by then was", (type, state, kind) => {
    expect(decide(issued(), { type, reason: "why" }, when())).toEqual({
      state,
      fields: { settledAt: issuedAt, settledReason: "why" },
      events: [{ kind }],
      setTimers: [],
      cancelTimers: ["policyReadReminder", "policyReadDue"],
    });
    const late = decide(issued(), { type, reason: "why" }, when(dueAt));
    expect(late.fields.overdueAt).toEqual(dueAt);
    expect(late.events.map((event) => event.kind)).toEqual(["PolicyReadingOverdue", kind]);
    expect(() => decide(issued(), { type, reason: " " }, when())).toThrow(
      refusal("policy-document/reason-missing", ["reason"]),
    );
    expect(() => decide(issued(), { type, reason: "why" }, when(issuedAt, { body: "1401" }))).toThrow(
      refusal("policy-document/of-another-body"),
    );
  });
  it("is offered what it may do, and others what they may", () => {
    expect(allowedCommands(issued(), { body: "14", unread: 1 })).toEqual(["remind", "replace", "withdraw"]);
    expect(allowedCommands(issued(), { body: "14", unread: 0 })).toEqual(["replace", "withdraw"]);
    expect(allowedCommands(issued(), { body: "1401", unread: 1 })).toEqual(["remind"]);
    expect(allowedCommands(issued(), { body: "1401", unread: 0 })).toEqual([]);
  });
  it.each<[Command]>([[{ type: "remind" }], [{ type: "withdraw", reason: "why" }]])(
    "does nothing to what was replaced: %j",
    (command) => {
      expect(() => decide(inState.replaced, command, when())).toThrow(
        refusal("policy-document/not-in-this-state", [], { state: "replaced" }),
      );
    },
  );
});

it("the deadline moves with the calendar, and the reminder with it, while it runs", () => {
  const later = addWorkingDays(issuedAt, 4);
  const remindAt = new Date(later.dueAt.getTime() - 24 * 3_600_000);
  expect(moveClock(issued(), later, { now: issuedAt, reminderHours: 24 })).toMatchObject({
    fields: { dueAt: later.dueAt, calendarPublished: true },
    events: [{ kind: "TimerMoved", facts: { clock: "policyReadDue" } }],
    setTimers: [
      { kind: "policyReadReminder", dueAt: remindAt },
      { kind: "policyReadDue", dueAt: later.dueAt },
    ],
  });
  for (const document of [issued({ overdueAt: dueAt }), inState.withdrawn])
    expect(moveClock(document, later, { now: issuedAt, reminderHours: 24 })).toMatchObject({
      fields: {},
      events: [],
      setTimers: [],
    });
});

describe("a receipt", () => {
  const receipt = { owed: true, dueAt, readAt: null };
  it("is given in time or not", () => {
    const before = new Date(dueAt.getTime() - 1);
    expect(confirmReading(receipt, before)).toEqual({ fields: { readAt: before, owed: false }, inTime: true });
    expect(confirmReading(receipt, dueAt)).toEqual({ fields: { readAt: dueAt, owed: false }, inTime: false });
  });
  it("stays once it was given, and is not asked for what does not hold", () => {
    expect(() => confirmReading({ ...receipt, owed: false, readAt: issuedAt }, issuedAt)).toThrow(
      refusal("policy-receipt/read-already"),
    );
    expect(() => confirmReading({ ...receipt, owed: false }, issuedAt)).toThrow(refusal("policy-receipt/not-owed"));
  });
});
