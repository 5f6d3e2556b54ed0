import { describe, expect, it } from "vitest";
import { contractInForce, isExpired, requireFree, type Term } from "../../schema/contract/rules.ts";

const term = (startsOn: string, endsOn: string | null = null): Term => ({ startsOn, endsOn });

describe("the contract in force", () => {
  const first = term("2022-01-01", "2023-12-31");
  const second = term("2024-03-01");
  it("is the one that started last", () => {
    expect(contractInForce([first, second], "2024-03-01")).toBe(second);
    expect(contractInForce([second, first], "2024-03-01")).toBe(second);
    expect(contractInForce([second, first], "2023-06-01")).toBe(first);
    expect(contractInForce([first, second], "2021-12-31")).toBeNull();
  });
  it("runs on after its term until another starts (Civil Code 948)", () => {
    expect(contractInForce([first, second], "2024-02-29")).toBe(first);
    expect(isExpired(first, "2024-02-29")).toBe(true);
  });
  it("is the one recorded first where two start on a day", () => {
    const again = term("2024-03-01", "2024-03-31");
    expect(contractInForce([second, again], "2024-08-15")).toBe(second);
  });
  it("has expired the day after its last, and one without term never", () => {
    expect(isExpired(first, "2023-12-31")).toBe(false);
    expect(isExpired(first, "2024-01-01")).toBe(true);
    expect(isExpired(second, "2099-01-01")).toBe(false);
  });
});

describe("a new contract", () => {
  const held = [term("2022-01-01", "2023-12-31"), term("2024-03-01", "2024-12-31")];
  const refusalOf = (next: Term, others: readonly Term[] = held) => {
    try {
      requireFree(next, others);
    } catch (error) {
      const { code, field, facts } = error as { code: string; field: string[]; facts: object };
      return [code, field, facts];
    }
  };
  it.each<[Term]>([
    [term("2021-01-01", "2021-12-31")],
    [term("2024-01-01", "2024-02-29")],
    [term("2025-01-01")],
    [term("2025-01-01", "2025-01-01")],
  ])("fits between the others: %j", (next) => {
    expect(refusalOf(next)).toBeUndefined();
  });
  it.each<[Term, Term]>([
    [term("2021-01-01", "2022-01-01"), held[0] as Term],
    [term("2023-12-31", "2024-01-31"), held[0] as Term],
    [term("2024-06-01", "2024-06-30"), held[1] as Term],
    [term("2024-02-01"), held[1] as Term],
  ])("is refused where it shares a day with another: %j", (next, other) => {
    expect(refusalOf(next)).toEqual(["contract/overlaps", ["startsOn"], other]);
  });
  it("is refused while another has no end", () => {
    const open = [term("2024-03-01")];
    expect(refusalOf(term("2030-01-01"), open)).toEqual([
      "contract/overlaps-open",
      ["startsOn"],
      { startsOn: "2024-03-01" },
    ]);
    expect(refusalOf(term("2023-01-01", "2024-02-29"), open)).toBeUndefined();
  });
  it("does not end before it starts, and may last a day", () => {
    expect(refusalOf(term("2024-02-02", "2024-02-01"), [])).toEqual(["contract/ends-before-start", ["endsOn"], {}]);
    expect(refusalOf(term("2024-02-02", "2024-02-02"), [])).toBeUndefined();
  });
});
