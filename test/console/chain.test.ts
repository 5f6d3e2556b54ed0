import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approveBrief } from "../kit/brief-desk.ts";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { type DemonstrationHub, startDemonstration } from "../kit/demonstration.ts";
import { type Desk, fillIn, send, sitDown } from "../kit/desk.ts";
import { telephonePhoto } from "../kit/pictures.ts";
import { type Receivers, startReceivers } from "../kit/receivers.ts";
import { globalId } from "../kit/schema-walk.ts";
import { type MailServer, startMailServer } from "../kit/smtp.ts";

/** The chain closes: what becomes of one complaint whose company refuses everything, until two departments punish it. */

const pictures = "test/output/chain";
let hub: DemonstrationHub;
let receivers: Receivers;
let mail: MailServer;
let browser: Browser;
let photo: string;
/** Of 太原市, served by a company, and nobody is on the way out there yet. */
let complex: {
  id: string;
  name: string;
  county: { code: string; name: string };
  company: { uscc: string; name: string };
};

beforeAll(async () => {
  await Promise.all([builtConsole(), mkdir(pictures, { recursive: true })]);
  const started = startDemonstration(async (folder) => {
    receivers = await startReceivers(folder);
    mail = await startMailServer();
    return { ...receivers.variables, ...mail.variables, HUB_BRIEF_RECIPIENTS: "office@centre.example" };
  });
  [hub, browser] = await Promise.all([started, openBrowser()]);
  photo = join(hub.folder, "IMG_0001.JPG");
  await writeFile(photo, await telephonePhoto(800, 600));
  complex = (await hub.database.prisma.complex.findFirstOrThrow({
    where: {
      cityCode: "1401",
      companyId: { not: null },
      serviceGrade: { in: ["一级", "二级", "三级"] },
      exits: { none: { settledAt: null } },
      gradeReviews: { none: { settledAt: null } },
    },
    include: { company: true, county: true },
    orderBy: { name: "asc" },
  })) as typeof complex;
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await hub?.close();
  await receivers?.close();
  await mail?.close();
});

