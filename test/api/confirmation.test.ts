import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { takeIn } from "../../schema/complaint/intake.ts";
import { type Answer, give, refusals } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let county: Viewer;
let market: Viewer;
let complexId: string;

beforeAll(async () => {
  hub = await createTestHub("2024-06-03T09:00:00+08:00");
  county = await hub.person("county", "140105");
  market = await hub.person("department", "1401", { department: "marketRegulation" });
  const complex = await hub.prisma.complex.create({
    data: { name: "演示苑", cityCode: "1401", countyCode: "140105", households: 100 },
  });
  complexId = complex.id;
});
afterAll(() => hub?.drop());

let callers = 0;
/** As the public page files it, without its proof of work. */
async function file({ anonymous = false, confirmed = false } = {}): Promise<string> {
  const { id } = await transact(hub.as(hub.public), (work) =>
    takeIn(work, {
      source: "web",
      complexId,
      kindCode: "services-not-as-contracted",
      anonymous,
      confirmed,
      personal: { name: "演示业主", phone: `138${String(10_000_000 + ++callers)}`, address: null, text: "演示" },
    }),
  );
  return id;
}
const command = (viewer: Viewer, name: string, id: string, more: object = {}): Promise<Answer> =>
  give(hub, viewer, name, "complaint", { id: globalId("Complaint", id), ...more });
const assign = (id: string) =>
  command(county, "assignComplaint", id, { handlerId: globalId("Person", county.id ?? "") });
const transfer = (id: string) =>
  give(hub, county, "sendTransfer", "transfer", {
    complaintId: globalId("Complaint", id),
    department: "MARKET_REGULATION",
    reason: "演示",
  });
/** What market regulation does with the latest transfer of a complaint. */
const ofTransfer = async (field: string, complaintId: string, more: object = {}) => {
  const latest = await hub.prisma.transfer.findFirst({ where: { complaintId }, orderBy: { openedAt: "desc" } });
  if (latest) await give(hub, market, field, "transfer", { id: globalId("Transfer", latest.id), ...more });
};
const figures = async () => {
  const held = await hub.prisma.figureTotal.findMany({ where: { regionCode: "140105" } });
  return Object.fromEntries(
    held.filter(({ value }) => value !== 0n).map(({ figure, value }) => [figure, Number(value)]),
  );
};
const listed = async (filter: object) =>
  (
    await hub.ask<{ complaints: { totalCount: number } }>(
      county,
      "query ($filter: ComplaintFilter) { complaints(filter: $filter) { totalCount } }",
      { filter },
    )
  ).complaints.totalCount;

describe("an unconfirmed filing", () => {
  it("counts nowhere while it is handled, and all at once when its complainant was reached", async () => {
    const id = await file();
    expect(await figures()).toEqual({});
    await assign(id);
    await command(county, "startComplaintVerification", id);
    await transfer(id);
    await ofTransfer("returnTransfer", id, { reason: "演示" });
    hub.clock.set("2024-06-20T09:00:00+08:00");
    await hub.tick();
    expect((await hub.prisma.complaint.findUniqueOrThrow({ where: { id } })).overdueAt).not.toBeNull();
    expect(await figures()).toEqual({});
    expect([await listed({}), await listed({ confirmed: true }), await listed({ confirmed: false })]).toEqual([
      1, 0, 1,
    ]);
    const overview = await hub.ask<{ overview: { figures: { key: string; value: number; door: object }[] } }>(
      county,
      "{ overview { figures { key value door { filter } } } }",
    );
    expect(overview.overview.figures.find(({ key }) => key === "COMPLAINTS")).toEqual({
      key: "COMPLAINTS",
      value: 0,
      door: { filter: { open: true, confirmed: true, region: "140105" } },
    });

    expect(refusals(await command(county, "confirmComplaint", id))).toEqual([]);
    expect(await figures()).toEqual({
      "complaint.received": 1,
      "complaint.open": 1,
      "complaint.overdueNow": 1,
      "complaint.received/source/web": 1,
      "complaint.received/kind/services-not-as-contracted": 1,
      "transfer.made": 1,
      "transfer.returned": 1,
    });
    expect(refusals(await command(county, "confirmComplaint", id))).toEqual(["complaint/confirmed-already"]);
    // On the day on which it was confirmed: what a day has counted is never changed afterwards.
    const days = await hub.prisma.figureDay.findMany({
      where: { regionCode: "140105", figure: "complaint.received", value: { not: 0n } },
    });
    expect(days.map(({ day }) => day.toISOString().slice(0, 10))).toEqual(["2024-06-20"]);
    await command(county, "withdrawComplaint", id, { reason: "演示" });
  });

  it("is confirmed by those who handle it, and by nobody who only reads", async () => {
    const id = await file();
    const neighbour = await hub.person("county", "140106");
    const leader = await hub.person("leader", "14");
    expect(refusals(await command(neighbour, "confirmComplaint", id))).toEqual(["not-found"]);
    expect(refusals(await command(leader, "confirmComplaint", id))).toEqual(["forbidden"]);
    const system = await hub.client("1401");
    expect(refusals(await command(system, "confirmComplaint", id))).toEqual([]);
    const [event] = await hub.prisma.activityEvent.findMany({
      where: { subjectId: id },
      orderBy: { id: "desc" },
      take: 1,
    });
    expect(event).toMatchObject({ kind: "ComplaintConfirmed", actorKind: "client", facts: { by: "staff" } });
    await command(county, "withdrawComplaint", id, { reason: "演示" });
  });

  it("that is anonymous waits for its verification, whoever recorded it", async () => {
    const before = await figures();
    const recorded = await give(hub, county, "recordComplaint", "complaint", {
      source: "HOTLINE",
      complexId: globalId("Complex", complexId),
      anonymous: true,
      complainant: { text: "演示" },
    });
    const id = Buffer.from(recorded.subject?.id ?? "", "base64")
      .toString()
      .slice("Complaint:".length);
    expect(refusals(await command(county, "confirmComplaint", id))).toEqual(["complaint/nobody-to-confirm"]);
    await assign(id);
    await command(county, "startComplaintVerification", id);
    expect(await figures()).toEqual(before);
    await command(county, "unsubstantiateComplaint", id, { reason: "演示" });
    const after = await figures();
    for (const figure of ["complaint.received", "complaint.open", "complaint.received/kind/none", "complaint.verified"])
      expect([figure, (after[figure] ?? 0) - (before[figure] ?? 0)]).toEqual([figure, 1]);
  });

  it("makes no strong protest", async () => {
    interface Shown {
      complex: { protest: { complainants: number; needed: number; days: number; strong: boolean } };
    }
    const protest = async () =>
      (
        await hub.ask<Shown>(
          county,
          "query ($id: ID!) { complex(id: $id) { protest { complainants needed days strong } } }",
          { id: globalId("Complex", complexId) },
        )
      ).complex.protest;
    const ids = [await file(), await file(), await file()];
    const { complainants } = await protest();
    expect(await protest()).toEqual({ complainants, needed: 3, days: 30, strong: false });
    for (const id of ids) await command(county, "confirmComplaint", id);
    expect(await protest()).toEqual({ complainants: complainants + 3, needed: 3, days: 30, strong: true });
    // What is taken back protests no more.
    for (const id of ids) await command(county, "withdrawComplaint", id, { reason: "演示" });
    expect(await protest()).toMatchObject({ complainants, strong: false });
  });
});

