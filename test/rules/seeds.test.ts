import { describe, expect, it } from "vitest";
import { Department } from "../../prisma/generated/enums.ts";
import { covers } from "../../schema/region/rules.ts";
import { campaigns } from "../../seeds/campaigns.ts";
import { departments, punishmentMeasures, supervisionChannels, violationKinds } from "../../seeds/catalogues.ts";
import { regions } from "../../seeds/regions.ts";

const names = (codes: readonly { name: string }[]) => codes.map(({ name }) => name);
const unique = (codes: readonly string[]) => new Set(codes).size === codes.length;

describe("the regions of Shanxi", () => {
  const of = (level: string) => regions.filter((region) => region.level === level);
  it("are one province, 11 cities in the order of the annex, 117 counties", () => {
    expect(names(of("province"))).toEqual(["山西省"]);
    expect(names(of("city"))).toEqual(
      ["太原", "大同", "朔州", "忻州", "吕梁", "晋中", "晋城", "长治", "阳泉", "临汾", "运城"].map(
        (city) => `${city}市`,
      ),
    );
    const counties = names(of("county"));
    expect(counties).toHaveLength(117);
    const ending = (last: string) => counties.filter((name) => name.endsWith(last)).length;
    expect([ending("区"), ending("市"), ending("县")]).toEqual([26, 11, 80]);
  });
  it("count as published, city by city", () => {
    const counties = Object.fromEntries(
      of("city").map(({ code, name }) => [name, of("county").filter(({ parentCode }) => parentCode === code).length]),
    );
    expect(counties).toEqual({
      太原市: 10,
      大同市: 10,
      阳泉市: 5,
      长治市: 12,
      晋城市: 6,
      朔州市: 6,
      晋中市: 11,
      运城市: 13,
      忻州市: 14,
      临汾市: 17,
      吕梁市: 13,
    });
  });
  it("have no statistical zones, and each stands after the parent that covers it", () => {
    expect(regions.filter(({ code }) => /^14\d\d7\d/.test(code))).toEqual([]);
    expect(unique(regions.map(({ code }) => code))).toBe(true);
    const seen = new Set<string>();
    for (const { code, parentCode, validFrom } of regions) {
      if (parentCode) expect(seen.has(parentCode) && covers(parentCode, code)).toBe(true);
      expect(validFrom).toBe("2023-06-30");
      seen.add(code);
    }
  });
  it("have sub-districts in every county", () => {
    const counties = new Set(of("subdistrict").map(({ parentCode }) => parentCode));
    expect(counties.size).toBe(117);
    expect(regions.find(({ code }) => code === "140105001")).toMatchObject({ name: "坞城街道", position: 1 });
  });
});

describe("the campaign of 2024", () => {
  const [campaign] = campaigns;
  it("has four phases that overlap", () => {
    expect(campaign?.phases.map(({ code, startsOn, endsOn }) => [code, startsOn, endsOn])).toEqual([
      ["mobilisation", "2024-05-01", "2024-05-20"],
      ["rectification", "2024-05-21", "2024-10-31"],
      ["supervision", "2024-06-01", "2024-10-31"],
      ["consolidation", "2024-10-01", "2024-10-31"],
    ]);
  });
  it("says of each task who owes it, by when and why", () => {
    expect(campaign?.tasks).toHaveLength(17);
    for (const { source, title } of campaign?.tasks ?? []) {
      expect(source).toMatch(/^plan [三四]\([一二三四]\)(, [三四]\([一二三四]\))?$/);
      expect(title).toMatch(/[一-鿿]/);
    }
    expect(new Set(campaign?.tasks.map(({ owedBy }) => owedBy))).toEqual(new Set(["city", "county", "province"]));
  });
});

describe("catalogues", () => {
  it("violations: two categories, seven kinds, every act that the plan lists", () => {
    expect(violationKinds.map(({ number, category, acts }) => [number, category, acts.length])).toEqual([
      [1, "nonPerformance", 3],
      [2, "nonPerformance", 5],
      [3, "nonPerformance", 4],
      [4, "nonPerformance", 4],
      [5, "encroachment", 4],
      [6, "encroachment", 1],
      [7, "encroachment", 2],
    ]);
    expect(unique(violationKinds.flatMap(({ acts }) => acts.map(({ code }) => code)))).toBe(true);
  });
  it("channels: the province and its cities, in the order of the annex", () => {
    const channelled = regions.filter(({ level }) => level === "province" || level === "city");
    expect(supervisionChannels.map(({ regionCode }) => regionCode)).toEqual(channelled.map(({ code }) => code));
    for (const [index, { printedAs }] of supervisionChannels.entries())
      expect(channelled[index]?.name.startsWith(printedAs)).toBe(true);
    expect(supervisionChannels[0]).toMatchObject({ phone: "0351-3058021", contact: "Tmybssxs@126.com" });
    expect(supervisionChannels[2]).toMatchObject({ phone: "0352-12345", contact: "dt035212345@163.com" });
  });
  it("departments and their measures", () => {
    expect(departments.map(({ code }) => code).sort()).toEqual(Object.keys(Department).sort());
    expect(unique(punishmentMeasures.map(({ code }) => code))).toBe(true);
  });
});
