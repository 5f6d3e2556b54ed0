/** What follows for a company that will not put things right: a credit event, and for some a joint punishment. */
import { columnOf, dateOf } from "../../schema/calendar/rules.ts";
import { recordCreditEvent } from "../../schema/credit/commands.ts";
import { instructPunishment, openPunishment } from "../../schema/punishment/commands.ts";
import { punishmentMeasures } from "../catalogues.ts";
import type { Case } from "./case.ts";
import type { Place } from "./rectification.ts";

const asked = ["housing", "marketRegulation", "credit"] as const;

export function punish(course: Case, { cityCode }: Place, rectificationId: string, after: Date): void {
  const city = `city-${cityCode}`;
  course.later(after, 2, async (at) => {
    const finding = await course.stage.db.finding.findFirst({ where: { rectificationId }, orderBy: { id: "asc" } });
    // Nobody served the complex when it was found.
    if (!finding?.companyId) return;
    const severity = course.random.weighted(["minor", "general", "severe"] as const, (of) =>
      of === "general" ? 5 : 2,
    );
    const number = course.random.int(1, 90);
    const { id } = await recordCreditEvent(course.as(city, at), {
      companyId: finding.companyId,
      severity,
      ground: "finding",
      findingId: finding.id,
      description: "逾期拒不整改，经督促仍未到位（演示）。",
      documentNumber: `演示物管〔${dateOf(at).year}〕${number}号`,
      determinedOn: columnOf(dateOf(at)),
    });
    if (severity !== "minor") course.later(at, 1, (then) => openFor(course, city, id, then));
  });
}

async function openFor(course: Case, city: string, creditEventId: string, at: Date) {
  const departments = asked.map((department) => ({
    department,
    measures: punishmentMeasures
      .filter((measure) => measure.department === department)
      .slice(0, 2)
      .map(({ code }) => code),
  }));
  const { id } = await openPunishment(course.as(city, at), {
    creditEventId,
    reason: "拒不整改，侵害业主利益（演示）。",
    startsOn: columnOf(dateOf(at)),
    endsOn: columnOf(dateOf(at).add({ months: 6 })),
    departments,
  });
  for (const [order, department] of asked.entries()) {
    const username = department === "marketRegulation" ? "department-market-regulation" : `department-${department}`;
    if (course.random.chance(0.25)) continue;
    course.later(at, 1 + order, async (then) => {
      await instructPunishment(course.as(username, then), id, { type: "confirm", department });
      if (course.random.chance(0.4)) return;
      course.later(then, course.random.int(3, 12), async (on) => {
        const done = "已按所列措施落实，相关记录存档备查。（演示）";
        await instructPunishment(course.as(username, on), id, { type: "report", department, done });
      });
    });
  }
}
