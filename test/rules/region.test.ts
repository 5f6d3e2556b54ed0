import { describe, expect, it } from "vitest";
import { ancestorsOf, covers, levelOf, parentOf, partOf } from "../../schema/region/rules.ts";

describe("region codes", () => {
  it("tell their level by length", () => {
    expect(["14", "1410", "141002", "141002001"].map(levelOf)).toEqual(["province", "city", "county", "subdistrict"]);
  });
  it.each(["", "1", "141", "14100", "1410021", "14x0", "141002001001"])("refuse “%s”", (code) => {
    const malformed = expect.objectContaining({ code: "region/code-malformed", field: [], facts: { code } });
    for (const act of [levelOf, ancestorsOf, (it: string) => covers("14", it), (it: string) => covers(it, "14")])
      expect(() => act(code)).toThrow(malformed);
  });
  it("know what is above them", () => {
    expect(ancestorsOf("140105001")).toEqual(["14", "1401", "140105"]);
    expect(ancestorsOf("14")).toEqual([]);
    expect(["140105001", "140105", "1401", "14"].map(parentOf)).toEqual(["140105", "1401", "14", null]);
  });
  it("cover themselves and what is below, nothing beside or above", () => {
    expect(["1401", "140105", "140105001"].every((code) => covers("1401", code))).toBe(true);
    expect(["14", "1410", "141002"].some((code) => covers("1401", code))).toBe(false);
  });
  it("give the part of a level", () => {
    expect(partOf("140105001", "province")).toBe("14");
    expect(partOf("140105", "county")).toBe("140105");
    expect(partOf("1401", "county")).toBeNull();
  });
});
