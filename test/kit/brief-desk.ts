import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { DemonstrationHub } from "./demonstration.ts";
import type { Desk } from "./desk.ts";
import { globalId } from "./schema-walk.ts";

const pictures = "test/output/brief";
/** A4 in points, as a PDF says it. */
const a4 = /MediaBox \[0 0 (59[45](?:\.\d+)?) (84[12](?:\.\d+)?)\]/g;

/** The office writes the latest brief that can be approved, a leader approves it, its page is printed, and it leaves. */
export async function approveBrief(hub: DemonstrationHub, office: Desk, leader: Desk): Promise<void> {
  await mkdir(pictures, { recursive: true });
  const { id } = await hub.database.prisma.provincialBrief.findFirstOrThrow({
    where: { state: "draft", week: { cutOffPosition: { not: null } } },
    orderBy: { dueAt: "desc" },
  });
  const path = `/dispatch/briefs/${globalId("ProvincialBrief", id)}`;
  await office.follow(path);
  await office.page.getByText("“存在问题”还没有写。").waitFor();
  await office.give("修改", {
    总体情况: { type: "各市排查整改有序推进，投诉办理总体平稳。" },
    存在问题: { type: "一是个别市整改进度偏慢。\n二是部分小区资料移交不全。" },
    下一步工作: { type: "对逾期整改逐项督办，下周四前明确责任人和完成时限。" },
  });
  await office.says("各市排查整改有序推进，投诉办理总体平稳。");
  await leader.follow(path);
  await leader.give("签发");
  await leader.says("已签发");
  await leader.page.getByRole("link", { name: "下载文稿" }).waitFor();
  await office.says("对方已接收");
  await office.page.screenshot({ path: join(pictures, "page.png"), fullPage: true });
  const printed = await office.page.pdf({ preferCSSPageSize: true, printBackground: true });
  await writeFile(join(pictures, "brief.pdf"), printed);
  expect(printed.toString("latin1").match(a4)?.length).toBeGreaterThanOrEqual(2);
  await office.page.emulateMedia({ media: "print" });
  await office.page.setViewportSize({ width: Math.round((156 / 25.4) * 96), height: 900 });
  await office.page.screenshot({ path: join(pictures, "printed.png"), fullPage: true });
  expect([...office.trouble, ...leader.trouble]).toEqual([]);
}
