import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docxOf } from "../../api/paper/docx.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { bulletinOf } from "../../schema/exposure/bulletin.ts";
import { openMonth } from "../../schema/exposure/months.ts";
import { openPublishedPicture } from "../../schema/exposure/publication.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { carriedOut, give, refusals } from "../kit/commands.ts";
import { exposureReader } from "../kit/exposure-reader.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let city: Viewer;
let colleague: Viewer;
let office: Viewer;
let leader: Viewer;
let findingId: string;
let reader: ReturnType<typeof exposureReader>;

beforeAll(async () => {
  hub = await createTestHub();
  reader = exposureReader(hub);
  await transact(hub.as(hub.hub), openMonth);
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  await hub.prisma.exposureCase.deleteMany();
  city = await hub.person("city", "1401");
  colleague = await hub.person("city", "1401", { name: "演示审核人" });
  office = await hub.person("office", "14");
  leader = await hub.person("leader", "14");
  const finding = await hub.prisma.finding.findFirstOrThrow({ where: { complaintId: { not: null } } });
  findingId = globalId("Finding", finding.id);
}, 60_000);
afterAll(() => hub?.drop());

const text = "企业未维护电梯，停运十二天，责令整改后拒不整改。";
const draft = (over: object = {}) => ({
  kind: "EXPOSURE",
  title: "演示物业电梯停运",
  text,
  entry: findingId,
  pictureIds: [],
  ...over,
});
const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "exposureBatch", input);
const done = (viewer: Viewer, field: string, input: object) => carriedOut(hub, viewer, field, "exposureBatch", input);
const add = (viewer: Viewer, over: object = {}) =>
  done(viewer, "addExposureCase", { month: "2024-08-15", ...draft(over) });

