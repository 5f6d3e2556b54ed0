/** What is handed to other departments: complaints that are theirs to decide, and what breaks a law. */
import type { Department } from "../../prisma/generated/enums.ts";
import { instructTransfer, sendTransfer } from "../../schema/transfer/commands.ts";
import type { Outcome } from "../../schema/transfer/states.ts";
import type { Case } from "./case.ts";
import { kebab } from "./people.ts";
import type { Place } from "./rectification.ts";

interface Line {
  department: Department;
  reason: string;
  outcome: Outcome;
  answer: string;
}

const price: Line = {
  department: "marketRegulation",
  reason: "收费公示与实际收取不一致，涉及价格处罚事项。（演示）",
  outcome: "penalised",
  answer: "已立案查处价格违法行为，责令退还多收费用。（演示）",
};
const occupation: Line = {
  department: "cityManagement",
  reason: "擅自占用公共部位搭建和设置广告，涉及城市管理处罚事项。（演示）",
  outcome: "corrected",
  answer: "已责令限期拆除，现场复查已恢复原状。（演示）",
};
const guards: Line = {
  department: "publicSecurity",
  reason: "安保人员与业主发生冲突，涉及治安管理处罚事项。（演示）",
  outcome: "noViolation",
  answer: "经调查双方已达成和解，未发现应予处罚的行为。（演示）",
};
const fire: Line = {
  department: "fireRescue",
  reason: "疏散通道、消防车通道被占用，消防设施无法正常使用，涉及消防处罚事项。（演示）",
  outcome: "penalised",
  answer: "已现场检查并对物业企业作出行政处罚，疏散通道已经清理。（演示）",
};

/** To whom what breaks a law goes, by its kind. */
const lines: Readonly<Record<string, Line>> = {
  "safety-and-fire": fire,
  "services-not-as-contracted": guards,
  "unauthorised-business": occupation,
};

/** Illegal acts go to the department that may punish them, rectified or not. */
export function handOver(course: Case, { countyCode }: Place, rectificationId: string, after: Date): void {
  if (course.random.chance(0.15)) return;
  const county = `county-${countyCode}`;
  course.later(after, 2, async (at) => {
    const illegal = await course.stage.db.finding.findMany({
      where: { rectificationId, illegal: true, penaltyCases: { none: { live: true } } },
      select: { id: true, kindCode: true },
      orderBy: { id: "asc" },
    });
    const [first] = illegal;
    if (!first) return;
    const { department, reason, outcome, answer } = lines[first.kindCode] ?? price;
    const { id } = await sendTransfer(course.as(county, at), {
      findingIds: illegal.map((finding) => finding.id),
      department,
      reason,
      withWords: false,
      evidenceIds: [],
    });
    receive(course, at, id, department, { outcome, answer });
  });
}

/** What the department does with it: most answer, some are late, a few say that it is none of theirs. */
export function receive(
  course: Case,
  sent: Date,
  id: string,
  department: Department,
  answer: { outcome: Outcome; answer: string },
  answered: (at: Date) => void = () => {},
): void {
  const username = `department-${kebab(department)}`;
  const { random } = course;
  if (random.chance(0.15)) return;
  const returns = random.chance(0.1);
  course.later(sent, random.int(1, 7), async (at) => {
    if (returns) {
      const reason = "材料里没有现场照片和合同，请补充后再移送。（演示）";
      await instructTransfer(course.as(username, at), id, { type: "return", reason });
      return;
    }
    await instructTransfer(course.as(username, at), id, { type: "accept" });
    if (random.chance(0.2)) return;
    course.later(at, random.int(2, 9), async (then) => {
      const paper = await course.photograph(username, then);
      await instructTransfer(course.as(username, then), id, { type: "answer", ...answer, evidenceIds: [paper] });
      answered(then);
    });
  });
}
