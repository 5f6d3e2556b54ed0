import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { telephonePhoto } from "../kit/pictures.ts";
import { password, startTestServer, type TestServer } from "../kit/server.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await builtConsole();
  [server, browser] = await Promise.all([startTestServer({ HUB_CLOCK: "2024-08-15T09:00:00+08:00" }), openBrowser()]);
  const place = { cityCode: "1401", countyCode: "140105", households: 100 };
  await server.hub.db.complex.create({ data: { name: "演示外业苑", ...place } });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Whether the device has all that the page is made of. */
async function isPutAside(): Promise<boolean> {
  const parts = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/"));
  const kept = await Promise.all(["/field", ...parts.map(({ name }) => name)].map((part) => caches.match(part)));
  return kept.every(Boolean);
}

test("a draft outlives a page without a line, and is one inspection however often it is sent", {
  timeout: 120_000,
}, async () => {
  const { db } = server.hub;
  const context = await browser.newContext({ viewport: { width: 768, height: 1024 }, locale: "zh-CN" });
  const signIn = { data: { username: "county-140105", password }, headers: { origin: server.url } };
  await context.request.post(`${server.url}/api/auth/sign-in/username`, signIn);
  const page = await context.newPage();
  onTestFailed(async () => void (await page.screenshot({ path: "test/output/failed-field.png" }).catch(() => {})));
  const line = page.getByRole("status").filter({ hasText: /网络/ });
  await page.goto(`${server.url}/field`);
  await expect.poll(() => page.evaluate(isPutAside), { timeout: 20_000 }).toBe(true);

  await page.getByRole("button", { name: "新的检查" }).click();
  await page.getByRole("button", { name: "演示外业苑" }).click();
  const lanes = page.getByRole("listitem").filter({ hasText: "共用消防设施和疏散通道" });
  await lanes.getByRole("button", { name: "有问题" }).click();
  await lanes.getByRole("textbox").fill("消防车道停满私家车");
  const photo = { name: "车道.jpg", mimeType: "image/jpeg", buffer: await telephonePhoto() };
  await lanes.getByLabel(/^选择照片/).setInputFiles(photo);
  await lanes.getByAltText("车道.jpg").waitFor();

  await context.setOffline(true);
  await page.reload();
  await line.filter({ hasText: "没有网络" }).waitFor();
  await lanes.getByAltText("车道.jpg").waitFor();
  expect(await lanes.getByRole("textbox").inputValue()).toBe("消防车道停满私家车");
  await page.getByRole("button", { name: "有网络时发送" }).click();
  await page.getByText("等待网络").waitFor();

  // The hub takes it, and its answer is lost on the way back.
  let lost = 0;
  await page.route("**/graphql", async (route) => {
    if (!route.request().postData()?.includes("RecordInspection_Mutation")) return route.continue();
    lost++;
    await route.fetch();
    await route.abort();
  });
  await context.setOffline(false);
  await page.getByText("尚未得到答复").waitFor();
  expect(lost).toBe(1);
  expect(await db.inspection.count()).toBe(1);
  await page.unroute("**/graphql");
  await context.setOffline(true);
  await context.setOffline(false);
  await page.getByRole("link", { name: "已登记" }).click();
  await page.getByText("检查清单").waitFor();

  expect(await db.inspection.findMany({ include: { findings: true } })).toMatchObject([
    { kind: "screening", result: "problems", findings: [{ description: "消防车道停满私家车" }] },
  ]);
  expect(await db.evidence.findMany()).toMatchObject([
    { subjectType: "Inspection", actCode: "safety-and-fire/facilities", name: "车道.jpg" },
  ]);
  const left = await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("hub-field").onsuccess = ({ target }) => {
          const counted = (target as IDBOpenDBRequest).result.transaction("photos").objectStore("photos").count();
          counted.onsuccess = () => resolve(counted.result);
        };
      }),
  );
  expect(left).toBe(0);
});
