/**
 * The figures that a report shows, by the names of the log's counters (domain 13). A counter that is not listed here is
 * in no report; what no event has counted yet is 0.
 */
import type { Tx } from "../../prisma/client.ts";
import { labelsOf } from "../activity/labels.ts";
import type { RefusalLocale } from "../refusals.ts";

/** `flow`: what happened between two cut-offs. `standing`: how it stands at the cut-off, whenever it came about. */
export type Measure = "flow" | "standing";

export const figureGroups = {
  ledger: { zh: "台账", en: "Ledger" },
  complaint: { zh: "投诉", en: "Complaints" },
  finding: { zh: "查实问题", en: "Findings" },
  inspection: { zh: "检查", en: "Inspections" },
  rectification: { zh: "整改", en: "Rectifications" },
  penalty: { zh: "行政处罚", en: "Penalties" },
  transfer: { zh: "移送", en: "Transfers" },
  exit: { zh: "退出", en: "Exits" },
  credit: { zh: "信用与惩戒", en: "Credit and punishment" },
  exposure: { zh: "曝光与表扬", en: "Exposure and praise" },
  supervision: { zh: "督促指导", en: "Supervision" },
  duty: { zh: "报送与任务", en: "Reports and tasks" },
  policy: { zh: "政策文件", en: "Policy documents" },
  opinion: { zh: "舆情", en: "Opinion incidents" },
  publicity: { zh: "宣传", en: "Publicity" },
} as const;

export type FigureGroup = keyof typeof figureGroups;

export interface FigureDefinition {
  /** Name of the counter. */
  name: string;
  group: FigureGroup;
  measure: Measure;
  zh: string;
  en: string;
}

const of =
  (group: FigureGroup, measure: Measure) =>
  (name: string, zh: string, en: string): FigureDefinition => ({ name, group, measure, zh, en });

const inLedger = of("ledger", "standing");
const complaints = of("complaint", "flow");
const complaintsNow = of("complaint", "standing");
const findings = of("finding", "flow");
const inspections = of("inspection", "flow");
const rectifications = of("rectification", "flow");
const rectificationsNow = of("rectification", "standing");
const penalties = of("penalty", "flow");
const penaltiesNow = of("penalty", "standing");
const transfers = of("transfer", "flow");
const transfersNow = of("transfer", "standing");
const exits = of("exit", "flow");
const exitsNow = of("exit", "standing");
const credit = of("credit", "flow");
const creditNow = of("credit", "standing");
const exposures = of("exposure", "flow");
const exposuresNow = of("exposure", "standing");
const supervisions = of("supervision", "flow");
const supervisionsNow = of("supervision", "standing");
const duties = of("duty", "flow");
const policies = of("policy", "flow");
const opinions = of("opinion", "flow");
const opinionsNow = of("opinion", "standing");
const published = of("publicity", "flow");

/** The steps at which an exit stands for a while. */
const steps = [
  ["guiding", "引导中", "guidance"],
  ["meetingCalled", "已召集业主大会", "meeting called"],
  ["voted", "已表决", "voted"],
  ["dismissed", "已解聘", "dismissed"],
  ["noticeServed", "通知期内", "notice running"],
  ["contractEnded", "合同终止，移交中", "contract ended, handover"],
  ["handoverRefused", "拒不退出或移交", "handover refused"],
  ["handedOver", "移交完毕，待接管", "handed over"],
  ["takenOver", "已接管", "taken over"],
] as const;

const media = Object.entries(labelsOf("medium")).map(([medium, { zh, en }]) => [medium, zh, en] as const);

interface Kind {
  code: string;
  title: string;
  titleEn: string;
}

