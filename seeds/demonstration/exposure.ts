/** Typical cases of two months: most cities have published both, one owes the first, one is still writing the second. */
import type { Temporal } from "temporal-polyfill";
import { dateOf, instantAt } from "../../schema/calendar/rules.ts";
import { instructExposure } from "../../schema/exposure/commands.ts";
import { monthOf } from "../../schema/exposure/months.ts";
import { addExposureCase } from "../../schema/exposure/writing.ts";
import { Case } from "./case.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";

type Way = "published" | "draft" | "submitted" | "none";

/** How the month before this one went, and how this one goes; by the order of the cities. */
const ways: readonly (readonly [before: Way, now: Way])[] = [
  ["published", "draft"],
  ["published", "published"],
  ["none", "none"],
  ["published", "submitted"],
  ["published", "published"],
];
const usual = ["published", "none"] as const;

/** Left in it by the city that is still writing: the hub finds it. */
const leftIn = "投诉人联系电话138 0000 0000（演示），住3号楼2单元501室。";

export function exposeCases(stage: Stage, timeline: Timeline): void {
  const now = monthOf(dateOf(stage.ends));
  for (const [index, { code }] of stage.regions.children("14").entries()) {
    const [before, current] = ways[index] ?? usual;
    expose(stage, timeline, code, now.subtract({ months: 1 }), instantAt(now.subtract({ days: 6 })), before);
    expose(stage, timeline, code, now, instantAt(now.add({ days: 7 })), current);
  }
}

function expose(stage: Stage, timeline: Timeline, cityCode: string, month: Temporal.PlainDate, from: Date, way: Way) {
  if (way === "none") return;
  const course = new Case(stage, timeline, `exposure ${cityCode} ${month}`);
  const city = `city-${cityCode}`;
  course.at(officeHour(course.random, from, 0), async (at) => {
    const id = (await write(course, city, cityCode, month, at, way === "draft" ? leftIn : "")) ?? null;
    if (!id || way === "draft") return;
    await instructExposure(course.as(city, at), id, { type: "submit" });
    if (way === "submitted") return;
    course.later(at, 1, async (then) => {
      await instructExposure(course.as(`reviewer-${cityCode}`, then), id, { type: "approve" });
      await instructExposure(course.as(city, then), id, { type: "publish" });
    });
  });
}

/** What was found last and has a company, with a picture, and praise for another company of the city. */
async function write(
  course: Case,
  city: string,
  cityCode: string,
  month: Temporal.PlainDate,
  at: Date,
  more: string,
): Promise<string | undefined> {
  const finding = await course.stage.db.finding.findFirst({
    where: { cityCode, companyId: { not: null }, state: { not: "withdrawn" }, foundAt: { lt: at } },
    include: { complex: { select: { name: true } } },
    orderBy: [{ foundAt: "desc" }, { complexId: "asc" }],
  });
  if (!finding?.companyId) return undefined;
  const { id } = await addExposureCase(course.as(city, at), month, {
    kind: "exposure",
    title: `${finding.complex.name}：${finding.description}`,
    text: `检查发现，该小区${finding.description}。业主多次反映，物业服务企业未按合同履行义务，主管部门已责令限期整改并跟踪督办。${more}`,
    entry: { type: "finding", id: finding.id },
    companyId: null,
    complexId: null,
    pictureIds: [await course.photograph(city, at)],
  });
  const praised = await course.stage.db.companyPresence.findFirst({
    where: { cityCode, regionCode: cityCode, companyId: { not: finding.companyId } },
    include: { company: { select: { name: true } } },
    orderBy: { company: { uscc: "asc" } },
  });
  if (praised)
    await addExposureCase(course.as(city, at), month, {
      kind: "praise",
      title: `${praised.company.name}：公共收益按季公示，业主可随时查询`,
      text: "该企业主动公开服务事项、收费标准和公共收益收支，设立业主接待日，投诉当日回应，值得同行学习（演示）。",
      entry: null,
      companyId: praised.companyId,
      complexId: null,
      pictureIds: [],
    });
  return id;
}
