import { afterAll, beforeAll, expect, it } from "vitest";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  for (const [county, phone] of [
    ["140105", "+86 139-3456-7801"],
    ["140105", "13934567801"],
    ["140105", "13934567802"],
    ["140106", "139 3456 7801"],
  ] as const)
    await recordComplaint(hub.as(await hub.person("county", county)), {
      source: "hotline",
      countyCode: county,
      anonymous: false,
      personal: { name: "演示业主", phone, address: null, text: "演示" },
    });
});
afterAll(() => hub?.drop());

it("is found by the whole number, within one's region, by those who may see complainants", async () => {
  const found = async (role: Parameters<TestHub["person"]>[0], region: string, phone: string) => {
    const data = await hub.ask<{ complaints: { totalCount: number; edges: object[] } }>(
      await hub.person(role, region),
      "query ($phone: String) { complaints(filter: { phone: $phone }) { totalCount edges { node { id } } } }",
      { phone },
    );
    expect(data.complaints.edges).toHaveLength(data.complaints.totalCount);
    return data.complaints.totalCount;
  };
  expect(await found("county", "140105", "139-3456-7801")).toBe(2);
  expect(await found("city", "1401", "13934567801")).toBe(3);
  expect(await found("office", "14", "１３９３４５６７８０２")).toBe(1);
  expect(await found("county", "140107", "13934567801")).toBe(0);
  expect(await found("city", "1401", "1393456")).toBe(0);
  for (const role of ["leader", "subdistrict", "display"] as const) {
    const region = role === "subdistrict" ? "140105001" : "14";
    expect([role, await found(role, region, "13934567801")]).toEqual([role, 0]);
  }
  const system = await hub.client("1401");
  const data = await hub.ask<{ complaints: { totalCount: number } }>(
    system,
    `{ complaints(filter: { phone: "13934567801" }) { totalCount } }`,
  );
  expect(data.complaints.totalCount).toBe(0);
});

it("is not recorded with what is no telephone number", async () => {
  const county = await hub.person("county", "140105");
  const record = (phone: string) =>
    recordComplaint(hub.as(county), {
      source: "hotline",
      countyCode: "140105",
      anonymous: false,
      personal: { name: "演示业主", phone, address: null, text: "演示" },
    });
  for (const phone of ["12", "没有", "1".repeat(16)])
    await expect(record(phone)).rejects.toMatchObject({
      code: "complaint/phone-malformed",
      field: ["complainant", "phone"],
    });
  await expect(record("0351-4040404")).resolves.toBeTruthy();
});
