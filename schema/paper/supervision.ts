/** 整改督办通知书 of the city, 重点督办通知书 of whoever orders it: an order that was not carried out in time, or a case of weight (domain 7, 12). */
import { facts, type Heading, type PaperDocument, paragraph, writtenMoment } from "./document.ts";
import { numbered, type RectificationFacts } from "./rectification-order.ts";

type Order = "number" | "requirement" | "responsiblePerson" | "deadline";

export interface SupervisionFacts extends Omit<RectificationFacts, Order> {
  /** Null of a finding that no order has taken up. */
  readonly number: string | null;
  readonly requirement: string | null;
  readonly responsiblePerson: string | null;
  readonly deadline: Date | null;
  readonly by: "city" | "province";
  /** The bureau that has to see to it. */
  readonly addressee: string;
  /** The county's, where the province writes to the city. */
  readonly copies: readonly string[];
  /** Evidence came in time: the delay is the reviewer's. */
  readonly awaitingReview: boolean;
  /** What somebody asks for, where it was not a clock that ran out. */
  readonly ordered?: { readonly text: string; readonly due: Date | null };
}

export const supervision = (overdue: SupervisionFacts, heading: Heading): PaperDocument => ({
  ...heading,
  title: overdue.ordered ? "重点督办通知书" : titles[overdue.by],
  addressee: overdue.addressee,
  body: [
    paragraph(groundOf(overdue)),
    facts([
      ["整改编号", overdue.number],
      ["住宅小区", `${overdue.place}${overdue.complex}`],
      ["物业服务企业", overdue.company?.name],
      ["统一社会信用代码", overdue.company?.uscc],
      ["整改要求", overdue.requirement],
      ["责任人", overdue.responsiblePerson],
      ["完成时限", overdue.deadline && `${writtenMoment(overdue.deadline)}前`],
    ]),
    paragraph("涉及的问题："),
    ...numbered(overdue.findings),
    ...askedOf(overdue).map(paragraph),
  ],
  copies: overdue.copies,
});

const titles = { province: "整改事项重点督办通知书", city: "整改事项督办通知书" } as const;

function groundOf({ ordered, awaitingReview }: SupervisionFacts): string {
  if (ordered) return "下列事项列为重点督办。";
  return awaitingReview
    ? "下列整改的材料已在完成时限内提交，至今没有核查验收，现予督办。"
    : "下列整改超过完成时限仍未通过核查验收，现予督办。";
}

function askedOf({ ordered, awaitingReview }: SupervisionFacts): string[] {
  if (ordered)
    return [
      `督办要求：${ordered.text}`,
      ...(ordered.due ? [`请于${writtenMoment(ordered.due)}前书面报告办理结果。`] : []),
    ];
  return [
    awaitingReview
      ? "请立即组织现场核查，作出验收或者退回的决定，并书面报告办理结果。"
      : "请立即督促责任人完成整改并组织现场核查；拒不整改或者仍整改不到位的，依照规定重新核定服务等级、依法查处或者移送，并书面报告办理结果。",
  ];
}
