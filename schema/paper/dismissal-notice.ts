/** 解除物业服务合同通知书: the owners' notice to the company (Civil Code 278, 946, 948, 949). */
import type { Temporal } from "temporal-polyfill";
import { facts, type Heading, type PaperDocument, type Party, paragraph, table, writtenDay } from "./document.ts";

export interface DismissalFacts {
  readonly number: string;
  readonly company: Party;
  readonly complex: string;
  readonly place: string;
  readonly dismissedOn: Temporal.PlainDate;
  /** Areas in units of 0.01 m2. */
  readonly vote: {
    readonly heldOn: Temporal.PlainDate;
    readonly totalArea: bigint;
    readonly totalHeads: number;
    readonly participatingArea: bigint;
    readonly participatingHeads: number;
    readonly yesArea: bigint;
    readonly yesHeads: number;
  } | null;
  /** The contract's term has run out: either side ends it by 60 days (948), and nothing else can be agreed. */
  readonly withoutTerm: boolean;
  /** Those who guided the owners. */
  readonly copies: readonly string[];
}

const area = (hundredths: bigint) => (Number(hundredths) / 100).toFixed(2);

export const dismissalNotice = ({ vote, ...exit }: DismissalFacts, heading: Heading): PaperDocument => ({
  ...heading,
  title: "解除物业服务合同通知书",
  addressee: exit.company.name,
  body: [
    paragraph(
      `${exit.place}${exit.complex}业主依照《中华人民共和国民法典》第二百七十八条的规定，于${writtenDay(exit.dismissedOn)}共同决定解聘你公司，解除与你公司的物业服务合同。`,
    ),
    facts([
      ["退出编号", exit.number],
      ["物业服务企业", exit.company.name],
      ["统一社会信用代码", exit.company.uscc],
      ["表决日期", vote && writtenDay(vote.heldOn)],
    ]),
    ...(vote
      ? [
          paragraph("表决结果如下："),
          table(
            ["表决情况", "专有部分面积（平方米）", "业主人数"],
            [
              ["全体业主", area(vote.totalArea), String(vote.totalHeads)],
              ["参与表决", area(vote.participatingArea), String(vote.participatingHeads)],
              ["同意", area(vote.yesArea), String(vote.yesHeads)],
            ],
          ),
        ]
      : []),
    paragraph(
      exit.withoutTerm
        ? "依照《中华人民共和国民法典》第九百四十八条的规定，物业服务合同自你公司收到本通知之日起满六十日解除。"
        : "依照《中华人民共和国民法典》第九百四十六条的规定，物业服务合同自你公司收到本通知之日起满六十日解除；合同对通知期限另有约定的，按照约定。",
    ),
    paragraph(
      "依照《中华人民共和国民法典》第九百四十九条的规定，合同终止后你公司应当在约定期限或者合理期限内退出物业服务区域，将物业服务用房、相关设施、物业服务所必需的相关资料等交还，配合做好交接工作，并如实告知物业的使用和管理状况。",
    ),
  ],
  copies: exit.copies,
});
