/** What reaches the grass roots and the public: documents that are read or not, incidents that are answered, publicity. */
import { columnOf, dateOf } from "../../schema/calendar/rules.ts";
import { instructOpinion, reportOpinion } from "../../schema/opinion/commands.ts";
import type { Heat } from "../../schema/opinion/states.ts";
import { instructPolicyReceipt, issuePolicyDocument } from "../../schema/policy-document/commands.ts";
import { recordPublicityItem } from "../../schema/publicity/commands.ts";
import type { Publication } from "../../schema/publicity/rules.ts";
import type { RegionLevel } from "../../schema/region/rules.ts";
import { Case } from "./case.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";

export function reachTheGrassRoots(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  for (const document of documents) send(stage, timeline, document);
  for (const [index, incident] of incidents.entries()) talk(stage, timeline, incident, ledger[index * 7]);
  for (const publication of publications) publish(stage, timeline, publication);
}

const daysAgo = ({ begins, ends }: Stage, days: number) =>
  new Date(Math.max(begins.getTime(), ends.getTime() - days * 86_400_000));

interface Sent {
  by: string;
  days: number;
  documentNumber: string;
  title: string;
  downTo: RegionLevel;
  /** Of those with an account, how many confirm within the first days. */
  read: number;
}

const documents: readonly Sent[] = [
  {
    by: "province",
    days: 20,
    documentNumber: "演示晋建房函〔2024〕18号",
    title: "关于规范住宅小区公共收益公示的通知（演示）",
    downTo: "subdistrict",
    read: 0.5,
  },
  {
    by: "province",
    days: 2,
    documentNumber: "演示晋建房函〔2024〕27号",
    title: "关于做好汛期住宅小区安全防范工作的通知（演示）",
    downTo: "subdistrict",
    read: 0.1,
  },
  {
    by: "city-1401",
    days: 9,
    documentNumber: "演示并房字〔2024〕9号",
    title: "关于推行物业服务“双公示”的实施意见（演示）",
    downTo: "county",
    read: 0.7,
  },
];

function send(stage: Stage, timeline: Timeline, { by, days, read, ...document }: Sent) {
  const course = new Case(stage, timeline, `policy ${document.documentNumber}`);
  course.at(officeHour(course.random, daysAgo(stage, days), 0), async (at) => {
    const { id } = await issuePolicyDocument(course.as(by, at), {
      ...document,
      issuingBody: by === "province" ? "演示省住房和城乡建设厅" : "演示市住房保障和房屋管理局",
      inForceOn: columnOf(dateOf(at).add({ days: 10 })),
      text: `各有关单位：\n${document.title.replace("（演示）", "")}，请结合实际认真贯彻落实。\n一、明确责任，专人落实。\n二、及时公示，接受业主监督。\n三、执行情况随周调度报送。（演示）`,
      evidenceIds: [],
      regions: [],
    });
    const receipts = await stage.db.policyReceipt.findMany({
      where: { documentId: id },
      orderBy: { regionCode: "asc" },
    });
    for (const { id: receiptId, regionCode, level } of receipts) {
      const reader = `${level}-${regionCode}`;
      if (!stage.plays(reader) || !course.random.chance(level === "city" ? Math.min(1, read * 2) : read)) continue;
      const reading = course.branch(regionCode);
      reading.later(at, course.random.int(0, 4), async (then) => {
        await instructPolicyReceipt(reading.as(reader, then), receiptId, { type: "confirm" });
      });
    }
  });
}

interface Talk {
  days: number;
  heat: Heat;
  medium: Publication["medium"];
  title: string;
  summary: string;
  /** How far it has come. */
  way: "reported" | "handled" | "raised" | "answered" | "closed";
}

const incidents: readonly Talk[] = [
  {
    days: 1,
    heat: "high",
    medium: "douyin",
    title: "短视频反映小区电梯连续停运（演示）",
    summary: "视频反映高层住户连续三天爬楼，评论区质疑维修资金去向，播放量上升较快。（演示）",
    way: "raised",
  },
  {
    days: 3,
    heat: "medium",
    medium: "weibo",
    title: "网帖称小区公共收益多年不公示（演示）",
    summary: "发帖人称多次询问物业未获答复，跟帖者较多。（演示）",
    way: "handled",
  },
  {
    days: 12,
    heat: "low",
    medium: "newspaper",
    title: "晚报来信版反映小区垃圾清运不及时（演示）",
    summary: "读者来信反映夏季垃圾清运间隔过长。（演示）",
    way: "closed",
  },
  {
    days: 6,
    heat: "veryHigh",
    medium: "wechat",
    title: "公众号文章质疑消防通道长期被占（演示）",
    summary: "文章配有现场照片，转发较多，网友关注安全隐患。（演示）",
    way: "answered",
  },
  {
    days: 2,
    heat: "low",
    medium: "site",
    title: "论坛帖反映停车费收取不透明（演示）",
    summary: "发帖人要求公示收费依据。（演示）",
    way: "reported",
  },
];

