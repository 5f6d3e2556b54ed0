import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { upsertComplaints } from "../../schema/complaint/upsert.ts";
import { upsertComplexes } from "../../schema/complex/commands.ts";
import { carriedOut } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { complexRow, monday, tuesday } from "../kit/ledger.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let system: Viewer;
let county: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  system = await hub.client("1401");
  county = await hub.person("county", "140105");
  await upsertComplexes(hub.as(system), [complexRow(1)]);
});
afterAll(() => hub?.drop());

const done = (field: string, subject: string, input: object, viewer = county) =>
  carriedOut(hub, viewer, field, subject, input);

const tell = (externalId: string, text: string, kind: string, sourceUpdatedAt = monday) =>
  upsertComplaints(hub.as(system), [
    {
      externalId,
      sourceUpdatedAt,
      source: "hotline12345",
      complexExternalId: "complex-1",
      kind,
      complainant: { name: "演示", phone: "13900139000", text },
    },
  ]);

/** A complaint is told and handed over; the ids of both. */
async function send(externalId: string, department: string) {
  const [told] = await tell(externalId, "消防通道堵死", "safety-and-fire");
  const complaintId = globalId("Complaint", told?.id ?? "");
  const handlerId = globalId("Person", county.id ?? "");
  await done("assignComplaint", "complaint", { id: complaintId, handlerId });
  await done("startComplaintVerification", "complaint", { id: complaintId });
  const sending = { complaintId, department, reason: "请依法处理", withWords: true };
  return { complaintId, id: await done("sendTransfer", "transfer", sending) };
}

const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ transfer: Record<string, unknown> }>(
      viewer,
      "query ($id: ID!) { transfer(id: $id) { number complexName complaintKind { code } words } }",
      { id },
    )
  ).transfer;

it("is read by its department in the version that was sent, and without the words once it came back", async () => {
  const police = await hub.person("department", "1401", { department: "publicSecurity" });
  const { id, complaintId } = await send("one", "PUBLIC_SECURITY");
  const sent = await shown(police, id);
  expect(sent).toMatchObject({
    complexName: "演示小区1",
    complaintKind: { code: "safety-and-fire" },
    words: "消防通道堵死",
  });

  await tell("one", "是另一句话", "safety-and-fire", tuesday);
  await done("correctComplaint", "complaint", { id: complaintId, kind: "services-not-as-contracted", reason: "归类" });
  expect(await hub.prisma.complaintRevision.count()).toBe(2);
  const { complexId } = await hub.prisma.transfer.findFirstOrThrow();
  const renamed = globalId("Complex", complexId ?? "");
  await done("changeComplex", "complex", { id: renamed, name: "演示新名", county: "140105", households: 300 });
  expect(await shown(police, id)).toEqual(sent);
  await done("returnTransfer", "transfer", { id, reason: "不属于我们" }, police);
  expect(await shown(police, id)).toEqual({ ...sent, words: null });
});

it("is numbered in its department's own series, which tells nothing of what the others are sent", async () => {
  const numbers: unknown[] = [];
  for (const [index, department] of ["CREDIT", "FIRE_RESCUE", "CREDIT"].entries())
    numbers.push((await shown(county, (await send(`number-${index}`, department)).id)).number);
  expect(numbers).toEqual(["YSXY2024-140105-00001", "YSXF2024-140105-00001", "YSXY2024-140105-00002"]);
});
