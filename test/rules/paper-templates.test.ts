import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dismissalNotice } from "../../schema/paper/dismissal-notice.ts";
import { type Heading, type PaperDocument, writtenDay, writtenMoment } from "../../schema/paper/document.ts";
import { hearingNotice } from "../../schema/paper/hearing-notice.ts";
import { type PenaltyFacts, penaltyDecision } from "../../schema/paper/penalty-decision.ts";
import { priorNotice } from "../../schema/paper/prior-notice.ts";
import { type RectificationFacts, rectificationOrder } from "../../schema/paper/rectification-order.ts";
import { type SupervisionFacts, supervision } from "../../schema/paper/supervision.ts";
import { type TransferFacts, transfer } from "../../schema/paper/transfer.ts";
import { at } from "../kit/moments.ts";

const heading: Heading = { issuer: "太原市住房和城乡建设局", number: "物整1401〔2024〕7号", date: "2024年8月15日" };
const civil = (text: string) => Temporal.PlainDate.from(text);
/** Every word of a paper, line by line. */
const wordsOf = ({ title, addressee, body, copies }: PaperDocument) =>
  [
    title,
    addressee,
    ...body.map((block) => ("rows" in block ? block.rows.flat().join(" ") : block.text)),
    ...copies,
  ].join("\n");

const company = { name: "演示物业公司", uscc: "91350100M000100Y43" };
const findings = [
  { kind: "未按照合同约定提供服务", acts: ["未妥善维修"], description: "电梯停运" },
  { kind: "违规侵占小区公共收益", acts: [], description: "未分配" },
];
const ordered: RectificationFacts = {
  number: "ZG2024-140105-00012",
  company,
  complex: "演示甲苑",
  place: "太原市小店区",
  findings,
  requirement: "修复电梯",
  responsiblePerson: "王建国",
  deadline: at("2024-08-31 00:00"),
};
const overdue: SupervisionFacts = {
  ...ordered,
  by: "city",
  addressee: "太原市小店区住房和城乡建设局",
  copies: [],
  awaitingReview: false,
};
const sent: TransferFacts = {
  number: "YSXF2024-140105-00001",
  addressee: "太原市消防救援机构",
  company,
  complex: "演示甲苑",
  place: "太原市小店区",
  complaint: null,
  findings,
  reason: "涉及消防处罚",
  sentAt: at("2024-08-15 09:00"),
  acceptDue: at("2024-08-23 00:00"),
};
const decided: PenaltyFacts = {
  number: "CF2024-140105-00003",
  company: { ...company, address: "演示路1号", representative: "演示人" },
  individual: false,
  article: 63,
  facts: "擅自设置广告",
  findings,
  offeredOn: civil("2024-08-05"),
  hearing: null,
  amountFen: 5_000_000n,
  government: "太原市人民政府",
};
const dismissed = {
  number: "TC2024-140105-00001",
  company,
  complex: "演示甲苑",
  place: "太原市小店区",
  dismissedOn: civil("2024-08-01"),
  vote: {
    heldOn: civil("2024-07-30"),
    totalArea: 4_182_560n,
    totalHeads: 412,
    participatingArea: 3_120_480n,
    participatingHeads: 301,
    yesArea: 2_204_310n,
    yesHeads: 214,
  },
  withoutTerm: false,
  copies: ["小店区住房和城乡建设局"],
};

