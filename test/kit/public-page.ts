import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { builtConsole } from "./built-console.ts";
import { telephonePhoto } from "./pictures.ts";
import { startTestServer, type TestServer } from "./server.ts";
import { aTelephone } from "./telephone.ts";

export const story = "消防通道被收费停车位长期堵死，找物业三次都不管。";

/** A hub with some complexes of 小店区, and a telephone with a photo. */
export interface PublicStage {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly folder: string;
  readonly photo: string;
  /** As a telephone takes it. */
  readonly largePhoto: string;
  close(): Promise<void>;
}

export async function publicStage(): Promise<PublicStage> {
  await builtConsole();
  const server = await startTestServer();
  const browser = await openBrowser();
  const folder = await mkdtemp(join(tmpdir(), "hub-public-"));
  const [photo, largePhoto] = [join(folder, "IMG_0001.JPG"), join(folder, "IMG_0002.JPG")];
  await writeFile(photo, await telephonePhoto());
  await writeFile(largePhoto, await telephonePhoto(3000, 2000));
  await server.hub.db.complex.createMany({
    data: ["演示锦绣苑", "演示锦绣花园", "演示汾河里"].map((name) => ({
      name,
      cityCode: "1401",
      countyCode: "140105",
      households: 400,
    })),
  });
  const close = async () => {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, browser, folder, photo, largePhoto, close };
}

/** Somebody before the public page. */
export interface Visit {
  readonly page: Page;
  /** Errors, breaches of the page's policy, requests to anybody else, words in an address: there must be none. */
  readonly trouble: readonly string[];
  /** What was found of a name. */
  found(): Locator;
  /** Names the county, and what the complex begins with. */
  search(): Promise<void>;
  write(photos?: number, photo?: string): Promise<void>;
  submit(): Promise<void>;
  leave(): Promise<void>;
}

export async function visit({ browser, server, photo: small }: PublicStage): Promise<Visit> {
  // Nobody has filed from here before: each filing of an address makes the proof of work for the next one dearer.
  await server.hub.db.rateLimit.deleteMany();
  const context = await browser.newContext(aTelephone);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("ERR_FAILED")) trouble.push(message.text());
  });
  page.on("request", (request) => {
    const { origin, search } = new URL(request.url());
    if (!request.url().startsWith("blob:") && (origin !== server.url || search !== "")) trouble.push(request.url());
  });
  const found = () => page.getByRole("listbox", { name: /小区名称|Name of the complex/ }).getByRole("option");
  const search = async () => {
    await page.getByLabel(/^(市|City)$/).selectOption("1401");
    await page.getByLabel(/^(县（市、区）|County or district)/).selectOption("140105");
    await page.getByRole("combobox", { name: /小区名称|Name of the complex/ }).fill("锦绣");
    await found().first().waitFor();
  };
  return {
    page,
    trouble,
    found,
    search,
    async write(photos = 0, photo = small) {
      await page.goto(`${server.url}/public#/file`);
      await search();
      await found().filter({ hasText: "演示锦绣苑" }).tap();
      await page.getByText("消防安全没人管").tap();
      await page.getByLabel("说说情况").fill(story);
      if (photos === 0) return;
      await page.setInputFiles("input[type=file]", Array(photos).fill(photo));
      await page.getByAltText(`第 ${photos} 张照片`).waitFor();
    },
    submit: () => page.getByRole("button", { name: /^(提交|Submit)$/ }).tap(),
    leave: () => context.close(),
  };
}
