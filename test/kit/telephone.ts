import type { Browser, BrowserContextOptions, Page } from "playwright-core";

type Look = (name: string) => Promise<unknown>;

/** An owner with the public page on a telephone. */
export interface Telephone {
  readonly page: Page;
  /** Files a complaint about a complex of 小店区 with one photo; gives back the code. */
  file(complaint: { complex: string; words: string; photo: string; look: Look }): Promise<string>;
  /** Follows a case by its code, reads the feedback, and is satisfied. */
  answer(code: string, options: { reads: string; look: Look }): Promise<void>;
}

export const aTelephone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  locale: "zh-CN",
  reducedMotion: "reduce",
};

export async function openTelephone(browser: Browser, url: string): Promise<Telephone> {
  const context = await browser.newContext(aTelephone);
  const page = await context.newPage();
  await page.goto(`${url}/public`);
  return {
    page,
    async file({ complex, words, photo, look }) {
      await page.getByRole("link", { name: /我要反映/ }).tap();
      await page.getByLabel("市", { exact: true }).selectOption("1401");
      await page.getByLabel("县（市、区）").selectOption("140105");
      await page.getByRole("combobox", { name: "小区名称" }).fill(complex);
      await page.getByRole("option", { name: complex, exact: true }).tap();
      await page.getByText("消防安全没人管").tap();
      await page.getByLabel("说说情况").fill(words);
      await page.setInputFiles("input[type=file]", photo);
      await page.getByAltText("第 1 张照片").waitFor();
      await page.getByLabel("电话", { exact: true }).fill("139-3456-7801");
      await look("files");
      await page.getByRole("button", { name: "提交", exact: true }).tap();
      const code = await page.getByTestId("tracking-code").textContent();
      await look("code");
      return code?.trim() ?? "";
    },
    async answer(code, { reads, look }) {
      await page.getByRole("link", { name: "现在就看进度" }).tap();
      await page.getByRole("textbox", { name: "查询码" }).fill(code);
      await page.getByRole("button", { name: "查询", exact: true }).tap();
      await page.getByText(reads).waitFor();
      await look("follows");
      await page.getByText("满意", { exact: true }).tap();
      await page.getByRole("button", { name: "提交评价" }).tap();
      await page.getByText("您的评价：满意").waitFor();
      await look("satisfied");
    },
  };
}
