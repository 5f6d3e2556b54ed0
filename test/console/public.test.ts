import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { answerAsCounty } from "../kit/answering.ts";
import { axeFindings } from "../kit/axe.ts";
import { type PublicStage, publicStage, story, type Visit, visit } from "../kit/public-page.ts";
import type { TestServer } from "../kit/server.ts";

let stage: PublicStage;
let server: TestServer;
let page: Page;
let here: Visit;

beforeAll(async () => {
  stage = await publicStage();
  server = stage.server;
}, 240_000);
afterAll(() => stage?.close());

beforeEach(async () => {
  here = await visit(stage);
  page = here.page;
});
afterEach(async () => {
  await here.leave();
  expect(here.trouble).toEqual([]);
});

const complaints = () => server.hub.db.complaint.count();
const latest = () => server.hub.db.complaint.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
const shownCode = async () => (await page.getByTestId("tracking-code").textContent())?.trim() ?? "";

test("an owner files with photos in under a minute, follows by code, and has the last word", {
  timeout: 120_000,
}, async () => {
  await page.goto(`${server.url}/public`);
  await page.getByRole("link", { name: "拨打山西省监督电话 0351-3058021" }).waitFor();
  expect(await page.getByRole("link", { name: /^拨打/ }).count()).toBe(12);
  expect(await page.getByRole("link", { name: /^拨打大同市/ }).getAttribute("href")).toBe("tel:0352-12345");
  await page.getByRole("link", { name: /我要反映/ }).tap();
  const began = performance.now();
  await here.write(2, stage.largePhoto);
  await page.getByLabel("电话", { exact: true }).fill("139-3456-7801");
  await page.getByLabel("姓名").fill("诸葛小明");
  await here.submit();
  await page.getByRole("heading", { name: "已经收到，谢谢您" }).waitFor();
  expect(performance.now() - began).toBeLessThan(60_000);
  const code = await shownCode();
  expect(code).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);

  const row = await server.hub.db.complaint.findFirstOrThrow({
    orderBy: { createdAt: "desc" },
    include: { photos: true, complex: true },
  });
  expect(row).toMatchObject({
    source: "web",
    confirmed: false,
    kindCode: "safety-and-fire",
    complex: { name: "演示锦绣苑" },
  });
  // Made small on the telephone: 3000 x 2000, taken on its side.
  expect(row.photos.map(({ width, height }) => `${width} x ${height}`)).toEqual(Array(2).fill("1067 x 1600"));

  // A reload must not cost the owner the code; once remembered, it is one tap away.
  await page.reload();
  expect(await shownCode()).toBe(code);
  await page.getByRole("button", { name: "记在这台设备上" }).tap();
  await page.goto(`${server.url}/public#/follow`);
  await page.getByRole("button", { name: /提交 ?[0-9A-Z]{5}…/ }).tap();
  await page.getByText("已收到，等待受理").waitFor();

  const county = await server.client("county-140105");
  await answerAsCounty(county, row.id, "经核查属实，8 月底前清除。");
  await page.reload();
  await page.getByLabel("查询码", { exact: true }).fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "查询", exact: true }).tap();
  await page.getByText("经核查属实，8 月底前清除。").waitFor();
  await page.getByRole("button", { name: "提交评价" }).tap();
  await page.getByText("请选择满意或者不满意").waitFor();
  await page.getByText("不满意", { exact: true }).tap();
  await page.getByLabel("想说的话").fill("还是堵着");
  await page.getByRole("button", { name: "提交评价" }).tap();
  await page.getByText("您的评价：不满意").waitFor();
  await page.getByText("已按您的评价重新办理").waitFor();
  expect(await server.hub.db.complaint.findUnique({ where: { id: row.id } })).toMatchObject({
    satisfied: false,
    ownerReopenings: 1,
  });
});

test("a line that loses answers files once and still tells the code", { timeout: 90_000 }, async () => {
  const before = await complaints();
  let lost = 0;
  await page.route("**/graphql", async (route) => {
    const files = route.request().postData()?.includes("FilePage_File") || route.request().headers()["idempotency-key"];
    if (!files || lost === 2) return route.continue();
    lost++;
    // The hub carries it out; its answer never arrives.
    await route.fetch();
    if (lost === 1) return route.abort();
    // Nor does the hub know it, where its database went away as it was written.
    const errors = [{ message: "数据库暂时连接不上", extensions: { code: "unavailable" } }];
    return route.fulfill({ json: { errors } });
  });
  await here.write(1);
  await here.submit();
  await page.getByText(/网络不好，正在重试/).waitFor();
  await page.getByRole("heading", { name: "已经收到，谢谢您" }).waitFor();
  expect(lost).toBe(2);
  expect(await complaints()).toBe(before + 1);
});

