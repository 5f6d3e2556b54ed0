import { type RefusalTable, refuser } from "../refusal.ts";

export const exitRefusals = {
  "exit/company-missing": {
    zh: "这个小区没有在管的物业服务企业，不能启动退出引导。",
    en: "No company serves this complex; there is nobody to leave.",
  },
  "exit/running-already": {
    zh: "这个小区已有正在办理的退出。",
    en: "An exit is under way in this complex already.",
  },
  "exit/guidance-not-owed": {
    zh: "这个小区没有应办的退出引导：须企业拒不整改或不履约，且业主反映强烈。业主主动提出的，请选择“业主提出”。",
    en: "Guidance is not owed here: the company must not perform and the owners protest strongly. Owners may ask for it themselves.",
  },
  "exit/guide-missing": { zh: "请写明负责引导的工作人员。", en: "Name who guides the owners." },
  "exit/partner-missing": {
    zh: "请写明协同引导的街道（乡镇）人员。",
    en: "Name who does it with you at the sub-district.",
  },
  "exit/evidence-missing": { zh: "请附上证明材料。", en: "Attach the papers that prove it." },
  "exit/not-in-this-state": {
    zh: "退出目前处于“{state}”，不能这样办理。",
    en: "The exit is in the state “{state}”; this cannot be done now.",
  },
  "exit/date-in-the-future": {
    zh: "日期不能晚于今天（{today}）。",
    en: "The date cannot be later than today ({today}).",
  },
  "exit/date-too-early": { zh: "日期不能早于 {earliest}。", en: "The date cannot be earlier than {earliest}." },
  "exit/meeting-too-soon": {
    zh: "召开业主大会须提前 15 日通知，最早可在 {earliest} 召开。",
    en: "Owners are told of a meeting 15 days before it: {earliest} is the earliest day.",
  },
  "exit/demand-missing": {
    zh: "请填写提议召开的业主人数和业主总人数。",
    en: "Give how many owners demand the meeting, and of how many.",
  },
  "exit/demand-too-small": {
    zh: "须经 20% 以上的业主提议，至少 {needed} 人。",
    en: "At least 20% of the owners must demand it: {needed} of them.",
  },
  "exit/meeting-not-held": {
    zh: "业主大会定于 {meetsOn} 召开，还不能登记表决结果。",
    en: "The meeting is on {meetsOn}; its vote cannot be recorded before.",
  },
  "exit/vote-total-missing": {
    zh: "请填写全体业主的专有部分面积和人数。",
    en: "Give the area and the number of all owners.",
  },
  "exit/vote-counts-differ": {
    zh: "数字对不上：参与表决的不能多于全体，同意的不能多于参与表决的。",
    en: "The counts do not fit: those who take part are of all, those who agree are of those who take part.",
  },
  "exit/vote-missing": {
    zh: "请填写汇总数字，或逐户填写表决票，二者选一。",
    en: "Give either the totals or the ballot of every unit.",
  },
  "exit/unit-twice": { zh: "{unit} 出现了两次。", en: "“{unit}” is in the list twice." },
  "exit/unit-without-area": {
    zh: "{unit} 没有面积：依次取登记、测绘、买卖合同记载的面积。",
    en: "“{unit}” has no area: that of the register, else the survey, else the sale contract.",
  },
  "exit/unit-without-owner": { zh: "{unit} 没有写明业主。", en: "“{unit}” names no owner." },
  "exit/unit-of-two-minds": {
    zh: "{unit} 的业主在其他专有部分投了不同的票；一人只计一票。",
    en: "The owner of “{unit}” voted differently for another unit; whoever holds several is one.",
  },
  "exit/vote-not-passed": {
    zh: "表决没有通过，不能解聘；可以再次召开业主大会。",
    en: "The vote did not pass, so the company is not dismissed; another meeting can be called.",
  },
  "exit/notice-too-late": {
    zh: "企业不续聘须在期满前 {days} 日通知，最迟应在 {latest} 送达（合同 {end} 期满）；期满后合同转为不定期。",
    en: "A company that will not renew says so {days} days before the end: by {latest}, as the contract ends on {end}. After that it runs on without term.",
  },
  "exit/notice-days-fixed": {
    zh: "不定期合同的解除须提前 {days} 日通知，不能另行约定。",
    en: "A contract without term is ended by {days} days' notice; nothing else can be agreed.",
  },
  "exit/notice-days-odd": {
    zh: "约定的通知期限应在 1 至 365 日之间。",
    en: "An agreed period of notice has 1 to 365 days.",
  },
  "exit/handover-before-end": {
    zh: "约定的移交期限不能早于合同终止日 {end}。",
    en: "The handover cannot be due before the contract ends, on {end}.",
  },
  "exit/handover-overdue": {
    zh: "移交已经逾期，不能再约定期限。",
    en: "The handover is overdue already; its deadline cannot be moved any more.",
  },
  "exit/handover-not-due": {
    zh: "移交期限（{due}）还没有过，不能认定拒不移交。",
    en: "The handover is not due yet ({due}); refusal is determined after that day.",
  },
  "exit/item-settled": { zh: "这一项已经登记过。", en: "This item is settled already." },
  "exit/items-settled": { zh: "各项都已登记。", en: "Every item is settled already." },
  "exit/items-outstanding": {
    zh: "还有 {count} 项没有移交。",
    en: "Still to be handed over or accounted for: {count}.",
  },
  "exit/receiver-missing": { zh: "请写明接收人。", en: "Name who received it." },
  "exit/suit-stage-out-of-turn": {
    zh: "诉讼目前的阶段之后不能直接到这一步。",
    en: "This stage cannot follow on the present one of the suit.",
  },
  "exit/suit-over": { zh: "诉讼已经终结。", en: "The suit is over." },
  "exit/suit-running": {
    zh: "诉讼还没有终结，不能办结。",
    en: "The suit is not over yet; the exit cannot be closed.",
  },
  "exit/court-missing": { zh: "请写明受理法院。", en: "Name the court." },
  "exit/case-number-missing": { zh: "请写明案号。", en: "Give the case number." },
  "exit/hearing-missing": { zh: "请填写开庭时间。", en: "Give the time of the hearing." },
  "exit/result-missing": { zh: "请选择裁判结果。", en: "Say how the court decided." },
  "exit/same-company": {
    zh: "接管的不能是正在退出的企业。",
    en: "The company that leaves cannot be the one that takes over.",
  },
  "exit/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
} as const satisfies RefusalTable;

export const refuse = refuser(exitRefusals);
