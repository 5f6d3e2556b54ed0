/** 案件移送函 (plan 三(二): 对涉及其他部门的处罚事项要及时移送相关部门). Who complained, and their words, are in no paper. */

import { dateOf } from "../calendar/rules.ts";
import {
  facts,
  type Heading,
  type PaperDocument,
  type Party,
  paragraph,
  writtenDay,
  writtenMoment,
} from "./document.ts";
import { type FoundFacts, numbered } from "./rectification-order.ts";

export interface TransferFacts {
  readonly number: string;
  /** The department by its name. */
  readonly addressee: string;
  readonly company: Party | null;
  readonly complex: string | null;
  readonly place: string;
  /** A complaint is named by its number and kind alone: what is written about it stands under its key. */
  readonly complaint: { readonly number: string; readonly kind: string | null } | null;
  readonly findings: readonly FoundFacts[];
  /** Of findings only. */
  readonly reason: string | null;
  readonly sentAt: Date;
  readonly acceptDue: Date | null;
}

export const transfer = (sent: TransferFacts, heading: Heading): PaperDocument => ({
  ...heading,
  title: "案件移送函",
  addressee: sent.addressee,
  body: [
    paragraph("我单位在办理物业服务投诉、检查中发现的下列事项属于你单位职责，现移送你单位，请依法处理。"),
    facts([
      ["移送编号", sent.number],
      ["移送日期", writtenDay(dateOf(sent.sentAt))],
      ["住宅小区", `${sent.place}${sent.complex ?? ""}`],
      ["物业服务企业", sent.company?.name],
      ["统一社会信用代码", sent.company?.uscc],
      ["投诉编号", sent.complaint?.number],
      ["反映的问题", sent.complaint?.kind],
      ["移送理由", sent.reason],
    ]),
    ...(sent.findings.length > 0 ? [paragraph("查明的问题："), ...numbered(sent.findings)] : []),
    paragraph(
      sent.acceptDue
        ? `请于${writtenMoment(sent.acceptDue)}前告知是否受理，并将处理结果函告我单位。有关材料随本函移送。`
        : "请告知是否受理，并将处理结果函告我单位。有关材料随本函移送。",
    ),
  ],
  copies: [],
});
