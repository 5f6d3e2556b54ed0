import { letterPurposes } from "../letter/purposes.ts";
import { mailReasons } from "../mailbox/reasons.ts";
import type { ActName } from "../paper/acts.ts";
import type { Manner } from "../paper/rules.ts";
import type { Label, RefusalLocale } from "../refusals.ts";
import type { Facts } from "./event-kind.ts";

const departments: Readonly<Record<string, Label>> = {
  housing: { zh: "住建部门", en: "housing" },
  developmentReform: { zh: "发展改革部门", en: "development and reform" },
  marketRegulation: { zh: "市场监管部门", en: "market regulation" },
  fireRescue: { zh: "消防救援机构", en: "fire rescue" },
  publicSecurity: { zh: "公安机关", en: "public security" },
  cityManagement: { zh: "城市管理部门", en: "city management" },
  credit: { zh: "信用主管部门", en: "the credit authority" },
  disciplineInspection: { zh: "纪检监察机关", en: "discipline inspection" },
};

const acts: Readonly<Record<ActName, Label>> = {
  rectificationOrder: { zh: "责令限期整改通知书", en: "rectification order" },
  supervision: { zh: "督办通知书", en: "supervision notice" },
  keySupervision: { zh: "重点督办通知书", en: "notice of key supervision" },
  reminder: { zh: "督促提醒函", en: "reminder" },
  interview: { zh: "约谈通知书", en: "summons to an interview" },
  disciplineReport: { zh: "情况报告", en: "report to discipline inspection" },
  transfer: { zh: "案件移送函", en: "transfer letter" },
  priorNotice: { zh: "行政处罚事先告知书", en: "prior notice of a penalty" },
  hearingNotice: { zh: "听证通知书", en: "hearing notice" },
  penaltyDecision: { zh: "行政处罚决定书", en: "penalty decision" },
  dismissalNotice: { zh: "解除物业服务合同通知书", en: "notice of dismissal" },
};

const manners: Readonly<Record<Manner, Label>> = {
  inPerson: { zh: "直接送达", en: "in person" },
  left: { zh: "留置送达", en: "left there" },
  post: { zh: "邮寄送达", en: "by post" },
  electronic: { zh: "电子送达", en: "electronically" },
  publicNotice: { zh: "公告送达", en: "by public notice" },
};

