/** Weekly reports: most come in time, some late, a few never; some are sent back; the province accepts on Fridays. */
import type { DispatchWeek } from "../../prisma/generated/client.ts";
import { instructTask } from "../../schema/campaign/tasks.ts";
import { instructReport, type ReportCommand } from "../../schema/dispatch/commands.ts";
import type { Adjustment } from "../../schema/dispatch/figures.ts";
import type { Narrative } from "../../schema/dispatch/narrative.ts";
import type { Random } from "./random.ts";
import type { Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";

const minutes = (count: number) => count * 60_000;

/** The weeks stand once the campaign has been started; what was due before that is owed by nobody. */
export const weeksOwed = ({ db, ends }: Stage, begins: Date): Promise<DispatchWeek[]> =>
  db.dispatchWeek.findMany({
    where: { countyDue: { gt: begins }, startsOn: { lte: ends } },
    orderBy: { number: "asc" },
  });

/** @param counties those that report; all by default */
export function reportWeekly(
  stage: Stage,
  timeline: Timeline,
  weeks: readonly DispatchWeek[],
  counties?: ReadonlySet<string>,
): void {
  for (const week of weeks) {
    // The cut-off fires at its own minute, before anything that is done after it.
    timeline.put(week.countyDue, async () => {});
    for (const city of stage.regions.children("14")) {
      for (const { code } of stage.regions.children(city.code))
        if (counties?.has(code) ?? true) county(stage, timeline, week, code);
      cityAndProvince(stage, timeline, week, city.code);
    }
  }
}

function county(stage: Stage, timeline: Timeline, week: DispatchWeek, code: string) {
  const random = stage.randomFor(`dispatch ${week.isoWeek} ${code}`);
  const due = week.countyDue.getTime();
  const conduct = random.next();
  if (conduct > 0.97) return;
  const early = random.chance(0.3) ? 24 * 60 : 0;
  const inTime = due - minutes(early + random.int(20, 500));
  const at =
    conduct > 0.91 ? due + minutes(random.int(15, 900)) : Math.max(inTime, week.startsOn.getTime() + minutes(60));
  const say = (then: Date) => submit(stage, week, code, `county-${code}`, then, random);
  timeline.put(new Date(at), async (then) => {
    await say(then);
    if (!random.chance(0.04)) return;
    const returned = new Date(then.getTime() + minutes(random.int(61, 120)));
    timeline.put(returned, async (moment) => {
      const reason = random.pick(["查实问题数与问题清单不符，请核对。", "存在问题部分过于笼统，请补充具体小区。"]);
      await give(stage, week, code, `city-${code.slice(0, 4)}`, moment, { type: "return", reason });
      timeline.put(new Date(moment.getTime() + minutes(random.int(61, 150))), say);
    });
  });
}

function cityAndProvince(stage: Stage, timeline: Timeline, week: DispatchWeek, code: string) {
  const random = stage.randomFor(`dispatch ${week.isoWeek} ${code}`);
  const due = week.cityDue.getTime();
  const at = random.chance(0.07) ? due + minutes(random.int(10, 200)) : due - minutes(random.int(20, 170));
  const say = (then: Date) => submit(stage, week, code, `city-${code}`, then, random);
  const accept = (then: Date) => give(stage, week, code, "province", then, { type: "accept" });
  timeline.put(new Date(at), async (then) => {
    await say(then);
    const looked = new Date(Math.max(then.getTime(), due) + minutes(random.int(61, 150)));
    if (!random.chance(0.06)) return timeline.put(looked, accept);
    timeline.put(looked, async (moment) => {
      const reason = "下一步工作缺少时限和责任人，请补充后重新报送。";
      await give(stage, week, code, "province", moment, { type: "return", reason });
      const again = new Date(moment.getTime() + minutes(random.int(61, 90)));
      timeline.put(again, say);
      timeline.put(new Date(again.getTime() + minutes(random.int(61, 90))), accept);
    });
  });
}

async function submit(stage: Stage, week: DispatchWeek, code: string, username: string, at: Date, random: Random) {
  const narrative: Narrative = {
    progress: random.pick(progress),
    problems: random.pick(problems),
    nextSteps: random.pick(nextSteps),
    ...(random.chance(0.15) && { difficulties: random.pick(difficulties) }),
  };
  const adjustments = code.length === 6 && random.chance(0.06) ? await oneMore(stage, code) : [];
  const findingIds = code.length === 4 ? await typicalOf(stage, code) : [];
  const said = { adjustments, ownAdjustments: [], narrative, findingIds, complaintIds: [] };
  await give(stage, week, code, username, at, { type: "submit", submission: said });
}

/** The latest finding of a city that was put right. */
async function typicalOf({ db }: Stage, cityCode: string): Promise<string[]> {
  const found = await db.finding.findFirst({
    where: { cityCode, state: "rectified" },
    orderBy: [{ foundAt: "desc" }, { complex: { name: "asc" } }],
    select: { id: true },
  });
  return found ? [found.id] : [];
}

async function oneMore({ db }: Stage, regionCode: string): Promise<Adjustment[]> {
  const figure = "complex.inLedger";
  const total = await db.figureTotal.findUnique({ where: { regionCode_figure: { regionCode, figure } } });
  const reported = Number(total?.value ?? 0) + 1;
  return [{ figure, reported, explanation: "另有一个新交付小区，合同尚在备案，下周录入。" }];
}

async function give(
  stage: Stage,
  week: DispatchWeek,
  code: string,
  username: string,
  at: Date,
  command: ReportCommand,
) {
  const report = await stage.db.dispatchReport.findUniqueOrThrow({
    where: { weekId_regionCode: { weekId: week.id, regionCode: code } },
    select: { id: true, state: true },
  });
  // The brief was approved meanwhile: nothing is left to review.
  if (report.state === "locked" && command.type !== "submit") return;
  const key = `dispatch ${week.isoWeek} ${code} ${command.type} ${at.toISOString()}`;
  await instructReport(stage.as(username, at, key), report.id, command);
}

/** Of the first tasks of the plan most were done in May, and are entered when the hub begins. */
export async function reportTasks(stage: Stage, timeline: Timeline, begins: Date): Promise<void> {
  const owed = await stage.db.phaseTaskReturn.findMany({
    where: { dueAt: { lte: begins }, task: { owedBy: "city" } },
    include: { task: { select: { code: true } } },
    orderBy: [{ regionCode: "asc" }, { task: { position: "asc" } }],
  });
  for (const { id, regionCode, dueAt, task } of owed) {
    const random = stage.randomFor(`task ${task.code} ${regionCode}`);
    if (random.chance(0.08)) continue;
    const days = random.chance(0.88) ? -random.int(1, 12) : random.int(1, 14);
    const doneAt = new Date(Math.min(dueAt.getTime() + days * minutes(24 * 60) - minutes(8 * 60), begins.getTime()));
    const proof = `演示建发〔${dueAt.getUTCFullYear()}〕${random.int(3, 60)}号`;
    timeline.put(new Date(begins.getTime() + minutes(random.int(65, 300))), async (at) => {
      await instructTask(stage.as(`city-${regionCode}`, at, `task ${task.code} ${regionCode}`), id, {
        type: "complete",
        proof,
        doneAt,
      });
    });
  }
}

const progress = [
  "本周对台账小区继续开展排查，查实的问题均已下达整改通知，明确责任人和时限。",
  "集中办理群众投诉，按时反馈；对已到期的整改逐个现场验收。",
  "会同街道、社区召开调度会，对重点小区逐一研究。",
  "结合政府指导价项目服务等级核查推进排查，同步完善台账。",
];
const problems = [
  "部分企业整改进度偏慢，个别项目临近时限仍未提交材料。",
  "公共收益公示不及时的问题较为集中。",
  "老旧小区设施设备维护不到位，投诉较多。",
  "个别小区资料移交不全，核查耗时较长。",
];
const nextSteps = [
  "对临期整改逐个督促，逾期的由市级督办；责任人为各县（区）分管负责人，下周四前完成。",
  "对投诉集中的小区开展“回头看”，下周五前完成首轮；由市物业科负责。",
  "加快未排查小区的进度，确保按计划完成全覆盖。",
];
const difficulties = [
  "部分小区无业主委员会，重新选聘缺少主体，请求指导。",
  "消防设施整改资金缺口较大，建议研究维修资金使用办法。",
];
