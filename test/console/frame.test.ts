import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicViewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { takeIn } from "../../schema/complaint/intake.ts";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { type Desk, sitDown } from "../kit/desk.ts";
import { password, startTestServer, type TestServer } from "../kit/server.ts";

/** What stands around every page: the way in, the keyboard, language and theme, the stream, the form of a command. */

const complex = "演示门前苑";
let server: TestServer;
let browser: Browser;
let complexId: string;

beforeAll(async () => {
  await builtConsole();
  [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
  const place = { cityCode: "1401", countyCode: "140105", households: 100 };
  complexId = (await server.hub.db.complex.create({ data: { name: complex, ...place } })).id;
  for (let filed = 0; filed < 12; filed++) await file();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const file = () =>
  transact({ ...server.hub.ownContext(), viewer: publicViewer }, (work) =>
    takeIn(work, {
      source: "web",
      complexId,
      kindCode: "safety-and-fire",
      anonymous: false,
      confirmed: true,
      personal: { name: "演示业主", phone: "13800138000", address: null, text: "消防通道堵死" },
    }),
  );

describe("signing in", () => {
  let context: BrowserContext;
  let page: Page;
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
  });
  afterEach(() => context.close());
  const at = (path: string) => `${server.url}/${path}`;

  async function tryToSignIn(secret = password): Promise<void> {
    await page.getByLabel("用户名").fill("province");
    await page.locator("#password").fill(secret);
    await page.locator("form button[type=submit]").click();
  }

  test("leads to where the person wanted to go", async () => {
    await page.goto(at("rectifications?overdue=yes"));
    await tryToSignIn();
    await page.waitForURL(at("rectifications?overdue=yes"));
    expect(await page.locator("#password").count()).toBe(0);
  });

  test("never leads away from the console", async () => {
    await page.goto(at("sign-in?to=//example.org/"));
    await tryToSignIn();
    await page.waitForURL(at(""));
  });

  test("a wrong password is said and what was typed is kept", async () => {
    await page.goto(at("sign-in"));
    await tryToSignIn("not the password");
    await page.getByRole("alert").getByText("用户名或密码不正确").waitFor();
    expect(await page.getByLabel("用户名").inputValue()).toBe("province");
    expect(await page.locator("#password").inputValue()).toBe("not the password");
  });

  // What cannot be brought about without harm to the other tests is answered in the hub's place.
  test.each([
    ["a locked account", { status: 429, headers: { "retry-after": "540" } }, "请在 9 分钟后再试"],
    ["a hub that fails", { status: 500 }, "服务器暂时无法处理登录"],
    ["a hub that is gone", undefined, "连不上服务器"],
  ])("%s is said and what was typed is kept", async (_, answer, words) => {
    await page.route("**/api/auth/sign-in/username", (route) =>
      answer ? route.fulfill({ json: {}, ...answer }) : route.abort(),
    );
    await page.goto(at("sign-in"));
    await tryToSignIn();
    await page.getByRole("alert").getByText(words).waitFor();
    expect(await page.getByLabel("用户名").inputValue()).toBe("province");
    expect(await page.locator("#password").inputValue()).toBe(password);
  });

  test("an empty field is named before anything is sent", async () => {
    await page.goto(at("sign-in"));
    await page.locator("form button[type=submit]").click();
    await page.getByText("请输入用户名").waitFor();
    expect(await page.getByLabel("用户名").evaluate((field) => field === document.activeElement)).toBe(true);
  });
});

describe("the frame", () => {
  let seat: Promise<Desk> | undefined;
  /** The county, who signs in once. */
  const desk = () => {
    seat ??= sitDown(browser, server.url, "county-140105", {}, password);
    return seat;
  };

  test("a keyboard reaches the content, the help, the search and the pages", async () => {
    const { page } = await desk();
    await page.goto(`${server.url}/complaints`);
    await page.getByRole("row").filter({ hasText: complex }).first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "键盘操作" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-page-search"))).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const second = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.row);
    expect(second).toBe(await page.locator("[data-row]").nth(1).getAttribute("data-row"));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/complaints\/./);
  });

  test("a form keeps what was typed, shows refusals at their field and asks twice before danger", async () => {
    const { page, open } = await desk();
    await page.goto(`${server.url}/complaints`);
    await page.getByRole("row").filter({ hasText: complex }).first().getByRole("link").first().click();
    const dialog = await open("撤回");
    await dialog.getByRole("button", { name: "提交" }).click();
    await dialog.getByText("此项必填").waitFor();
    await dialog.getByLabel("理由").fill("与另一件重复");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await open("撤回");
    expect(await dialog.getByLabel("理由").inputValue()).toBe("与另一件重复");
    await dialog.getByRole("button", { name: "提交" }).click();
    await dialog.getByRole("button", { name: "确认提交" }).click();
    await page.getByText("「撤回」已完成").waitFor();
  });

  test("the stream lets what is new wait while somebody reads", async () => {
    const { page } = await desk();
    await page.goto(server.url);
    const list = page.getByRole("list", { name: "动态，最新在前" });
    await list.locator(".item").nth(9).waitFor();
    await file();
    await expect.poll(() => list.locator(".lit").count()).toBe(1);
    await list.evaluate((element) => element.scrollTo({ top: 200 }));
    await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
    const before = await list.locator(".item").nth(4).boundingBox();
    await file();
    await page.getByRole("button", { name: "1 条新动态" }).waitFor();
    expect(await list.locator(".item").nth(4).boundingBox()).toEqual(before);
    await page.getByRole("button", { name: "1 条新动态" }).click();
    await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBe(0);
  });

  test("language and theme are remembered, and the theme is set before the first paint", async () => {
    const { page } = await desk();
    await page.getByRole("button", { name: "Switch to English" }).click();
    await page.getByRole("button", { name: "Switch to dark" }).click();
    await page.getByRole("link", { name: "Rectifications" }).first().waitFor();
    await page.route("**/assets/console-*.js", (route) => route.abort());
    await page.reload();
    expect(
      await page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang })),
    ).toEqual({ theme: "dark", lang: "en" });
  });
});
