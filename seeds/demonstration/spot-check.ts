/** Checks without notice: complexes drawn by the province and by cities, each check as far as it has come by now. */
import { dateOf } from "../../schema/calendar/rules.ts";
import { drawSpotCheck, instructSpotCheck } from "../../schema/spot-check/commands.ts";
import { Case } from "./case.ts";
import { personName } from "./names.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";
import { violation } from "./violations.ts";

type Way = "completed" | "running" | "overdue" | "abandoned";

/** Who draws, how it goes on, and how many days ago. */
const draws: readonly (readonly ["province" | "city", Way, number])[] = [
  ["province", "completed", 16],
  ["city", "running", 5],
  ["province", "running", 4],
  ["city", "overdue", 13],
  ["province", "abandoned", 24],
  ["city", "completed", 30],
];
const most = 4;

/** One draw in each of the largest cities, over its county with the most complexes. */
export function drawByLot(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  const cities = bySize(ledger, ({ cityCode }) => cityCode);
  for (const [index, [by, way, days]] of draws.entries()) {
    const [county, lines] = bySize(cities[index]?.[1] ?? [], ({ countyCode }) => countyCode)[0] ?? [];
    if (county && lines) check(stage, timeline, { county, size: Math.min(most, lines.length), by, way, days });
  }
}

const bySize = (ledger: readonly LedgerLine[], of: (line: LedgerLine) => string) =>
  [...Map.groupBy(ledger, of)].sort(([a, its], [b, others]) => others.length - its.length || (a < b ? -1 : 1));

interface Draw {
  county: string;
  size: number;
  by: "province" | "city";
  way: Way;
  days: number;
}

function check(stage: Stage, timeline: Timeline, { county, size, by, way, days }: Draw) {
  const course = new Case(stage, timeline, `spot check ${county}`);
  const body = by === "province" ? by : `city-${county.slice(0, 4)}`;
  const from = new Date(Math.max(stage.begins.getTime(), stage.ends.getTime() - days * 86_400_000));
  course.at(officeHour(course.random, from, 0), async (at) => {
    const startsOn = dateOf(at);
    const endsOn = startsOn.add({ days: way === "overdue" ? 7 : 14 });
    const inspectors = [personName(course.random), personName(course.random)];
    const order = { county, size, inspectors, startsOn, endsOn };
    const { id } = await drawSpotCheck(course.as(body, at), order);
    const where = { spotCheckId: id };
    const items = await stage.db.spotCheckItem.findMany({ where, orderBy: { round: "asc" } });
    if (way === "abandoned") {
      course.later(at, 2, async (then) => {
        const reason = "强降雨应急响应，检查人员调往防汛，另行抽取（演示）。";
        await instructSpotCheck(course.as(body, then), id, { type: "abandon", reason });
      });
      return;
    }
    const gone = way === "completed" ? items : items.slice(0, Math.max(1, items.length - 2));
    for (const [index, { complexId }] of gone.entries())
      course.later(at, index + 1, async (then) => {
        if (way === "completed" && index > 0 && index === items.length - 1) {
          const reason = "小区正在整体改造，物业服务已暂停（演示）。";
          await instructSpotCheck(course.as(body, then), id, { type: "leaveOut", complexId, reason });
        } else await visit(course, body, id, complexId, then);
      });
  });
}

async function visit(course: Case, body: string, id: string, complexId: string, at: Date) {
  const found = course.random.chance(0.5) ? [violation(course.random)] : [];
  const evidenceIds = [await course.photograph(body, at)];
  const result = found.length > 0 ? "problems" : "clean";
  const inspection = { result, notes: "未通知、未陪同，直接到小区查看（演示）。", evidenceIds } as const;
  const visited = { type: "carryOut", complexId, carriedOutAt: at, inspection, findings: found } as const;
  await instructSpotCheck(course.as(body, at), id, visited);
}
