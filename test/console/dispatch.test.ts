import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { type DemonstrationHub, startDemonstration } from "../kit/demonstration.ts";
import { fillIn, send, sitDown } from "../kit/desk.ts";

const pictures = "test/output/dispatch";
const due = new Date("2024-08-15T18:00:00+08:00");

let hub: DemonstrationHub;
let browser: Browser;
beforeAll(async () => {
  await Promise.all([builtConsole(), mkdir(pictures, { recursive: true })]);
  [hub, browser] = await Promise.all([startDemonstration(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

const picture = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });

test("a county submits late, the city returns it with a reason, it is corrected and accepted; the matrix shows each", {
  timeout: 240_000,
}, async () => {
  const city = await sitDown(browser, hub.url, "city-1401");
  await city.follow("/dispatch");
  const cell = city.page.getByRole("row").filter({ hasText: "小店区" }).locator("[data-state]").last();
  const shows = (state: string) => expect.poll(() => cell.getAttribute("data-state"), { timeout: 60_000 }).toBe(state);
  await shows("open");
  await hub.moveClockTo(new Date(due.getTime() + 60_000));
  await shows("missing");
  await picture(city.page, "1-missing");

  const county = await sitDown(browser, hub.url, "county-140105");
  await county.follow("/dispatch");
  await county.page.getByRole("main").getByRole("link", { name: "第 33 周" }).first().click();
  await county.led("/dispatch/reports");
  await county.page.getByLabel("工作进展").fill("清除消防通道占用 1 处。");
  await county.page.getByRole("button", { name: "提交周报" }).click();
  await county.says("待审");
  await county.says("迟报");
  await shows("late");
  await picture(city.page, "2-late");

  const { page } = city;
  await cell.click();
  await city.led("/dispatch/reports");
  const report = city.path();
  // Without a reason nothing is returned.
  const form = await city.open("退回");
  await form.getByRole("button", { name: "提交", exact: true }).click();
  await form.locator("[aria-invalid=true]").waitFor();
  await fillIn(form, { 退回理由: { type: "存在问题没有写，请补充具体小区。" } });
  await picture(page, "3-returning");
  await send(form);
  await county.page.getByText("存在问题没有写，请补充具体小区。").waitFor();
  await picture(county.page, "4-returned");
  await city.follow("/dispatch");
  await shows("returned");

  await county.page.getByLabel("存在问题").fill("演示小区消防设施老化，维修资金不足。");
  await county.page.getByRole("button", { name: "提交新的一版" }).click();
  await county.says("待审");
  await shows("late");
  await city.follow(report);
  await page.getByText("演示小区消防设施老化，维修资金不足。").waitFor();
  await city.give("接收");
  await city.says("已接收");
  await county.says("已接收");
  await picture(page, "5-accepted");
  await city.follow("/dispatch");
  // Late stays late.
  await shows("late");

  const held = await hub.database.prisma.dispatchReport.findFirstOrThrow({
    where: { regionCode: "140105", week: { isoWeek: 33 } },
  });
  expect(held).toMatchObject({ state: "accepted", revision: 2, lateAt: due, returnReason: null });
  expect([...city.trouble, ...county.trouble]).toEqual([]);
  for (const desk of [city, county]) await desk.page.context().close();
});

test("a slow city climbs the ladder, and no step is left out without a written reason", {
  timeout: 240_000,
}, async () => {
  const province = await sitDown(browser, hub.url, "province");
  await province.follow("/supervision");
  const { page } = province;
  // By the index of the demonstration's weeks the last of all.
  const row = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: "忻州市", exact: true }) })
    .first();
  await row.getByText("推进较慢").waitFor();
  const reached = () => row.locator("[data-reached]").allTextContents();
  const open = async (step: string) => {
    const direct = row.getByRole("button", { name: step, exact: true });
    const menu = row.getByRole("button", { name: "更多操作" });
    await direct.or(menu).first().waitFor();
    if (!(await direct.first().isVisible())) await menu.click();
    await direct.first().click();
    const form = page.getByRole("dialog", { name: step, exact: true });
    await form.waitFor();
    return form;
  };
  expect(await reached()).toEqual([]);
  await picture(page, "6-slow");

  const early = await open("约谈");
  await early.getByText("前面还有 1 步没有采取，越级须写明理由。").waitFor();
  await fillIn(early, {
    约谈时间: { at: "2024-08-20 15:00" },
    约谈地点: { type: "省厅三楼会议室" },
    事由和要求: { type: "排查进度靠后，请说明。" },
  });
  await early.getByRole("button", { name: "提交", exact: true }).click();
  await early.locator("[aria-invalid=true]").waitFor();
  await picture(page, "7-no-reason");
  await early.getByRole("button", { name: "取消" }).click();
  expect(await reached()).toEqual([]);

  const steps: readonly [name: string, fields: Parameters<typeof fillIn>[1], rungs: string[]][] = [
    ["督促提醒", {}, ["提醒"]],
    ["约谈", { 约谈时间: { at: "2024-08-20 15:00" }, 约谈地点: { type: "省厅三楼会议室" } }, ["提醒", "约谈"]],
    ["向纪检监察机关汇报", {}, ["提醒", "约谈", "汇报"]],
  ];
  for (const [name, fields, rungs] of steps) {
    const form = await open(name);
    expect(await form.getByLabel(/^越级理由/).count()).toBe(0);
    await fillIn(form, { ...fields, 事由和要求: { type: `进度靠后，${name}（演示）。` } });
    await send(form);
    await expect.poll(reached, { timeout: 60_000 }).toEqual(rungs);
  }
  await picture(page, "8-ladder");

  // The city is told of what it has to answer, and of the report to discipline inspection by nobody.
  const slow = await sitDown(browser, hub.url, "city-1409");
  await slow.follow("/supervision?tab=steps");
  await slow.page.getByText("进度靠后，约谈（演示）。").waitFor();
  expect(await slow.page.getByText("进度靠后，向纪检监察机关汇报（演示）。").count()).toBe(0);
  await slow.page
    .getByRole("row")
    .filter({ hasText: "进度靠后，督促提醒（演示）。" })
    .getByRole("link")
    .first()
    .click();
  await slow.led("/supervision");
  await slow.give("答复", { 答复内容: { type: "已召开专题会，倒排时间表。" } });
  await slow.says("已答复");
  await picture(slow.page, "9-answered");

  const discipline = await sitDown(browser, hub.url, "discipline");
  await discipline.follow("/supervision?tab=steps");
  await discipline.page.getByText("进度靠后，向纪检监察机关汇报（演示）。").waitFor();
  expect(await discipline.page.getByText("进度靠后，约谈（演示）。").count()).toBe(0);
  await picture(discipline.page, "10-discipline");
  expect([...province.trouble, ...slow.trouble, ...discipline.trouble]).toEqual([]);
});
