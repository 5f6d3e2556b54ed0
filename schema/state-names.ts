/** What people call the states: for messages, where a code would tell them nothing. */
import type { State as BriefState } from "./brief/rules.ts";
import type { State as ComplaintState } from "./complaint/states.ts";
import type { State as CreditState } from "./credit/rules.ts";
import type { State as DeliveryState } from "./delivery/rules.ts";
import type { State as ReportState } from "./dispatch/rules.ts";
import type { State as ExitState } from "./exit/states.ts";
import type { State as ExposureState } from "./exposure/states.ts";
import type { FindingState } from "./finding/rules.ts";
import type { State as GradeReviewState } from "./grade/states.ts";
import type { State as ImportState } from "./import/states.ts";
import type { InspectionState } from "./inspection/rules.ts";
import type { State as MailState } from "./mailbox/states.ts";
import type { State as OpinionState } from "./opinion/states.ts";
import type { State as PaperState } from "./paper/rules.ts";
import type { State as PenaltyState } from "./penalty/states.ts";
import type { State as PolicyDocumentState } from "./policy-document/states.ts";
import type { State as PublicityState } from "./publicity/rules.ts";
import type { State as PunishmentState } from "./punishment/rules.ts";
import type { State as RectificationState } from "./rectification/states.ts";
import type { State as SpotCheckState } from "./spot-check/states.ts";
import type { State as SupervisionState } from "./supervision/states.ts";
import type { State as TransferState } from "./transfer/states.ts";
import type { State as WebhookState } from "./webhook/rules.ts";

type Names<State extends string> = Readonly<Record<State, { readonly zh: string; readonly en: string }>>;