describe("a paper states its act", () => {
  const notice = { ...decided, askedOn: civil("2024-08-06"), at: at("2024-08-20 09:30"), place: "三楼听证室" };
  it.each<[string, PaperDocument, readonly string[]]>([
    [
      "an order: what was found, what is asked of whom, and until when",
      rectificationOrder(ordered, heading),
      [
        "责令限期整改通知书",
        "演示物业公司",
        company.uscc,
        "太原市小店区演示甲苑",
        "1.未按照合同约定提供服务：电梯停运（未妥善维修）",
        "2.违规侵占小区公共收益：未分配",
        "ZG2024-140105-00012",
        "修复电梯",
        "王建国",
        "2024年8月30日24时前",
      ],
    ],
    [
      "an order where no company is on record",
      rectificationOrder({ ...ordered, company: null }, heading),
      ["演示甲苑物业服务单位"],
    ],
    [
      "supervision by the city",
      supervision(overdue, heading),
      ["整改事项督办通知书", "小店区住房和城乡建设局", "超过完成时限", "王建国", "修复电梯", "电梯停运", "督促责任人"],
    ],
    [
      "key supervision by the province",
      supervision({ ...overdue, by: "province", copies: ["小店区局"] }, heading),
      ["重点督办", "小店区局"],
    ],
    [
      "supervision of whoever has not reviewed what came in time",
      supervision({ ...overdue, awaitingReview: true }, heading),
      ["已在完成时限内提交", "立即组织现场核查"],
    ],
    [
      "a transfer of findings",
      transfer(sent, heading),
      [
        "案件移送函",
        "太原市消防救援机构",
        "YSXF2024-140105-00001",
        "涉及消防处罚",
        "电梯停运",
        "2024年8月15日",
        "2024年8月22日24时前",
      ],
    ],
    [
      "a transfer of a complaint, by its number and kind",
      transfer(
        { ...sent, findings: [], reason: null, complaint: { number: "2024-140105-00001", kind: "乱收费" } },
        heading,
      ),
      ["2024-140105-00001", "乱收费"],
    ],
    [
      "a decision: facts, basis, fine, term and remedies (Administrative Penalty Law 59)",
      penaltyDecision(decided, heading),
      [
        "行政处罚决定书",
        "演示物业公司",
        company.uscc,
        "演示人",
        "演示路1号",
        "擅自设置广告",
        "第六十三条",
        "2024年8月5日",
        "没有要求听证",
        "伍万元整（¥50000.00）",
        "十五日内",
        "百分之三",
        "太原市人民政府",
        "六十日内",
        "六个月内",
      ],
    ],
    [
      "a decision after a hearing",
      penaltyDecision({ ...decided, hearing: { at: at("2024-08-20 09:30"), place: "三楼听证室" } }, heading),
      ["2024年8月20日9时30分在三楼听证室举行了听证"],
    ],
    [
      "the prior notice: what is intended and why, and the rights of who is told (44, 45, 64)",
      priorNotice({ ...decided, askUntil: civil("2024-08-12") }, heading),
      [
        "行政处罚事先告知书",
        "演示物业公司",
        company.uscc,
        "CF2024-140105-00003",
        "擅自设置广告",
        "1.未按照合同约定提供服务：电梯停运（未妥善维修）",
        "第六十三条的规定，拟对当事人罚款人民币伍万元整（¥50000.00）",
        "陈述和申辩",
        "不因当事人陈述、申辩而给予更重的处罚",
        "2024年8月12日24时前",
      ],
    ],
    [
      "the notice of a hearing (64)",
      hearingNotice(notice, heading),
      [
        "行政处罚听证通知书",
        "演示物业公司",
        "2024年8月6日",
        "2024年8月20日9时30分",
        "三楼听证室",
        "擅自设置广告",
        "CF2024-140105-00003",
      ],
    ],
    [
      "a dismissal: the vote and what the law makes of it (Civil Code 278, 946, 949)",
      dismissalNotice(dismissed, heading),
      [
        "解除物业服务合同通知书",
        "演示物业公司",
        "2024年8月1日",
        "2024年7月30日",
        "41825.60 412",
        "31204.80 301",
        "22043.10 214",
        "第九百四十六条",
        "第九百四十九条",
        "TC2024-140105-00001",
      ],
    ],
    [
      "a dismissal from a contract without term (948)",
      dismissalNotice({ ...dismissed, withoutTerm: true, vote: null }, heading),
      ["第九百四十八条"],
    ],
  ])("%s", (_, paper, stated) => {
    const words = wordsOf(paper);
    for (const fact of stated) expect(words).toContain(fact);
    expect(paper).toMatchObject(heading);
    expect(words).not.toMatch(/undefined|null|\bNaN\b/);
  });

  it("names no person of the company that is penalised: there the pen writes", () => {
    const individual = { ...decided, individual: true };
    const papers = [
      priorNotice({ ...individual, askUntil: civil("2024-08-12") }, heading),
      penaltyDecision(individual, heading),
      hearingNotice({ ...notice, ...individual }, heading),
    ];
    for (const paper of papers) {
      expect(paper.addressee).toBe("＿＿＿＿＿＿（演示物业公司工作人员）");
      expect(wordsOf(paper)).not.toContain("演示人");
    }
  });

  it("asks nobody to accept what is settled already", () => {
    expect(wordsOf(transfer({ ...sent, acceptDue: null }, heading))).not.toContain("前告知");
  });
});

it("writes days without zeros, and a midnight as the end of its day (GB/T 9704-2012)", () => {
  expect(writtenDay(civil("2024-08-05"))).toBe("2024年8月5日");
  expect([at("2024-08-16 00:00"), at("2024-08-15 18:00"), at("2024-01-01 00:05")].map(writtenMoment)).toEqual([
    "2024年8月15日24时",
    "2024年8月15日18时",
    "2024年1月1日0时5分",
  ]);
});
