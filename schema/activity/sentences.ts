import type { RefusalLocale } from "../refusals.ts";
import type { EventKind, Facts } from "./kinds.ts";
import { labelOf } from "./labels.ts";

/**
 * What people read of an event. `{where}` is the complex, else the company, else the region; `{who}` the company; the
 * other placeholders are facts, shown by their label. A part in brackets is left out where one of its facts is missing.
 * Nobody's own words stand in a sentence: none are in the log.
 */
type Sentence = Readonly<Record<RefusalLocale, string>>;

export const sentences: Readonly<Record<EventKind, Sentence>> = {
  CompanyRegistered: { zh: "{who}录入企业台账", en: "{who} was entered in the register of companies" },
  CompanyChanged: { zh: "{who}的企业信息有更新", en: "The record of {who} was changed" },
  CompanySourceChosen: { zh: "确定{who}以哪一来源的信息为准", en: "It was decided whose record of {who} holds" },
  ComplexRegistered: { zh: "{where}列入台账", en: "{where} was entered in the ledger" },
  ComplexChanged: { zh: "{where}的台账信息有更新", en: "The ledger entry of {where} was changed" },
  ComplexLeft: { zh: "{where}更正所在地，从本地台账移出", en: "{where} lies elsewhere and left this place's ledger" },
  ComplexArrived: { zh: "{where}更正所在地，列入本地台账", en: "{where} lies here and entered this place's ledger" },
  ComplexMerged: {
    zh: "{where}为重复登记，已并入另一个小区",
    en: "{where} was entered twice and merged into the other entry",
  },
  ComplexScreened: { zh: "{where}完成排查", en: "{where} was screened" },
  ComplexScreeningChanged: {
    zh: "{where}台账更新：{state}[，未整改问题{openFindings}个]",
    en: "Ledger entry of {where}: {state}[, open findings: {openFindings}]",
  },
  ServiceContractRecorded: {
    zh: "{who}与{where}的物业服务合同登记入册[，自{startsOn}起][，至{endsOn}止]",
    en: "A service contract of {who} with {where} was recorded[, from {startsOn}][ until {endsOn}]",
  },
  ServiceContractStarted: {
    zh: "{who}与{where}的物业服务合同开始履行",
    en: "The service contract of {who} with {where} began",
  },
  ServiceEnded: { zh: "{who}不再服务{where}", en: "{who} does not serve {where} any more" },
  ServiceContractChanged: { zh: "{where}的物业服务合同有更新", en: "A service contract of {where} was changed" },

  ComplaintFiled: { zh: "{where}收到投诉[（{source}）]", en: "A complaint about {where} came in[ ({source})]" },
  ComplaintConfirmed: {
    zh: "{where}的投诉已核实，计入统计",
    en: "The complaint about {where} is confirmed and counts",
  },
  ComplaintAssigned: { zh: "{where}的投诉已确定专人办理", en: "The complaint about {where} has a named handler" },
  ComplaintVerificationStarted: {
    zh: "{where}的投诉开始核查",
    en: "Verification of the complaint about {where} began",
  },
  ComplaintSubstantiated: { zh: "{where}的投诉经核查属实", en: "The complaint about {where} was substantiated" },
  ComplaintUnsubstantiated: {
    zh: "{where}的投诉经核查不属实",
    en: "The complaint about {where} was not substantiated",
  },
  ComplaintTransferred: {
    zh: "{where}的投诉移送[{department}]",
    en: "The complaint about {where} was transferred[ to {department}]",
  },
  ComplaintReturnedFromTransfer: {
    zh: "{where}的投诉移送后退回继续核查",
    en: "The complaint about {where} came back from its transfer",
  },
  ComplaintTransferAnswered: {
    zh: "{where}的投诉收到受移送部门答复",
    en: "The department answered the complaint about {where}",
  },
  ComplaintFeedbackGiven: { zh: "{where}的投诉已反馈", en: "Feedback on the complaint about {where} was given" },
  ComplaintOutcomeOwed: {
    zh: "{where}的投诉应反馈整改结果",
    en: "The outcome is now owed to who complained about {where}",
  },
  ComplaintAnswered: { zh: "{where}的投诉人评价：{satisfied}", en: "Who complained about {where} is {satisfied}" },
  ComplaintReopened: { zh: "{where}的投诉重新办理", en: "The complaint about {where} was reopened" },
  ComplaintClosed: { zh: "{where}的投诉办结", en: "The complaint about {where} was closed" },
  ComplaintWithdrawn: { zh: "{where}的投诉撤回", en: "The complaint about {where} was withdrawn" },
  ComplaintJoined: {
    zh: "{where}的投诉并入同一事项",
    en: "A complaint about {where} was joined with another of the same matter",
  },
  ComplaintSeparated: { zh: "{where}的投诉改为单独办理", en: "A complaint about {where} is a matter of its own again" },
  ComplaintCorrected: { zh: "{where}的投诉信息更正", en: "The complaint about {where} was corrected" },
  ComplaintExtended: {
    zh: "{where}的投诉延期[{workingDays}个工作日]",
    en: "The complaint about {where} was extended[ by {workingDays} working days]",
  },
  ComplaintOverdue: { zh: "{where}的投诉[{clock}]超时", en: "The complaint about {where} is overdue[: {clock}]" },
  WorkReassigned: {
    zh: "{where}一名工作人员的在办工作已移交",
    en: "The open work of somebody in {where} was handed to another",
  },
  ComplaintErased: {
    zh: "{where}一件投诉的个人信息已销毁",
    en: "Personal data of a complaint about {where} was destroyed",
  },
  ComplaintRevealed: {
    zh: "查看了{where}一件投诉的个人信息",
    en: "Personal data of a complaint about {where} was looked at",
  },

  InspectionRecorded: { zh: "{where}开展{kind}[，结果：{result}]", en: "{where}: {kind}[, {result}]" },
  InspectionWithdrawn: { zh: "{where}的{kind}记录撤回", en: "{where}: {kind} withdrawn" },
  FindingEstablished: { zh: "{where}查实一项问题", en: "A violation was found in {where}" },
  FindingWithdrawn: { zh: "{where}的一项问题撤销", en: "A finding in {where} was withdrawn" },

  SpotCheckDrawn: {
    zh: "{where}抽签确定“四不两直”抽查[，从{frame}个小区中抽取{drawn}个]",
    en: "{where} drew complexes for a spot check[: {drawn} of {frame}]",
  },
  SpotCheckComplexCarriedOut: {
    zh: "{where}的抽签抽查已查一个小区[，还有{outstanding}个]",
    en: "A complex that {where} drew was checked[; left: {outstanding}]",
  },
  SpotCheckComplexLeftOut: {
    zh: "{where}的抽签抽查有一个小区不查[，还有{outstanding}个]",
    en: "A complex that {where} drew was left out[; left: {outstanding}]",
  },
  SpotCheckCompleted: {
    zh: "{where}的一次抽签抽查完成[，实查{carriedOut}个小区]",
    en: "A spot check that {where} drew is complete[; checked: {carriedOut}]",
  },
  SpotCheckAbandoned: {
    zh: "{where}终止一次抽签抽查[，{outstanding}个小区未查]",
    en: "{where} abandoned a spot check[; not checked: {outstanding}]",
  },
  SpotCheckOverdue: {
    zh: "{where}的一次抽签抽查期限已过[，还有{outstanding}个小区未查]",
    en: "The period of a spot check that {where} drew is over[; left: {outstanding}]",
  },

  RectificationOrdered: {
    zh: "{where}被责令整改[，涉及{findings}项问题]",
    en: "{where} was ordered to rectify[ ({findings})]",
  },
  RectificationResponsibleNamed: {
    zh: "{where}的整改更换了责任人",
    en: "Somebody else answers for the rectification of {where}",
  },
  RectificationReminded: {
    zh: "督促{where}的逾期整改",
    en: "Whoever owes the overdue rectification of {where} was reminded",
  },
  RectificationStarted: { zh: "{where}开始整改", en: "Rectification of {where} began" },
  RectificationSubmitted: { zh: "{where}提交整改材料", en: "Evidence of rectification of {where} was submitted" },
  RectificationSentBack: { zh: "{where}的整改被退回", en: "The rectification of {where} was sent back" },
  RectificationExtensionAsked: { zh: "{where}申请整改延期", en: "An extension was asked for {where}" },
  RectificationExtended: { zh: "{where}的整改准予延期", en: "The deadline of {where} was extended" },
  RectificationExtensionDenied: { zh: "{where}的整改不予延期", en: "The extension for {where} was denied" },
  RectificationAccepted: { zh: "{where}的整改通过验收", en: "The rectification of {where} was accepted" },
  RectificationRefused: { zh: "{where}拒不整改", en: "Rectification of {where} was refused" },
  RectificationFailed: { zh: "{where}整改不到位", en: "The rectification of {where} failed" },
  RectificationOverdue: {
    zh: "{where}的整改逾期[（{awaitingReview}）]",
    en: "The rectification of {where} is overdue[ ({awaitingReview})]",
  },
  RectificationEscalated: { zh: "{where}的逾期整改升级为{to}", en: "The overdue rectification of {where}: {to}" },
  FollowUpOwed: { zh: "{where}应启动[{kind}]后续处理", en: "A follow-up is owed for {where}[: {kind}]" },
  FollowUpOpened: { zh: "{where}已启动[{kind}]后续处理", en: "A follow-up for {where} was opened[: {kind}]" },
  FollowUpWaived: { zh: "{where}免除[{kind}]后续处理", en: "A follow-up for {where} was waived[: {kind}]" },

  FollowUpReopened: {
    zh: "{where}的[{kind}]后续处理未办成，重新列为应办",
    en: "A follow-up for {where} is owed again[: {kind}]",
  },

  TransferSent: { zh: "{where}有事项移送[{department}]", en: "A matter of {where} was sent[ to {department}]" },
  TransferAccepted: {
    zh: "[{department}]接收{where}的移送件",
    en: "The transfer about {where} was accepted[ by {department}]",
  },
  TransferAnswered: {
    zh: "[{department}]答复{where}的移送件[：{outcome}]",
    en: "The transfer about {where} was answered[ by {department}][: {outcome}]",
  },
  TransferReturned: {
    zh: "[{department}]退回{where}的移送件",
    en: "The transfer about {where} was returned[ by {department}]",
  },
  TransferWithdrawn: {
    zh: "{where}移送[{department}]的事项撤回",
    en: "The transfer about {where}[ to {department}] was withdrawn",
  },
  TransferOverdue: {
    zh: "[{department}]逾期未[{owed}]{where}的移送件",
    en: "The transfer about {where} was not[ {owed}] in time[ by {department}]",
  },

  GradeReviewProposed: {
    zh: "{where}提出降低服务等级",
    en: "A lower grade was proposed for {where}",
  },
  GradeReviewReturned: {
    zh: "{where}的服务等级核定被发改部门退回",
    en: "Development and reform returned the grade review of {where}",
  },
  GradeReviewConfirmed: {
    zh: "{where}降低后的收费标准已由发改部门确认",
    en: "Development and reform confirmed the lower charge of {where}",
  },
  GradeLowered: {
    zh: "{where}的服务等级和收费标准降低，开始执行",
    en: "The lower grade and charge of {where} are in force",
  },
  GradeReviewVerified: {
    zh: "经现场核实，{where}已按降低后的标准收费",
    en: "Verified on the spot: {where} is charged the lower rate",
  },
  GradeReviewWithdrawn: { zh: "{where}的服务等级核定撤回", en: "The grade review of {where} was withdrawn" },

  PenaltyCaseFiled: {
    zh: "对{who}立案查处[（{article}）]",
    en: "A penalty case against {who} was filed[ ({article})]",
  },
  PenaltyEvidenceRecorded: {
    zh: "{who}的处罚案件补充证据",
    en: "Evidence in the penalty case against {who} was added",
  },
  PenaltyHearingOffered: {
    zh: "向{who}告知拟罚款[{yuan}元]和听证权利",
    en: "{who} was told of the fine intended[, {yuan} yuan,] and of its right to a hearing",
  },
  PenaltyHearingLapsed: { zh: "{who}逾期未要求听证", en: "{who} asked for no hearing in time" },
  PenaltyHearingAsked: { zh: "{who}要求听证", en: "{who} asked for a hearing" },
  PenaltyHearingNotified: { zh: "已通知{who}举行听证", en: "{who} was told of the hearing" },
  PenaltyHearingHeld: { zh: "{who}的处罚案件举行听证", en: "The hearing of {who} took place" },
  PenaltyDecided: { zh: "决定对{who}罚款[{yuan}元]", en: "A fine on {who} was decided[: {yuan} yuan]" },
  PenaltyServed: { zh: "{who}的处罚决定书已送达", en: "The decision was served on {who}" },
  PenaltyPaid: { zh: "{who}缴纳罚款", en: "{who} paid towards a fine" },
  PenaltyPerformed: { zh: "{who}履行处罚决定完毕", en: "{who} has performed its penalty" },
  PenaltyCaseClosed: { zh: "{who}的处罚案件结案", en: "The penalty case against {who} was closed" },
  PenaltyCaseWithdrawn: { zh: "{who}的处罚案件撤销", en: "The penalty case against {who} was withdrawn" },
  PenaltyDecisionOverdue: {
    zh: "{who}的处罚案件逾期未作决定",
    en: "The decision in the penalty case against {who} is overdue",
  },
  PenaltyServiceOverdue: { zh: "{who}的处罚决定书逾期未送达", en: "Service of the decision on {who} is overdue" },
  PenaltyPaymentOverdue: {
    zh: "{who}逾期未缴罚款，开始加处罚款",
    en: "{who} has not paid its fine in time; the surcharge begins",
  },

  ExitGuidanceOverdue: { zh: "{where}的退出引导逾期未启动", en: "Guidance of the owners of {where} is overdue" },
  ExitGuidanceOpened: {
    zh: "{where}启动退出引导[（{ground}）]",
    en: "Guidance of the owners of {where} began[ ({ground})]",
  },
  OwnersMeetingCalled: { zh: "{where}召集业主大会", en: "A meeting of the owners of {where} was called" },
  OwnersVoteRecorded: { zh: "{where}业主表决[{passed}]", en: "The owners of {where} voted[: {passed}]" },
  CompanyDismissed: { zh: "{where}业主决定解聘{who}", en: "The owners of {where} dismissed {who}" },
  ExitNoticeServed: {
    zh: "{where}的解除通知已送达[（{by}）]",
    en: "Notice to end the contract of {where} was served[ ({by})]",
  },
  ExitContractEnded: { zh: "{where}的物业服务合同终止", en: "The service contract of {where} ended" },
  HandoverAgreed: { zh: "{where}约定了移交期限", en: "A day for the handover of {where} was agreed" },
  HandoverItemHandedOver: { zh: "{where}移交了[{item}]", en: "{where}: handed over[: {item}]" },
  HandoverItemMissing: { zh: "{where}无法移交[{item}]，已记录", en: "{where}: cannot be handed over[: {item}]" },
  HandoverOverdue: { zh: "{where}的移交逾期", en: "The handover of {where} is overdue" },
  HandoverCompleted: { zh: "{where}移交完毕", en: "The handover of {where} is complete" },
  HandoverRefused: { zh: "{where}的{who}[{refusal}]", en: "{who} refuses in {where}[: {refusal}]" },
  SuitAdvanced: { zh: "{where}的移交诉讼[：{stage}]", en: "The suit about {where}[: {stage}]" },
  ComplexTakenOver: { zh: "{where}由新企业接管", en: "{where} was taken over by a new company" },
  ExitClosed: { zh: "{where}的退出办结", en: "The exit from {where} was closed" },
  ExitAbandoned: { zh: "{where}的退出终止", en: "The exit from {where} was abandoned" },

  CreditEventRecorded: {
    zh: "{who}记入[{severity}]失信信息",
    en: "A credit event of {who} was recorded[ ({severity})]",
  },
  CreditEventWithdrawn: { zh: "{who}的失信信息撤销", en: "A credit event of {who} was withdrawn" },
  CreditEventRepaired: { zh: "{who}的信用已修复", en: "The credit of {who} was repaired" },
  CreditDisclosureEnded: { zh: "{who}的失信信息公示期满", en: "Disclosure of a credit event of {who} ended" },
  JointPunishmentOpened: { zh: "对{who}发起联合惩戒", en: "Joint punishment of {who} was opened" },
  JointPunishmentConfirmed: {
    zh: "[{department}]确认对{who}联合惩戒",
    en: "Joint punishment of {who} was confirmed[ by {department}]",
  },
  JointPunishmentReported: {
    zh: "[{department}]报送对{who}的惩戒措施",
    en: "Measures against {who} were reported[ by {department}]",
  },
  JointPunishmentInForce: { zh: "对{who}的联合惩戒生效", en: "Joint punishment of {who} is in force" },
  JointPunishmentLifted: { zh: "对{who}的联合惩戒解除", en: "Joint punishment of {who} was lifted" },
  CreditPushed: { zh: "[{receiver}]已接收{who}的推送", en: "A push about {who} was received[ by {receiver}]" },
  CreditPushFailing: {
    zh: "向[{receiver}]推送{who}的信息未成功，将自动重试[（{fault}）]",
    en: "A push about {who}[ to {receiver}] failed[ ({fault})]; it is tried again",
  },
  CreditPushDead: {
    zh: "向[{receiver}]推送{who}的信息已停发，待人工处理[（{fault}）]",
    en: "A push about {who}[ to {receiver}] was given up[ ({fault})]",
  },
  CreditPushAskedFor: {
    zh: "要求向[{receiver}]重新推送{who}的信息",
    en: "A push about {who}[ to {receiver}] is to be sent again",
  },

  DispatchWeekOpened: { zh: "[第{week}周]周调度开始", en: "A dispatch week was opened[: week {week}]" },
  DispatchWeekCutOff: { zh: "[第{week}周]周调度数据截止", en: "A dispatch week was cut off[: week {week}]" },
  DispatchReportSubmitted: {
    zh: "{where}报送[第{week}周]周调度",
    en: "{where} submitted its dispatch report[ of week {week}]",
  },
  DispatchReportReturned: {
    zh: "{where}[第{week}周]的周调度被退回",
    en: "The dispatch report of {where}[, week {week},] was returned",
  },
  DispatchReportLocked: {
    zh: "{where}[第{week}周]的周调度已锁定",
    en: "The dispatch report of {where}[, week {week},] was locked",
  },
  DispatchReportAccepted: {
    zh: "{where}[第{week}周]的周调度通过",
    en: "The dispatch report of {where}[, week {week},] was accepted",
  },
  DispatchReportReminded: {
    zh: "提醒{where}报送[第{week}周]周调度",
    en: "{where} was reminded of its dispatch report[ of week {week}]",
  },
  DispatchReportLate: {
    zh: "{where}[第{week}周]的周调度逾期未报",
    en: "The dispatch report of {where}[, week {week},] is late",
  },

  PhaseTaskCompleted: { zh: "{where}完成一项阶段任务", en: "{where} completed a task of the plan" },
  PhaseTaskLate: { zh: "{where}一项阶段任务逾期", en: "A task of the plan is late in {where}" },

  ApiClientCreated: { zh: "为{where}建立接口账号", en: "An API client for {where} was created" },
  ApiClientRevoked: { zh: "{where}的接口账号停用", en: "An API client of {where} was revoked" },
  ApiKeyIssued: { zh: "{where}的接口账号签发新密钥", en: "A key was issued to an API client of {where}" },
  ApiKeyRevoked: { zh: "{where}的接口账号有密钥作废", en: "A key of an API client of {where} was revoked" },
  AccountCreated: { zh: "{where}新增账号", en: "An account in {where} was created" },
  AccountChanged: { zh: "{where}有账号变更", en: "An account in {where} was changed" },
  AccountDisabled: { zh: "{where}有账号停用", en: "An account in {where} was disabled" },
  CampaignSettingsChanged: { zh: "专项行动参数有调整", en: "Settings of the campaign were changed" },
  LedgerImported: {
    zh: "{where}导入小区台账：新增 {created}，更新 {updated}，未变 {unchanged}，退回 {refused}",
    en: "A ledger was imported in {where}: {created} new, {updated} changed, {unchanged} as they were, {refused} refused",
  },
  ListExported: {
    zh: "{where}有人导出列表[：{list}][（{rows} 行）]",
    en: "A list was exported[: {list}][ ({rows} rows)]",
  },
  PaperServed: { zh: "{where}的{act}已送达[（{manner}）]", en: "The {act} of {where} was served[ ({manner})]" },
  PaperReplaced: {
    zh: "{where}的{act}有误，已撤回并另行印发",
    en: "The {act} of {where} was wrong and is replaced by another",
  },
  TimerMoved: { zh: "{where}一项时限按工作日历重新计算", en: "A due time in {where} was recomputed" },
};

export interface Names {
  complex: string | null;
  company: string | null;
  region: string;
}

/** One line for people. */
export function sentenceOf(kind: EventKind, facts: Facts, names: Names, locale: RefusalLocale): string {
  const company = names.company ?? (locale === "zh" ? "一家物业企业" : "a company");
  const told = (name: string): string | null => {
    if (name === "where") return names.complex ?? names.company ?? names.region;
    if (name === "who") return company;
    return labelOf(name, facts[name], locale);
  };
  const fill = (part: string, missing: (name: string) => string) =>
    part.replace(/\{(\w+)\}/g, (_, name: string) => told(name) ?? missing(name));
  const complete = (part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => told(name as string) !== null);
  const kept = sentences[kind][locale].replace(/\[([^\]]*)\]/g, (_, part: string) => (complete(part) ? part : ""));
  return fill(kept, () => (locale === "zh" ? "某项" : "something"));
}
