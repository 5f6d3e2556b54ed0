import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkUscc, expectedCheckDigit } from "../../schema/company/rules.ts";

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const first17 = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 17, maxLength: 17 });

describe("unified social credit code", () => {
  it("accepts the standard's example, in any case and with blanks around it", () => {
    expect(checkUscc("91350100M000100Y43")).toBe("91350100M000100Y43");
    expect(checkUscc(" 91350100m000100y43 ")).toBe("91350100M000100Y43");
  });
  it("tells the digit that was expected", () => {
    expect(() => checkUscc("91350100M000100Y44", ["companies", "3", "uscc"])).toThrow(
      expect.objectContaining({
        code: "company/uscc-check-digit",
        field: ["companies", "3", "uscc"],
        facts: { expected: "3", actual: "4" },
      }),
    );
  });
  it.each([
    ["9135010", "company/uscc-length", { length: 7 }],
    ["I1350100M000100Y43", "company/uscc-character", { position: 1, character: "I" }],
    ["91350100I000100Y43", "company/uscc-character", { position: 9, character: "I" }],
    ["91350100M000100Y4Z", "company/uscc-character", { position: 18, character: "Z" }],
  ])("refuses %s", (code, refusal, facts) => {
    expect(() => checkUscc(code)).toThrow(expect.objectContaining({ code: refusal, facts, field: ["uscc"] }));
  });
  it("accepts exactly one digit after any 17 characters", () => {
    fc.assert(
      fc.property(first17, (code) => {
        const accepted = [...alphabet].filter((digit) => {
          try {
            return checkUscc(code + digit);
          } catch {
            return false;
          }
        });
        expect(accepted).toEqual([expectedCheckDigit(code)]);
      }),
    );
  });
  it("notices any one character mistyped", () => {
    fc.assert(
      fc.property(first17, fc.nat(16), fc.constantFrom(...alphabet), (code, at, typed) => {
        fc.pre(code[at] !== typed);
        const mistyped = code.slice(0, at) + typed + code.slice(at + 1);
        expect(() => checkUscc(mistyped + expectedCheckDigit(code))).toThrow("company/uscc-check-digit");
      }),
    );
  });
});
