import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicViewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { takeIn } from "../../schema/complaint/intake.ts";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { sitDown } from "../kit/desk.ts";
import { password, startTestServer, type TestServer } from "../kit/server.ts";

let server: TestServer;
let browser: Browser;
let complexId: string;

beforeAll(async () => {
  await builtConsole();
  [server, browser] = await Promise.all([startTestServer({ HUB_CLOCK: "2024-08-15T09:00:00+08:00" }), openBrowser()]);
  const place = { cityCode: "1401", countyCode: "140105", households: 100 };
  complexId = (await server.hub.db.complex.create({ data: { name: "演示并案苑", ...place } })).id;
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** As the public page files it, without its proof of work. */
const file = () =>
  transact({ ...server.hub.ownContext(), viewer: publicViewer }, (work) =>
    takeIn(work, {
      source: "web",
      complexId,
      kindCode: "safety-and-fire",
      anonymous: false,
      confirmed: false,
      personal: { name: "演示业主", phone: "13800138000", address: null, text: "消防通道堵死" },
    }),
  );
const held = (id: string) => server.hub.db.complaint.findUniqueOrThrow({ where: { id } });

test("what nobody has confirmed says so, is confirmed by a button, and joined with the same matter by another", {
  timeout: 120_000,
}, async () => {
  const [first, second] = [await file(), await file()];
  const desk = await sitDown(browser, server.url, "county-140105", {}, password);
  const { page } = desk;
  await desk.visit("投诉线索");
  const rows = page.getByRole("row").filter({ hasText: "演示并案苑" });
  await expect.poll(() => rows.count()).toBe(2);
  for (const row of await rows.all()) await row.getByText("未核实").waitFor();
  // Behind the figure of what is open there is none of them.
  await page.goto(`${server.url}/complaints?open=yes&confirmed=yes`);
  await page.getByText("没有符合条件的投诉线索").waitFor();

  await page.goto(`${server.url}/complaints/${encodeURIComponent(globalId(first.id))}`);
  const tags = page.getByRole("main");
  await tags.getByText("未核实").first().waitFor();
  await desk.give("回访核实");
  await tags.getByText("未核实").first().waitFor({ state: "detached" });
  expect((await held(first.id)).confirmed).toBe(true);

  await page.goto(`${server.url}/complaints/${encodeURIComponent(globalId(second.id))}`);
  const { number } = await held(first.id);
  await desk.give("并入同一事项", { 并入哪一件: { choose: number }, 理由: { type: "同一条消防通道" } });
  await tags.getByText(`已并入 ${number}`).waitFor();
  expect((await held(second.id)).primaryId).toBe(first.id);
  await tags.getByText(`已并入 ${number}`).click();
  await tags.getByText("并入本件的投诉").waitFor();
  expect(desk.trouble).toEqual([]);
});

const globalId = (id: string) => Buffer.from(`Complaint:${id}`).toString("base64");
