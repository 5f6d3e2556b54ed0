import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { TestConsole } from "../kit/console.ts";
import { type DemonstrationHub, startDemonstration } from "../kit/demonstration.ts";
import { type Desk, fillIn, send, sitDown } from "../kit/desk.ts";
import { uscc } from "../kit/ledger.ts";
import { telephonePhoto } from "../kit/pictures.ts";
import { globalId } from "../kit/schema-walk.ts";
import { openTelephone } from "../kit/telephone.ts";

/** The main job, as one story: what a city's system, an owner, a county, a city and the province do with one complaint. */

const pictures = "test/output/story";
const complex = "演示故事苑";
const company = "演示故事物业有限公司";
const words = "消防通道被收费停车位长期堵死，找物业三次都不管。";
const deadline = new Date("2024-08-15T10:00:00+08:00");

let hub: DemonstrationHub;
let browser: Browser;
let photo: string;

beforeAll(async () => {
  await Promise.all([builtConsole(), mkdir(pictures, { recursive: true })]);
  [hub, browser] = await Promise.all([startDemonstration(), openBrowser()]);
  photo = join(hub.folder, "IMG_0001.JPG");
  await writeFile(photo, await telephonePhoto(1600, 1200));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });
const stream = ({ page }: Desk) => page.getByRole("list", { name: "动态，最新在前" });
const inStream = (desk: Desk, text: string) => stream(desk).getByRole("listitem").filter({ hasText: text });

async function ask<Data>(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Data> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
  expect(errors).toBeUndefined();
  return data;
}

test("a city writes, the province sees it happen", { timeout: 240_000 }, async () => {
  // 1. The hub stands, with the campaign of the plan.
  const reference = await ask<Record<string, object[]> & { campaign: { phases: object[] } }>(`{
    campaign(code: "property-2024") { phases { code } }
    violationKinds { code } supervisionChannels { phone }
    cities: regions(level: CITY) { code } counties: regions(level: COUNTY) { code }
  }`);
  expect(reference.campaign.phases).toHaveLength(4);
  expect(
    [reference.violationKinds, reference.supervisionChannels, reference.cities, reference.counties].map(
      (list) => list?.length,
    ),
  ).toEqual([7, 12, 11, 117]);

  // 2. The provincial office signs in and sees the overview: live.
  const province = await sitDown(browser, hub.url, "province");
  await inStream(province, "").first().waitFor();
  await picture(province.page, "02-overview");

  // 3. Taiyuan's system gets a key and writes its ledger; an owner files with a photo.
  const key = await issueKey(province);
  const authorization = `Bearer ${key}`;
  const { activityCursor: after } = await ask<{ activityCursor: string }>("{ activityCursor }", {}, { authorization });
  const socketUrl = `${hub.url.replace("http", "ws")}/graphql`;
  const system = new TestConsole(socketUrl, { authorization, variables: { after } });
  const inLedger = await figure(province, "台账小区");
  await writeLedger(authorization);
  await expect.poll(() => figure(province, "台账小区")).toBe(inLedger + 2);
  const city = await sitDown(browser, hub.url, "city-1401");
  const county = await sitDown(browser, hub.url, "county-140105", { viewport: { width: 1024, height: 768 } });
  const open = await figure(province, "在办投诉");
  const owner = await openTelephone(browser, hub.url);
  const code = await owner.file({ complex, words, photo, look: (name) => picture(owner.page, `03-owner-${name}`) });

  // 4. It is on every screen; the city assigns it, the county verifies on the spot and orders a rectification.
  for (const desk of [province, city, county]) await inStream(desk, `${complex}收到投诉`).waitFor();
  await picture(province.page, "04-complaint-arrives");
  await handle(city, county);
  // Nobody had confirmed it when it came: it counts from its verification on.
  await expect.poll(() => figure(province, "在办投诉")).toBe(open + 1);
  await inStream(province, `${complex}查实一项问题`).waitFor();
  await inStream(province, `${complex}被责令整改`).waitFor();
  await picture(province.page, "04-province-follows");

  // 5. The deadline passes: one event, stamped with that minute, on every console; the row turns red and counts up.
  await city.visit("整改");
  const row = city.page.getByRole("row").filter({ hasText: complex });
  await row.getByText(/剩 .*(小时|分钟)/).waitFor();
  const late = await figure(province, "正在逾期");
  const { id } = await hub.database.prisma.rectification.findFirstOrThrow({ where: { complex: { name: complex } } });
  await hub.moveClockTo(new Date(deadline.getTime() - 3_000));
  await inStream(province, `${complex}的整改逾期`).waitFor();
  await row.getByText("刚刚逾期").waitFor();
  await county.page.getByText("刚刚逾期").waitFor();
  await expect.poll(() => figure(province, "正在逾期")).toBe(late + 1);
  await province.page.getByRole("link", { name: complex }).filter({ hasText: "刚刚逾期" }).waitFor();
  const subject = globalId("Rectification", id);
  await system.until(({ items }) => items.some(({ kind }) => kind === "RECTIFICATION_OVERDUE"));
  expect(await row.getAttribute("data-edge")).toBe("over");
  await Promise.all([
    picture(province.page, "05-overdue-province"),
    picture(city.page, "05-overdue-city"),
    picture(county.page, "05-overdue-county"),
  ]);

  // 6. Later that morning the city records a credit event and opens a joint punishment.
  await hub.moveClockTo(new Date(deadline.getTime() + 95 * 60_000));
  await punish(city);
  await inStream(province, `${company}记入`).waitFor();
  await inStream(province, `对${company}发起联合惩戒`).waitFor();
  await province.page.getByRole("link", { name: company }).filter({ hasText: "0/2" }).waitFor();
  await province.page.getByRole("link", { name: complex }).filter({ hasText: "逾期 1 小时" }).waitFor();
  await picture(province.page, "06-punishment-province");

  // 7. County and city report; the province sees it and accepts the city's.
  await report(county, city, province);

  // 8. The owner has the last word.
  await owner.answer(code, { reads: "经核查属实", look: (name) => picture(owner.page, `08-owner-${name}`) });
  await province.visit("总览");
  await inStream(province, `${complex}的投诉人评价`).waitFor();
  await picture(province.page, "08-province");

  // Nothing came twice, nothing by a reload, and no page met an error.
  const overdue = await hub.database.prisma.activityEvent.findMany({
    where: { kind: "RectificationOverdue", subjectId: id },
  });
  expect(overdue.map(({ occurredAt }) => occurredAt)).toEqual([deadline]);
  expect([province, city, county].map((desk) => desk.heard("RECTIFICATION_OVERDUE", subject))).toEqual([1, 1, 1]);
  expect(
    system.events.filter(({ kind, subject: of }) => kind === "RECTIFICATION_OVERDUE" && of?.id === subject),
  ).toHaveLength(1);
  for (const desk of [province, city, county]) await desk.assertNeverReloaded();
  expect([...province.trouble, ...city.trouble, ...county.trouble]).toEqual([]);
});

