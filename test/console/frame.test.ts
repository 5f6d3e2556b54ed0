import type { Browser, BrowserContext, Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";

let server: ViteDevServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await createServer({ configFile: "console/vite.config.ts", server: { port: 0 }, logLevel: "error" });
  await server.listen();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  page = await context.newPage();
  // The server transforms each module when it is first asked for.
  page.setDefaultTimeout(90_000);
});

afterEach(() => context.close());

const at = (path: string) => `${server.resolvedUrls?.local[0]}${path}`;

/** What the hub says of who has signed in; nothing else of it is needed for the frame. */
const desk = {
  activityCursor: "0",
  hub: { __typename: "Hub", now: "2024-08-15T01:00:00Z", drill: true },
  viewer: {
    __typename: "Viewer",
    id: "1",
    name: "王演示",
    role: "OFFICE",
    department: null,
    permissions: [],
    region: { __typename: "Region", code: "14", name: "山西省", level: "PROVINCE" },
  },
};

describe("signing in", () => {
  let signedIn = false;

  /** Stands in for the hub's sign-in: what the page does with each of its answers is what is tested. */
  async function hub(answer: { status: number; headers?: Record<string, string> } | "gone"): Promise<void> {
    signedIn = false;
    await page.route("**/api/auth/get-session", (route) =>
      route.fulfill({ json: signedIn ? { user: { id: "1", name: "王演示", username: "province" } } : null }),
    );
    await page.route("**/api/auth/sign-in/username", async (route) => {
      if (answer === "gone") return route.abort();
      signedIn = answer.status === 200;
      return route.fulfill({ status: answer.status, headers: answer.headers ?? {}, json: {} });
    });
    await page.route("**/graphql", (route) =>
      String(route.request().postData()).includes("Desk_Query")
        ? route.fulfill({ json: { data: desk } })
        : route.fulfill({ status: 503, body: "" }),
    );
  }

  async function tryToSignIn(): Promise<void> {
    await page.getByLabel("用户名").fill("province");
    await page.locator("#password").fill("demonstration");
    await page.locator("form button[type=submit]").click();
  }

  test("leads to where the person wanted to go", async () => {
    await hub({ status: 200 });
    await page.goto(at("rectifications?overdue=yes"));
    await tryToSignIn();
    await page.waitForURL(at("rectifications?overdue=yes"));
    expect(await page.locator("#password").count()).toBe(0);
  });

  test("never leads away from the console", async () => {
    await hub({ status: 200 });
    await page.goto(at("sign-in?to=//example.org/"));
    await tryToSignIn();
    await page.waitForURL(at(""));
  });

  test.each([
    ["a wrong password", { status: 401 }, "用户名或密码不正确"],
    ["a locked account", { status: 429, headers: { "retry-after": "540" } }, "请在 9 分钟后再试"],
    ["a hub that fails", { status: 500 }, "服务器暂时无法处理登录"],
    ["a hub that is gone", "gone" as const, "连不上服务器"],
  ])("%s is said and what was typed is kept", async (_, answer, words) => {
    await hub(answer);
    await page.goto(at("sign-in"));
    await tryToSignIn();
    await page.getByRole("alert").getByText(words).waitFor();
    expect(await page.getByLabel("用户名").inputValue()).toBe("province");
    expect(await page.locator("#password").inputValue()).toBe("demonstration");
  });

  test("an empty field is named before anything is sent", async () => {
    await hub({ status: 200 });
    await page.goto(at("sign-in"));
    await page.locator("form button[type=submit]").click();
    await page.getByText("请输入用户名").waitFor();
    expect(await page.getByLabel("用户名").evaluate((field) => field === document.activeElement)).toBe(true);
  });
});

describe("the frame", () => {
  test("a keyboard reaches the content, the help, the search and the pages", async () => {
    await page.goto(at("gallery/list"), { waitUntil: "networkidle" });
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
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.row)).toBe("row-1");
    await page.keyboard.press("Enter");
    await page.waitForURL(at("gallery/case"));
  });

  test("language and theme are remembered, and the theme is set before the first paint", async () => {
    await page.goto(at("gallery/overview"), { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Switch to English" }).click();
    await page.getByRole("button", { name: "Switch to dark" }).click();
    await page.getByRole("link", { name: "Rectifications" }).first().waitFor();
    await page.route("**/main.ts", (route) => route.abort());
    await page.reload();
    expect(
      await page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang })),
    ).toEqual({ theme: "dark", lang: "en" });
  });

  test("the stream lets what is new wait while somebody reads", async () => {
    await page.goto(at("gallery/overview"), { waitUntil: "networkidle" });
    const list = page.getByRole("list", { name: "动态，最新在前" });
    await page.keyboard.press("n");
    expect(await list.locator(".lit").count()).toBe(1);
    await list.evaluate((element) => element.scrollTo({ top: 200 }));
    await page.waitForTimeout(200);
    const before = await list.locator(".item").nth(4).boundingBox();
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "1 条新动态" }).waitFor();
    expect(await list.locator(".item").nth(4).boundingBox()).toEqual(before);
    await page.getByRole("button", { name: "1 条新动态" }).click();
    await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBe(0);
  });

  test("a form keeps what was typed, shows refusals at their field and asks twice before danger", async () => {
    await page.goto(at("gallery/case"), { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("button", { name: "认定拒不整改" }).click();
    const dialog = page.getByRole("dialog", { name: "认定拒不整改" });
    await dialog.getByRole("button", { name: "提交" }).click();
    await dialog.getByText("此项必填").waitFor();
    await dialog.getByLabel("依据").fill("企业书面答复不予整改");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("button", { name: "认定拒不整改" }).click();
    expect(await dialog.getByLabel("依据").inputValue()).toBe("企业书面答复不予整改");
    await dialog.getByRole("button", { name: "提交" }).click();
    await dialog.getByText("认定后产生等级核定义务，确定吗？").waitFor();
    await dialog.getByRole("button", { name: "确认提交" }).click();
    await page.getByText("「认定拒不整改」已完成").waitFor();
  });
});
