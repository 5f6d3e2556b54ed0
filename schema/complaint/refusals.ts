import { dateOf } from "../calendar/rules.ts";
import { type RefusalTable, refuser } from "../refusal.ts";

export const complaintRefusals = {
  "complaint/not-in-this-state": {
    zh: "投诉目前的状态是“{state}”，不能这样办理。",
    en: "The complaint is in the state “{state}”; this cannot be done now.",
  },
  "complaint/confirmed-already": {
    zh: "投诉已经核实，已计入统计。",
    en: "The complaint is confirmed already and counts.",
  },
  "complaint/nobody-to-confirm": {
    zh: "匿名投诉无法回访，核查有结果后才计入统计。",
    en: "Nobody can be called back about an anonymous complaint; it counts once it has been verified.",
  },
  "complaint/complex-unknown": {
    zh: "没有找到这个小区，请从名录中选择。",
    en: "There is no such complex; choose one from the directory.",
  },
  "complaint/phone-malformed": {
    zh: "电话号码不对：请填手机号，或带区号的固定电话。",
    en: "This is no telephone number: give a mobile number, or a landline with its area code.",
  },
  "complaint/county-missing": {
    zh: "还没有确定这件投诉属于哪个县（市、区），请先更正补充。",
    en: "Nobody has said yet in which county the complaint lies; correct it first.",
  },
  "complaint/place-missing": {
    zh: "请选择小区；名录里没有的，请选择所在县（市、区）。",
    en: "Choose the complex; where it is not listed, the county it lies in.",
  },
  "complaint/filed-in-the-future": {
    zh: "投诉时间不能晚于现在。",
    en: "A complaint cannot have been filed later than now.",
  },
  "complaint/filed-at-fixed": {
    zh: "投诉时间已用于计算时限，不能更改。",
    en: "The clocks run from the time of filing; it cannot be changed.",
  },
  "complaint/elsewhere": {
    zh: "更正后的地点属于另一地区，请撤回后重新报送。",
    en: "The corrected place lies in another region; withdraw the complaint and send it anew.",
  },
  "complaint/text-missing": {
    zh: "请写明反映的内容。",
    en: "Say what was reported.",
  },
  "complaint/complex-name-unknown": {
    zh: "没有以“{externalId}”报送过小区。",
    en: "You have sent no complex under the name “{externalId}”.",
  },
  "complaint/follows-primary": {
    zh: "这件投诉已并入另一件，请办理主件；办理和反馈会同步到这一件。",
    en: "It follows another complaint: handle that one, and this one is handled and told with it.",
  },
  "complaint/joined-already": { zh: "已经并入另一件投诉。", en: "It follows another complaint already." },
  "complaint/has-duplicates": {
    zh: "已有投诉并入这一件，不能再并入别的投诉。",
    en: "Others follow this complaint; it cannot follow another.",
  },
  "complaint/not-joined": { zh: "没有并入其他投诉。", en: "It follows no other complaint." },
  "complaint/primary-unfit": {
    zh: "主件应是同一县区内尚未办结、也未并入他件的另一件投诉。",
    en: "It can follow another complaint of the same county that is not over and follows none itself.",
  },
  "complaint/kind-unknown": { zh: "没有这一类问题。", en: "There is no such kind of violation." },
  "complaint/handler-unknown": {
    zh: "受理人应是投诉所在地区的工作人员。",
    en: "The handler must be somebody who works for the complaint's region.",
  },
  "complaint/code-unknown": {
    zh: "没有这个查询码，请核对后再输入。",
    en: "There is no such tracking code; check it and try again.",
  },
  "complaint/erased": {
    zh: "这件投诉的个人信息已于 {on} 按规定销毁，不能再查看或更改。",
    en: "The personal data of this complaint were destroyed on {on} as the law asks: they can be neither seen nor changed any more.",
  },
  "complaint/consequences-running": {
    zh: "还有 {count} 类后续处理没有了结（整改、处罚、移送、退出或诉讼等），了结后才能销毁个人信息。",
    en: "{count} kinds of consequences that rest on it still run (a rectification, penalty, transfer, exit or suit): its personal data can be destroyed once they are over.",
  },
  "complaint/handler-missing": {
    zh: "请指定一名受理人（专人受理）。",
    en: "Name the person who handles it.",
  },
  "complaint/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "complaint/feedback-missing": {
    zh: "请写明反馈给投诉人的内容。",
    en: "Write what the complainant is told.",
  },
  "complaint/feedback-not-owed": {
    zh: "已经反馈过，目前没有需要再反馈的整改结果。",
    en: "Feedback has been given, and no further outcome is owed at present.",
  },
  "complaint/transfer-answered": {
    zh: "受移送部门已经答复。",
    en: "The department has answered already.",
  },
  "complaint/transfer-unanswered": {
    zh: "受移送部门还没有答复，暂不能反馈。",
    en: "The department has not answered yet; feedback must wait.",
  },
  "complaint/extended-already": {
    zh: "已经延期过，最多 {extensions} 次。",
    en: "It has been extended already; at most {extensions} extensions are possible.",
  },
  "complaint/nothing-to-extend": {
    zh: "没有可以延期的时限：都已办完、暂停或已经逾期。",
    en: "No clock can be extended: each is met, paused or overdue.",
  },
  "complaint/answered-already": { zh: "您已经评价过这次反馈。", en: "This feedback has been answered already." },
  "complaint/answer-window-over": {
    zh: "评价期已于 {until} 结束。",
    en: "The time to answer ended at {until}.",
  },
  "complaint/answer-window-open": {
    zh: "评价期到 {until} 才结束，还不能办结。",
    en: "The time to answer runs until {until}; it cannot be closed before.",
  },
  "complaint/outcome-owed": {
    zh: "还有问题没有处理完，或整改结果没有反馈，不能办结。",
    en: "Findings are still open, or an outcome is still to be told; it cannot be closed yet.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(complaintRefusals);

/** The data is gone, and since when. */
export const erasedSince = ({ erasedAt }: { erasedAt: Date | null }) =>
  refuse("complaint/erased", [], { on: erasedAt ? dateOf(erasedAt).toString() : "?" });
