// Takes pictures of the gallery in both themes and three sizes, for people to look at:
//   node test/console/shots.ts [folder] [part of a page's name ...]
import { mkdir } from "node:fs/promises";
import { createServer } from "vite";
import { openBrowser } from "../kit/browser.ts";

const pages = ["overview", "components", "forms", "list", "case", "sign-in"];
const sizes = [
  [1440, 900],
  [1024, 768],
  [768, 1024],
] as const;

const [folder = "test/output/shots", ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await createServer({ configFile: "console/vite.config.ts", server: { port: 0 }, logLevel: "error" });
await server.listen();
const address = server.resolvedUrls?.local[0];
const browser = await openBrowser();
try {
  for (const name of pages.filter((page) => !wanted.length || wanted.some((part) => page.includes(part)))) {
    for (const [width, height] of sizes) {
      for (const colorScheme of ["light", "dark"] as const) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
        const page = await context.newPage();
        page.on("pageerror", (error) => console.error(name, error.message));
        page.on("console", (message) => message.type() === "error" && console.error(name, message.text()));
        await page.goto(`${address}${name === "sign-in" ? name : `gallery/${name}`}`, { waitUntil: "networkidle" });
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