describe("a batch from its first case to the public page", () => {
  let id: string;

  it("was opened by the calendar for each city and the province, which alone owes nothing", async () => {
    const batches = await hub.prisma.exposureBatch.findMany({ orderBy: { bodyCode: "asc" } });
    expect(batches.map(({ bodyCode, dueAt }) => [bodyCode.length, dueAt?.toISOString()])).toEqual([
      [2, undefined],
      ...Array.from({ length: 11 }, () => [4, "2024-08-31T16:00:00.000Z"]),
    ]);
  });

  it("is refused while a telephone number or the complainant's name is left, in the reader's words", async () => {
    const complainant = "业主〔";
    id = await add(city, { text: `${text}联系 138 0013 8000。` });
    const refused = await command(city, "submitExposure", { id });
    expect(refusals(refused)).toEqual(["exposure/personal-data-left at text"]);
    expect(refused.errors[0]?.message).toContain("第 1 个案例正文第 28 字处还有电话号码“138**********”");
    const [written] = (await reader.batch(city, id))?.cases ?? [];
    expect(written?.marks).toEqual([
      {
        part: "TEXT",
        kind: "TELEPHONE",
        start: 27,
        end: 40,
        text: "138 0013 8000",
        replacement: "（电话略）",
        harmless: false,
      },
    ]);
    const caseId = written?.id;
    const harmless = { id, caseId, kind: "TELEPHONE", text: "138 0013 8000", reason: "不是电话" };
    expect(refusals(await command(city, "markExposureHarmless", harmless))).toEqual([
      "exposure/never-harmless at kind",
    ]);

    const owner = await hub.prisma.complaint.findFirstOrThrow({
      where: { findings: { some: {} } },
      include: { secret: true },
    });
    expect(owner.secret).not.toBeNull();
    // Nothing of it looks like a name but to whoever knows it.
    const named = `${complainant}${(await hub.prisma.company.findFirstOrThrow({ where: { name: { contains: "县内物业" } } })).name.slice(5)}`;
    await done(city, "changeExposureCase", { id, caseId, ...draft({ text: `反映的是${named}。` }) });
    expect(refusals(await command(city, "submitExposure", { id }))).toEqual(["exposure/personal-data-left at text"]);

    await done(city, "changeExposureCase", { id, caseId, ...draft({ text: `${text}约3-2-501平米。` }) });
    const mark = { id, caseId, kind: "HOUSE_NUMBER", text: "3-2-501", reason: "面积的写法" };
    await done(city, "markExposureHarmless", mark);
    expect((await reader.batch(city, id))?.cases[0]).toMatchObject({
      marks: [{ kind: "HOUSE_NUMBER", harmless: true }],
      harmless: [{ reason: "面积的写法" }],
    });
    await done(city, "submitExposure", { id });
  });

  it("is approved by a colleague of its author, by name, and by nobody else", async () => {
    expect((await reader.batch(city, id))?.allowedCommands).toEqual(["RETURN"]);
    expect(refusals(await command(city, "approveExposure", { id }))).toEqual(["exposure/own-work"]);
    expect(refusals(await command(office, "approveExposure", { id }))).toEqual(["forbidden"]);
    expect(refusals(await command(leader, "approveExposure", { id }))).toEqual(["forbidden"]);
    expect((await reader.batch(leader, id))?.allowedCommands).toEqual([]);
    await done(colleague, "returnExposure", { id, reason: "补充照片" });
    const caseId = (await reader.batch(city, id))?.cases[0]?.id;
    await done(city, "changeExposureCase", { id, caseId, ...draft({ pictureIds: [await reader.photograph(city)] }) });
    await done(city, "submitExposure", { id });
    await done(colleague, "approveExposure", { id });
    expect(await reader.batch(city, id)).toMatchObject({ state: "APPROVED", approvedBy: "演示审核人" });
    expect(await reader.published()).toMatchObject({ totalCount: 0, edges: [] });
  });

  it("is read by the public as it was published, with pictures of its own", async () => {
    await done(city, "publishExposure", { id });
    const { totalCount, edges } = await reader.published();
    expect([totalCount, edges.map(({ node }) => node)]).toMatchObject([
      1,
      [
        {
          kind: "EXPOSURE",
          title: "演示物业电梯停运",
          text,
          companyName: "演示全省物业公司",
          body: { code: "1401" },
          region: { code: "140105" },
          month: "2024-08-01",
        },
      ],
    ]);
    const url = edges[0]?.node.pictures[0]?.url ?? "";
    expect(url).toMatch(/^\/pictures\/[0-9a-f-]{36}$/);
    const { bytes, mediaType } = await openPublishedPicture(hub.as(hub.public), url.slice("/pictures/".length));
    const metadata = await sharp(bytes).metadata();
    expect([mediaType, metadata.width, metadata.exif]).toEqual(["image/jpeg", 1600, undefined]);
    // Nothing that the public is given was there before.
    const drafted = JSON.stringify(await reader.batch(city, id));
    expect(drafted).not.toContain(edges[0]?.node.id);
    expect(drafted).not.toContain(url.slice("/pictures/".length));

    const month = new Date("2024-08-01T00:00:00Z");
    const { _sum } = await hub.prisma.figureTotal.aggregate({
      where: { regionCode: "1401", figure: { in: ["exposure.published", "exposure.shown", "exposure.batches"] } },
      _sum: { value: true },
    });
    expect(Number(_sum.value)).toBe(3);
    expect(
      (await hub.prisma.exposureBatch.findFirstOrThrow({ where: { month, bodyCode: "1401" } })).paidAt,
    ).not.toBeNull();
  });

  it("disappears when it is withdrawn, picture and all, and stays on record", async () => {
    const [{ node } = { node: { pictures: [] as { url: string }[] } }] = (await reader.published()).edges;
    const picture = node.pictures[0]?.url.slice("/pictures/".length) ?? "";
    const caseId = (await reader.batch(city, id))?.cases[0]?.id;
    await done(city, "withdrawExposureCase", { id, caseId, reason: "企业已整改" });
    expect(await reader.published()).toMatchObject({ totalCount: 0, edges: [] });
    await expect(openPublishedPicture(hub.as(hub.public), picture)).rejects.toMatchObject({ code: "not-found" });
    expect(refusals(await command(city, "withdrawExposureCase", { id, caseId, reason: "再撤" }))).toEqual([
      "exposure/not-shown at caseId",
    ]);
    expect((await reader.batch(city, id))?.publications).toEqual([{ title: "演示物业电梯停运" }]);
    await done(city, "withdrawExposure", { id, reason: "企业已整改" });
    await done(city, "reopenExposure", { id });
    const kept = hub.prisma.publishedCase.updateMany({ data: { title: "另一个" } });
    await expect(kept).rejects.toThrow();
  });
});

describe("months", () => {
  it("a city that exposed nothing owes it from the minute at which the month ends, and pays late", async () => {
    hub.clock.set("2024-09-01T00:30:00+08:00");
    await hub.tick();
    const late = await hub.prisma.exposureBatch.findMany({ where: { overdueAt: { not: null } } });
    const cities = hub.as(hub.hub).regions.children("14");
    // The first one's was withdrawn within its month.
    expect(late.map(({ bodyCode }) => bodyCode).toSorted()).toEqual(cities.map(({ code }) => code).toSorted());
    const owing = `{ exposureBatches(filter: { overdue: true, region: "1401" }) { totalCount } }`;
    expect(await hub.ask(city, owing)).toEqual({ exposureBatches: { totalCount: 1 } });
    const opened = await hub.prisma.exposureBatch.findMany({ where: { month: new Date("2024-09-01T00:00:00Z") } });
    expect(opened).toHaveLength(12);
    expect(opened[0]?.openedAt.toISOString()).toBe("2024-08-31T16:00:00.000Z");

    const id = globalId(
      "ExposureBatch",
      (await hub.prisma.exposureBatch.findFirstOrThrow({ where: { bodyCode: "1401", overdueAt: { not: null } } })).id,
    );
    await done(city, "submitExposure", { id });
    await done(colleague, "approveExposure", { id });
    await done(city, "publishExposure", { id });
    expect(await hub.ask(city, owing)).toEqual({ exposureBatches: { totalCount: 0 } });
    const { value } = await hub.prisma.figureTotal.findFirstOrThrow({
      where: { regionCode: "14", figure: "exposure.lateNow" },
    });
    expect(Number(value)).toBe(10);
  });

  it("is written for no month to come and none outside the campaign", async () => {
    for (const month of ["2024-10-01", "2024-04-30"])
      expect(refusals(await command(city, "addExposureCase", { month, ...draft() }))).toEqual([
        "exposure/month-closed at month",
      ]);
  });
});

