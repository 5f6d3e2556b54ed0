import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { summed } from "../../schema/activity/event-kind.ts";
import { eventKinds } from "../../schema/activity/kinds.ts";
import { instantAt } from "../../schema/calendar/rules.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { disclosureOf, type Severity } from "../../schema/credit/disclosure.ts";
import {
  allowedCreditCommands,
  type Command as CreditCommand,
  type State as CreditState,
  decideCreditEvent,
  type NewCreditEvent,
  recordCreditEvent,
} from "../../schema/credit/rules.ts";
import { refusal } from "../kit/refused.ts";

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
  it.each<[Partial<NewCreditEvent>, string, string, object?]>([
    [{ description: " " }, "credit/description-missing", "description"],
    [{ documentNumber: " " }, "credit/document-missing", "documentNumber"],
    [{ determinedOn: date("2024-08-16") }, "credit/determined-in-the-future", "determinedOn", { today: "2024-08-15" }],
  ])("is refused with %j: %s", (over, code, field, facts) => {
    expect(() => recordCreditEvent(event(over), now)).toThrow(refusal(code, [field], facts));
  });

  const repair: CreditCommand = { type: "repair", dutiesPerformed: true, commitmentPublished: true };
  const held = (state: CreditState, from = "2024-08-15") => ({
    state,
    severity: "general" as const,
    repairableFrom: date(from),
  });
  it("is repaired after the shortest disclosure, with duties performed and a commitment made", () => {
    const early = held("recorded", "2024-08-16");
    expect(() => decideCreditEvent(early, repair, now)).toThrow(
      refusal("credit/repair-too-early", [], { from: "2024-08-16" }),
    );
    expect(allowedCreditCommands(early, now)).toEqual(["withdraw"]);
    expect(() => decideCreditEvent(held("recorded"), { ...repair, dutiesPerformed: false }, now)).toThrow(
      refusal("credit/duties-open", ["dutiesPerformed"]),
    );
    expect(() => decideCreditEvent(held("recorded"), { ...repair, commitmentPublished: false }, now)).toThrow(
      refusal("credit/commitment-missing", ["commitmentPublished"]),
    );
    expect(decideCreditEvent(held("recorded"), repair, now)).toEqual({
      state: "repaired",
      event: { kind: "CreditEventRepaired" },
    });
    expect(allowedCreditCommands(held("recorded"), now)).toEqual(["withdraw", "repair"]);
  });
  it("is withdrawn with a reason, and counts under its severity no more", () => {
    expect(decideCreditEvent(held("recorded"), { type: "withdraw", reason: "annulled" }, now)).toEqual({
      state: "withdrawn",
      event: { kind: "CreditEventWithdrawn", facts: { severity: "general" } },
    });
    const count = (kind: "CreditEventRecorded" | "CreditEventWithdrawn") =>
      eventKinds[kind].figures({ severity: "general", ground: "finding" });
    expect(summed(count("CreditEventRecorded"), count("CreditEventWithdrawn"))).toEqual({ "credit.pushes": 2 });
    expect(() => decideCreditEvent(held("recorded"), { type: "withdraw", reason: " " }, now)).toThrow(
      refusal("credit/reason-missing", ["reason"]),
    );
  });
});
