import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";

const pages = ["gallery/overview", "gallery/components", "gallery/forms", "gallery/list", "gallery/case", "sign-in"];
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let server: ViteDevServer;
let browser: Browser;

beforeAll(async () => {
  server = await createServer({ configFile: "console/vite.config.ts", server: { port: 0 }, logLevel: "error" });
  await server.listen();
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

test.each(pages)(
  "%s has nothing that axe finds in either theme, and throws nothing",
  { timeout: 60_000 },
  async (path) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${server.resolvedUrls?.local[0]}${path}`, { waitUntil: "networkidle" });
    await page.addScriptTag({ path: axe });
    for (const theme of ["light", "dark"]) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      const violations = await page.evaluate<Violation[]>("axe.run().then((result) => result.violations)");
      const told = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${theme}: ${id} ${target.join(" ")} ${failureSummary}`),
      );
      expect(told).toEqual([]);
    }
    await context.close();
    expect(errors).toEqual([]);
  },
);
