import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { vaultPurpose } from "../../schema/letter/queue.ts";
import { carriedOut } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";

let hub: TestHub;
let county: Viewer;
let colleague: Viewer;
let city: Viewer;
beforeAll(async () => {
  hub = await createTestHub("2024-08-15T09:00:00+08:00");
  county = await hub.person("county", "140105", { email: "county@tongchuan.example" });
  colleague = await hub.person("county", "140105", { email: "other@tongchuan.example", locale: "en" });
  city = await hub.person("city", "1401");
});
afterAll(() => hub?.drop());

let subjects = 0;
/** Something happens in a county, on a hub that has a mail server. */
async function happen(
  kind: "RectificationOverdue" | "DispatchReportLate" | "RectificationSentBack" | "LetterDead" | "SpotCheckOverdue",
  {
    by = hub.hub,
    region = "140105",
    facts = {},
    seal,
  }: { by?: Viewer; region?: string; facts?: object; seal?: string } = {},
): Promise<string> {
  const id = `018f0000-0000-7000-8000-${String(++subjects).padStart(12, "0")}`;
  const type = kind === "DispatchReportLate" ? ("DispatchReport" as const) : ("Rectification" as const);
  await transact({ ...hub.as(by), mails: true }, async (work) =>
    work.record({ kind, subject: { type, id, version: 1 }, region, facts: { week: 33, ...facts }, seal }),
  );
  return id;
}

interface Told {
  unreadNotifications: number;
  notifications: {
    totalCount: number;
    edges: { node: { id: string; kind: string; activity: { text: string } | null } }[];
  };
}
const told = (viewer: Viewer, filter = {}) =>
  hub.ask<Told>(
    viewer,
    `query ($filter: NotificationFilter) { unreadNotifications
      notifications(filter: $filter) { totalCount edges { node { id kind activity { text } } } } }`,
    { filter },
  );
const latest = async (viewer: Viewer) => (await told(viewer)).notifications.edges[0]?.node;
const unread = async (viewer: Viewer) => (await told(viewer)).unreadNotifications;
const give = async (viewer: Viewer, field: string, input: object) =>
  hub.ask<Record<string, { errors: { code: string }[]; result: object | null }>>(
    viewer,
    `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { result { __typename } errors { code } } }`,
    { input },
  );
const letters = async () => {
  const rows = await hub.prisma.letter.findMany({ orderBy: { id: "asc" } });
  return rows.map(
    (row) =>
      JSON.parse(hub.vault.open(row.content ?? new Uint8Array(), vaultPurpose).toString("utf8")) as {
        to: string;
        subject: string;
        text: string;
      },
  );
};

describe("what has happened", () => {
  it("is told to those whom it concerns, once each, and counted until it is read", async () => {
    await happen("DispatchReportLate");
    for (const viewer of [county, colleague, city]) {
      const { unreadNotifications, notifications } = await told(viewer);
      expect([unreadNotifications, notifications.totalCount]).toEqual([1, 1]);
      expect(notifications.edges[0]?.node).toMatchObject({
        kind: "OVERDUE",
        activity: { text: expect.stringContaining("逾期未报") },
      });
    }
    const elsewhere = await hub.person("county", "140106");
    expect(await told(elsewhere)).toEqual({ unreadNotifications: 0, notifications: { totalCount: 0, edges: [] } });
    expect(await unread(hub.public)).toBe(0);
  });

  it("that is asked of a region is told to its office, and the answer to whoever asked", async () => {
    const subdistrict = await hub.person("subdistrict", "140105001");
    const discipline = await hub.person("discipline", "14");
    const office = await hub.person("office", "14");
    const told = async (viewer: Viewer) => (await latest(viewer))?.activity?.text;
    const difficulty = await carriedOut(hub, county, "raiseDifficulty", "matter", { text: "维修资金使用缺少办法" });
    expect(await told(city)).toContain("反映一个困难问题");
    await carriedOut(hub, city, "answerSupervision", "matter", { id: difficulty, answer: "已协调" });
    expect(await told(county)).toContain("已答复");
    await carriedOut(hub, city, "issuePolicyDocument", "policyDocument", {
      ...{ documentNumber: "演示〔2024〕1号", title: "演示通知", issuingBody: "演示局", text: "请知照" },
      ...{ inForceOn: "2024-09-01", evidenceIds: [], downTo: "SUBDISTRICT" },
    });
    expect(await told(subdistrict)).toContain("下发政策文件");
    const asked = { region: "1401", kind: "DISCIPLINE_REPORT", text: "进展缓慢", skipReason: "情况紧急" };
    await carriedOut(hub, office, "takeSupervisionStep", "matter", asked);
    expect(await told(discipline)).toContain("向纪检监察机关汇报");
    expect(await told(city)).not.toContain("纪检");
  });

  it("is not told to whoever did it, nor to those whose account is closed", async () => {
    const gone = await hub.person("county", "140105", { disabledAt: new Date() });
    const before = [await unread(county), await unread(colleague)];
    await happen("RectificationSentBack", { by: county });
    expect([await unread(county), await unread(colleague), await unread(gone)]).toEqual([
      before[0],
      (before[1] ?? 0) + 1,
      0,
    ]);
  });

  it("is not told to those from whom it is sealed", async () => {
    const before = await unread(county);
    await happen("SpotCheckOverdue", { seal: "1401" });
    expect(await unread(county)).toBe(before);
  });

  it("is read one by one, or all of it, and by nobody else", async () => {
    const { edges, totalCount } = (await told(colleague)).notifications;
    const first = edges[0]?.node.id ?? "";
    await give(county, "readNotifications", { ids: [first] });
    expect(await unread(colleague)).toBe(totalCount);
    await give(colleague, "readNotifications", { ids: [first] });
    await give(colleague, "readNotifications", { ids: [first] });
    expect(await unread(colleague)).toBe(totalCount - 1);
    expect((await told(colleague, { unread: true })).notifications.totalCount).toBe(totalCount - 1);
    await give(colleague, "readNotifications", {});
    expect([await unread(colleague), (await told(colleague)).notifications.totalCount]).toEqual([0, totalCount]);
    const system = await hub.client("1401");
    expect((await give(system, "readNotifications", {})).readNotifications?.errors).toEqual([{ code: "forbidden" }]);
  });

  it("is told no more to whoever may no longer see it", async () => {
    const moved = await hub.person("county", "140105");
    await happen("RectificationOverdue");
    expect((await told(moved)).notifications.edges[0]?.node.activity).not.toBeNull();
    await hub.prisma.user.update({ where: { id: moved.id ?? "" }, data: { regionCode: "140106" } });
    const there = { ...moved, region: "140106" };
    expect((await told(there)).notifications.edges[0]?.node.activity).toBeNull();
  });

  it("is told as one has chosen", async () => {
    const chooser = await hub.person("county", "140105");
    const choose = (console: boolean) =>
      give(chooser, "setNotificationChannels", { kind: "OVERDUE", console, mail: false });
    await choose(false);
    await happen("RectificationOverdue");
    expect(await unread(chooser)).toBe(0);
    await choose(true);
    await happen("RectificationOverdue");
    expect(await unread(chooser)).toBe(1);
    const { notificationSettings } = await hub.ask<{ notificationSettings: object[] }>(
      chooser,
      "{ notificationSettings { kind console mail } }",
    );
    expect(notificationSettings).toContainEqual({ kind: "OVERDUE", console: true, mail: false });
    expect(notificationSettings).toContainEqual({ kind: "ASSIGNED", console: true, mail: true });
  });
});

