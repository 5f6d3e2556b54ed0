/** 行政处罚事先告知书: what Administrative Penalty Law 44 asks to be told before a decision; articles in brackets are those of that law. */
import type { Temporal } from "temporal-polyfill";
import { type Heading, heading, type PaperDocument, paragraph, writtenDay } from "./document.ts";
import { breach, type CaseFacts, established, fine, partyOf } from "./penalty-decision.ts";

export interface NoticeFacts extends CaseFacts {
  /** Last day on which a hearing can be asked for. */
  readonly askUntil: Temporal.PlainDate;
}

export const priorNotice = (notice: NoticeFacts, head: Heading): PaperDocument => ({
  ...head,
  title: "行政处罚事先告知书",
  addressee: partyOf(notice),
  body: [
    paragraph(
      "我单位对下列案件拟作出行政处罚。依照《中华人民共和国行政处罚法》第四十四条的规定，现将拟作出的处罚内容及事实、理由、依据和当事人依法享有的权利告知如下：",
    ),
    ...established(notice),
    heading("二、拟处罚的依据、理由和内容"),
    paragraph(`${breach(notice)}拟对当事人罚款${fine(notice)}。`),
    heading("三、陈述、申辩和听证的权利"),
    // 45: both are heard and examined, and a defence makes no penalty heavier.
    paragraph(
      "当事人有权进行陈述和申辩。我单位将充分听取意见，对提出的事实、理由和证据进行复核；成立的，予以采纳。不因当事人陈述、申辩而给予更重的处罚。",
    ),
    paragraph(
      `依照第六十三条、第六十四条的规定，当事人有权要求听证。要求听证的，应当自收到本告知书之日起五个工作日内，即在${writtenDay(notice.askUntil)}24时前，向我单位提出；逾期未提出的，视为放弃要求听证的权利。听证不收取费用。`,
    ),
  ],
  copies: [],
});
