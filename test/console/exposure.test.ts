import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { type DemonstrationHub, startDemonstration } from "../kit/demonstration.ts";
import { sitDown } from "../kit/desk.ts";

let hub: DemonstrationHub;
let browser: Browser;

beforeAll(async () => {
  await builtConsole();
  [hub, browser] = await Promise.all([startDemonstration(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

test("an exposure is refused for a telephone number left in it, then published and seen on the public page", {
  timeout: 120_000,
}, async () => {
  const city = await sitDown(browser, hub.url, "city-1401");
  await city.follow("/exposures");
  const batch = city.page.getByRole("row").filter({ hasText: "太原市 2024-08" });
  await batch.getByRole("link").first().click();
  await city.led("/exposures");

  const form = await city.open("送审");
  await form.getByRole("button", { name: "提交", exact: true }).click();
  await form.getByRole("alert").filter({ hasText: "电话号码" }).waitFor();
  await form.getByRole("button", { name: "取消" }).click();

  // A press on the number puts what is proposed in its place; then what is left of the list beside it.
  const main = city.page.getByRole("main");
  await main.getByRole("button", { name: "138 0000 0000", exact: true }).click();
  await main.getByText("（电话略）").first().waitFor();
  await main.getByRole("button", { name: "替换", exact: true }).first().click();
  const clean = main.getByText("没有待处理的个人信息");
  await expect.poll(() => clean.count()).toBe(await main.getByRole("heading", { level: 3 }).count());
  await city.give("送审");
  const [path, title] = [
    city.path(),
    (await main.getByRole("heading", { level: 3 }).first().textContent())?.trim() ?? "",
  ];

  const reviewer = await sitDown(browser, hub.url, "reviewer-1401");
  await reviewer.follow(path);
  await reviewer.give("审核通过");
  await city.give("发布");

  const owner = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  await owner.goto(`${hub.url}/public#/cases`);
  const told = owner.getByRole("article").filter({ hasText: title }).first();
  await told.waitFor();
  expect(await told.textContent()).toContain("（电话略）");
  expect(await owner.getByText("138 0000 0000").count()).toBe(0);
  expect(city.trouble).toEqual([]);
});
