/** The lists that can be taken along as a spreadsheet, with the columns that the console shows of them. */
import { labelsOf } from "../activity/labels.ts";
import { graphqlName } from "../enum.ts";
import { type ColumnKey, importColumn } from "../import/columns.ts";
import { stateNames } from "../state-names.ts";
import type { Format } from "./cell.ts";

export interface ExportColumn {
  /** Fields from the row on, separated by dots. */
  path: string;
  zh: string;
  en: string;
  /** In characters. */
  width: number;
  format: Format;
}

type Names = Readonly<Record<string, { zh: string; en: string }>>;

const column = (path: string, zh: string, en: string, width: number, format: Format = "text"): ExportColumn => ({
  path,
  zh,
  en,
  width,
  format,
});
/** Values as GraphQL names them, told in words. */
const named = (names: Names | undefined): Format =>
  new Map(Object.entries(names ?? {}).map(([value, label]) => [graphqlName(value), label]));
const state = (domain: string) => column("state", "状态", "State", 14, named(stateNames[domain]));

const number = column("number", "编号", "Number", 22);
const region = column("region.path", "地区", "Region", 24);
const city = column("city.name", "市", "City", 12);
const complex = column("complex.name", "小区", "Complex", 28);
const company = column("company.name", "物业企业", "Company", 32);
const uscc = column("company.uscc", "统一社会信用代码", "Credit code", 22);
/** As an import calls it: what was taken along can be put right and sent back. */
const ledger = (key: ColumnKey, path: string = key, format?: Format) => {
  const { heading, width } = importColumn(key);
  return column(path, heading.zh, heading.en, width, format);
};