it("after any history the counters are those of the confirmed complaints alone", async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const ids: string[] = [];
  const steps: readonly ((id: string) => Promise<unknown>)[] = [
    (id: string) => command(county, "confirmComplaint", id),
    assign,
    (id: string) => command(county, "startComplaintVerification", id),
    (id: string) => command(county, "substantiateComplaint", id),
    (id: string) => command(county, "unsubstantiateComplaint", id, { reason: "演示" }),
    transfer,
    (id: string) => ofTransfer("acceptTransfer", id),
    (id: string) => ofTransfer("answerTransfer", id, { outcome: "OTHER", answer: "演示" }),
    (id: string) => ofTransfer("returnTransfer", id, { reason: "演示" }),
    (id: string) => command(county, "giveComplaintFeedback", id, { text: "演示" }),
    (id: string) => command(county, "withdrawComplaint", id, { reason: "演示" }),
  ];
  for (let step = 0; step < 220; step++) {
    if (random(5) === 0) ids.push(await file({ anonymous: random(3) === 0, confirmed: random(2) === 0 }));
    else if (ids.length > 0)
      await (steps[random(steps.length)] as (typeof steps)[0])(ids[random(ids.length)] as string);
    if (random(6) === 0) {
      hub.clock.set(new Date(hub.clock.now().getTime() + random(60 * 3_600_000)));
      await hub.tick();
    }
  }
  const { rows } = await hub.pool.query<{ figure: string; value: number }>(`
    with counted as (select * from "Complaint" where "confirmed"),
      sent as (select transfer.* from "Transfer" transfer join counted on counted."id" = transfer."complaintId"),
      told as (select event.* from "ActivityEvent" event
        where "subjectId" in (select "id" from counted union all select "id" from sent))
    select 'complaint.received' as "figure", count(*)::int as "value" from counted
    union all select 'complaint.received/source/' || "source", count(*)::int from counted group by "source"
    union all select 'complaint.received/kind/' || coalesce("kindCode", 'none'), count(*)::int from counted group by "kindCode"
    union all select 'complaint.open', count(*)::int from counted where "closedAt" is null
    union all select 'complaint.overdueNow', count(*)::int from counted where "overdueAt" is not null
    union all select 'complaint.' || "state", count(*)::int from counted where "state" in ('closed', 'withdrawn') group by "state"
    union all select 'transfer.open', count(*)::int from sent where "settledAt" is null
    union all select 'transfer.overdueNow', count(*)::int from sent where "overdueAt" is not null
    union all select figure, count(*)::int from told join (values ('transfer.made', 'TransferSent'),
      ('transfer.accepted', 'TransferAccepted'), ('transfer.answered', 'TransferAnswered'),
      ('transfer.returned', 'TransferReturned'), ('complaint.substantiated', 'ComplaintSubstantiated'),
      ('complaint.reopened', 'ComplaintReopened')) as name(figure, kind) using ("kind") group by figure`);
  const held = await figures();
  for (const { figure, value } of rows) expect([figure, held[figure] ?? 0]).toEqual([figure, value]);
  const unconfirmed = await hub.prisma.complaint.count({ where: { confirmed: false } });
  expect(unconfirmed).toBeGreaterThan(3);
  expect(held["complaint.received"]).toBeGreaterThan(3);
  expect(await listed({ open: true, confirmed: true })).toBe(held["complaint.open"]);
  expect(await listed({ overdue: true, confirmed: true })).toBe(held["complaint.overdueNow"] ?? 0);
}, 120_000);
