import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { axeFindings } from "../kit/axe.ts";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { type DemonstrationHub, startDemonstration } from "../kit/demonstration.ts";
import { demonstrationPassword } from "../kit/demonstration-template.ts";
import { desktop, follow } from "../kit/desk.ts";
import { cookieOf, signIn } from "../kit/server.ts";

/** Every page of the console as it looks on a demonstration: nothing fails, nothing is cut off, axe finds nothing. */

const widths = [desktop, { width: 1024, height: 768 }, { width: 768, height: 1024 }];

/** Lists of which the first row is opened, by the routes of one case. */
const cases: Readonly<Record<string, string>> = {
  complaint: "complaints",
  complex: "complexes",
  inspection: "inspections",
  incomingMail: "incomingMails",
  spotCheck: "spotChecks",
  rectification: "rectifications",
  gradeReview: "gradeReviews",
  transfer: "transfers",
  penaltyCase: "penaltyCases",
  exit: "exits",
  company: "companies",
  creditEvent: "creditEvents",
  jointPunishment: "jointPunishments",
  push: "deliveries",
  dispatchReport: "dispatchReports",
  brief: "provincialBriefs",
  opinion: "opinionIncidents",
  policyDocument: "policyDocuments",
  publicityItem: "publicityItems",
  exposureBatch: "exposureBatches",
  supervisionMatter: "supervisionMatters",
};
/** The row with the most to look at, where that is not the newest. */
const first: Readonly<Record<string, string>> = {
  exits: "first: 1, filter: { refused: true }",
  penaltyCases: "first: 1, filter: { decided: true }",
};
/** Further views of pages that have several. */
const views = [
  ["overview of a city", "/?region=1401"],
  ["joint punishments", "/credit?tab=punishments"],
  ["tasks as a list", "/phase-tasks?tab=list"],
  ["matters of supervision", "/supervision?tab=steps"],
  ["bulletins", "/supervision?tab=bulletins"],
  ["dispatch of a city", "/dispatch?region=1401&weeks=all"],
  ["an empty list", "/complaints?number=none"],
] as const;

/** Read as text: the types of the pages are the console's own. */
const routes = [...(await readFile("console/routes.ts", "utf8")).matchAll(/path: "(.+)",\s+name: "(.+)"/g)];
const addresses: (readonly [name: string, path: string])[] = [
  ...routes.map(([, path = "", name = ""]) => [name, path.replace("/:path(.*)*", "/nowhere")] as const),
  ...views,
];

let hub: DemonstrationHub;
let browser: Browser;
let ids: Map<string, string>;
const desks = new Map<string, Page>();
let trouble: string[];

beforeAll(async () => {
  await builtConsole();
  [hub, browser] = await Promise.all([startDemonstration(), openBrowser()]);
  const cookie = await cookieFor("province");
  const lists = Object.values(cases).map((list) => `${list}(${first[list] ?? "first: 1"}) { edges { node { id } } }`);
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: hub.url },
    body: JSON.stringify({ query: `{ ${lists.join(" ")} }` }),
  });
  const { data } = (await response.json()) as { data: Record<string, { edges: { node: { id: string } }[] }> };
  ids = new Map(Object.entries(cases).map(([route, list]) => [route, data[list]?.edges[0]?.node.id ?? ""]));
  desks.set("zh-CN light", await sitAt("province", "zh-CN", "light"));
  desks.set("en dark", await sitAt("province", "en", "dark"));
  for (const page of desks.values()) await page.goto(hub.url);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

beforeEach(() => {
  trouble = [];
});

async function cookieFor(username: string): Promise<string> {
  const response = await signIn(hub.url, username, demonstrationPassword, { origin: hub.url });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

async function sitAt(username: string, locale: string, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, locale, colorScheme, reducedMotion: "reduce" });
  const cookies = (await cookieFor(username)).split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: hub.url };
  });
  await context.addCookies(cookies);
  await context.addInitScript((language) => localStorage.setItem("hub.language", language), locale);
  const page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  return page;
}

/** All that the page asks for has come, and is drawn. */
async function settled(page: Page): Promise<void> {
  await page.locator("main h1, main h2").first().waitFor({ state: "attached" });
  await expect.poll(() => page.locator("main .skeleton, main [aria-busy=true]").count(), { timeout: 20_000 }).toBe(0);
}

/** What stands wider than the window, by how much. */
const overflow = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, document.querySelector("main")].map((element) =>
      element ? element.scrollWidth - element.clientWidth : 0,
    ),
  );

test.each(addresses)("%s", { timeout: 90_000 }, async (name, path) => {
  if (path.includes(":id") && !ids.get(name)) throw new Error(`say where the test finds an id for the route ${name}`);
  // The frame around the pages is the same for all: it is looked at once.
  const within = name === "overview" || name === "signIn" ? "body" : "main";
  for (const [desk, page] of desks) {
    // From the width at which the page before was left.
    const asLeft = page.viewportSize()?.width === desktop.width ? widths : widths.toReversed();
    await follow(page, path.replace(":id", ids.get(name) ?? ""));
    await settled(page);
    for (const size of asLeft) {
      await page.setViewportSize(size);
      // Columns find their room once the page has heard of the new width.
      await expect.poll(() => overflow(page), { message: `${desk} at ${size.width}` }).toEqual([0, 0]);
      if (size !== desktop) continue;
      // Every rule for one desk; for the others, whose pages are built alike, what their theme can spoil.
      const rules = desk === "zh-CN light" ? undefined : ["color-contrast"];
      expect({ desk, found: await axeFindings(page, within, rules) }).toEqual({ desk, found: [] });
    }
  }
  expect(trouble).toEqual([]);
});

test("a department starts at what waits for it, and is shown nothing else", { timeout: 90_000 }, async () => {
  const page = await sitAt("department-market-regulation", "zh-CN", "dark");
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(hub.url);
  await page.getByRole("heading", { name: "本部门待办" }).waitFor();
  await settled(page);
  expect(await axeFindings(page, "body")).toEqual([]);
  expect(await page.locator("nav a[aria-current], nav li a").allInnerTexts()).toEqual(
    expect.not.arrayContaining([expect.stringContaining("投诉")]),
  );
  await page.locator('main a[href^="/transfers/"]').first().click();
  await page.waitForURL("**/transfers/*");
  await settled(page);
  expect(await axeFindings(page, "main")).toEqual([]);
  expect(await overflow(page)).toEqual([0, 0]);
  await page.context().close();
  expect(trouble).toEqual([]);
});