const definitions = (kinds: readonly Kind[]): readonly FigureDefinition[] => [
  inLedger("complex.inLedger", "台账小区数", "complexes in the ledger"),
  inLedger("complex.screened", "已排查小区数", "complexes screened"),

  complaints("complaint.received", "受理投诉数", "complaints received"),
  complaints("complaint.received/source/hotline", "其中：热线", "by hotline"),
  complaints("complaint.received/source/mailbox", "其中：邮箱", "by mailbox"),
  complaints("complaint.received/source/web", "其中：网站", "by web"),
  complaints("complaint.received/source/wechat", "其中：微信", "by WeChat"),
  complaints("complaint.received/source/visit", "其中：来访", "by visit"),
  complaints("complaint.received/source/hotline12345", "其中：12345", "by 12345"),
  complaints("complaint.received/source/transfer", "其中：其他单位移送", "transferred from elsewhere"),
  complaints("complaint.received/source/superior", "其中：上级交办", "assigned from above"),
  ...kinds.map(({ code, title, titleEn }) =>
    complaints(`complaint.received/kind/${code}`, `投诉反映：${title}`, `complaints about: ${titleEn}`),
  ),
  complaints("complaint.received/kind/none", "投诉反映：未归类", "complaints of no kind yet"),
  complaints("complaint.verified", "核查完毕数", "complaints verified"),
  complaints("complaint.verifiedInTime", "其中：按时核查", "verified in time"),
  complaints("complaint.substantiated", "查实投诉数", "complaints substantiated"),
  complaints("complaint.fedBack", "反馈数", "complaints fed back"),
  complaints("complaint.fedBackInTime", "其中：按时反馈", "fed back in time"),
  complaints("complaint.answered", "业主评价数", "complaints answered by owners"),
  complaints("complaint.satisfied", "其中：满意", "answered satisfied"),
  complaints("complaint.reopened", "重新办理数", "complaints reopened"),
  complaints("complaint.closed", "办结数", "complaints closed"),
  complaintsNow("complaint.open", "在办投诉数", "complaints open"),
  complaintsNow("complaint.overdueNow", "超时投诉数", "complaints overdue"),

  findings("finding.established", "查实问题数", "findings"),
  ...kinds.map(({ code, title, titleEn }) =>
    findings(`finding.established/kind/${code}`, `查实问题：${title}`, `findings of: ${titleEn}`),
  ),
  findings("finding.ordered", "责令整改的问题数", "findings ordered to be put right"),
  findings("finding.rectified", "整改到位的问题数", "findings put right"),

  inspections("inspection.screening", "排查次数", "screenings"),
  inspections("inspection.verification", "线索核查次数", "verifications of clues"),
  inspections("inspection.lookBack", "“回头看”次数", "look-backs"),
  inspections("inspection.spotCheck", "“四不两直”抽查次数", "spot checks carried out"),
  inspections("inspection.provincial", "省级督查次数", "provincial inspections"),

  rectifications("rectification.ordered", "责令整改数", "rectifications ordered"),
  rectifications("rectification.accepted", "整改验收数", "rectifications accepted"),
  rectifications("rectification.refused", "拒不整改数", "rectifications refused"),
  rectifications("rectification.failed", "整改不到位数", "rectifications failed"),
  rectifications("rectification.overdue", "新增逾期整改数", "rectifications that became overdue"),
  rectifications("rectification.reviewOverdue", "其中：已按时提交、验收逾期", "submitted in time, the review late"),
  rectificationsNow("rectification.open", "未完成整改数", "rectifications open"),
  rectificationsNow("rectification.overdueNow", "逾期未完成整改数", "rectifications overdue"),
  rectifications("rectification.escalated/city", "升级为市级督办数", "escalated to the city"),
  rectifications("rectification.escalated/province", "升级为省级重点督办数", "escalated to the province"),
  rectificationsNow("followUp.owed", "待启动后续处理数", "follow-ups owed"),
  rectifications("followUp.waived", "免除后续处理数", "follow-ups waived"),

  rectifications("gradeReview.opened", "启动服务等级重新核定数", "grade reviews opened"),
  rectifications("gradeReview.confirmed", "其中：发改部门已确认收费标准", "charges confirmed"),
  rectifications("gradeReview.inForce", "降低等级和收费标准开始执行数", "lower grades that came into force"),
  rectifications("gradeReview.verified", "执行情况经现场核实数", "verified on the spot"),
  rectifications("gradeReview.withdrawn", "撤回的等级核定数", "grade reviews withdrawn"),
  rectificationsNow("gradeReview.open", "未办结的等级核定数", "grade reviews open"),

  penalties("penalty.filed", "立案数", "penalty cases filed"),
  penalties("penalty.decided", "作出处罚决定数", "penalties decided"),
  penalties("penalty.yuan", "罚款金额（元）", "fines decided, in yuan"),
  penalties("penalty.hearings", "举行听证数", "hearings held"),
  penalties("penalty.performed", "处罚履行完毕数", "penalties performed"),
  penalties("penalty.closed", "处罚案件结案数", "penalty cases closed"),
  penalties("penalty.withdrawn", "处罚案件撤销数", "penalty cases withdrawn"),
  penalties("penalty.decisionOverdue", "新增逾期未决定数", "decisions that became overdue"),
  penalties("penalty.serviceOverdue", "新增逾期未送达数", "services that became overdue"),
  penalties("penalty.paymentOverdue", "新增逾期未缴罚款数", "payments that became overdue"),
  penaltiesNow("penalty.open", "在办处罚案件数", "penalty cases open"),
  penaltiesNow("penalty.overdueNow", "逾期的处罚案件数", "penalty cases overdue"),

  transfers("transfer.made", "移送数", "transfers made"),
  transfers("transfer.accepted", "移送接收数", "transfers accepted"),
  transfers("transfer.acceptedInTime", "其中：按时接收", "accepted in time"),
  transfers("transfer.returned", "移送退回数", "transfers returned"),
  transfers("transfer.answered", "移送答复数", "transfers answered"),
  transfers("transfer.answeredInTime", "其中：按时答复", "answered in time"),
  transfers("transfer.penalised", "其中：已依法处罚", "answered with a penalty"),
  transfers("transfer.withdrawn", "移送撤回数", "transfers withdrawn"),
  transfers("transfer.overdue", "新增逾期未接收或未答复数", "transfers that became overdue"),
  transfersNow("transfer.open", "未办结的移送数", "transfers open"),
  transfersNow("transfer.overdueNow", "逾期的移送数", "transfers overdue"),

  exits("exit.opened", "启动退出引导数", "exits opened"),
  exits("exit.guidanceOverdue", "逾期未启动引导数", "guidance that became overdue"),
  exits("exit.votes", "业主表决次数", "votes of owners"),
  exits("exit.votesPassed", "其中：通过", "passed"),
  exits("exit.dismissed", "解聘企业数", "companies dismissed"),
  exits("exit.noticesServed", "送达解除通知数", "notices served"),
  exits("exit.contractsEnded", "合同终止数", "contracts ended"),
  exits("exit.handedOver", "移交完毕数", "handovers completed"),
  exits("exit.handoversRefused", "拒不退出或移交数", "handovers refused"),
  exits("exit.suits", "提起诉讼数", "suits brought"),
  exits("exit.takenOver", "新企业接管数", "complexes taken over"),
  exits("exit.closed", "退出办结数", "exits closed"),
  exits("exit.abandoned", "退出终止数", "exits abandoned"),
  exitsNow("exit.running", "办理中的退出数", "exits under way"),
  exitsNow("exit.guidanceOverdueNow", "逾期未启动的引导数", "guidance overdue"),
  exitsNow("exit.handoverOverdueNow", "逾期未移交数", "handovers overdue"),
  ...steps.map(([step, zh, en]) => exitsNow(`exit.step/${step}`, `其中：${zh}`, en)),

  credit("credit.recorded", "记入失信信息数", "credit events recorded"),
  credit("credit.recorded/minor", "其中：轻微", "minor"),
  credit("credit.recorded/general", "其中：一般", "general"),
  credit("credit.recorded/severe", "其中：严重", "severe"),
  credit("credit.repaired", "信用修复数", "credit repaired"),
  credit("credit.pushes", "向信用平台推送数", "pushes to the credit platform"),
  credit("credit.receipts", "其中：已获回执", "receipts of the credit platform"),
  credit("credit.reports", "向市场监管部门报告数", "reports to market regulation"),
  credit("credit.reportReceipts", "其中：已获回执", "receipts of market regulation"),
  credit("punishment.opened", "发起联合惩戒数", "joint punishments opened"),
  creditNow("punishment.running", "进行中的联合惩戒数", "joint punishments running"),
  creditNow("punishment.inForce", "已生效的联合惩戒数", "joint punishments in force"),
  credit("punishment.confirmed", "部门确认联合惩戒次数", "confirmations by departments"),
  credit("punishment.reported", "部门报告落实次数", "departments that told what they did"),
  credit("punishment.lifted", "解除联合惩戒数", "joint punishments lifted"),

  exposures("exposure.batches", "发布典型案例批次", "batches of typical cases published"),
  exposures("exposure.published", "其中：曝光案例数", "companies exposed"),
  exposures("exposure.praised", "其中：表扬先进数", "companies praised"),
  exposures("exposure.withdrawn", "撤下典型案例数", "typical cases withdrawn"),
  exposures("exposure.late", "当月未曝光典型案例的市次", "months without an exposure"),
  exposuresNow("exposure.shown", "公开中的典型案例数", "typical cases on show"),
  exposuresNow("exposure.lateNow", "欠曝光的月份数", "months whose exposure is owed"),

  supervisions("supervision.reminders", "督促提醒次数", "reminders to regions below"),
  supervisions("supervision.interviews", "约谈次数", "interviews of regions below"),
  supervisions("supervision.disciplineReports", "向纪检监察机关汇报次数", "reports to discipline inspection"),
  supervisions("supervision.keySupervisions", "重点督办数", "cases put under key supervision"),
  supervisions("supervision.answered", "督导事项答复数", "answers to these"),
  supervisions("supervision.overdue", "新增逾期未答复数", "answers that became overdue"),
  supervisionsNow("supervision.open", "待答复的督导事项数", "answers owed"),
  supervisionsNow("supervision.overdueNow", "逾期未答复的督导事项数", "answers overdue"),
  supervisions("supervision.bulletins", "印发通报数", "bulletins published"),
  supervisions("difficulty.raised", "反映困难问题数", "difficulties raised"),
  supervisions("difficulty.answered", "困难问题答复数", "difficulties answered"),
  supervisions("difficulty.answeredInTime", "其中：按时答复", "answered in time"),
  supervisionsNow("difficulty.open", "待答复的困难问题数", "difficulties unanswered"),

  duties("report.due", "应报周调度数", "dispatch reports due"),
  duties("report.onTime", "按时报送数", "dispatch reports on time"),
  duties("report.late", "逾期未报数", "dispatch reports late"),
  duties("task.done", "完成阶段任务数", "phase tasks done"),
  duties("task.late", "新增逾期阶段任务数", "phase tasks that became late"),
  of("duty", "standing")("task.lateNow", "逾期未完成阶段任务数", "phase tasks late"),

  policies("policy.issued", "下发政策文件数", "policy documents sent down"),
  policies("policy.addressed", "下发文件要求签收数", "receipts asked for"),
  policies("policy.read", "签收上级文件数", "policy documents confirmed as read"),
  policies("policy.readInTime", "其中：按时签收", "confirmed in time"),
  policies("policy.unreadOverdue", "下发文件逾期未签收数", "receipts not given in time"),
  policies("policy.withdrawn", "撤回政策文件数", "policy documents withdrawn"),

  opinions("opinion.reported", "发现舆情数", "opinion incidents"),
  opinions("opinion.reportedUrgent", "其中：高热度", "of high heat"),
  opinions("opinion.raised", "舆情升温次数", "times that heat rose"),
  opinions("opinion.takenOver", "提级办理舆情数", "incidents taken over by a level above"),
  opinions("opinion.answered", "公开回应舆情数", "incidents answered in public"),
  opinions("opinion.answeredInTime", "其中：按时回应", "answered in time"),
  opinions("opinion.overdue", "新增逾期未回应舆情数", "incidents that became overdue"),
  opinions("opinion.reopened", "再次发酵舆情数", "incidents opened again"),
  opinions("opinion.closed", "办结舆情数", "incidents closed"),
  opinions("opinion.withdrawn", "撤销登记舆情数", "incidents withdrawn"),
  opinionsNow("opinion.open", "未回应舆情数", "incidents not answered yet"),
  opinionsNow("opinion.overdueNow", "逾期未回应舆情数", "incidents overdue"),

  published("publicity.published", "宣传报道数", "publicity items"),
  ...media.map(([medium, zh, en]) => published(`publicity.published/medium/${medium}`, `其中：${zh}`, en)),
  published("publicity.published/about/campaign", "其中：宣传专项行动", "about the campaign"),
  published("publicity.published/about/exposure", "其中：典型案例曝光", "about typical cases"),
  published("publicity.published/about/advancedCompany", "其中：先进企业", "about advanced companies"),
];