const complaint: Names<ComplaintState> = {
  received: { zh: "已收到", en: "received" },
  assigned: { zh: "已交办", en: "assigned" },
  verifying: { zh: "核查中", en: "verifying" },
  substantiated: { zh: "属实", en: "substantiated" },
  unsubstantiated: { zh: "不属实", en: "unsubstantiated" },
  transferred: { zh: "已移送", en: "transferred" },
  feedbackGiven: { zh: "已反馈", en: "feedback given" },
  closed: { zh: "已办结", en: "closed" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const rectification: Names<RectificationState> = {
  ordered: { zh: "已下达", en: "ordered" },
  inProgress: { zh: "整改中", en: "in progress" },
  submitted: { zh: "待验收", en: "submitted" },
  sentBack: { zh: "已退回", en: "sent back" },
  accepted: { zh: "已验收", en: "accepted" },
  refused: { zh: "拒不整改", en: "refused" },
  failed: { zh: "整改不到位", en: "failed" },
};

const finding: Names<FindingState> = {
  open: { zh: "待处理", en: "open" },
  ordered: { zh: "已责令整改", en: "ordered" },
  rectified: { zh: "已整改", en: "rectified" },
  unrectified: { zh: "未整改到位", en: "not rectified" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
};

const inspection: Names<InspectionState> = {
  planned: { zh: "已计划", en: "planned" },
  carriedOut: { zh: "已实施", en: "carried out" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
};

const credit: Names<CreditState> = {
  recorded: { zh: "已记录", en: "recorded" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
  repaired: { zh: "已修复", en: "repaired" },
};

const delivery: Names<DeliveryState> = {
  waiting: { zh: "待发送", en: "waiting" },
  failing: { zh: "重试中", en: "failing" },
  delivered: { zh: "已送达", en: "delivered" },
  dead: { zh: "已停发", en: "dead letter" },
};

const webhook: Names<WebhookState> = {
  active: { zh: "启用", en: "active" },
  paused: { zh: "已暂停", en: "paused" },
  stopped: { zh: "已停发", en: "stopped" },
};

const punishment: Names<PunishmentState> = {
  opened: { zh: "已发起", en: "opened" },
  confirmed: { zh: "已确认，待生效", en: "confirmed, not yet in force" },
  inForce: { zh: "已生效", en: "in force" },
  lifted: { zh: "已解除", en: "lifted" },
};

const gradeReview: Names<GradeReviewState> = {
  proposed: { zh: "待发改部门确认", en: "awaiting development and reform" },
  returned: { zh: "已退回", en: "returned" },
  confirmed: { zh: "已确认，待执行", en: "confirmed, not yet in force" },
  inForce: { zh: "执行中，待核实", en: "in force, to be verified" },
  verified: { zh: "已核实", en: "verified" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const paper: Names<PaperState> = {
  issued: { zh: "待送达", en: "not served" },
  served: { zh: "已送达", en: "served" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const penalty: Names<PenaltyState> = {
  filed: { zh: "已立案", en: "filed" },
  evidence: { zh: "已取证", en: "evidence gathered" },
  hearingOffered: { zh: "已告知", en: "prior notice given" },
  hearingAsked: { zh: "已申请听证", en: "hearing asked for" },
  hearingNotified: { zh: "已通知听证", en: "hearing notified" },
  hearingHeld: { zh: "已听证", en: "hearing held" },
  decided: { zh: "已决定", en: "decided" },
  served: { zh: "已送达", en: "served" },
  performed: { zh: "已履行", en: "performed" },
  closed: { zh: "已结案", en: "closed" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
};

const transfer: Names<TransferState> = {
  sent: { zh: "待接收", en: "awaiting acceptance" },
  accepted: { zh: "已接收，待答复", en: "accepted, awaiting the answer" },
  answered: { zh: "已答复", en: "answered" },
  returned: { zh: "已退回", en: "returned" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const spotCheck: Names<SpotCheckState> = {
  drawn: { zh: "已抽取，待查", en: "drawn, being carried out" },
  completed: { zh: "已完成", en: "completed" },
  abandoned: { zh: "已终止", en: "abandoned" },
};

const policyDocument: Names<PolicyDocumentState> = {
  issued: { zh: "已下发", en: "sent down" },
  replaced: { zh: "已换发", en: "replaced" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const opinion: Names<OpinionState> = {
  reported: { zh: "待处置", en: "reported" },
  handling: { zh: "处置中", en: "being handled" },
  answered: { zh: "已回应", en: "answered" },
  closed: { zh: "已办结", en: "closed" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
};

const publicity: Names<PublicityState> = {
  published: { zh: "已发布", en: "published" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
};

const supervision: Names<SupervisionState> = {
  open: { zh: "待答复", en: "unanswered" },
  answered: { zh: "已答复", en: "answered" },
  settled: { zh: "已办结", en: "settled" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const exit: Names<ExitState> = {
  guiding: { zh: "引导中", en: "guidance" },
  meetingCalled: { zh: "已召集业主大会", en: "meeting called" },
  voted: { zh: "已表决", en: "voted" },
  dismissed: { zh: "已解聘", en: "dismissed" },
  noticeServed: { zh: "已通知", en: "notice served" },
  contractEnded: { zh: "合同终止，移交中", en: "contract ended, handover" },
  handoverRefused: { zh: "拒不退出或移交", en: "handover refused" },
  handedOver: { zh: "移交完毕", en: "handed over" },
  takenOver: { zh: "新企业已接管", en: "taken over" },
  closed: { zh: "已办结", en: "closed" },
  abandoned: { zh: "已终止", en: "abandoned" },
};

const exposure: Names<ExposureState> = {
  draft: { zh: "编写中", en: "being written" },
  submitted: { zh: "待审核", en: "awaiting approval" },
  returned: { zh: "已退回", en: "returned" },
  approved: { zh: "已审核，待发布", en: "approved, not published" },
  published: { zh: "已发布", en: "published" },
  withdrawn: { zh: "已撤下", en: "withdrawn" },
};

const dispatch: Names<ReportState> = {
  open: { zh: "待报", en: "open" },
  submitted: { zh: "已报", en: "submitted" },
  returned: { zh: "已退回", en: "returned" },
  accepted: { zh: "已接收", en: "accepted" },
  locked: { zh: "已锁定", en: "locked" },
};

const brief: Names<BriefState> = {
  draft: { zh: "起草中", en: "a draft" },
  approved: { zh: "已签发", en: "approved" },
};

const ledgerImport: Names<ImportState> = {
  receiving: { zh: "接收中", en: "being received" },
  checking: { zh: "检查中", en: "being checked" },
  checked: { zh: "待确认", en: "checked" },
  applying: { zh: "写入中", en: "being written" },
  applied: { zh: "已写入", en: "written" },
  cancelled: { zh: "已取消", en: "cancelled" },
  stopped: { zh: "已中止", en: "stopped" },
};

const mailbox: Names<MailState> = {
  setAside: { zh: "待判断", en: "set aside" },
  filed: { zh: "已转为投诉", en: "made a complaint" },
  appended: { zh: "已并入投诉", en: "added to a complaint" },
  dismissed: { zh: "不予受理", en: "dismissed" },
};

/** By the domain that a refusal's code begins with. */
export const stateNames: Readonly<Record<string, Names<string>>> = {
  brief,
  complaint,
  rectification,
  "grade-review": gradeReview,
  transfer,
  "spot-check": spotCheck,
  "policy-document": policyDocument,
  opinion,
  publicity,
  supervision,
  exit,
  exposure,
  paper,
  penalty,
  finding,
  inspection,
  credit,
  delivery,
  letter: delivery,
  mailbox,
  punishment,
  dispatch,
  import: ledgerImport,
  webhook,
};
