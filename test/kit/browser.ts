import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Browsers people have installed, tried before the one that comes with the packages. */
const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/**
 * A real Chromium without anything installed on the machine; the caller closes it.
 * The packaged one is started without its package's own arguments: they run everything in a single process, which dies
 * with the first closed page, and switch off the web security that the tests are there to see.
 */
export async function openBrowser(): Promise<Browser> {
  const found = installed.find((path) => existsSync(path));
  const executablePath = found ?? (await (await import("@sparticuz/chromium")).default.executablePath());
  // As root the sandbox cannot be set up; the pages that are opened are our own.
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
  });
}
