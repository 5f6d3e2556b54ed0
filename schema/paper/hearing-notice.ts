/** 行政处罚听证通知书 (Administrative Penalty Law 64). */
import type { Temporal } from "temporal-polyfill";
import { facts, type Heading, type PaperDocument, paragraph, writtenDay, writtenMoment } from "./document.ts";
import { type PenaltyFacts, partyOf } from "./penalty-decision.ts";

export interface HearingFacts extends Pick<PenaltyFacts, "number" | "company" | "individual" | "facts"> {
  readonly askedOn: Temporal.PlainDate;
  readonly at: Date;
  readonly place: string;
}

export const hearingNotice = (notice: HearingFacts, heading: Heading): PaperDocument => ({
  ...heading,
  title: "行政处罚听证通知书",
  addressee: partyOf(notice),
  body: [
    paragraph(
      `你（单位）于${writtenDay(notice.askedOn)}就下列案件要求听证。依照《中华人民共和国行政处罚法》第六十四条的规定，现将听证事项通知如下：`,
    ),
    facts([
      ["案件编号", notice.number],
      ["案由", notice.facts],
      ["听证时间", writtenMoment(notice.at)],
      ["听证地点", notice.place],
    ]),
    paragraph(
      "当事人可以亲自参加听证，也可以委托一至二人代理。当事人及其代理人无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利，终止听证。",
    ),
  ],
  copies: [],
});
