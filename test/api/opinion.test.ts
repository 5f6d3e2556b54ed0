import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let office: Viewer;
let city: Viewer;
let county: Viewer;
let elsewhere: Viewer;
let complexId: string;
let complaintId: string;
beforeAll(async () => {
  hub = await createTestHub();
  office = await hub.person("office", "14");
  city = await hub.person("city", "1401");
  county = await hub.person("county", "140105");
  elsewhere = await hub.person("county", "140212");
  const place = { name: "演示甲苑", county: "140105", households: 90 };
  complexId = await carriedOut(hub, county, "registerComplex", "complex", place);
  complaintId = await carriedOut(hub, county, "recordComplaint", "complaint", {
    source: "HOTLINE",
    complexId,
    complainant: { name: "业主甲", phone: "138-0013-8000", text: "电梯坏了" },
  });
});
afterAll(() => hub?.drop());

const owner = (viewer: Viewer) => globalId("Person", viewer.id ?? "");
const report = (over: object = {}) => ({
  title: "业主发视频反映电梯停运",
  summary: "视频播放较多",
  medium: "DOUYIN",
  link: "https://v.example.com/1",
  seenAt: "2024-08-15T08:30:00+08:00",
  heat: "HIGH",
  complexId,
  complaintIds: [complaintId],
  ownerId: owner(county),
  ...over,
});
const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "opinionIncident", input);
const reported = (viewer: Viewer, over: object = {}) =>
  carriedOut(hub, viewer, "reportOpinion", "opinionIncident", report(over));

interface Shown {
  state: string;
  heat: string;
  overdue: boolean;
  dueAt: Date | null;
  inHours: boolean;
  answeredInTime: boolean | null;
  mine: boolean;
  region: { code: string };
  holder: { code: string };
  complaints: { id: string }[];
  steps: { heat: string; holder: { code: string }; reason: string | null }[];
  allowedCommands: string[];
}
const shown = async (viewer: Viewer, id: string) =>
  (
    await hub.ask<{ opinionIncident: Shown | null }>(
      viewer,
      `query ($id: ID!) { opinionIncident(id: $id) { state heat overdue dueAt inHours answeredInTime mine
        region { code } holder { code } complaints { id } steps { heat holder { code } reason } allowedCommands } }`,
      { id },
    )
  ).opinionIncident;
const counter = async (regionCode: string, figure: string) =>
  Number(
    (await hub.prisma.figureTotal.findUnique({ where: { regionCode_figure: { regionCode, figure } } }))?.value ?? 0,
  );

describe("an incident", () => {
  let id: string;
  it("lies where its complex does, is handled where its owner works, and is seen above at once as urgent", async () => {
    id = await reported(county);
    expect(await shown(county, id)).toMatchObject({
      state: "REPORTED",
      dueAt: new Date("2024-08-16T01:00:00Z"),
      inHours: true,
      mine: true,
      region: { code: "140105" },
      holder: { code: "140105" },
      complaints: [{ id: complaintId }],
      allowedCommands: ["HANDLE", "RAISE", "NAME_OWNER", "WITHDRAW"],
    });
    const { activities } = await hub.ask<{
      activities: { edges: { node: { kind: string; urgent: boolean; text: string } }[] };
    }>(office, "{ activities(first: 1) { edges { node { kind urgent text } } } }");
    expect(activities.edges.map(({ node }) => node)).toEqual([
      { kind: "OPINION_REPORTED", urgent: true, text: "演示甲苑发现高热度舆情" },
    ]);
    expect(await shown(elsewhere, id)).toBeNull();
    expect((await shown(office, id))?.allowedCommands).toEqual(["RAISE", "TAKE_OVER"]);
    const event = await hub.prisma.activityEvent.findFirstOrThrow({ where: { kind: "OpinionReported" } });
    expect(event.facts).toEqual({ heat: "high", urgent: true });
  });

  it("gets hotter and is taken over by the level above, which alone handles it then", async () => {
    const raise = { id, heat: "VERY_HIGH", reason: "播放十万次" };
    expect(refusals(await command(city, "raiseOpinionHeat", raise))).toEqual([]);
    expect(await shown(city, id)).toMatchObject({ heat: "VERY_HIGH", dueAt: new Date("2024-08-15T05:00:00Z") });
    const taken = { id, ownerId: owner(city), reason: "涉及多个小区" };
    expect(refusals(await command(county, "takeOverOpinion", taken))).toEqual(["opinion/not-above"]);
    expect(refusals(await command(city, "takeOverOpinion", { ...taken, ownerId: owner(county) }))).toEqual([
      "opinion/owner-unfit at ownerId",
    ]);
    expect(refusals(await command(city, "takeOverOpinion", taken))).toEqual([]);
    expect(refusals(await command(county, "handleOpinion", { id, measures: "抢修" }))).toEqual([
      "opinion/held-by-another",
    ]);
    expect((await shown(county, id))?.steps).toEqual([
      { heat: "HIGH", holder: { code: "140105" }, reason: null },
      { heat: "VERY_HIGH", holder: { code: "140105" }, reason: "播放十万次" },
      { heat: "VERY_HIGH", holder: { code: "1401" }, reason: "涉及多个小区" },
    ]);
  });

  it("is late with its minute, once, and answered, closed and opened again", async () => {
    hub.clock.set("2024-08-15T13:02:00+08:00");
    await hub.tick();
    const late = await hub.prisma.activityEvent.findMany({ where: { kind: "OpinionOverdue" } });
    expect(late.map(({ occurredAt }) => occurredAt.toISOString())).toEqual(["2024-08-15T05:00:00.000Z"]);
    expect(await counter("14", "opinion.overdueNow")).toBe(1);
    expect(refusals(await command(city, "handleOpinion", { id, measures: "抢修" }))).toEqual([]);
    const answer = { id, medium: "WECHAT", link: "https://mp.example.com/s/1", answer: "已修复" };
    expect(refusals(await command(city, "answerOpinion", { ...answer, link: "http://a.example.com" }))).toEqual([
      "opinion/link-unsafe at link",
    ]);
    expect(refusals(await command(city, "answerOpinion", answer))).toEqual([]);
    expect(await shown(city, id)).toMatchObject({
      state: "ANSWERED",
      dueAt: null,
      answeredInTime: false,
      overdue: false,
    });
    expect(await counter("14", "opinion.overdueNow")).toBe(0);
    expect(await counter("140105", "opinion.open")).toBe(0);
    expect(refusals(await command(city, "closeOpinion", { id, conclusion: "平息" }))).toEqual([]);
    expect(refusals(await command(city, "reopenOpinion", { id, reason: "再次转发" }))).toEqual([]);
    expect(await shown(city, id)).toMatchObject({ state: "HANDLING", dueAt: new Date("2024-08-15T09:02:00Z") });
    expect(refusals(await command(city, "nameOpinionOwner", { id, ownerId: owner(city) }))).toEqual([]);
    expect(refusals(await command(city, "withdrawOpinion", { id, reason: "谣言" }))).toEqual([]);
    expect(await counter("14", "opinion.open")).toBe(0);
  });

  it.each([
    ["of a place elsewhere", { complexId: undefined, region: "140212" }, "opinion/region-unknown at region"],
    ["of no place", { complexId: undefined }, "opinion/region-unknown at region"],
    ["of the whole province", { complexId: undefined, region: "14" }, "opinion/region-unknown at region"],
    ["seen tomorrow", { seenAt: "2024-08-16T09:00:00+08:00" }, "opinion/seen-in-future at seenAt"],
    [
      "about somebody's complaint elsewhere",
      { complaintIds: [globalId("Complaint", "0190163d-8694-739b-aea5-966c26f8ad91")] },
      "not-found at complaintIds.0",
    ],
  ])("not %s", async (_, over, code) => {
    expect(refusals(await command(county, "reportOpinion", report(over)))).toEqual([code]);
  });
  it("not with an owner who works beside or above, unless one answers for that body", async () => {
    for (const ownerId of [owner(elsewhere), owner(city)])
      expect(refusals(await command(county, "reportOpinion", report({ ownerId })))).toEqual([
        "opinion/owner-unfit at ownerId",
      ]);
    const given = await reported(office, {
      complexId: undefined,
      region: "1401",
      complaintIds: [],
      ownerId: owner(city),
      heat: "LOW",
    });
    expect(await shown(office, given)).toMatchObject({ holder: { code: "1401" }, inHours: false });
    expect(await shown(county, given)).toBeNull();
  });
});