/** One of the six figures, as it is read on the overview. */
async function figure({ page }: Desk, name: string): Promise<number> {
  const text = await page
    .getByRole("main")
    .getByRole("link", { name: new RegExp(`^${name}`) })
    .first()
    .textContent();
  return Number(/\d[\d,]*/.exec(text ?? "")?.[0].replaceAll(",", ""));
}

async function handle(city: Desk, county: Desk): Promise<void> {
  await city.visit("投诉线索");
  await city.page.getByRole("row").filter({ hasText: complex }).getByRole("link").click();
  await city.give("分派", { 受理人: { choose: "小店区" } });
  await city.page.getByText("已分派").first().waitFor();
  await picture(city.page, "04-city-assigned");

  await county.visit("投诉线索");
  await county.page.getByRole("row").filter({ hasText: complex }).getByRole("link").click();
  await county.give("开始核查");
  const form = await county.open("登记核查");
  await fillIn(form, { 结果: { choose: "发现问题" } });
  await fillIn(form, {
    问题类别: { choose: "未按照合同约定提供安全防范工作" },
    问题描述: { type: "东侧消防通道划了 12 个收费车位" },
    照片和材料: { files: photo },
    检查情况: { type: "会同街道现场查看" },
  });
  await form.getByRole("group", { name: "具体情形" }).getByRole("checkbox").nth(1).check();
  await picture(county.page, "04-county-inspects");
  await send(form);
  await county.give("认定属实");
  await county.give("反馈投诉人", { 反馈内容: { type: "经核查属实，已责令物业 8 月 15 日前清除。" } });
  const order = await county.open("下达整改");
  await fillIn(order, {
    责任人: { type: "演示经理 赵工" },
    完成时限: { at: "2024-08-15 10:00" },
    整改要求: { type: "清除占用消防通道的车位，恢复通行。" },
  });
  await picture(county.page, "04-county-orders");
  await send(order);
  await county.page.getByRole("heading", { name: `${complex} · 整改` }).waitFor();
}

