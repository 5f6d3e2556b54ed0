import { describe, expect, it } from "vitest";
import { checkPassword, checkPosition, checkUsername, type PersonRole } from "../../schema/account/rules.ts";
import { refused } from "../kit/refused.ts";

const places = ["14", "1401", "140105", "140105001"] as const;

describe("who may have which role where (domain 15)", () => {
  it.each<[PersonRole, readonly (typeof places)[number][]]>([
    ["leader", ["14"]],
    ["office", ["14"]],
    ["city", ["1401"]],
    ["county", ["140105"]],
    ["subdistrict", ["140105001"]],
    ["department", ["14", "1401"]],
    ["discipline", ["14", "1401", "140105"]],
    ["display", ["14", "1401", "140105"]],
    ["administrator", ["14"]],
  ])("%s: %j", (role, allowed) => {
    const department = role === "department" ? "credit" : null;
    for (const region of places)
      expect(refused(() => checkPosition({ role, region, department }))).toBe(
        allowed.includes(region) ? undefined : "account/role-elsewhere at region",
      );
  });
  it("a department has one, and nobody else", () => {
    expect(refused(() => checkPosition({ role: "department", region: "14", department: null }))).toBe(
      "account/department-missing at department",
    );
    expect(refused(() => checkPosition({ role: "office", region: "14", department: "credit" }))).toBe(
      "account/department-superfluous at department",
    );
  });
  it("says which region it was", () => {
    const act = () => checkPosition({ role: "office", region: "1401", department: null });
    expect(act).toThrow(expect.objectContaining({ facts: { code: "1401" } }));
  });
});

describe("a user name", () => {
  it.each(["abc", "county-140105", "z.y_x-9", "0ab", "a".repeat(64)])("may be %s", (name) => {
    expect(refused(() => checkUsername(name))).toBeUndefined();
  });
  it.each(["ab", "a".repeat(65), "Abc", "-abc", ".abc", "a bc", "王小明", "abc!", "!abc", "abc\n"])(
    "may not be %j",
    (name) => {
      expect(refused(() => checkUsername(name))).toBe("account/username-malformed at username");
    },
  );
});

it("a password has 8 characters or more, and 128 at most", () => {
  const fits = (length: number) => refused(() => checkPassword("x".repeat(length)));
  expect([7, 8, 128, 129].map(fits)).toEqual([
    "account/password-weak at password",
    undefined,
    undefined,
    "account/password-weak at password",
  ]);
  expect(() => checkPassword("")).toThrow(expect.objectContaining({ facts: { min: 8, max: 128 } }));
});