/** As the page looks by day and by night. */
async function picture({ page }: Desk, name: string): Promise<void> {
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("a company that refuses everything is made to leave, and is punished", { timeout: 300_000 }, async () => {
  const sit = (name: string) => sitDown(browser, hub.url, name);
  const [county, city] = [await sit(`county-${complex.county.code}`), await sit("city-1401")];

  const rectification = await refusedOrder(county);
  await picture(county, "01-refused");

  const review = await gradeReview(county, city, await sit("department-development-reform"), rectification);
  const penalty = await offeredPenalty(city, rectification);
  const exit = await noticeServed(county, city);

  // Eight days later nobody asked for a hearing, and the day of the handover has passed.
  await hub.moveClockTo(new Date("2024-08-23T10:00:00+08:00"));
  // A form opens with the day of its console's clock, which follows in its own time.
  const followed = ({ page }: Desk) => page.getByTitle("演练时钟").filter({ hasText: "2024-08-23" });
  for (const desk of [city, county]) await followed(desk).waitFor({ timeout: 60_000 });
  await decidedPenalty(city, penalty);
  await refusedHandover(county, exit);
  await verifiedCharge(county, review);

  const [province, regulator, credit] = [
    await sit("province"),
    await sit("department-market-regulation"),
    await sit("department-credit"),
  ];
  await received(province);
  await jointPunishment(city, [regulator, credit]);

  await city.follow("/companies");
  await city.page.getByRole("link", { name: complex.company.name }).first().click();
  await city.page.getByRole("heading", { name: complex.company.name }).waitFor();
  await picture(city, "12-record");
  expect(receivers.credit.complaints).toEqual([]);
  const everybody = [county, city, province, regulator, credit];
  expect(everybody.flatMap(({ trouble }) => trouble)).toEqual([]);
});

test("the province approves the brief of the week; it leaves, and its receipt shows", {
  timeout: 120_000,
}, async () => {
  await approveBrief(hub, await sitDown(browser, hub.url, "province"), await sitDown(browser, hub.url, "leader"));
  // Office and leaders may have been warned before: that is another letter.
  const outside = mail.kept.filter(({ to }) => !to.some((address) => address.endsWith("@accounts.hub.invalid")));
  expect(outside.map(({ to }) => to)).toEqual([["office@centre.example"]]);
});

/** A complaint is verified and substantiated, its finding ordered to be put right, and the company will not. */
async function refusedOrder(county: Desk): Promise<string> {
  await county.follow("/complaints");
  const filing = await county.open("登记投诉");
  await fillIn(filing, {
    来源: { choose: "来访" },
    小区: { choose: complex.name, search: complex.name },
    反映内容: { type: "物业把消防通道租给商户经营，收入不知去向。" },
    电话: { type: "139-3456-7803" },
  });
  await filing.getByRole("button", { name: "提交", exact: true }).click();
  await county.page.getByRole("button", { name: "关闭" }).last().click();
  await county.page.getByRole("heading", { name: complex.name }).waitFor();
  await county.give("分派", { 受理人: { choose: complex.county.name } });
  await county.give("开始核查");
  const inspection = await county.open("登记核查");
  await fillIn(inspection, { 结果: { choose: "发现问题" } });
  await fillIn(inspection, {
    问题类别: { choose: "擅自利用小区公共部位经营" },
    问题描述: { type: "东侧消防通道租给三家商户经营" },
    照片和材料: { files: photo },
  });
  await inspection.getByRole("group", { name: "具体情形" }).getByRole("checkbox").first().check();
  await inspection
    .getByLabel(/涉嫌违法/)
    .first()
    .check();
  await send(inspection);
  await county.give("认定属实");
  await county.give("下达整改", {
    责任人: { type: "演示经理 钱工" },
    完成时限: { at: "2024-08-22 18:00" },
    整改要求: { type: "收回共用部位，恢复消防通道。" },
  });
  await county.led("/rectifications");
  await county.give("认定拒不整改", { 拒绝整改的证据: { files: photo } }, { sure: true });
  await county.says("拒不整改");
  return county.path();
}

/** What was refused owes a lower grade; development and reform confirms the charge. */
async function gradeReview(county: Desk, city: Desk, reform: Desk, rectification: string): Promise<string> {
  await county.give("重新核定等级", { 降为: { choose: "四级" }, 理由: { type: "拒不整改，服务与等级不符。" } });
  await county.led("/grade-reviews");
  await picture(county, "02-grade-review");
  await reform.follow(county.path());
  await reform.give("确认收费标准", { 开始执行日期: { at: "2024-08-20" } });
  await county.says("已确认，待执行");
  await city.follow(rectification);
  expect(reform.trouble).toEqual([]);
  return county.path();
}

async function offeredPenalty(city: Desk, rectification: string): Promise<string> {
  await city.follow(rectification);
  await city.give("立案查处", {
    依据条款: { choose: "第63条" },
    违法事实: { type: "擅自利用消防通道从事经营。" },
    行为终了日期: { at: "2024-08-14" },
  });
  await city.led("/penalties");
  await city.give("补充证据", { 证据材料: { files: photo } });
  await city.give("事先告知", { 拟罚款: { type: "80000" } });
  await city.says("已告知");
  await picture(city, "03-penalty-offered");
  return city.path();
}

/** The owners meet, vote and dismiss; sixty days after the notice the contract has ended. */
async function noticeServed(county: Desk, city: Desk): Promise<string> {
  await county.follow(`/complexes/${globalId("Complex", complex.id)}`);
  await county.give("启动退出引导", {
    缘由: { choose: "业主提出" },
    负责引导的工作人员: { type: "演示专班 孙工" },
    协同的街道: { type: "演示街道 王主任" },
    业主请求或企业意见: { files: photo },
  });
  await county.led("/exits");
  await county.give("召集业主大会", {
    召集人: { choose: "业主委员会" },
    公告日期: { at: "2024-05-06" },
    召开日期: { at: "2024-05-25" },
  });
  const vote = await county.open("登记表决结果");
  const counts = { 全体业主: ["30000", "300"], 参与表决: ["20000", "200"], 同意解聘: ["10000.01", "101"] } as const;
  for (const [row, [area, heads]] of Object.entries(counts)) {
    await vote.getByLabel(`${row}专有部分面积（㎡）`).fill(area);
    await vote.getByLabel(`${row}人数`).fill(heads);
  }
  await picture(county, "04-vote");
  await fillIn(vote, { 表决截止日期: { at: "2024-05-25" }, 会议记录和表决汇总: { files: photo } });
  await send(vote);
  await county.says("已表决");
  await county.give("公布解聘决定", { 决定日期: { at: "2024-05-26" }, 业主大会决定: { files: photo } });
  await county.give("送达解除通知", { 送达日期: { at: "2024-05-27" }, 书面通知和送达回证: { files: photo } });
  await county.says("移交中");
  await picture(county, "05-notice");
  await city.follow(county.path());
  return county.path();
}

async function decidedPenalty(city: Desk, penalty: string): Promise<void> {
  await city.follow(penalty);
  await city.give("作出决定", {});
  await city.says("已决定");
  await city.give("登记送达", { 签收人: { type: "演示前台" }, 送达回证: { files: photo } });
  await city.says("已送达");
  await picture(city, "06-penalty-served");
}

/** Nothing was handed over in time: determined, told to the credit platform and market regulation, and brought to court. */
async function refusedHandover(county: Desk, exit: string): Promise<void> {
  await county.follow(exit);
  await county.give(
    "认定拒不移交",
    {
      认定事项: { choose: "拒不移交" },
      程度: { choose: "严重" },
      认定文书文号: { type: "住建认字〔2024〕7 号" },
      认定日期: { at: "2024-08-23" },
      认定的事实: { type: "期满仍占用物业服务用房，拒不移交资料。" },
      证明材料: { files: photo },
    },
    { sure: true },
  );
  await county.says("拒不退出或移交");
  await county.give("登记诉讼进展", {
    进展: { choose: "立案" },
    受理法院: { type: "演示人民法院" },
    案号: { type: "（2024）晋01民初7号" },
    日期: { at: "2024-08-23" },
  });
  await county.says("立案");
  await picture(county, "07-refused-handover");
}

async function verifiedCharge(county: Desk, review: string): Promise<void> {
  await county.follow(review);
  await county.give("现场核实", { 收费公示或票据的照片: { files: photo } });
  await county.says("已核实");
  await picture(county, "08-charge-verified");
}

/** Both bodies hold what was told, in order and each once; the console shows their receipts. */
async function received(province: Desk): Promise<void> {
  const held = ({ book }: Receivers["credit"]) => (book.get(complex.company.uscc) ?? []).map(({ kind }) => kind);
  await expect.poll(() => held(receivers.credit), { timeout: 30_000 }).toEqual(["CreditEventRecorded", "SuitAdvanced"]);
  await expect.poll(() => held(receivers.regulation), { timeout: 30_000 }).not.toEqual([]);
  await province.follow("/pushes");
  await province.page.getByRole("link", { name: complex.company.name }).first().click();
  await province.led("/pushes");
  await province.says("已送达");
  await picture(province, "09-push");
}

async function jointPunishment(city: Desk, departments: readonly Desk[]): Promise<void> {
  await city.follow("/credit");
  await city.page.getByRole("row").filter({ hasText: complex.company.name }).getByRole("link").first().click();
  await city.give("发起联合惩戒", {
    市场监管部门的措施: { choose: "双随机" },
    信用主管部门的措施: { choose: "公示失信信息" },
  });
  await city.page.getByText("0/2").waitFor();
  await city.page.getByRole("link", { name: "期满仍占用物业服务用房" }).click();
  await city.led("/credit/punishments");
  for (const department of departments) {
    await department.follow(city.path());
    await department.give("确认参与");
  }
  await city.says("执行中");
  await picture(city, "10-punishment");
  await picture(departments[0] as Desk, "11-department");
}