async function punish(city: Desk): Promise<void> {
  await city.visit("信用与联合惩戒");
  const form = await city.open("记入失信信息");
  await fillIn(form, {
    企业: { choose: company, search: "故事" },
    程度: { choose: "严重" },
    认定依据: { choose: "查实问题" },
    对应的查实问题: { choose: complex },
    文书号: { type: "并住建认字〔2024〕1 号" },
    认定日期: { at: "2024-08-15" },
    失信事实: { type: "逾期不清除占用消防通道的车位。" },
  });
  await picture(city.page, "06-credit");
  await send(form);
  await city.page.getByRole("row").filter({ hasText: company }).getByRole("link").first().click();
  const opening = await city.open("发起联合惩戒");
  await fillIn(opening, {
    市场监管部门的措施: { choose: "双随机" },
    信用主管部门的措施: { choose: "公示失信信息" },
  });
  await picture(city.page, "06-punishment");
  await send(opening);
  await city.page.getByText("0/2").waitFor();
}

async function report(county: Desk, city: Desk, province: Desk): Promise<void> {
  for (const [desk, words] of [
    [county, "清除消防通道占用 1 处。"],
    [city, "全市周调度有序推进。"],
  ] as const) {
    await desk.visit("每周调度");
    await desk.page.getByRole("main").getByRole("link", { name: "第 33 周" }).first().click();
    await desk.page.getByLabel("工作进展").fill(words);
    await picture(desk.page, `07-${desk.name}-reports`);
    await desk.page.getByRole("button", { name: "提交周报" }).click();
    await desk.says("待审");
  }
  for (const place of ["太原市小店区", "太原市"])
    await stream(province).getByText(`${place}报送第33周周调度`, { exact: true }).waitFor();
  await province.visit("每周调度");
  await picture(province.page, "07-dispatch");
  await province.page
    .getByRole("main")
    .getByRole("link", { name: /太原市 · 第 33 周/ })
    .click();
  await province.give("接收");
  await province.says("已接收");
  await city.says("已接收");
  await picture(province.page, "07-accepted");
}

async function issueKey(province: Desk): Promise<string> {
  await province.visit("接口与账号");
  await province.give("新建客户端", {
    名称: { type: "太原市演示系统" },
    所属地区: { choose: "太原市", search: "太原" },
    权限: { choose: ["读取", "写台账"] },
  });
  const secret = province.page.getByRole("dialog", { name: /太原市演示系统/ });
  const key = (await secret.locator("code").textContent()) ?? "";
  await picture(province.page, "03-key");
  await secret.getByRole("button", { name: "我已保存" }).click();
  await province.visit("总览");
  return key.trim();
}

async function writeLedger(authorization: string): Promise<void> {
  const sourceUpdatedAt = "2024-08-15T08:30:00+08:00";
  const complexes = [complex, `${complex}二期`].map((name, index) => ({
    externalId: `story-${index}`,
    sourceUpdatedAt,
    name,
    county: "140105",
    households: 400,
  }));
  const row = { externalId: "story", sourceUpdatedAt, uscc: uscc(815), name: company };
  const contracts = complexes.map(({ externalId }) => ({
    externalId,
    sourceUpdatedAt,
    complexExternalId: externalId,
    uscc: row.uscc,
    kind: "OWNERS",
    startsOn: "2023-01-01",
  }));
  const answer = await ask<Record<string, { result: { rows: { status: string }[] } }>>(
    `mutation ($companies: [CompanyRow!]!, $complexes: [ComplexRow!]!, $contracts: [ServiceContractRow!]!) {
      upsertCompanies(input: { rows: $companies }) { result { rows { status } } }
      upsertComplexes(input: { rows: $complexes }) { result { rows { status } } }
      upsertServiceContracts(input: { rows: $contracts }) { result { rows { status } } }
    }`,
    { companies: [row], complexes, contracts },
    { authorization },
  );
  const statuses = Object.values(answer).flatMap(({ result }) => result.rows.map(({ status }) => status));
  expect(statuses).toEqual(["CREATED", "CREATED", "CREATED", "CREATED", "CREATED"]);
}