/** The kinds of violation are data that no command changes: read once for as long as the process lasts. */
const read = new WeakMap<object, readonly FigureDefinition[]>();

/**
 * @param db what lasts as long as the database is open
 * @param tx the transaction that asks, if one does: inside it a second connection might never come free
 */
export async function figureCatalogue(
  db: Pick<Tx, "violationKind"> & object,
  tx: Pick<Tx, "violationKind"> = db,
): Promise<readonly FigureDefinition[]> {
  const held = read.get(db) ?? definitions(await tx.violationKind.findMany({ orderBy: { number: "asc" } }));
  read.set(db, held);
  return held;
}

export const labelOf = ({ zh, en }: { zh: string; en: string }, locale: RefusalLocale) => (locale === "en" ? en : zh);

export const ratioLabels = {
  coverage: { zh: "排查覆盖率", en: "screening coverage" },
  verifiedInTime: { zh: "按时核查率", en: "verified in time" },
  fedBackInTime: { zh: "按时反馈率", en: "fed back in time" },
  satisfaction: { zh: "满意率", en: "satisfaction" },
  rectified: { zh: "整改率", en: "rectification rate" },
  overdue: { zh: "逾期率", en: "overdue share" },
  reportsOnTime: { zh: "按时报送率", en: "reports on time" },
} as const;