describe("what may be written", () => {
  it("is of one's own region, of the entry's own company, and of pictures that are no owner's", async () => {
    const other = await hub.person("city", "1402");
    expect(refusals(await command(other, "addExposureCase", { month: "2024-09-01", ...draft() }))).toEqual([
      "not-found at entry",
    ]);
    const add = (over: object) => command(city, "addExposureCase", { month: "2024-09-01", ...draft(over) });
    expect(refusals(await add({ entry: null }))).toEqual(["exposure/entry-missing at entry"]);
    const company = await hub.prisma.company.findFirstOrThrow({ where: { name: { contains: "县内物业" } } });
    expect(refusals(await add({ companyId: globalId("Company", company.id) }))).toEqual([
      "exposure/entry-elsewhere at entry",
    ]);
    expect(refusals(await add({ kind: "PRAISE" }))).toEqual(["not-found at companyId"]);
    expect((await add({ pictureIds: [await reader.ownersPhotograph()] })).errors[0]?.code).toMatch(
      /owners-picture|not-found/,
    );
  });

  it("is seen by nobody beside or below, and a city sees nothing of the province's", async () => {
    const county = await hub.person("county", "140105");
    const provincial = await add(office, {}).catch(() =>
      done(office, "addExposureCase", { month: "2024-09-01", ...draft() }),
    );
    expect(await reader.batch(city, provincial)).toBeNull();
    expect(await reader.batch(county, provincial)).toBeNull();
    expect(await reader.batch(leader, provincial)).not.toBeNull();
    for (const viewer of [
      county,
      await hub.client("1401"),
      await hub.person("department", "1401", { department: "credit" }),
    ])
      expect(await hub.ask(viewer, "{ exposureBatches { totalCount } exposureCases { totalCount } }")).toEqual({
        exposureBatches: { totalCount: 0 },
        exposureCases: { totalCount: 0 },
      });
    // The province's is the leading group's to approve.
    await done(office, "submitExposure", { id: provincial });
    expect((await reader.batch(office, provincial))?.allowedCommands).toEqual([]);
    expect((await reader.batch(leader, provincial))?.allowedCommands).toEqual(["APPROVE", "RETURN"]);
  });
});

it("is a paper that is sent round, for those who see the batch", async () => {
  const { id } = await hub.prisma.exposureBatch.findFirstOrThrow({
    where: { bodyCode: "1401", month: new Date("2024-08-01T00:00:00Z") },
  });
  const paper = await bulletinOf(hub.as(city), id);
  expect(paper).toMatchObject({
    issuer: "太原市住房和城乡建设局",
    number: "2024年第8期",
    title: "关于2024年8月物业服务典型案例的通报",
    body: [
      { kind: "heading", text: "一、曝光案例" },
      { kind: "paragraph", text: "演示物业电梯停运" },
      { kind: "paragraph", text },
      { kind: "table" },
    ],
    date: "2024年9月1日",
  });
  const bytes = Buffer.from(await docxOf({ document: paper, withdrawn: null }));
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  const county = await hub.person("county", "140105");
  await expect(bulletinOf(hub.as(county), id)).rejects.toMatchObject({ code: "not-found" });
  await expect(bulletinOf(hub.as(hub.public), id)).rejects.toMatchObject({ code: "unauthenticated" });
});

it("is read page by page, by city, month and kind, with praise beside exposure", async () => {
  hub.clock.set("2024-09-10T09:00:00+08:00");
  const company = await hub.prisma.company.findFirstOrThrow({ where: { name: "演示全省物业公司" } });
  const month = "2024-09-01";
  const id = await done(city, "addExposureCase", { month, ...draft({ title: "甲" }) });
  await done(city, "addExposureCase", { month, ...draft({ title: "乙" }) });
  const praise = { kind: "PRAISE", title: "丙", entry: null, companyId: globalId("Company", company.id) };
  await done(city, "addExposureCase", { month, ...draft(praise) });
  await done(city, "submitExposure", { id });
  await done(colleague, "approveExposure", { id });
  await done(city, "publishExposure", { id });
  const first = await reader.published({ first: 2 });
  expect(first.edges.map(({ node }) => node.title)).toEqual(["甲", "乙"]);
  expect(await reader.titles({ first: 2, after: first.pageInfo.endCursor })).toEqual(["丙", "演示物业电梯停运"]);
  expect(await reader.titles({ filter: { kind: "PRAISE" } })).toEqual(["丙"]);
  expect(await reader.titles({ filter: { month: "2024-08-01" } })).toEqual(["演示物业电梯停运"]);
  expect(await reader.titles({ filter: { body: "1402" } })).toEqual([]);
});
