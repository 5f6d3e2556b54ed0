/** 责令限期整改通知书 (plan 三(二): 建立工作台账，明确责任人和完成时限，及时督促整改). */
import {
  addresseeIn,
  facts,
  type Heading,
  type PaperDocument,
  type Party,
  paragraph,
  writtenMoment,
} from "./document.ts";

export interface FoundFacts {
  readonly kind: string;
  readonly acts: readonly string[];
  readonly description: string;
}

export interface RectificationFacts {
  readonly number: string;
  readonly company: Party | null;
  readonly complex: string;
  readonly place: string;
  readonly findings: readonly FoundFacts[];
  readonly requirement: string;
  readonly responsiblePerson: string;
  readonly deadline: Date;
}

/** 1.未按照合同约定提供服务：… */
export const numbered = (findings: readonly FoundFacts[]) =>
  findings.map(({ kind, acts, description }, index) =>
    paragraph(`${index + 1}.${kind}：${description}${acts.length > 0 ? `（${acts.join("；")}）` : ""}。`),
  );

export const rectificationOrder = (order: RectificationFacts, heading: Heading): PaperDocument => ({
  ...heading,
  title: "责令限期整改通知书",
  addressee: addresseeIn(order.company, order.complex),
  body: [
    paragraph(`经查，你单位在${order.place}${order.complex}的物业服务中存在以下问题：`),
    ...numbered(order.findings),
    paragraph("现责令你单位按照下列要求限期整改："),
    facts([
      ["整改编号", order.number],
      ["整改要求", order.requirement],
      ["责任人", order.responsiblePerson],
      ["完成时限", `${writtenMoment(order.deadline)}前`],
      ["物业服务企业", order.company?.name],
      ["统一社会信用代码", order.company?.uscc],
    ]),
    paragraph("整改完成后，应当在完成时限内将整改情况和证明材料报送我单位，由我单位组织现场核查。"),
    paragraph(
      "拒不整改，或者整改到期后仍整改不到位的，将重新核定小区物业服务等级；违反法律、法规规定的，依法查处或者移送有关部门处理。",
    ),
  ],
  copies: [],
});
