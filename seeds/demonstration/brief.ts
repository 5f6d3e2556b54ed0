/** The provincial brief of each week: written by the office on Friday afternoon, approved in time but for once. */
import type { DispatchWeek } from "../../prisma/generated/client.ts";
import { type BriefCommand, instructBrief } from "../../schema/brief/commands.ts";
import { pickedIn } from "../../schema/brief/read.ts";
import type { Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";

const minutes = (count: number) => count * 60_000;

export function writeBrief(stage: Stage, timeline: Timeline, week: DispatchWeek): void {
  const random = stage.randomFor(`brief ${week.isoWeek}`);
  const due = week.provinceDue.getTime();
  timeline.put(new Date(due - minutes(random.int(100, 150))), async (at) => {
    const picked = await stage.db.$transaction((tx) => pickedIn(tx, week.id));
    await give(stage, week, "province", at, {
      type: "edit",
      narrative: {
        overview: random.pick(overviews),
        problems: random.pick(problems),
        nextSteps: random.pick(nextSteps),
      },
      findingIds: picked.slice(0, 3),
    });
  });
  const approved = due + minutes(week.isoWeek % 3 === 1 ? random.int(20, 60) : -random.int(10, 80));
  timeline.put(new Date(approved), (at) => give(stage, week, "leader", at, { type: "approve" }));
}

async function give(stage: Stage, week: DispatchWeek, username: string, at: Date, command: BriefCommand) {
  const brief = await stage.db.provincialBrief.findUniqueOrThrow({ where: { weekId: week.id }, select: { id: true } });
  await instructBrief(stage.as(username, at, `brief ${week.isoWeek} ${command.type}`), brief.id, command);
}

const overviews = [
  "各市按照“台账化管理”要求持续推进排查整改，投诉办理总体平稳，逾期整改有所减少。",
  "本周各市集中办理群众投诉，对到期整改逐个现场验收，重点小区“回头看”同步开展。",
];
const problems = [
  "一是个别市整改进度偏慢，逾期未完成的问题仍较集中。\n二是公共收益公示不及时、不完整的投诉较多。\n三是部分小区资料移交不全，核查耗时较长。",
  "一是少数县（区）报送不及时，数据与台账不一致。\n二是老旧小区设施设备维护不到位，同类投诉反复出现。",
];
const nextSteps = [
  "一是对逾期整改逐项督办，下周四前由各市明确责任人和完成时限。\n二是组织公共收益公示专项检查，下周五前完成首轮。\n三是对排名靠后的市进行提醒。",
  "一是督促未排查小区加快进度，确保全覆盖。\n二是对投诉集中的小区开展省级抽查，结果纳入下期简报。",
];
