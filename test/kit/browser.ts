import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Browsers people have installed, tried before the one that comes with the packages. */
const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

let opened: Promise<Browser> | undefined;

/**
 * One Chromium for the files of a worker, which ends with it: starting it costs as much as many a test. `close` is for
 * the contexts that a file has opened.
 */
export function openBrowser(): Promise<Browser> {
  opened ??= launch();
  return opened;
}

/**
 * A real one without anything installed on the machine.
 * The packaged one is started without its package's own arguments: they run everything in a single process, which dies
 * with the first closed page, and switch off the web security that the tests are there to see.
 */
async function launch(): Promise<Browser> {
  const found = installed.find((path) => existsSync(path));
  const executablePath = found ?? (await (await import("@sparticuz/chromium")).default.executablePath());
  const browser = await chromium.launch({
    executablePath,
    // As root the sandbox cannot be set up; the pages that are opened are our own.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
  });
  browser.once("disconnected", () => {
    opened = undefined;
  });
  const close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  return Object.assign(browser, { close });
}
