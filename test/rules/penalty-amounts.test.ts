import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  type Article,
  type Party,
  type Provision,
  provisionOf,
  provisionsOn,
  rangeOf,
  requireInRange,
} from "../../schema/penalty/ranges.ts";
import { outstandingOn } from "../../schema/penalty/standing.ts";
import { surchargeOn } from "../../schema/penalty/surcharge.ts";
import { message } from "../../schema/refusals.ts";
import { inYuan } from "../../schema/yuan.ts";
import { fen, inState } from "../kit/penalties.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const today = date("2024-08-28");

describe("each range, on both sides of both limits", () => {
  it.each<[Article, Party, number | null, number, number]>([
    ["propertyRegulation58", "unit", null, 10_000, 100_000],
    ["propertyRegulation59", "unit", 1_000_000, 300_000, 500_000],
    ["propertyRegulation60", "unit", 80_000, 1, 160_000],
    ["propertyRegulation62", "unit", null, 10_000, 100_000],
    ["propertyRegulation63", "unit", null, 50_000, 200_000],
    ["propertyRegulation63", "individual", null, 1000, 10_000],
  ])("%s of a %s with %s", (article, party, basis, min, max) => {
    const provision = provisionOf(article, party, today);
    const basisFen = basis === null ? null : fen(basis);
    const impose = (amountFen: bigint) => () => requireInRange(provision, basisFen, amountFen);
    expect(impose(fen(min))).not.toThrow();
    expect(impose(fen(max))).not.toThrow();
    expect(impose(fen(max) + 1n)).toThrow(expect.objectContaining({ code: "penalty/amount-out-of-range" }));
    expect(impose(fen(max + 1))).toThrow(
      expect.objectContaining({
        code: "penalty/amount-out-of-range",
        facts: expect.objectContaining({ article: provision.number, max: `${max}.00` }),
      }),
    );
    const below = min === 1 ? "penalty/amount-missing" : "penalty/amount-out-of-range";
    expect(impose(fen(min) - (min === 1 ? 100n : 1n))).toThrow(expect.objectContaining({ code: below }));
    expect(impose(0n)).toThrow(expect.objectContaining({ code: "penalty/amount-missing" }));
    expect(impose(fen(max) - 1n)).toThrow(expect.objectContaining({ code: "penalty/amount-not-whole" }));
  });

  it("a share that falls between two fen stays inside", () => {
    const subcontracting = provisionOf("propertyRegulation59", "unit", today);
    // 30% of 1.01 yuan are 30.3 fen, 50% are 50.5.
    expect(rangeOf(subcontracting, 101n)).toEqual({ minFen: 31n, maxFen: 50n });
    expect(() => rangeOf(subcontracting, null)).toThrow(expect.objectContaining({ code: "penalty/basis-missing" }));
    expect(() => rangeOf(subcontracting, 0n)).toThrow(expect.objectContaining({ code: "penalty/basis-missing" }));
    expect(inYuan(10_005n)).toBe("100.05");
  });

  it("the refusal quotes article and range in both languages", () => {
    const facts = { article: 63, amount: "1.00", min: "50000.00", max: "200000.00" };
    const refused = { code: "penalty/amount-out-of-range", facts };
    expect(message(refused, "zh")).toBe(
      "罚款 1.00 元超出《物业管理条例》第63条的幅度：50000.00 元以上 200000.00 元以下。",
    );
    expect(message(refused, "en")).toContain("article 63 of the Property Management Regulation: from 50000.00 to");
  });
});

describe("the table knows from when to when", () => {
  const later: Provision = {
    article: "propertyRegulation58",
    number: 58,
    party: "unit",
    from: "2026-01-01",
    until: null,
    limits: { minFen: fen(20_000), maxFen: fen(200_000) },
  };
  const table = [{ ...later, from: "2018-03-19", until: "2025-12-31", limits: { ...later.limits, minFen: 1n } }, later];
  it("the law of the act's own day applies", () => {
    const min = (on: string) => rangeOf(provisionOf("propertyRegulation58", "unit", date(on), table), null).minFen;
    expect(min("2025-12-31")).toBe(1n);
    expect(min("2026-01-01")).toBe(fen(20_000));
    expect(provisionsOn(date("2018-03-18"))).toEqual([]);
    expect(() => provisionOf("propertyRegulation58", "unit", date("2018-03-18"))).toThrow(
      expect.objectContaining({ code: "penalty/article-not-in-force", facts: { article: 58, day: "2018-03-18" } }),
    );
    expect(() => provisionOf("propertyRegulation62", "unit", today, table)).toThrow(
      expect.objectContaining({ facts: { article: "propertyRegulation62", day: "2024-08-28" } }),
    );
  });
});

describe("the surcharge", () => {
  const last = date("2024-09-06");
  const left = (fine: number, on: string, ...payments: [string, number][]) =>
    surchargeOn(
      fen(fine),
      last,
      payments.map(([paidOn, yuan]) => ({ on: date(paidOn), fen: fen(yuan) })),
      date(on),
    );

  it("is 3% for each day after the last, in whole fen", () => {
    expect(left(50_000, "2024-09-06")).toMatchObject({ days: 0, fen: 0n, outstandingFen: fen(50_000) });
    expect(left(50_000, "2024-09-07")).toMatchObject({ days: 1, fen: fen(1500), dailyFen: fen(1500) });
    expect(left(50_000, "2024-08-01")).toMatchObject({ days: 0, fen: 0n });
    // 3% of 0.33 yuan are 0.99 fen: two days are 1.98.
    expect(surchargeOn(33n, last, [], date("2024-09-07")).fen).toBe(0n);
    expect(surchargeOn(33n, last, [], date("2024-09-08")).fen).toBe(1n);
  });

  it("is never above the fine", () => {
    expect(left(50_000, "2024-10-09")).toMatchObject({ days: 33, fen: fen(49_500), dailyFen: fen(500) });
    expect(left(50_000, "2024-10-10")).toMatchObject({ days: 34, fen: fen(50_000), capped: true, dailyFen: 0n });
    expect(left(50_000, "2030-01-01")).toMatchObject({ fen: fen(50_000), outstandingFen: fen(100_000) });
  });

  it("falls on what is unpaid: the fine is paid first, and then nothing is added", () => {
    // Half in time, the other half ten days late.
    expect(left(50_000, "2024-09-16", ["2024-09-05", 25_000])).toMatchObject({ days: 10, fen: fen(7500) });
    expect(left(50_000, "2024-09-16", ["2024-09-11", 50_000])).toMatchObject({
      days: 5,
      fen: fen(7500),
      dailyFen: 0n,
      unpaidFen: 0n,
      outstandingFen: fen(7500),
    });
    expect(left(50_000, "2024-09-16", ["2024-09-08", 20_000], ["2024-09-11", 30_000])).toMatchObject({
      days: 5,
      fen: fen(3000 + 2700),
      outstandingFen: fen(5700),
    });
    // What came in later does not count yet.
    expect(left(50_000, "2024-09-08", ["2024-09-11", 50_000])).toMatchObject({ fen: fen(3000) });
  });

  it("nothing is owed before the decision is served", () => {
    expect(outstandingOn(inState("filed"), today).outstandingFen).toBe(0n);
    expect(outstandingOn(inState("decided"), today).outstandingFen).toBe(0n);
    expect(outstandingOn(inState("served"), today).outstandingFen).toBe(fen(50_000));
  });
});
