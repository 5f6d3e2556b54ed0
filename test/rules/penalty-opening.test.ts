import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type Ground, type Opening, openPenaltyCase } from "../../schema/penalty/opening.ts";
import { at } from "../kit/moments.ts";
import { noon } from "../kit/penalties.ts";
import { refusal } from "../kit/refused.ts";

const date = (text: string) => Temporal.PlainDate.from(text);

describe("a case is filed", () => {
  const finding: Ground = {
    state: "ordered",
    illegal: true,
    companyId: "a company",
    cityCode: "1401",
    foundOn: date("2024-07-20"),
    takenBy: null,
  };
  const opening = (over: Partial<Opening> = {}): Opening => ({
    findings: ["2024-07-20", "2024-07-10", "2024-07-15"].map((day) => ({ ...finding, foundOn: date(day) })),
    article: "propertyRegulation63",
    party: "unit",
    facts: "擅自利用外墙做广告",
    actEndedOn: date("2024-07-01"),
    harmed: false,
    ...over,
  });

  it("on illegal findings of one company, with 90 calendar days for the decision", () => {
    expect(openPenaltyCase(opening(), at("2024-08-01 23:30"))).toMatchObject({
      state: "filed",
      fields: { decisionDue: at("2024-10-31 00:00"), nextDueAt: at("2024-10-31 00:00") },
      events: [{ kind: "PenaltyCaseFiled", facts: { article: "propertyRegulation63", findings: 3 } }],
      setTimers: [{ kind: "penaltyDecisionDue", dueAt: at("2024-10-31 00:00"), calendarYears: [] }],
    });
    // The first of its findings is when the act was discovered; the day of filing does not count.
    expect(openPenaltyCase(opening(), noon).discoveredOn.toString()).toBe("2024-07-10");
  });

  it.each<[string, Partial<Opening>, string, string[]]>([
    ["no finding", { findings: [] }, "penalty/finding-missing", ["findingIds"]],
    [
      "a withdrawn one",
      { findings: [{ ...finding, state: "withdrawn" }] },
      "penalty/finding-withdrawn",
      ["findingIds", "0"],
    ],
    ["a legal one", { findings: [{ ...finding, illegal: false }] }, "penalty/finding-not-illegal", ["findingIds", "0"]],
    ["no company", { findings: [{ ...finding, companyId: null }] }, "penalty/company-missing", ["findingIds", "0"]],
    [
      "two companies",
      { findings: [finding, { ...finding, companyId: "another" }] },
      "penalty/companies-differ",
      ["findingIds", "1"],
    ],
    [
      "two cities",
      { findings: [finding, { ...finding, cityCode: "1402" }] },
      "penalty/cities-differ",
      ["findingIds", "1"],
    ],
    [
      "one that is penalised already",
      { findings: [finding, { ...finding, takenBy: "CF2024-1401-00001" }] },
      "penalty/finding-taken",
      ["findingIds", "1"],
    ],
    ["nothing said", { facts: " " }, "penalty/facts-missing", ["facts"]],
    ["an act after its discovery", { actEndedOn: date("2024-07-11") }, "penalty/act-after-discovery", ["actEndedOn"]],
    [
      "an article that spares individuals",
      { article: "propertyRegulation58", party: "individual" },
      "penalty/article-of-another-party",
      ["party"],
    ],
  ])("not on %s", (_, over, code, field) => {
    expect(() => openPenaltyCase(opening(over), noon)).toThrow(refusal(code, field));
  });

  it("within two years of the act, five where somebody was harmed (36)", () => {
    const ended = (actEndedOn: string, harmed: boolean) => () =>
      openPenaltyCase(opening({ actEndedOn: date(actEndedOn), harmed }), noon);
    expect(ended("2022-07-10", false)).not.toThrow();
    expect(ended("2022-07-09", false)).toThrow(
      refusal("penalty/limitation", ["actEndedOn"], { article: 36, years: 2, last: "2024-07-09" }),
    );
    expect(ended("2019-07-10", true)).not.toThrow();
    expect(ended("2019-07-09", true)).toThrow(
      refusal("penalty/limitation", ["actEndedOn"], { article: 36, years: 5, last: "2024-07-09" }),
    );
  });
});