export const exportLists: Readonly<Record<string, readonly ExportColumn[]>> = {
  /** Whoever complains stands in no column: what is masked on the screen is not in the sheet. */
  complaints: [
    number,
    region,
    complex,
    company,
    column("kind.title", "反映问题", "About", 24),
    column("source", "来源", "Source", 14, named(labelsOf("source"))),
    column("handler", "承办人", "Handler", 12),
    state("complaint"),
    column("confirmed", "已核实身份", "Confirmed", 12, "yes"),
    column("filedAt", "受理时间", "Filed", 18, "instant"),
    column("nextDueAt", "下一时限", "Next due", 18, "instant"),
    column("overdueAt", "超时", "Overdue since", 18, "instant"),
    column("closedAt", "办结时间", "Closed", 18, "instant"),
  ],
  complexes: [
    ledger("name"),
    ledger("region", "region.path"),
    ledger("address"),
    ledger("company", "company.name"),
    ledger("uscc", "company.uscc"),
    column("screeningState", "排查状态", "Screening", 16, named(labelsOf("state"))),
    column("screenedAt", "排查时间", "Screened", 18, "instant"),
    column("openFindings", "未整改问题", "Open findings", 12, "number"),
    ledger("responsiblePerson"),
    ledger("households", "households", "number"),
    ledger("serviceGrade"),
    ledger("guidedPrice", "guidedPrice", "yes"),
    ledger("area", "areaHundredths", "hundredths"),
    ledger("charge", "chargeFen", "hundredths"),
    /** By which an import knows it again, whatever it is called then. */
    ledger("id"),
  ],
  companies: [
    column("name", "物业企业", "Company", 32),
    column("uscc", "统一社会信用代码", "Credit code", 22),
    column("presences.name", "服务地区", "Works in", 40),
    column("complexes.totalCount", "服务小区数", "Complexes", 12, "number"),
  ],
  inspections: [
    complex,
    region,
    column("kind", "种类", "Kind", 14, named(labelsOf("kind"))),
    state("inspection"),
    column("result", "结果", "Result", 14, named(labelsOf("result"))),
    column("inspector", "检查人", "Inspector", 12),
    column("carriedOutAt", "实施时间", "Carried out", 18, "instant"),
  ],
  findings: [
    complex,
    region,
    company,
    column("kind.title", "问题类型", "Kind", 24),
    column("description", "问题", "Finding", 48),
    column("illegal", "违法", "Illegal", 8, "yes"),
    state("finding"),
    column("foundAt", "发现时间", "Found", 18, "instant"),
  ],
  rectifications: [
    number,
    region,
    complex,
    company,
    column("requirement", "整改要求", "Requirement", 40),
    column("responsiblePerson", "责任人", "Responsible", 12),
    state("rectification"),
    column("escalation", "督办", "Escalation", 14, named({ none: { zh: "", en: "" }, ...labelsOf("to") })),
    column("orderedAt", "下达时间", "Ordered", 18, "instant"),
    column("deadline", "期限", "Deadline", 18, "instant"),
    column("overdue", "逾期", "Overdue", 8, "yes"),
    column("awaitingReview", "已提交待验收", "Awaiting review", 14, "yes"),
    column("settledAt", "办结时间", "Settled", 18, "instant"),
  ],
  /** The reason and the complainant's words are for the department alone. */
  transfers: [
    number,
    region,
    column("department", "接收部门", "Department", 18, named(labelsOf("department"))),
    column("complexName", "小区", "Complex", 28),
    column("companyName", "物业企业", "Company", 32),
    column("complaintNumber", "投诉编号", "Complaint", 22),
    state("transfer"),
    column("openedAt", "移送时间", "Sent", 18, "instant"),
    column("dueAt", "时限", "Due", 18, "instant"),
    column("settledAt", "办结时间", "Settled", 18, "instant"),
  ],
  penaltyCases: [
    number,
    region,
    company,
    column("facts", "违法事实", "Facts", 48),
    state("penalty"),
    column("filedAt", "立案时间", "Filed", 18, "instant"),
    column("decisionDue", "决定时限", "Decision due", 18, "instant"),
    column("decidedOn", "决定日期", "Decided", 14, "day"),
    column("amountFen", "罚款（元）", "Fine (yuan)", 16, "hundredths"),
    column("documentNumber", "文书号", "Document", 26),
    column("servedOn", "送达日期", "Served", 14, "day"),
  ],
  gradeReviews: [
    number,
    region,
    complex,
    company,
    column("fromGrade", "原等级", "From grade", 12),
    column("toGrade", "核定等级", "To grade", 12),
    column("chargedFrom", "执行日期", "Charged from", 14, "day"),
    state("grade-review"),
  ],
  exits: [
    number,
    region,
    complex,
    company,
    column("ground", "缘由", "Ground", 26, named(labelsOf("ground"))),
    state("exit"),
    column("openedAt", "启动时间", "Opened", 18, "instant"),
    column("nextDueAt", "下一时限", "Next due", 18, "instant"),
    column("overdue", "移交逾期", "Handover overdue", 12, "yes"),
    column("settledAt", "办结时间", "Settled", 18, "instant"),
  ],
  papers: [
    column("number", "文号", "Number", 26),
    column("title", "文书", "Paper", 28),
    column("matter", "事项", "About", 28),
    region,
    column("issuer.name", "印发机关所在地", "Issued in", 16),
    column("addressee", "送达对象", "Addressee", 32),
    column("datedOn", "文书日期", "Dated", 14, "day"),
    state("paper"),
    column("servedOn", "送达日期", "Served", 14, "day"),
    column("serviceManner", "送达方式", "Manner", 14, named(labelsOf("manner"))),
    column("receivedBy", "收件人", "Received by", 14),
    column("withdrawalReason", "撤回原因", "Withdrawn because", 40),
  ],
  exposureCases: [
    column("batch.month", "月份", "Month", 12, "day"),
    column("batch.body.name", "发布单位", "Body", 16),
    column(
      "kind",
      "类别",
      "Kind",
      10,
      named({ exposure: { zh: "曝光", en: "exposed" }, praise: { zh: "表扬", en: "praised" } }),
    ),
    column("title", "标题", "Title", 40),
    company,
    complex,
    column("text", "案情", "Text", 80),
    column("batch.state", "状态", "State", 16, named(stateNames.exposure)),
    column("batch.publishedAt", "发布时间", "Published", 18, "instant"),
  ],
  creditEvents: [
    company,
    uscc,
    city,
    column("severity", "程度", "Severity", 10, named(labelsOf("severity"))),
    column("description", "失信事实", "Description", 48),
    column("documentNumber", "文书号", "Document", 26),
    column("determinedOn", "认定日期", "Determined", 14, "day"),
    column("disclosedUntil", "公示至", "Disclosed until", 14, "day"),
    state("credit"),
  ],
  jointPunishments: [
    company,
    uscc,
    city,
    column("reason", "理由", "Reason", 48),
    column("startsOn", "开始日期", "Starts", 14, "day"),
    column("endsOn", "截止日期", "Ends", 14, "day"),
    state("punishment"),
  ],
  policyDocuments: [
    column("documentNumber", "文号", "Document number", 26),
    column("title", "标题", "Title", 48),
    column("issuingBody", "发文机关", "Issuing body", 24),
    column("inForceOn", "施行日期", "In force from", 14, "day"),
    column("issuedAt", "下发时间", "Sent down", 18, "instant"),
    column("dueAt", "签收时限", "To be read by", 18, "instant"),
    state("policy-document"),
  ],
  policyReceipts: [
    column("document.documentNumber", "文号", "Document number", 26),
    column("document.title", "标题", "Title", 48),
    region,
    column("dueAt", "签收时限", "To be read by", 18, "instant"),
    column("readAt", "签收时间", "Read", 18, "instant"),
    column("reader", "签收人", "Read by", 12),
    column("reminders", "催收次数", "Reminders", 10, "number"),
  ],
  opinionIncidents: [
    number,
    region,
    column("title", "标题", "Title", 48),
    column("medium", "来源", "Seen in", 14, named(labelsOf("medium"))),
    column("link", "链接", "Link", 32),
    column("heat", "热度", "Heat", 10, named(labelsOf("heat"))),
    complex,
    company,
    column("holder.name", "承办单位", "Handled by", 16),
    column("owner", "责任人", "Owner", 12),
    state("opinion"),
    column("openedAt", "登记时间", "Recorded", 18, "instant"),
    column("dueAt", "回应时限", "Due", 18, "instant"),
    column("answeredAt", "回应时间", "Answered", 18, "instant"),
    column("answeredInTime", "按时回应", "In time", 10, "yes"),
  ],
  publicityItems: [
    number,
    column("region.name", "发布单位", "Published by", 16),
    column("medium", "媒体类别", "Medium", 14, named(labelsOf("medium"))),
    column("outlet", "媒体名称", "Outlet", 24),
    column("title", "标题", "Title", 48),
    column("publishedOn", "刊播日期", "Published", 14, "day"),
    column("about", "内容", "About", 16, named(labelsOf("about"))),
    company,
    column("link", "链接", "Link", 32),
    state("publicity"),
  ],
  deliveries: [
    company,
    uscc,
    region,
    column("receiver", "接收单位", "Receiver", 24, named(labelsOf("receiver"))),
    state("delivery"),
    column("queuedAt", "列入时间", "Queued", 18, "instant"),
    column("tries", "已试次数", "Tries", 10, "number"),
    column("deliveredAt", "送达（实际时间）", "Delivered (real time)", 20, "instant"),
    column("receipt", "回执", "Receipt", 26),
  ],
};
