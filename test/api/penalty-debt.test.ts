import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { buildChain, photograph, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let city: Viewer;
let finding: { id: string; rectificationId: string };
beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  county = await hub.person("county", "140105");
  city = await hub.person("city", "1401");
  // Illegal, and what was ordered of it was refused: its penalty or transfer is owed.
  finding = (await hub.prisma.finding.findFirstOrThrow({ where: { state: "unrectified" } })) as typeof finding;
});
afterAll(() => hub?.drop());

const debts = () =>
  hub.prisma.followUp.findMany({
    where: { kind: "penaltyOrTransfer" },
    select: { rectificationId: true, state: true },
    orderBy: { id: "asc" },
  });
const refuse = async (id: string) =>
  carriedOut(hub, county, "refuseRectification", "rectification", {
    id,
    evidenceIds: [await photograph(hub, county, "拒不整改")],
  });
const openCase = () =>
  carriedOut(hub, city, "openPenaltyCase", "penaltyCase", {
    findingIds: [globalId("Finding", finding.id)],
    article: "PROPERTY_REGULATION_63",
    party: "UNIT",
    facts: "擅自利用外墙设置广告",
    actEndedOn: "2024-07-31",
    harmed: false,
  });

it("is owed once for an illegal finding, however often that is ordered, and paid by the case wherever it was left", async () => {
  const first = finding.rectificationId;
  expect(await debts()).toEqual([{ rectificationId: first, state: "owed" }]);
  const again = await carriedOut(hub, county, "orderRectification", "rectification", {
    findingIds: [globalId("Finding", finding.id)],
    responsiblePerson: "演示经理",
    requirement: "再次整改",
    deadline: "2024-08-20T18:00:00+08:00",
  });
  // Still owed while the second order runs, and shown with what it is owed for.
  const { rectification } = await hub.ask<{ rectification: { followUps: object[] } }>(
    county,
    "query ($id: ID!) { rectification(id: $id) { followUps { kind state findings { id } } } }",
    { id: globalId("Rectification", first) },
  );
  expect(rectification.followUps).toContainEqual({
    kind: "PENALTY_OR_TRANSFER",
    state: "OWED",
    findings: [{ id: globalId("Finding", finding.id) }],
  });
  await refuse(again);
  expect(await debts()).toEqual([{ rectificationId: first, state: "owed" }]);
  const id = await openCase();
  expect(await debts()).toEqual([{ rectificationId: first, state: "opened" }]);
  await carriedOut(hub, city, "withdrawPenaltyCase", "penaltyCase", { id, reason: "事实不清" });
  expect(await debts()).toEqual([{ rectificationId: first, state: "owed" }]);
});
