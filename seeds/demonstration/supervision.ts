/** Regions under supervision: a slow city on the ladder, a case under key supervision, difficulties, a bulletin. */
import { publishBulletin } from "../../schema/supervision/bulletin.ts";
import { instructMatter, orderKeySupervision, raiseDifficulty, takeStep } from "../../schema/supervision/commands.ts";
import { Case } from "./case.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";

const day = 86_400_000;

export function urge(stage: Stage, timeline: Timeline): void {
  const daysBack = (days: number) => new Date(Math.max(stage.begins.getTime(), stage.ends.getTime() - days * day));
  const course = new Case(stage, timeline, "supervision");
  course.at(officeHour(course.random, daysBack(9), 0), async (at) => {
    const city = await slowest(stage, at, 4);
    const asked = "排查和整改进度靠后，请主要负责人亲自研究，倒排时间表（演示）。";
    const { id } = await takeStep(course.as("province", at), { kind: "reminder", region: city, text: asked });
    course.later(at, 2, async (then) => {
      const answer = "已召开专题会，逐县明确时限和责任人，每周报送进度（演示）。";
      await instructMatter(course.as(`city-${city}`, then), id, { type: "answer", answer });
    });
    course.later(at, 4, async (then) => {
      const meetsAt = new Date(stage.ends.getTime() + 2 * day);
      const interview = { kind: "interview", region: city, meetsAt, venue: "省厅三楼会议室（演示）" } as const;
      const text = "提醒后进度仍然靠后，就推进情况进行约谈（演示）。";
      await takeStep(course.as("province", then), { ...interview, text });
    });
  });
  const below = course.branch("below");
  below.at(officeHour(below.random, daysBack(6), 0), async (at) => {
    const county = await slowest(stage, at, 6);
    const city = `city-${county.slice(0, 4)}`;
    const text = "按时反馈率偏低，请逐件核对（演示）。";
    await takeStep(below.as(city, at), { kind: "reminder", region: county, text });
    const solved = { text: "部分小区没有业主委员会，重新选聘缺少主体，请求指导（演示）。" };
    const { id } = await raiseDifficulty(below.as(`county-${county}`, at), solved);
    below.later(at, 1, async (then) => {
      const answer = "由街道（乡镇）组建物业管理委员会代行职责，市局派员指导（演示）。";
      await instructMatter(below.as(city, then), id, { type: "answer", answer });
      const open = { text: "消防设施整改资金缺口较大，建议研究维修资金使用办法（演示）。" };
      await raiseDifficulty(below.as(`county-${county}`, then), open);
    });
  });
  const key = course.branch("key");
  key.at(officeHour(key.random, daysBack(3), 0), async (at) => {
    const order = await stage.db.rectification.findFirst({
      where: { settledAt: null, overdueAt: { not: null } },
      orderBy: { number: "asc" },
    });
    const text = "群众反映强烈，逾期未整改，请市局现场督办（演示）。";
    if (order) await orderKeySupervision(key.as("province", at), { rectificationId: order.id, text });
    const kept = await stage.db.dispatchWeek.findFirst({
      where: { indexes: { some: {} }, countyDue: { lte: at } },
      orderBy: { number: "desc" },
    });
    const remarks = "靠后的市要对照各项指标逐项补短板，下周调度时报告（演示）。";
    if (kept) await publishBulletin(key.as("province", at), { weekId: kept.id, remarks });
  });
}

/** By the latest index that was kept by then, whatever came since; before the first, the last in the book. */
async function slowest({ db, regions }: Stage, at: Date, length: 4 | 6): Promise<string> {
  const kept = await db.progressIndex.findFirst({
    where: { week: { countyDue: { lte: at } }, countyCode: length === 6 ? { not: null } : null, score: { not: null } },
    orderBy: [{ week: { number: "desc" } }, { score: "asc" }, { regionCode: "asc" }],
  });
  const fallback = [...regions.all()].findLast(({ code }) => code.length === length);
  return kept?.regionCode ?? fallback?.code ?? "";
}
