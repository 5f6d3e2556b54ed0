import { describe, expect, it } from "vitest";
import {
  type ClientTerms,
  checkDays,
  checkMayIssue,
  checkTerms,
  holds,
  isAddressBlock,
  keyDays,
} from "../../schema/client/rules.ts";
import { at } from "../kit/moments.ts";
import { refused } from "../kit/refused.ts";

describe("an address from which a key may be used", () => {
  it.each(["10.1.2.3", "10.1.0.0/16", "0.0.0.0/0", "10.0.0.0/32", "2001:db8::/32", "::1", "::/128"])("%s", (block) => {
    expect(isAddressBlock(block)).toBe(true);
  });
  it.each([
    "",
    "10.1.2",
    "10.1.0.0/33",
    "::/129",
    "10.1.0.0/",
    "10.1.0.0/-1",
    "10.1.0.0/1x",
    "10.1.0.0/x1",
    "a/8",
    "10.1.0.0/8/8",
    "10.1.0.0/0008",
  ])("is not %j", (block) => {
    expect(isAddressBlock(block)).toBe(false);
  });
});

describe("a city system", () => {
  const terms = (over: Partial<ClientTerms> = {}): ClientTerms => ({
    region: "1401",
    scopes: ["read"],
    addresses: [],
    ...over,
  });
  it.each<[Partial<ClientTerms>, string | undefined]>([
    [{}, undefined],
    [{ region: "14", addresses: ["10.0.0.0/8"] }, undefined],
    [{ region: "140105" }, "apiClient/region-elsewhere at region"],
    [{ region: "140105001" }, "apiClient/region-elsewhere at region"],
    [{ scopes: [] }, "apiClient/scope-missing at scopes"],
    [{ addresses: ["10.0.0.1", "10.0.0.300"] }, "apiClient/address-malformed at addresses.1"],
  ])("with %j: %s", (over, refusal) => {
    expect(refused(() => checkTerms(terms(over)))).toBe(refusal);
  });
  it("is told which address it was", () => {
    expect(() => checkTerms(terms({ addresses: ["here"] }))).toThrow(
      expect.objectContaining({ facts: { address: "here" } }),
    );
  });
  it("has a key for a year, for two at most", () => {
    expect(keyDays.usual).toBe(365);
    expect([0, 1, 730, 731].map((days) => refused(() => checkDays(days)))).toEqual([
      "invalid/out-of-range at expiresInDays",
      undefined,
      undefined,
      "invalid/out-of-range at expiresInDays",
    ]);
  });
});

describe("the keys of a client", () => {
  const now = at("2024-08-15 12:00");
  const live = { expiresAt: at("2025-08-15"), revokedAt: null };
  it("hold until they expire or are revoked", () => {
    expect(holds(live, now)).toBe(true);
    expect(holds({ ...live, expiresAt: now }, now)).toBe(false);
    expect(holds({ ...live, revokedAt: now }, now)).toBe(false);
  });
  it("are five at most, those that hold no longer not counted; none is issued to a client that was revoked", () => {
    const issue = (count: number, revokedAt: Date | null = null) =>
      refused(() => checkMayIssue({ revokedAt, keys: [...Array(count).fill(live), { ...live, revokedAt: now }] }, now));
    expect(issue(4)).toBeUndefined();
    expect(issue(5)).toBe("apiClient/too-many-keys");
    expect(issue(0, now)).toBe("apiClient/revoked");
    expect(() => checkMayIssue({ revokedAt: null, keys: Array(5).fill(live) }, now)).toThrow(
      expect.objectContaining({ facts: { max: 5 } }),
    );
  });
});
