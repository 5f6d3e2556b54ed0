/** 行政处罚决定书: what Administrative Penalty Law 59 asks it to state; articles in brackets are those of that law. */

import nzh from "nzh";
import type { Temporal } from "temporal-polyfill";
import { inYuan } from "../yuan.ts";
import {
  facts,
  type Heading,
  heading,
  type PaperDocument,
  type Party,
  paragraph,
  writtenDay,
  writtenMoment,
} from "./document.ts";
import { type FoundFacts, numbered } from "./rectification-order.ts";

/** What the notice states, and then the decision. */
export interface CaseFacts {
  readonly number: string;
  readonly company: Party & { readonly address: string | null; readonly representative: string | null };
  /** A person of the company is named by hand: the hub holds no such name. */
  readonly individual: boolean;
  /** As people quote it, of the Property Management Regulation. */
  readonly article: number;
  readonly facts: string;
  readonly findings: readonly FoundFacts[];
  readonly amountFen: bigint;
}

export interface PenaltyFacts extends CaseFacts {
  readonly offeredOn: Temporal.PlainDate | null;
  /** Asked for, and held then. */
  readonly hearing: { readonly at: Date; readonly place: string } | null;
  /** Where reconsideration is asked for: the people's government of the city. */
  readonly government: string;
}

/** Left for the pen. */
const blank = "＿＿＿＿＿＿";

/** To whom the papers of a case are addressed. */
export const partyOf = ({ individual, company }: Pick<CaseFacts, "individual" | "company">) =>
  individual ? `${blank}（${company.name}工作人员）` : company.name;

/** Who did what, by which evidence: what the notice states and the decision. */
export const established = (of: CaseFacts) => [
  facts([
    ["当事人", partyOf(of)],
    ["统一社会信用代码", of.company.uscc],
    ["法定代表人", of.individual ? null : of.company.representative],
    ["住所", of.individual ? null : of.company.address],
    ["案件编号", of.number],
  ]),
  heading("一、违法事实和证据"),
  paragraph(`经查明：${of.facts}`),
  ...numbered(of.findings),
  paragraph("以上事实有现场检查记录、照片等证据证明。"),
];

/** The basis; what follows of it comes after. */
export const breach = ({ article }: CaseFacts) =>
  `上述行为违反《物业管理条例》，依照该条例第${nzh.cn.encodeS(article)}条的规定，`;

export const fine = ({ amountFen }: CaseFacts) =>
  `人民币${nzh.cn.toMoney(String(amountFen / 100n), { outSymbol: false })}（¥${inYuan(amountFen)}）`;

export const penaltyDecision = (decided: PenaltyFacts, head: Heading): PaperDocument => ({
  ...head,
  title: "行政处罚决定书",
  addressee: partyOf(decided),
  body: [
    ...established(decided),
    heading("二、处罚依据和理由"),
    paragraph(`${breach(decided)}应当予以处罚。${procedureOf(decided)}`),
    heading("三、处罚决定"),
    paragraph(`决定对当事人罚款${fine(decided)}。`),
    heading("四、履行方式和期限"),
    paragraph(
      "当事人应当自收到本决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚款。到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。",
    ),
    heading("五、救济途径和期限"),
    paragraph(
      `不服本决定的，可以自收到本决定书之日起六十日内向${decided.government}申请行政复议，也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。`,
    ),
  ],
  copies: [],
});

/** The prior notice (44), and the hearing that was held or not asked for in time (63, 64). */
function procedureOf({ offeredOn, hearing }: PenaltyFacts): string {
  if (!offeredOn) return "";
  const told = `我单位于${writtenDay(offeredOn)}告知当事人拟作出的处罚内容及事实、理由、依据和要求听证的权利，`;
  return hearing
    ? `${told}并根据当事人的要求于${writtenMoment(hearing.at)}在${hearing.place}举行了听证。`
    : `${told}当事人在规定期限内没有要求听证。`;
}