/** How the values of a fact read in a sentence, by the fact's name. */
const labels: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
  source: {
    hotline: { zh: "热线", en: "hotline" },
    mailbox: { zh: "邮箱", en: "mailbox" },
    web: { zh: "网站", en: "web" },
    wechat: { zh: "微信", en: "WeChat" },
    visit: { zh: "来访", en: "visit" },
    hotline12345: { zh: "12345", en: "12345" },
    transfer: { zh: "其他单位移送", en: "transferred from elsewhere" },
    superior: { zh: "上级交办", en: "assigned from above" },
  },
  department: departments,
  act: acts,
  manner: manners,
  satisfied: { true: { zh: "满意", en: "satisfied" }, false: { zh: "不满意", en: "not satisfied" } },
  clock: {
    acknowledge: { zh: "受理", en: "acknowledgement" },
    verify: { zh: "核查", en: "verification" },
    feedback: { zh: "反馈", en: "feedback" },
    outcome: { zh: "结果反馈", en: "feedback of the outcome" },
  },
  kind: {
    screening: { zh: "排查", en: "screening" },
    verification: { zh: "核查", en: "verification" },
    lookBack: { zh: "回头看", en: "look-back" },
    spotCheck: { zh: "抽查", en: "spot check" },
    provincial: { zh: "省级督查", en: "provincial inspection" },
    gradeReview: { zh: "服务等级重新核定", en: "grade review" },
    penaltyOrTransfer: { zh: "处罚或移送", en: "penalty or transfer" },
    exitGuidance: { zh: "退出引导", en: "exit guidance" },
    reminder: { zh: "督促提醒", en: "reminder" },
    interview: { zh: "约谈", en: "interview" },
    disciplineReport: { zh: "情况报告", en: "report to discipline inspection" },
    keySupervision: { zh: "重点督办", en: "key supervision" },
    difficulty: { zh: "困难问题", en: "difficulty" },
  },
  state: {
    notScreened: { zh: "未排查", en: "not screened" },
    clean: { zh: "无问题", en: "clean" },
    problemsOpen: { zh: "有未整改问题", en: "problems open" },
    allRectified: { zh: "全部整改", en: "all rectified" },
  },
  result: { clean: { zh: "未发现问题", en: "clean" }, problems: { zh: "发现问题", en: "problems found" } },
  // Evidence came in time: the delay is the reviewer's.
  awaitingReview: { true: { zh: "已提交，待验收", en: "submitted, awaiting review" } },
  to: {
    city: { zh: "市级督办", en: "supervised by the city" },
    province: { zh: "省级重点督办", en: "key supervision by the province" },
  },
  ground: {
    owed: { zh: "拒不整改且业主反映强烈", en: "no performance, strong protest" },
    ownersAsked: { zh: "业主提出", en: "asked for by the owners" },
    companyLeaves: { zh: "企业提出退出", en: "the company leaves" },
  },
  article: {
    propertyRegulation58: { zh: "拒不移交资料", en: "materials not handed over" },
    propertyRegulation59: { zh: "整体转委托", en: "service subcontracted as a whole" },
    propertyRegulation60: { zh: "挪用维修资金", en: "maintenance funds misused" },
    propertyRegulation62: { zh: "改变物业用房用途", en: "management rooms put to another use" },
    propertyRegulation63: { zh: "擅自利用共用部位", en: "common parts taken" },
  },
  passed: { true: { zh: "通过", en: "passed" }, false: { zh: "未通过", en: "not passed" } },
  by: { owners: { zh: "业主通知企业", en: "by the owners" }, company: { zh: "企业通知业主", en: "by the company" } },
  item: {
    serviceRooms: { zh: "物业服务用房", en: "service rooms" },
    facilities: { zh: "设施设备", en: "facilities and equipment" },
    materials: { zh: "资料档案", en: "materials and files" },
    funds: { zh: "资金账目", en: "funds and accounts" },
    condition: { zh: "使用管理状况说明", en: "statement of condition" },
  },
  refusal: {
    leave: { zh: "拒不退出", en: "does not leave" },
    handOver: { zh: "拒不移交", en: "does not hand over" },
  },
  stage: {
    accepted: { zh: "立案", en: "accepted by the court" },
    hearing: { zh: "定期开庭", en: "hearing set" },
    judged: { zh: "裁判", en: "judged" },
    appealed: { zh: "上诉", en: "appealed" },
    settled: { zh: "调解或和解", en: "settled" },
    withdrawn: { zh: "撤诉", en: "withdrawn" },
    performed: { zh: "已履行", en: "performed" },
    enforcement: { zh: "申请执行", en: "enforcement asked for" },
    enforced: { zh: "执行完毕", en: "enforced" },
    enforcementEnded: { zh: "终结本次执行", en: "nothing to enforce for now" },
  },
  list: {
    complaints: { zh: "投诉线索", en: "complaints" },
    complexes: { zh: "小区台账", en: "complexes" },
    companies: { zh: "物业企业", en: "companies" },
    inspections: { zh: "排查检查", en: "inspections" },
    findings: { zh: "查实问题", en: "findings" },
    rectifications: { zh: "整改", en: "rectifications" },
    transfers: { zh: "移送", en: "transfers" },
    penaltyCases: { zh: "处罚案件", en: "penalty cases" },
    gradeReviews: { zh: "等级核定", en: "grade reviews" },
    exits: { zh: "退出", en: "exits" },
    exposureCases: { zh: "典型案例", en: "typical cases" },
    creditEvents: { zh: "失信信息", en: "credit events" },
    jointPunishments: { zh: "联合惩戒", en: "joint punishments" },
    deliveries: { zh: "信用推送", en: "pushes" },
    policyDocuments: { zh: "政策文件", en: "policy documents" },
    policyReceipts: { zh: "文件签收", en: "read receipts" },
    opinionIncidents: { zh: "舆情", en: "opinion incidents" },
    publicityItems: { zh: "宣传", en: "publicity" },
  },
  receiver: {
    creditPlatform: { zh: "信用信息共享平台", en: "the credit platform" },
    marketRegulation: { zh: "市场监管部门", en: "market regulation" },
  },
  fault: {
    unreachable: { zh: "无法连接", en: "not reachable" },
    timedOut: { zh: "对方未及时答复", en: "no answer in time" },
    redirected: { zh: "对方要求转址", en: "redirected" },
    answered: { zh: "对方未接收", en: "not accepted" },
    answerTooLarge: { zh: "对方答复过大", en: "the answer was too large" },
    receiptMissing: { zh: "对方未给回执", en: "no receipt" },
    stopped: { zh: "本系统停机", en: "the hub was stopped" },
    rejected: { zh: "对方拒收", en: "rejected" },
    unanswered: { zh: "已送出，对方未答复", en: "handed over, and no answer came" },
  },
  purpose: letterPurposes,
  mailReason: mailReasons,
  owed: { acceptance: { zh: "接收", en: "accepted" }, answer: { zh: "答复", en: "answered" } },
  outcome: {
    penalised: { zh: "已依法处罚", en: "the company was punished" },
    corrected: { zh: "已责令改正", en: "put right at its order" },
    noViolation: { zh: "未发现违法行为", en: "nothing against the law" },
    other: { zh: "其他处理", en: "dealt with otherwise" },
  },
  dataKind: {
    name: { zh: "姓名", en: "name" },
    telephone: { zh: "电话号码", en: "telephone number" },
    identityNumber: { zh: "身份证号", en: "identity number" },
    numberPlate: { zh: "车牌号", en: "number plate" },
    houseNumber: { zh: "门牌号", en: "house number" },
    email: { zh: "电子邮箱", en: "e-mail address" },
    bankCard: { zh: "银行卡号", en: "bank card number" },
  },
  part: { title: { zh: "标题", en: "title" }, text: { zh: "正文", en: "text" } },
  heat: {
    low: { zh: "低", en: "low" },
    medium: { zh: "中", en: "medium" },
    high: { zh: "高", en: "high" },
    veryHigh: { zh: "特高", en: "very high" },
  },
  medium: {
    television: { zh: "电视", en: "television" },
    newspaper: { zh: "报纸", en: "newspaper" },
    radio: { zh: "广播", en: "radio" },
    site: { zh: "网站", en: "web site" },
    wechat: { zh: "微信公众号", en: "WeChat" },
    weibo: { zh: "微博", en: "Weibo" },
    douyin: { zh: "抖音", en: "Douyin" },
    other: { zh: "其他媒体", en: "other media" },
  },
  about: {
    campaign: { zh: "专项行动", en: "the campaign" },
    exposure: { zh: "典型案例曝光", en: "a typical case" },
    advancedCompany: { zh: "先进企业", en: "an advanced company" },
  },
  level: {
    province: { zh: "省级", en: "province" },
    city: { zh: "市级", en: "city" },
    county: { zh: "县级", en: "county" },
  },
  severity: {
    minor: { zh: "轻微", en: "minor" },
    general: { zh: "一般", en: "general" },
    severe: { zh: "严重", en: "severe" },
  },
};

/** How the values of a fact read, for lists that tell of the same. */
export const labelsOf = (
  name:
    | "source"
    | "state"
    | "kind"
    | "result"
    | "department"
    | "manner"
    | "to"
    | "ground"
    | "receiver"
    | "severity"
    | "list"
    | "dataKind"
    | "part"
    | "medium"
    | "heat"
    | "about",
) => labels[name] as Readonly<Record<string, Label>>;

const civilDate = /^\d{4}-\d{2}-\d{2}$/;

/** A fact as it reads in a sentence; null where it says nothing to a person. Numbers and dates read as they are. */
export function labelOf(name: string, value: Facts[string] | undefined, locale: RefusalLocale): string | null {
  if (value == null) return null;
  if (typeof value === "number") return String(value);
  if (typeof value === "string" && civilDate.test(value)) return value;
  return labels[name]?.[String(value)]?.[locale] ?? null;
}
