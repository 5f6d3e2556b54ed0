import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { readRows } from "../../schema/row-reader.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
let county: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  const personal = { name: null, phone: null, address: null, place: "演示老院", text: "电梯停运" };
  const filing = { source: "visit", complexId: null, countyCode: "140105", kindCode: null, anonymous: true } as const;
  for (let count = 0; count < 2; count++) await recordComplaint(hub.as(county), { ...filing, personal });
});
afterAll(() => hub?.drop());

const page = (variables: object) =>
  hub.ask<{ complaints: { totalCount: number; edges: object[] } }>(
    county,
    `query ($first: Int, $after: String, $orderBy: ComplaintOrder! = FILED_NEWEST, $number: String) {
      complaints(first: $first, after: $after, orderBy: $orderBy, filter: { number: $number }) {
        totalCount edges { cursor node { number } } } }`,
    variables,
  );

describe("a page of a list", () => {
  it.each(["%", "2024%", "2024-1401_5", "\\"])("counts what it lists: nothing begins with %s", async (number) => {
    expect((await page({ number })).complaints).toEqual({ totalCount: 0, edges: [] });
  });

  it("lists what begins with a text", async () => {
    const { totalCount, edges } = (await page({ number: "2024-140105-" })).complaints;
    expect([totalCount, edges.length]).toEqual([2, 2]);
  });

  const id = "018f0000-0000-7000-8000-000000000000";
  it.each(["abc", "", "\0", "infinity", "2024-08-15", 12, 1e300, null, {}])(
    "refuses a cursor that was never given: %j",
    async (value) => {
      const after = Buffer.from(JSON.stringify(["FILED_NEWEST", value, id])).toString("base64url");
      await expect(page({ after })).rejects.toMatchObject({ code: "invalid/format", field: ["after"] });
    },
  );

  it("goes on after the cursors that it gives, those of rows without a value too", async () => {
    for (const orderBy of ["FILED_NEWEST", "DUE_SOONEST"]) {
      const first = (await page({ first: 1, orderBy })).complaints.edges as { cursor: string }[];
      expect((await page({ first: 1, orderBy, after: first[0]?.cursor })).complaints.edges).toHaveLength(1);
    }
    await hub.prisma.complaint.updateMany({ data: { nextDueAt: null } });
    const [last] = (await page({ first: 1, orderBy: "DUE_SOONEST" })).complaints.edges as { cursor: string }[];
    expect((await page({ orderBy: "DUE_SOONEST", after: last?.cursor })).complaints.edges).toHaveLength(1);
  });
});

it("reads rows for shapes of questions without end, whatever others have asked before", async () => {
  const { id } = await hub.prisma.complaint.findFirstOrThrow({ select: { id: true } });
  for (let count = 1; count <= 510; count++) {
    const where = { OR: Array.from({ length: count }, () => ({ id })) };
    const rows = await readRows(hub.pool, "Complaint", { select: { id: true }, where, take: 2 });
    if (count % 100 === 10) expect(rows?.map((row) => row.id)).toEqual([id]);
  }
}, 60_000);
