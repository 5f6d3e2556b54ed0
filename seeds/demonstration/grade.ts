/** Grades of service: each city's catalogue, and the complexes whose grade is lowered after a failed rectification. */
import { dateOf } from "../../schema/calendar/rules.ts";
import { setServiceGrades } from "../../schema/grade/catalogue.ts";
import { instructGradeReview, openGradeReview } from "../../schema/grade/commands.ts";
import type { Case } from "./case.ts";
import type { Place } from "./rectification.ts";
import type { Stage } from "./stage.ts";

const catalogue = [
  { name: "一级", chargeFen: 180, standard: "二十四小时值守，公共区域每日清扫两次，设施设备每月巡检。" },
  { name: "二级", chargeFen: 140, standard: "二十四小时值守，公共区域每日清扫一次，设施设备每季巡检。" },
  { name: "三级", chargeFen: 105, standard: "白天值守，公共区域每日清扫一次，设施设备每半年巡检。" },
  { name: "四级", chargeFen: 70, standard: "白天值守，公共区域隔日清扫，设施设备每年巡检。" },
];

export async function setGrades(stage: Stage): Promise<void> {
  for (const { code } of stage.regions.children("14"))
    await setServiceGrades(stage.as(`city-${code}`, stage.begins, `grades ${code}`), catalogue);
}

/** Lowers the grade by one step, as far as the review has come by now. */
export function reviewGrade(course: Case, { countyCode }: Place, rectificationId: string, after: Date): void {
  const county = `county-${countyCode}`;
  const reform = "department-development-reform";
  course.later(after, 3, async (at) => {
    const { complex } = await course.stage.db.rectification.findUniqueOrThrow({
      where: { id: rectificationId },
      select: { complex: { select: { id: true, serviceGrade: true } } },
    });
    const lower = catalogue[catalogue.findIndex(({ name }) => name === complex.serviceGrade) + 1];
    const running = await course.stage.db.gradeReview.count({ where: { complexId: complex.id, settledAt: null } });
    // The lowest grade cannot be lowered: there the city waives the debt.
    if (!lower || running > 0) return;
    const { id } = await openGradeReview(course.as(county, at), {
      rectificationId,
      grade: lower.name,
      reason: "整改到期仍不到位，服务达不到现行等级标准（演示）。",
    });
    course.later(at, 2, async (then) => {
      if (course.random.chance(0.2)) {
        const reason = "请补充近三个月的服务考核记录。";
        await instructGradeReview(course.as(reform, then), id, { type: "return", reason });
        return;
      }
      const chargedFrom = dateOf(then).add({ days: 3 }).toString();
      const confirmation = { type: "confirm", chargeFen: lower.chargeFen, chargedFrom } as const;
      await instructGradeReview(course.as(reform, then), id, confirmation);
      if (course.random.chance(0.5)) return;
      course.later(then, 5, async (last) => {
        const photo = await course.photograph(county, last);
        const onTheSpot = { carriedOutAt: last, evidenceIds: [photo], notes: "收费公示已更换，票据与新标准一致。" };
        await instructGradeReview(course.as(county, last), id, { type: "verify", inspectionId: "", onTheSpot });
      });
    });
  });
}