test("a line that is gone keeps everything, over a reload too", { timeout: 90_000 }, async () => {
  const before = await complaints();
  await here.write(1);
  await page.waitForTimeout(1_000);
  await page.route("**/graphql", (route) =>
    route.request().headers()["idempotency-key"] ? route.abort() : route.continue(),
  );
  await here.submit();
  await page.getByRole("button", { name: "重试" }).waitFor();
  expect(await page.getByRole("alert").textContent()).toContain("不会重复提交");
  await page.unroute("**/graphql");
  await page.reload();
  expect(await page.getByLabel("说说情况").inputValue()).toBe(story);
  await page.getByText("演示锦绣苑").waitFor();
  await page.getByAltText("第 1 张照片").waitFor();
  expect(await page.getByRole("radio", { name: /消防安全没人管/ }).isChecked()).toBe(true);
  await here.submit();
  await page.getByRole("heading", { name: "已经收到，谢谢您" }).waitFor();
  expect(await complaints()).toBe(before + 1);
  // What was sent is not kept on the telephone.
  expect(await page.evaluate("localStorage.getItem('hub.public.draft')")).toBeNull();
});

test("what is missing is said at the field, in the language that is on, and goes when it is put right", async () => {
  await page.goto(`${server.url}/public#/file`);
  // The form has found its place once it knows the cities.
  await page.getByLabel("市", { exact: true }).locator("option").nth(1).waitFor({ state: "attached" });
  await here.submit();
  expect(await page.getByRole("alert").textContent()).toContain("还有 3 处要改一下");
  expect(await page.evaluate("document.activeElement.id")).toBe("city");
  const story = page.getByLabel("说说情况");
  expect(await story.getAttribute("aria-invalid")).toBe("true");
  await story.fill("电梯坏了");
  expect(await story.getAttribute("aria-invalid")).toBe("false");
  expect(await page.getByRole("alert").textContent()).toContain("还有 2 处");
  await page.getByLabel("电话", { exact: true }).fill("12");
  await page.getByRole("button", { name: "English" }).tap();
  await page.getByRole("button", { name: "Submit" }).tap();
  await page.getByText("This is no telephone number").waitFor();
  expect(await page.getByRole("alert").textContent()).toContain("3 things to put right");
  expect(await page.getAttribute("html", "lang")).toBe("en");
  // What only the hub can know comes back to its field as well.
  await page.getByLabel("Telephone").fill("");
  await here.search();
  await here.found().first().tap();
  await page.route("**/graphql", async (route) => {
    const body = route.request().postData() ?? "";
    if (!body.includes("FilePage_File")) return route.continue();
    const altered = body.replace(
      /"complexId":"[^"]+"/,
      `"complexId":"${Buffer.from("Complex:0190163d-8694-739b-aea5-966c26f8ad91").toString("base64")}"`,
    );
    return route.continue({ postData: altered });
  });
  await here.submit();
  await page.getByText("There is no such complex; choose one from the directory.").waitFor();
});

test("a picture that cannot be opened is left out with a word", async () => {
  const broken = join(stage.folder, "broken.jpg");
  await writeFile(broken, "no picture");
  await page.goto(`${server.url}/public#/file`);
  await page.setInputFiles("input[type=file]", [stage.photo, broken, ...Array(6).fill(stage.photo)]);
  await page.getByAltText("第 6 张照片").waitFor();
  await page.getByText("最多 6 张，多出来的没有加上。").waitFor();
  await page.getByRole("button", { name: "删掉第 1 张照片" }).tap();
  expect(await page.getByAltText(/张照片/).count()).toBe(5);
  await page.setInputFiles("input[type=file]", [broken]);
  await page.getByText("“broken.jpg”打不开").waitFor();
});

