import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { onTestFailed } from "vitest";
import { demonstrationPassword } from "./demonstration-template.ts";

/** What is put into a field of a form: words, the option of a choice, files, or ticked. */
export type Entry =
  | { type: string }
  | { choose: string | string[]; search?: string }
  | { at: string }
  | { files: string | string[] }
  | { tick: true };

/** Somebody at a console, in a browser context of their own. */
export interface Desk {
  readonly name: string;
  readonly page: Page;
  /** Frames of the live line that name an event of this kind about this subject. */
  heard(kind: string, subject: string): number;
  /** By a link of the navigation. */
  visit(page: string): Promise<void>;
  /** By its path, without loading anything again. */
  follow(path: string): Promise<void>;
  /** The path of the page that is open. */
  path(): string;
  /** When the page of a case below that path is open, as after the command that made the case. */
  led(path: string): Promise<void>;
  /** When the page says exactly this somewhere. */
  says(words: string): Promise<void>;
  /** Opens the form of a command, by its button or from the menu behind it. */
  open(command: string): Promise<Locator>;
  /** Opens, fills in and sends the form of a command. */
  give(command: string, fields?: Record<string, Entry>, options?: { sure?: boolean }): Promise<void>;
  /** Fails when the page has been loaded again since they signed in: what came, came over the line. */
  assertNeverReloaded(): Promise<void>;
  /** Errors that the page met. */
  readonly trouble: readonly string[];
}

export const desktop = { width: 1440, height: 900 };

/** Signs in by the form. */
export async function sitDown(
  browser: Browser,
  url: string,
  name: string,
  options: BrowserContextOptions = {},
  password = demonstrationPassword,
): Promise<Desk> {
  const context = await browser.newContext({
    viewport: desktop,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const frames: string[] = [];
  const trouble: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  page.on("pageerror", (error) => trouble.push(`${name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`${name}: ${message.text()}`);
  });
  onTestFailed(async () => {
    await page.screenshot({ path: `test/output/failed-${name}.png` }).catch(() => {});
    if (trouble.length > 0) console.error(trouble.join("\n"));
  });
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("用户名").fill(name);
  await page.locator("#password").fill(password);
  await page.locator("form button[type=submit]").click();
  await page.getByRole("status").filter({ hasText: "实时" }).waitFor();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  const open = async (command: string) => {
    const main = page.getByRole("main");
    const button = main.getByRole("button", { name: command, exact: true });
    // Some buttons stand in the menu of further commands; either may still be on its way.
    const menu = main.getByRole("button", { name: "更多操作" });
    await button.or(menu).first().waitFor();
    if (!(await button.first().isVisible())) await menu.first().click();
    await button.first().click();
    const form = page.getByRole("dialog", { name: command, exact: true });
    await form.waitFor();
    return form;
  };
  return {
    name,
    page,
    trouble,
    heard: (kind, subject) => frames.filter((frame) => frame.includes(`"${kind}"`) && frame.includes(subject)).length,
    visit: (title) => page.getByRole("navigation").getByRole("link", { name: title }).click(),
    follow: (path) => follow(page, path),
    path: () => new URL(page.url()).pathname,
    led: (path) => page.waitForURL(`**${path}/*`),
    says: (words) => page.getByRole("main").getByText(words, { exact: true }).first().waitFor(),
    open,
    async give(command, fields = {}, { sure } = {}) {
      const form = await open(command);
      await fillIn(form, fields);
      await send(form, sure);
    },
    async assertNeverReloaded() {
      if (!(await page.evaluate(() => "sameDocument" in window))) throw new Error(`${name} was loaded again`);
    },
  };
}

interface Mounted extends Element {
  __vue_app__: { config: { globalProperties: { $router: { push(path: string): Promise<unknown> } } } };
}

/** To another page of the console that stands, as its links lead there: nothing is loaded again. */
export const follow = (page: Page, path: string): Promise<void> =>
  page.evaluate(async (to) => {
    await (document.querySelector("#app") as Mounted).__vue_app__.config.globalProperties.$router.push(to);
    // Drawn.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, path);

/** As a person does it: by the labels, one field after the other. */
export async function fillIn(form: Locator, fields: Record<string, Entry>): Promise<void> {
  for (const [label, entry] of Object.entries(fields)) {
    // The name of a field is followed by a word where it may be left empty.
    const field = form.getByLabel(new RegExp(`^${label}`)).first();
    if ("type" in entry) await field.fill(entry.type);
    else if ("tick" in entry) await field.check();
    else if ("files" in entry) await field.setInputFiles(entry.files);
    else if ("at" in entry) {
      await field.fill(entry.at);
      await field.press("Enter");
    } else await choose(form, field, entry);
  }
}

/** Sends a form, a dangerous one twice; waits until it is gone, as it is when the hub has said yes. */
export async function send(form: Locator, sure = false): Promise<void> {
  await form.getByRole("button", { name: "提交", exact: true }).click();
  if (sure) await form.getByRole("button", { name: "确认提交" }).click();
  await form.waitFor({ state: "detached" });
}

/** Sends a form that the hub refuses, and reads what is said at the field of that name. */
export async function refusal(form: Locator, field: string): Promise<string> {
  await form.getByRole("button", { name: /^(提交|Submit)$/ }).click();
  const note = form.locator(`[data-field="${field}"] .note.error`);
  return ((await note.textContent()) ?? "").trim();
}

/** Fills in what will be refused, then puts that one field right and sends the rest as it still stands. */
export async function correctAndSend(form: Locator, fields: Record<string, Entry>): Promise<void> {
  await fillIn(form, fields);
  await send(form);
}

/** What opened below a field closes when somebody presses beside it. */
const elsewhere = (form: Locator) => form.getByRole("heading").first().click();

async function choose(form: Locator, field: Locator, { choose: wanted, search }: Extract<Entry, { choose: unknown }>) {
  const option = (name: string | RegExp) => form.getByRole("option", { name }).filter({ visible: true }).first();
  const opened = () => option(/./).waitFor({ timeout: 5_000 });
  const open = async () => {
    // What is chosen lies over the field itself.
    await field.locator("xpath=ancestor::*[contains(@class, 'el-select__wrapper')]").click();
    if (search) await field.fill(search);
    return opened();
  };
  // A list that is drawn anew while somebody opens it closes again; a person presses once more.
  await open().catch(open);
  for (const name of [wanted].flat()) await option(name).click();
  await elsewhere(form);
}