function talk(stage: Stage, timeline: Timeline, { days, way, ...said }: Talk, line: LedgerLine | undefined) {
  if (!line) return;
  const course = new Case(stage, timeline, `opinion ${said.title}`);
  const county = `county-${line.countyCode}`;
  course.at(officeHour(course.random, daysAgo(stage, days), 0), async (at) => {
    const { id } = await reportOpinion(course.as(county, at), {
      ...said,
      link: said.medium === "newspaper" ? null : "https://www.example.com/demonstration",
      seenAt: new Date(at.getTime() - 40 * 60_000),
      region: null,
      complexId: line.id,
      companyId: null,
      complaintIds: [],
      ownerId: stage.who(county).id ?? "",
      evidenceIds: [],
    });
    if (way === "reported") return;
    const minutes = (count: number) => new Date(at.getTime() + count * 60_000);
    course.at(minutes(70), async (then) => {
      const measures = "已联系属地街道和物业企业，现场核实并先行处置，安排专人与业主沟通。（演示）";
      await instructOpinion(course.as(county, then), id, { type: "handle", measures });
    });
    if (way === "raised") {
      course.at(minutes(150), async (then) => {
        const raise = { type: "raise", heat: "veryHigh", reason: "当日播放量超过十万次。（演示）" } as const;
        await instructOpinion(course.as(`city-${line.countyCode.slice(0, 4)}`, then), id, raise);
      });
      return;
    }
    if (way === "handled") return;
    course.at(minutes(190), async (then) => {
      await instructOpinion(course.as(county, then), id, {
        type: "answer",
        medium: "wechat",
        link: "https://www.example.com/answer",
        answer: "经核实，反映的问题部分属实，已责令物业企业限期整改，整改结果将在小区公示。（演示）",
        evidenceIds: [],
      });
    });
    if (way === "closed")
      course.later(at, 2, async (then) => {
        const conclusion = "问题已整改到位，回访业主表示认可，网上未再发酵。（演示）";
        await instructOpinion(course.as(county, then), id, { type: "close", conclusion });
      });
  });
}

type Published = Omit<Publication, "publishedOn" | "companyId"> & { by: string; days: number };

const publications: readonly Published[] = [
  {
    by: "province",
    days: 25,
    medium: "television",
    outlet: "演示卫视",
    title: "专项行动进小区（演示）",
    link: null,
    about: "campaign",
  },
  {
    by: "province",
    days: 15,
    medium: "wechat",
    outlet: "演示住建",
    title: "这些物业问题可以这样反映（演示）",
    link: "https://www.example.com/a",
    about: "campaign",
  },
  {
    by: "city-1401",
    days: 10,
    medium: "newspaper",
    outlet: "演示日报",
    title: "一批物业典型案例被曝光（演示）",
    link: null,
    about: "exposure",
  },
  {
    by: "city-1402",
    days: 7,
    medium: "douyin",
    outlet: "演示大同房管",
    title: "老旧小区的新物业（演示）",
    link: "https://www.example.com/b",
    about: "advancedCompany",
  },
  {
    by: "city-1401",
    days: 4,
    medium: "site",
    outlet: "演示市政府网",
    title: "整治行动周报（演示）",
    link: "https://www.example.com/c",
    about: "campaign",
  },
  {
    by: "county-140105",
    days: 3,
    medium: "weibo",
    outlet: "演示小店发布",
    title: "公共收益公示现场会（演示）",
    link: "https://www.example.com/d",
    about: "campaign",
  },
  {
    by: "city-1410",
    days: 2,
    medium: "radio",
    outlet: "演示交通广播",
    title: "物业热线开播（演示）",
    link: null,
    about: "campaign",
  },
];

function publish(stage: Stage, timeline: Timeline, { by, days, ...publication }: Published) {
  const course = new Case(stage, timeline, `publicity ${publication.title}`);
  course.at(officeHour(course.random, daysAgo(stage, days), 0), async (at) => {
    await recordPublicityItem(course.as(by, at), { ...publication, companyId: null, publishedOn: dateOf(at) });
  });
}
