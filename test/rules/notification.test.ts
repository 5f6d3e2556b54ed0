import { describe, expect, it, test } from "vitest";
import { eventKinds } from "../../schema/activity/kinds.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { concernedBy, kindNames, notificationKinds } from "../../schema/notification/kinds.ts";
import { bodyAbove, bodyOf, digestAt, isQuiet, roleIn } from "../../schema/notification/rules.ts";

const policy = defaultSettings.notification;

describe("it is quiet", () => {
  test.each([
    ["before eight", "2024-08-15T07:59:59+08:00", true],
    ["not from eight on", "2024-08-15T08:00:00+08:00", false],
    ["not until nine in the evening", "2024-08-15T20:59:59+08:00", false],
    ["from nine on", "2024-08-15T21:00:00+08:00", true],
    ["at midnight", "2024-08-15T00:00:00+08:00", true],
    ["on a Saturday", "2024-08-17T10:00:00+08:00", true],
    ["not on a Saturday that is worked", "2024-09-14T10:00:00+08:00", false],
    ["on a holiday", "2024-10-01T10:00:00+08:00", true],
  ])("%s", (_what, at, quiet) => {
    expect(isQuiet(new Date(at), policy)).toBe(quiet);
  });
});

describe("a digest is put together", () => {
  test.each([
    ["at the end of the window", "2024-08-15T09:00:00+08:00", "2024-08-15T09:30:00+08:00"],
    ["with all that falls into it", "2024-08-15T09:29:59+08:00", "2024-08-15T09:30:00+08:00"],
    ["in the morning of what happened at night", "2024-08-15T03:10:00+08:00", "2024-08-15T08:00:00+08:00"],
    ["at eight of what happened just before", "2024-08-15T07:45:00+08:00", "2024-08-15T08:00:00+08:00"],
    ["before the night begins", "2024-08-15T20:15:00+08:00", "2024-08-15T20:30:00+08:00"],
    ["in the next morning of what would end in the night", "2024-08-15T20:45:00+08:00", "2024-08-16T08:00:00+08:00"],
    ["in the next morning of what happened in the evening", "2024-08-15T23:45:00+08:00", "2024-08-16T08:00:00+08:00"],
    ["on Monday of what happened on Friday evening", "2024-08-16T22:00:00+08:00", "2024-08-19T08:00:00+08:00"],
    ["on Monday of what happened on Saturday", "2024-08-17T10:00:00+08:00", "2024-08-19T08:00:00+08:00"],
    ["after the holidays", "2024-09-30T22:00:00+08:00", "2024-10-08T08:00:00+08:00"],
  ])("%s", (_what, at, due) => {
    expect(digestAt(new Date(at), policy, false)).toEqual(new Date(due));
  });

  it("at once where it is urgent, whatever the hour", () => {
    const night = new Date("2024-08-17T03:00:00+08:00");
    expect(digestAt(night, policy, true)).toEqual(night);
  });

  it("as often as the policy says", () => {
    const at = new Date("2024-08-15T09:10:00+08:00");
    expect(digestAt(at, { ...policy, digestMinutes: 120 }, false)).toEqual(new Date("2024-08-15T10:00:00+08:00"));
  });
});

describe("a case is in the hands of", () => {
  test.each([
    ["14", "14", null, "office"],
    ["1401", "1401", "14", "city"],
    ["140105", "140105", "1401", "county"],
    ["140105001", "140105", "1401", "county"],
  ])("of region %s: %s, below %s, its %s", (region, body, above, role) => {
    expect([bodyOf(region), bodyAbove(region), roleIn(bodyOf(region))]).toEqual([body, above, role]);
  });
});

it("in a sub-district its own people work", () => {
  expect(roleIn("140105001")).toBe("subdistrict");
});

describe("the kinds", () => {
  it("name events that there are, each once", () => {
    const named = kindNames.flatMap((kind) => Object.keys(notificationKinds[kind].events));
    expect(named.filter((event) => !(event in eventKinds))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    expect([...concernedBy.keys()].sort()).toEqual([...named].sort());
    expect(concernedBy.get("DispatchReportLate")).toEqual({ kind: "overdue", whom: ["own", "above"] });
  });

  it("hold back all at night but that the brief is stuck", () => {
    const { urgent } = notificationKinds.stuck;
    expect(["brief", "alarm", "digest"].map((purpose) => urgent({ purpose }))).toEqual([true, true, false]);
  });
});
