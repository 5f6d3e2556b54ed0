import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../kit/browser.ts";
import { builtConsole } from "../kit/built-console.ts";
import { type DemonstrationHub, startDemonstration } from "../kit/demonstration.ts";
import { correctAndSend, type Desk, fillIn, refusal, sitDown } from "../kit/desk.ts";
import { uscc } from "../kit/ledger.ts";
import { telephonePhoto } from "../kit/pictures.ts";
import { globalId } from "../kit/schema-walk.ts";

/** The commands that the story leaves out, given as people do; what the hub refuses is said at its field. */

const complex = "演示表单苑";
let hub: DemonstrationHub;
let browser: Browser;
let photo: string;

beforeAll(async () => {
  await builtConsole();
  [hub, browser] = await Promise.all([startDemonstration(), openBrowser()]);
  photo = join(hub.folder, "IMG_0001.JPG");
  await writeFile(photo, await telephonePhoto(800, 600));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

afterEach(async () => {
  for (const { trouble } of await Promise.all(desks.values())) expect(trouble).toEqual([]);
});

const desks = new Map<string, Promise<Desk>>();
/** Everybody signs in once. */
function sit(name: string): Promise<Desk> {
  if (!desks.has(name)) desks.set(name, sitDown(browser, hub.url, name));
  return desks.get(name) as Promise<Desk>;
}

test("the ledger: a company, a complex, who is responsible, and its contract", { timeout: 120_000 }, async () => {
  const city = await sit("city-1401");
  await city.follow("/companies");
  const company = await city.open("登记企业");
  await fillIn(company, { 统一社会信用代码: { type: "91140100MA00000019" }, 企业名称: { type: "演示表单物业公司" } });
  expect(await refusal(company, "uscc")).toContain(uscc(1).at(-1));
  await correctAndSend(company, { 统一社会信用代码: { type: uscc(1) } });

  const county = await sit("county-140105");
  await county.follow("/complexes");
  const form = await county.open("登记小区");
  await fillIn(form, { 小区名称: { type: complex }, 户数: { type: "0" } });
  expect(await refusal(form, "households")).not.toBe("");
  await correctAndSend(form, { 户数: { type: "320" }, 收费标准: { type: "1.25" } });
  await county.page.getByRole("row").filter({ hasText: complex }).getByRole("link").first().click();
  await county.give("指定责任人", { 责任人: { type: "演示网格员 李工" } });
  await county.page.getByText("演示网格员 李工").first().waitFor();
  await county.give("修改信息", { 户数: { type: "321" } });
  await county.page.getByText("321").first().waitFor();

  await city.follow(county.path());
  const contract = await city.open("登记合同");
  await fillIn(contract, {
    服务企业: { choose: "演示表单物业公司", search: "表单" },
    合同类型: { choose: "业主大会选聘" },
    开始日期: { at: "2024-01-01" },
    终止日期: { at: "2023-01-01" },
  });
  expect(await refusal(contract, "endsOn")).not.toBe("");
  await correctAndSend(contract, { 终止日期: { at: "2026-12-31" } });
  await city.says("履行中");
});

async function record(county: Desk, text: string): Promise<void> {
  await county.follow("/complaints");
  const form = await county.open("登记投诉");
  await fillIn(form, {
    来源: { choose: "来访" },
    小区: { choose: complex, search: "表单" },
    反映内容: { type: text },
    电话: { type: "139-3456-7802" },
  });
  await form.getByRole("button", { name: "提交", exact: true }).click();
  await form.getByText(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/).waitFor();
  await county.page.getByRole("button", { name: "关闭" }).last().click();
  await county.page.getByRole("heading", { name: complex }).waitFor();
}

test("a complaint: extended, corrected, transferred and answered, taken back; another refuted and reopened", {
  timeout: 180_000,
}, async () => {
  const [county, city, department] = [
    await sit("county-140105"),
    await sit("city-1401"),
    await sit("department-market-regulation"),
  ];
  await record(county, "物业多收了装修押金");
  await county.give("查看原文", { 理由: { type: "核对门牌号" } });
  await county.page.getByText("139-3456-7802").or(county.page.getByText("13934567802")).first().waitFor();
  await county.give("分派", { 受理人: { choose: "小店区" } });
  await county.give("更正", { 更正内容: { type: "门牌号应为 3 号楼" } });
  await county.give("开始核查");
  await city.follow(county.path());
  await city.give("延期", { 理由: { type: "须会同物价鉴定" } });
  await county.page.getByText("须会同物价鉴定").waitFor();
  const complaint = county.path();
  await county.give("移送部门", { 受移送部门: { choose: "市场监管" }, 移送事由: { type: "涉及收费" } });
  await county.led("/transfers");
  await county.says("待接收");
  await department.follow(county.path());
  await department.give("接收");
  await department.give("答复", { 处理结果: { choose: "责令改正" }, 处理情况: { type: "已责令退还押金。" } });
  await county.follow(complaint);
  await county.page.getByText("已责令退还押金。").first().waitFor();
  await county.give("反馈投诉人", { 反馈内容: { type: "押金已退还。" } });
  await county.says("已反馈");

  await record(county, "电梯经常停运");
  await county.give("分派", { 受理人: { choose: "小店区" } });
  await county.give("开始核查");
  await county.give("认定不属实", { 核查经过和依据: { type: "电梯运行记录正常" } });
  await county.give("反馈投诉人", { 反馈内容: { type: "经核查电梯运行正常。" } });
  await city.follow(county.path());
  await city.give("重新办理", { 理由: { type: "须复核夜间停运" } });
  await county.page.getByText("重新办理 1 次").waitFor();
  await county.give("撤回", { 理由: { type: "与另一件重复" } }, { sure: true });
  await county.says("已撤回");
});

async function inspect(county: Desk, description: string): Promise<void> {
  await county.follow("/inspections");
  const form = await county.open("登记检查");
  await fillIn(form, {
    检查类型: { choose: "排查" },
    小区: { choose: complex, search: "表单" },
    结果: { choose: "发现问题" },
  });
  await fillIn(form, { 问题类别: { choose: "未公示公共收益" }, 问题描述: { type: description } });
  await form.getByRole("group", { name: "具体情形" }).getByRole("checkbox").first().check();
  expect(await refusal(form, "evidenceIds")).not.toBe("");
  await correctAndSend(form, { 照片和材料: { files: photo } });
  await county.page.getByRole("heading", { name: `${complex} · 排查` }).waitFor();
}

test("a rectification: ordered, extended, sent back and accepted; another refused, and its debt waived", {
  timeout: 180_000,
}, async () => {
  const [county, city] = [await sit("county-140105"), await sit("city-1401")];
  await inspect(county, "公共收益三年未公示");
  const demand = { 责任人: { type: "演示经理" }, 整改要求: { type: "补充公示" } };
  const order = await county.open("下达整改");
  await fillIn(order, { ...demand, 完成时限: { at: "2024-08-14 18:00" } });
  expect(await refusal(order, "deadline")).not.toBe("");
  await correctAndSend(order, { 完成时限: { at: "2024-08-23 18:00" } });
  await county.give("开始整改");
  const asking = await county.open("申请延期");
  await fillIn(asking, { 延期至: { at: "2024-08-23 17:00" }, 理由: { type: "等待审计" } });
  expect(await refusal(asking, "deadline")).not.toBe("");
  await correctAndSend(asking, { 延期至: { at: "2024-08-30 18:00" } });
  await county.says("延期申请待决定");
  await city.follow(county.path());
  await city.give("同意延期");
  await county.page.getByText("已延期 1 次").waitFor();
  await county.give("提交材料", { 整改材料: { files: photo } });
  await county.give("退回", { 还差什么: { type: "缺 2022 年度" } });
  await county.says("已退回");
  await county.give("提交材料", { 整改材料: { files: photo } });
  await county.give("现场验收", { 现场照片: { files: photo } });
  await county.says("已验收");

  await inspect(county, "电梯广告收益未公示");
  await county.give("下达整改", { ...demand, 完成时限: { at: "2024-08-23 18:00" } });
  await county.give("认定拒不整改", { 拒绝整改的证据: { files: photo } }, { sure: true });
  await county.says("拒不整改");
  await city.follow(county.path());
  await city.give("免除", { 理由: { type: "企业已退出该小区" } }, { sure: true });
  await city.says("已免除");
});

test("a penalty: a fine outside of its range is refused, and a hearing is set no sooner than it may be", {
  timeout: 120_000,
}, async () => {
  const { id, cityCode } = await hub.database.prisma.penaltyCase.findFirstOrThrow({ where: { state: "evidence" } });
  const city = await sit(`city-${cityCode}`);
  await city.follow(`/penalties/${globalId("PenaltyCase", id)}`);
  const notice = await city.open("事先告知");
  await fillIn(notice, { 拟罚款: { type: "49999" } });
  expect(await refusal(notice, "amountFen")).toContain("第63条");
  await correctAndSend(notice, { 拟罚款: { type: "60000" } });
  await city.says("已告知");
  await city.give("申请听证");
  const hearing = await city.open("通知听证");
  await fillIn(hearing, { 听证时间: { at: "2024-08-19 09:00" }, 听证地点: { type: "三楼听证室" } });
  expect(await refusal(hearing, "hearingAt")).toContain("七个工作日");
  await correctAndSend(hearing, { 听证时间: { at: "2024-09-02 09:00" } });
  await city.says("已通知听证");
});

test("credit and punishment: recorded, opened, confirmed, reported, withdrawn and lifted", {
  timeout: 180_000,
}, async () => {
  const [city, department] = [await sit("city-1401"), await sit("department-credit")];
  await city.follow("/credit");
  await city.give("记入失信信息", {
    企业: { choose: "演示表单物业公司", search: "表单" },
    程度: { choose: "一般" },
    认定依据: { choose: "法院裁判" },
    文书号: { type: "并民初〔2024〕9 号" },
    认定日期: { at: "2024-08-14" },
    失信事实: { type: "拒不公示公共收益" },
  });
  await city.page.getByRole("row").filter({ hasText: "并民初〔2024〕9 号" }).getByRole("link").first().click();
  const opening = await city.open("发起联合惩戒");
  await correctAndSend(opening, { 信用主管部门的措施: { choose: "公示失信信息" } });
  await city.page.getByRole("link", { name: "拒不公示公共收益" }).click();
  await city.led("/credit/punishments");
  await department.follow(city.path());
  await department.give("确认参与");
  await city.says("执行中");
  await department.give("报告落实情况", { 落实情况: { type: "已在平台公示。" }, 佐证材料: { files: photo } });
  await city.page.getByText("已在平台公示。").waitFor();
  // It stands as long as its ground does.
  await city.page.getByRole("link", { name: "并民初〔2024〕9 号" }).click();
  await city.give("撤销", { 原因: { type: "判决被撤销" } }, { sure: true });
  await city.says("已撤销");
  // Lifting follows: nobody has to think of it.
  await department.says("已解除");
});

test("dispatch: a figure needs its explanation; returned, sent again, accepted", { timeout: 180_000 }, async () => {
  const [county, city] = [await sit("county-140105"), await sit("city-1401")];
  await county.follow("/dispatch");
  await county.page.getByRole("main").getByRole("link", { name: "第 33 周" }).first().click();
  const { page } = county;
  await page.getByLabel("台账小区数 上报数").fill("7");
  await page.getByRole("button", { name: "提交周报" }).click();
  await page.getByRole("alert").filter({ hasText: "说明" }).waitFor();
  await page.getByLabel("台账小区数 调整说明").fill("另有新交付小区未录入");
  await page.getByRole("button", { name: "提交周报" }).click();
  await county.says("待审");
  await city.follow(county.path());
  await city.give("退回", { 退回理由: { type: "请附新交付小区名单" } });
  await page.getByText("请附新交付小区名单").waitFor();
  expect(await page.getByLabel("台账小区数 上报数").inputValue()).toBe("7");
  await page.getByLabel("工作进展").fill("名单：演示新交付小区。");
  await page.getByRole("button", { name: "提交新的一版" }).click();
  await city.give("接收");
  await county.says("已接收");
});

test("tasks, settings, keys and accounts", { timeout: 180_000 }, async () => {
  const [city, province, admin] = [await sit("city-1401"), await sit("province"), await sit("admin")];
  await city.follow("/phase-tasks?tab=list");
  await city.give("登记完成", { 凭证: { type: "并建发〔2024〕12 号" } });
  await city.page.getByText("并建发〔2024〕12 号").first().waitFor();

  await province.follow("/settings");
  const setting = await province.open("修改");
  await fillIn(setting, { 新的数值: { type: "900" }, 理由: { type: "与整治进度衔接" } });
  expect(await refusal(setting, "value")).not.toBe("");
  expect(await setting.getByLabel("理由").inputValue()).toBe("与整治进度衔接");
  await correctAndSend(setting, { 新的数值: { type: "3" } });
  await province.page.getByText("与整治进度衔接").waitFor();

  await province.follow("/access");
  await province.give("换发密钥", { 密钥有效天数: { type: "30" } });
  await province.page.getByRole("button", { name: "我已保存" }).click();

  await admin.follow("/access?tab=accounts");
  const account = await admin.open("新建账号");
  await fillIn(account, {
    用户名: { type: "province" },
    姓名: { type: "演示新人" },
    角色: { choose: "专班办公室" },
    地区: { choose: "山西省", search: "山西" },
  });
  expect(await refusal(account, "username")).not.toBe("");
  await correctAndSend(account, { 用户名: { type: "new-person" } });
  await admin.page.getByRole("button", { name: "我已保存" }).click();
  await admin.page.getByPlaceholder("姓名或用户名").fill("new-person");
  await admin.page.getByText("演示新人").waitFor();
  await admin.give("修改", { 角色: { choose: "领导小组" } });
  await admin.says("领导小组");
  await admin.give("停用", {}, { sure: true });
  await admin.says("已停用");
});

test("in English what is refused is said in English", { timeout: 90_000 }, async () => {
  const county = await sit("county-140105");
  await county.follow("/complexes");
  await county.page.getByRole("button", { name: "Switch to English" }).click();
  const form = await county.open("Enter complex");
  await fillIn(form, { Name: { type: "演示英文苑" }, Households: { type: "0" } });
  expect(await refusal(form, "households")).toMatch(/^[\x20-\x7e]+$/);
  expect(await form.getByLabel("Name").inputValue()).toBe("演示英文苑");
});