describe("by mail", () => {
  const settle = async () => {
    hub.clock.set("2024-08-15T12:00:00+08:00");
    await hub.tick();
    await hub.prisma.letter.deleteMany();
  };

  it("it comes as one letter at the end of the window, in the reader's language", async () => {
    await settle();
    for (let count = 0; count < 3; count++) await happen("RectificationOverdue");
    await hub.tick();
    expect(await letters()).toEqual([]);
    hub.clock.set("2024-08-15T12:30:00+08:00");
    await hub.tick();
    const written = await letters();
    expect(written.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ["county@tongchuan.example", "专项整治平台：3 条提醒"],
      ["other@tongchuan.example", "Rectification Hub: 3 notifications"],
    ]);
    hub.clock.set("2024-08-15T14:00:00+08:00");
    await hub.tick();
    expect((await letters()).length).toBe(2);
  });

  it("nobody is written to at night, but for what is urgent", async () => {
    await hub.prisma.letter.deleteMany();
    hub.clock.set("2024-08-16T21:30:00+08:00");
    await happen("RectificationOverdue");
    hub.clock.set("2024-08-19T07:59:00+08:00");
    await hub.tick();
    expect(await letters()).toEqual([]);
    hub.clock.set("2024-08-19T08:00:00+08:00");
    await hub.tick();
    expect((await letters()).length).toBe(2);
    hub.clock.set("2024-08-19T23:00:00+08:00");
    await happen("LetterDead", { facts: { purpose: "brief" } });
    await hub.tick();
    expect((await letters()).length).toBe(4);
  });

  it("it leaves out what the reader may no longer see, and is not written where nothing is left", async () => {
    await hub.prisma.letter.deleteMany();
    hub.clock.set("2024-08-20T10:00:00+08:00");
    await happen("RectificationOverdue");
    await hub.prisma.user.update({ where: { id: county.id ?? "" }, data: { regionCode: "140106" } });
    hub.clock.set("2024-08-20T10:30:00+08:00");
    await hub.tick();
    expect((await letters()).map(({ to }) => to)).toEqual(["other@tongchuan.example"]);
    await hub.prisma.user.update({ where: { id: county.id ?? "" }, data: { regionCode: "140105" } });
  });
});

it("a notification is its owner's alone", async () => {
  const id = (await told(city)).notifications.edges[0]?.node.id ?? "";
  const ask = (viewer: Viewer) =>
    hub.ask<{ node: object | null }>(viewer, "query ($id: ID!) { node(id: $id) { id } }", { id });
  expect((await ask(city)).node).toEqual({ id });
  expect([(await ask(county)).node, (await ask(hub.public)).node]).toEqual([null, null]);
});
