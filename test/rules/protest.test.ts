import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { type Duplicable, proposedDuplicates } from "../../schema/complaint/duplicates.ts";
import { protestThreshold } from "../../schema/complaint/protest.ts";

const settings = defaultSettings.strongProtest;
const now = new Date("2024-08-15T04:00:00Z");
const days = (count: number) => new Date(now.getTime() - count * 86_400_000);

describe("strong protest", () => {
  it.each([
    [10, 3],
    [100, 3],
    [101, 4],
    [133, 4],
    [134, 5],
    [5000, 5],
  ])("in %i households takes %i complainants", (households, threshold) => {
    expect(protestThreshold(households, settings)).toBe(threshold);
  });
  it("never takes fewer than the least nor more than the number, however many households", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (households) => {
        const threshold = protestThreshold(households, settings);
        return threshold >= 3 && threshold <= 5;
      }),
    );
  });
});

describe("duplicates", () => {
  const complaint = (id: string, over: Partial<Duplicable> = {}): Duplicable => ({
    id,
    complexId: "complex",
    kindCode: "services-not-as-contracted",
    filedAt: now,
    ...over,
  });
  const proposed = (of: Duplicable, others: Duplicable[]) =>
    proposedDuplicates(of, others, defaultSettings.complaint).map(({ id }) => id);
  it("are of the same complex, kind and days, oldest first", () => {
    const others = [
      complaint("self"),
      complaint("recent", { filedAt: days(2) }),
      complaint("oldest", { filedAt: days(30) }),
      complaint("later", { filedAt: days(-30) }),
      complaint("too old", { filedAt: days(30.1) }),
      complaint("elsewhere", { complexId: "other" }),
      complaint("other kind", { kindCode: "income-taken" }),
    ];
    expect(proposed(complaint("self"), others)).toEqual(["oldest", "recent", "later"]);
  });
  it("are not proposed where complex or kind is unknown", () => {
    const unknown = [complaint("a", { complexId: null }), complaint("b", { kindCode: null })];
    expect(proposed(complaint("self", { complexId: null }), unknown)).toEqual([]);
    expect(proposed(complaint("self", { kindCode: null }), unknown)).toEqual([]);
  });
});