test("everything is done from a keyboard", async () => {
  await page.goto(`${server.url}/public`);
  const start = page.getByRole("link", { name: /我要反映/ });
  await start.waitFor();
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate("document.activeElement.className")).toContain("skip");
  await start.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate("document.activeElement.tagName")).toBe("H1");
  await page.keyboard.press("Tab");
  await page.getByLabel("市", { exact: true }).selectOption("1401");
  await page.getByLabel("县（市、区）").selectOption("140105");
  const box = page.getByRole("combobox", { name: "小区名称" });
  await box.focus();
  await page.keyboard.type("锦绣");
  await here.found().first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const active = await box.getAttribute("aria-activedescendant");
  const name = (await page.locator(`#${active}`).textContent())?.trim() ?? "";
  expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  await page.getByText(name).waitFor();
  await page.getByLabel("说说情况").focus();
  await page.keyboard.type("电梯坏了");
  await page.getByRole("switch", { name: /匿名反映/ }).focus();
  await page.keyboard.press("Space");
  expect(await page.getByLabel("电话", { exact: true }).count()).toBe(0);
  await page.getByRole("button", { name: "提交", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "已经收到，谢谢您" }).waitFor();
  expect((await latest()).anonymous).toBe(true);
});

test("a place that is not listed is written out", async () => {
  await page.goto(`${server.url}/public#/file`);
  await page.getByLabel("市", { exact: true }).selectOption("1402");
  await page.getByLabel("县（市、区）").selectOption({ index: 1 });
  await page.getByRole("combobox", { name: "小区名称" }).fill("没有的小区");
  await page.getByText("名录里没有找到“没有的小区”").waitFor();
  await page.getByRole("button", { name: "名录里没有，自己填写" }).tap();
  expect(await page.getByLabel("小区名称和位置").inputValue()).toBe("没有的小区");
  await page.getByLabel("说说情况").fill("电梯坏了");
  await here.submit();
  await page.getByRole("heading", { name: "已经收到，谢谢您" }).waitFor();
  expect(await latest()).toMatchObject({ complexId: null, cityCode: "1402" });
});

test("a wrong code is told apart from a broken line", async () => {
  await page.goto(`${server.url}/public#/follow`);
  await page.getByRole("button", { name: "查询", exact: true }).tap();
  await page.getByText("请输入查询码").waitFor();
  await page.getByLabel("查询码", { exact: true }).fill("ABCDE-ABCDE");
  await page.getByRole("button", { name: "查询", exact: true }).tap();
  await page.getByText("没有这个查询码").waitFor();
  await page.route("**/graphql", (route) => route.abort());
  await page.getByRole("button", { name: "查询", exact: true }).tap();
  await page.getByText("没有查到，请检查网络后再试。").waitFor();
});

test("the first load is small, and letters come from the device where it has them", async () => {
  const sizes: Record<string, number> = {};
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) sizes[pathname] = gzipSync(await response.body()).length;
  });
  await page.goto(`${server.url}/public`, { waitUntil: "networkidle" });
  expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBeLessThan(100 * 1024);
});

test("axe finds nothing in any view, theme, width and language", { timeout: 120_000 }, async () => {
  await page.goto(`${server.url}/public`, { waitUntil: "networkidle" });
  const look = async (what: string) => {
    // Colours are the theme's and not the width's, and all else is the same in both: each pair is enough.
    for (const [theme, width] of [
      ["light", 390],
      ["dark", 768],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      const rules = theme === "light" ? undefined : ["color-contrast"];
      expect(await axeFindings(page, "html", rules), `${what} ${theme}`).toEqual([]);
      await expect
        .poll(() => page.evaluate<number>("document.documentElement.scrollWidth"), { message: what })
        .toBe(width);
    }
  };
  await look("home");
  await page.evaluate("location.hash = '#/file'");
  await here.search();
  await look("search");
  await here.submit();
  await page.setInputFiles("input[type=file]", stage.photo);
  await page.getByAltText("第 1 张照片").waitFor();
  await look("problems");
  await here.found().first().tap();
  await page.getByLabel("说说情况").fill(story);
  await here.submit();
  await page.getByRole("heading", { name: "已经收到，谢谢您" }).waitFor();
  await look("filed");
  await answerAsCounty(await server.client("county-140105"), (await latest()).id, "已核查");
  await page.getByRole("link", { name: "现在就看进度" }).tap();
  await page.getByRole("button", { name: "查询", exact: true }).waitFor();
  await look("follow");
  await page.getByRole("button", { name: "查询", exact: true }).tap();
  await page.getByText("这样处理，您满意吗？").waitFor();
  await page.getByText("不满意", { exact: true }).tap();
  await look("case");
  await page.getByRole("button", { name: "English" }).tap();
  await page.getByText("Are you satisfied with this?").waitFor();
  await look("case in English");
});
