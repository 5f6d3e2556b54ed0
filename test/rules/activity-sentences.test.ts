import { describe, expect, it } from "vitest";
import { type EventKind, eventKinds } from "../../schema/activity/kinds.ts";
import { sentenceOf } from "../../schema/activity/sentences.ts";

const names = { complex: "演示一号小区", company: "演示物业公司", region: "太原市小店区" };
const unnamed = { complex: null, company: null, region: "太原市小店区" };
const kinds = Object.keys(eventKinds) as EventKind[];

describe("the sentence of every kind", () => {
  for (const locale of ["zh", "en"] as const)
    it(`leaves nothing unfilled, with facts and without (${locale})`, () => {
      for (const kind of kinds)
        for (const [facts, of] of [
          [{}, unnamed],
          [
            { source: "hotline", kind: "screening", department: "credit", week: 33, to: "city", satisfied: true },
            names,
          ],
        ] as const) {
          const sentence = sentenceOf(kind, facts, of, locale);
          expect(sentence, kind).not.toMatch(/[[\]{}]|undefined|null/);
          expect(sentence.trim(), kind).toBe(sentence);
        }
    });
});

it("names the complex, else the company, else the region", () => {
  expect(sentenceOf("ComplaintFiled", { source: "hotline" }, names, "zh")).toBe("演示一号小区收到投诉（热线）");
  expect(sentenceOf("ComplaintFiled", {}, { ...names, complex: null }, "zh")).toBe("演示物业公司收到投诉");
  expect(sentenceOf("DispatchReportLate", { week: 33 }, unnamed, "zh")).toBe("太原市小店区第33周的周调度逾期未报");
});

it("shows no raw value that has no label", () => {
  expect(sentenceOf("ComplaintFiled", { source: "0001" }, names, "en")).toBe("A complaint about 演示一号小区 came in");
});
