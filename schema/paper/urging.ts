/** The papers of the ladder: 督促提醒函, 约谈通知书, 情况报告 (plan 四(四): 及时督促提醒、约谈，并及时向当地纪检监察部门汇报). */
import { partLabels, slowLabels, writtenScore, writtenShare } from "../progress/labels.ts";
import type { Grounds } from "../supervision/grounds.ts";
import {
  type Block,
  facts,
  type Heading,
  heading,
  type PaperDocument,
  paragraph,
  table,
  writtenMoment,
} from "./document.ts";

export interface UrgingFacts {
  /** The region that it is about, by its name. */
  readonly region: string;
  /** The bureau, or discipline inspection. */
  readonly addressee: string;
  readonly text: string;
  /** The index as it stood; null before the first cut-off. */
  readonly grounds: Grounds | null;
  readonly skipReason: string | null;
  readonly meeting: { readonly at: Date; readonly venue: string } | null;
  readonly due: Date | null;
  /** What was done before and is not settled: 2026年3月2日督促提醒。 */
  readonly before: readonly { readonly step: string; readonly on: string; readonly answer: string | null }[];
}

const sinceWeek = ({ isoYear, isoWeek, score, rank, ranked, slowBecause }: Grounds, region: string) =>
  [
    `${isoYear}年第${isoWeek}周，${region}工作进度指数${writtenScore(score)}分`,
    ...(rank === null ? [] : [`在${ranked}个地区中列第${rank}位`]),
    ...slowBecause.map((reason) => slowLabels[reason]),
  ].join("，");

function standing({ grounds, region }: UrgingFacts): Block[] {
  if (!grounds) return [];
  return [
    paragraph(`${sinceWeek(grounds, region)}。各项指标如下：`),
    table(
      ["指标", "权重", "完成情况", "比率"],
      grounds.parts.map((part) => [
        partLabels[part.part],
        String(part.weight),
        part.denominator === 0 ? "—" : `${part.numerator}/${part.denominator}`,
        writtenShare(part),
      ]),
    ),
  ];
}

const answerBy = (due: Date | null, what: string) => (due ? [paragraph(`请于${writtenMoment(due)}前${what}。`)] : []);

/** Of what is left out, why. */
const leftOut = ({ skipReason }: UrgingFacts) => (skipReason ? [paragraph(`直接采取本措施的理由：${skipReason}`)] : []);

export const reminder = (urged: UrgingFacts, head: Heading): PaperDocument => ({
  ...head,
  title: "督促提醒函",
  addressee: urged.addressee,
  body: [
    ...standing(urged),
    paragraph("专项行动推进不快，现提醒如下："),
    paragraph(urged.text),
    ...answerBy(urged.due, "书面报告落实情况"),
  ],
  copies: [],
});

export const interview = (urged: UrgingFacts, head: Heading): PaperDocument => ({
  ...head,
  title: "约谈通知书",
  addressee: urged.addressee,
  body: [
    ...standing(urged),
    paragraph("经研究，就专项行动推进情况对你单位主要负责人进行约谈。"),
    facts([
      ["约谈时间", urged.meeting && writtenMoment(urged.meeting.at)],
      ["约谈地点", urged.meeting?.venue],
      ["约谈事项", urged.text],
    ]),
    ...leftOut(urged),
    ...answerBy(urged.due, "书面报告整改落实情况"),
  ],
  copies: [],
});

export const situationReport = (urged: UrgingFacts, head: Heading): PaperDocument => ({
  ...head,
  title: `关于${urged.region}专项行动推进情况的报告`,
  addressee: urged.addressee,
  body: [
    heading("一、推进情况"),
    ...(urged.grounds ? standing(urged) : [paragraph(`${urged.region}专项行动推进较慢。`)]),
    heading("二、已采取的措施"),
    ...(urged.before.length > 0
      ? urged.before.map(({ step, on, answer }) =>
          paragraph(`${on}${step}。${answer ? `答复：${answer}` : "尚未答复。"}`),
        )
      : [paragraph("此前没有采取督促提醒、约谈措施。")]),
    ...leftOut(urged),
    heading("三、需要报告的事项"),
    paragraph(urged.text),
    ...answerBy(urged.due, "将处理意见反馈我单位"),
  ],
  copies: [],
});