describe("a publicity item", () => {
  const item = (over: object = {}) => ({
    medium: "NEWSPAPER",
    outlet: "演示日报",
    title: "整治物业服务初见成效",
    publishedOn: "2024-08-14",
    about: "CAMPAIGN",
    ...over,
  });
  const publish = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "publicityItem", input);
  const listed = async (viewer: Viewer, filter = "") =>
    (
      await hub.ask<{
        publicityItems: { edges: { node: { title: string; revisions: { reason: string; before: string[] }[] } }[] };
      }>(viewer, `{ publicityItems(filter: { ${filter} }) { edges { node { title revisions { reason before } } } } }`)
    ).publicityItems.edges.map(({ node }) => node);

  it("is counted by its medium; a correction is kept and moves the figures, a withdrawal takes them back", async () => {
    const { subject, errors } = await publish(city, "recordPublicity", item());
    expect(errors).toEqual([]);
    expect(await counter("14", "publicity.published/medium/newspaper")).toBe(1);
    const id = subject?.id;
    const right = item({ medium: "SITE", link: "https://www.example.com/1", title: "初见成效" });
    expect(refusals(await publish(office, "correctPublicity", { id, ...right, reason: "误登" }))).toEqual([
      "publicity/of-another-body",
    ]);
    expect(refusals(await publish(city, "correctPublicity", { id, ...right, reason: "误登" }))).toEqual([]);
    expect(await listed(office, "media: [SITE]")).toEqual([
      {
        title: "初见成效",
        revisions: [{ reason: "误登", before: ["演示日报", "整治物业服务初见成效", "2024-08-14"] }],
      },
    ]);
    expect(await counter("1401", "publicity.published/medium/newspaper")).toBe(0);
    expect(await counter("1401", "publicity.published/medium/site")).toBe(1);
    expect(refusals(await publish(city, "withdrawPublicity", { id, reason: "重复" }))).toEqual([]);
    expect(await counter("14", "publicity.published")).toBe(0);
    expect(await listed(city, "states: [PUBLISHED]")).toEqual([]);
  });
  it("belongs to its body: nobody beside or below sees it", async () => {
    expect((await publish(office, "recordPublicity", item())).errors).toEqual([]);
    expect(await listed(office, "states: [PUBLISHED]")).toHaveLength(1);
    expect(await listed(city, "states: [PUBLISHED]")).toEqual([]);
    const foreign = { about: "EXPOSURE", companyId: globalId("Company", "0190163d-8694-739b-aea5-966c26f8ad91") };
    expect(refusals(await publish(city, "recordPublicity", item(foreign)))).toEqual(["not-found at companyId"]);
    expect(refusals(await publish(await hub.person("subdistrict", "140105001"), "recordPublicity", item()))).toEqual([
      "forbidden",
    ]);
  });
});
