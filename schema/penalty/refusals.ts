import { type RefusalTable, refuser } from "../refusal.ts";

export const penaltyRefusals = {
  "penalty/finding-missing": { zh: "请指明立案所依据的问题。", en: "Name the findings that the case rests on." },
  "penalty/finding-withdrawn": {
    zh: "这项问题已经撤销，不能立案。",
    en: "This finding has been withdrawn; no case can rest on it.",
  },
  "penalty/finding-not-illegal": {
    zh: "这项问题没有认定违法，不能给予行政处罚。",
    en: "This finding breaks no law; there is nothing to penalise.",
  },
  "penalty/finding-taken": {
    zh: "这项问题已经立案（{number}），同一违法行为不重复处罚。",
    en: "Case {number} rests on this finding already; nobody is fined twice for one act.",
  },
  "penalty/company-missing": {
    zh: "这项问题没有对应的物业服务企业，不能立案。",
    en: "No company answers for this finding, so there is nobody to penalise.",
  },
  "penalty/companies-differ": {
    zh: "一件案件只能针对一家企业的问题。",
    en: "One case is against one company: the findings belong to several.",
  },
  "penalty/cities-differ": {
    zh: "一件案件只能包括一个市的问题。",
    en: "One case is one city's: the findings lie in several.",
  },
  "penalty/facts-missing": { zh: "请写明违法事实。", en: "Say what the company is held to have done." },
  "penalty/act-after-discovery": {
    zh: "违法行为终了日期不能晚于发现日期（{discovered}）。",
    en: "The act cannot have ended after it was found, on {discovered}.",
  },
  "penalty/limitation": {
    zh: "违法行为在 {years} 年内未被发现的，不再给予行政处罚（《行政处罚法》第{article}条）：最迟应在 {last} 发现，实际发现于 {discovered}。",
    en: "An act that is not found within {years} years is penalised no more (Administrative Penalty Law, article {article}): by {last}; it was found on {discovered}.",
  },
  "penalty/article-not-in-force": {
    zh: "《物业管理条例》第{article}条在 {day} 没有施行。",
    en: "Article {article} of the Property Management Regulation was not in force on {day}.",
  },
  "penalty/article-of-another-party": {
    zh: "《物业管理条例》第{article}条没有对这类当事人规定罚款。",
    en: "Article {article} of the Property Management Regulation threatens no fine to such a party.",
  },
  "penalty/is-ground": {
    zh: "有失信信息以这个案件为依据，不能撤销；请先撤销该失信信息。",
    en: "A credit event rests on this case: withdraw that first.",
  },
  "penalty/basis-missing": {
    zh: "《物业管理条例》第{article}条按比例罚款，请写明计算罚款的基数。",
    en: "Article {article} of the Property Management Regulation sets a share: give what it is taken of.",
  },
  "penalty/amount-missing": { zh: "请写明罚款数额。", en: "Give the fine." },
  "penalty/amount-out-of-range": {
    zh: "罚款 {amount} 元超出《物业管理条例》第{article}条的幅度：{min} 元以上 {max} 元以下。",
    en: "A fine of {amount} yuan is outside article {article} of the Property Management Regulation: from {min} to {max} yuan.",
  },
  "penalty/amount-not-whole": {
    zh: "罚款数额应为整数元，不能是 {amount} 元。",
    en: "A fine is imposed in whole yuan, not {amount}.",
  },
  "penalty/heavier-than-offered": {
    zh: "罚款不能高于事先告知的 {offered} 元：不得因当事人陈述、申辩或者要求听证而加重处罚（《行政处罚法》第{article}条）。",
    en: "The fine cannot be above the {offered} yuan of the prior notice: nobody is penalised harder for having been heard (Administrative Penalty Law, article {article}).",
  },
  "penalty/hearing-open": {
    zh: "当事人在 {until} 以前可以要求听证（《行政处罚法》第{article}条），还不能作出决定。",
    en: "A hearing may be asked for until {until} (Administrative Penalty Law, article {article}); there can be no decision before.",
  },
  "penalty/hearing-asked-late": {
    zh: "要求听证应在 {last} 以前提出（《行政处罚法》第{article}条）。",
    en: "A hearing had to be asked for by {last} (Administrative Penalty Law, article {article}).",
  },
  "penalty/hearing-notice-short": {
    zh: "听证应提前七个工作日通知（《行政处罚法》第{article}条）：最早 {earliest} 举行。",
    en: "Notice of a hearing is given seven working days ahead (Administrative Penalty Law, article {article}): {earliest} is the earliest day.",
  },
  "penalty/hearing-not-held": {
    zh: "听证定于 {at} 举行，还不能登记。",
    en: "The hearing is at {at}; it cannot be recorded before.",
  },
  "penalty/place-missing": { zh: "请写明听证地点。", en: "Say where the hearing is held." },
  "penalty/record-missing": { zh: "请写明听证情况。", en: "Say what came out at the hearing." },
  "penalty/evidence-missing": { zh: "请上传证明材料。", en: "Upload the papers that prove it." },
  "penalty/receiver-missing": { zh: "请写明签收人。", en: "Name who received it." },
  "penalty/receipt-missing": { zh: "请写明缴款凭证号。", en: "Give the number of the receipt." },
  "penalty/date-too-early": { zh: "日期不能早于 {earliest}。", en: "The day cannot be before {earliest}." },
  "penalty/date-in-the-future": {
    zh: "日期不能晚于今天（{today}）。",
    en: "The day cannot be after today, {today}.",
  },
  "penalty/payment-above-outstanding": {
    zh: "到 {day} 应缴罚款和加处罚款共余 {outstanding} 元，不能多缴。",
    en: "On {day} {outstanding} yuan of fine and surcharge are outstanding; no more can be paid.",
  },
  "penalty/not-in-this-state": {
    zh: "案件目前的状态是“{state}”，不能这样办理。",
    en: "The case is in the state “{state}”; this cannot be done now.",
  },
  "penalty/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
} as const satisfies RefusalTable;

export const refuse = refuser(penaltyRefusals);
