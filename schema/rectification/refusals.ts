import { type RefusalTable, refuser } from "../refusal.ts";

export const rectificationRefusals = {
  "rectification/finding-missing": {
    zh: "整改令至少要有一个问题。",
    en: "An order needs at least one finding.",
  },
  "rectification/findings-of-several-complexes": {
    zh: "一份整改令只能针对一个小区的问题。",
    en: "The findings of one order must be of one complex.",
  },
  "rectification/finding-ordered-already": {
    zh: "问题已在另一份有效的整改令中。",
    en: "A finding is under another live order already.",
  },
  "rectification/finding-settled": {
    zh: "问题已整改或已撤销，不能再下整改令。",
    en: "A finding has been rectified or withdrawn; nothing is left to order.",
  },
  "rectification/responsible-person-missing": {
    zh: "请写明整改责任人。",
    en: "Name the responsible person.",
  },
  "rectification/deadline-missing": { zh: "请写明完成时限。", en: "Give the deadline." },
  "rectification/deadline-not-later": {
    zh: "完成时限应晚于 {than}。",
    en: "The deadline must be later than {than}.",
  },
  "rectification/not-in-this-state": {
    zh: "整改目前的状态是“{state}”，不能这样办理。",
    en: "The rectification is in the state “{state}”; this cannot be done now.",
  },
  "rectification/evidence-missing": { zh: "请附上证据。", en: "Attach evidence." },
  "rectification/inspection-unfit": {
    zh: "这次检查不能作为依据：须是同一小区、已完成且结论一致的现场检查。",
    en: "This inspection proves nothing here: it must be of the same complex, carried out, and of the same result.",
  },
  "rectification/inspection-too-early": {
    zh: "检查应在 {after} 之后进行。",
    en: "The inspection must have been carried out after {after}.",
  },
  "rectification/inspection-missing": {
    zh: "请指明现场检查的记录。",
    en: "Name the inspection on the spot that it rests on.",
  },
  "rectification/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "rectification/deadline-passed": {
    zh: "完成时限 {deadline} 已过，不能再申请延期。",
    en: "The deadline, {deadline}, has passed; an extension can no longer be asked for.",
  },
  "rectification/not-overdue": {
    zh: "完成时限 {deadline} 未到，不需要督促。",
    en: "The deadline, {deadline}, has not passed; there is nothing to remind of.",
  },
  "rectification/reminded-already": {
    zh: "今天已经督促过，{until} 起可以再次督促。",
    en: "A reminder was sent already; the next one is possible from {until} on.",
  },
  "rectification/deadline-not-passed": {
    zh: "完成时限 {deadline} 未到，还不能认定整改不到位。",
    en: "The deadline, {deadline}, has not passed; failure cannot be established before.",
  },
  "rectification/extended-already": {
    zh: "已经延期过，最多 {extensions} 次。",
    en: "It has been extended already; at most {extensions} extensions are possible.",
  },
  "rectification/extension-pending": {
    zh: "延期申请还没有决定。",
    en: "An extension has been asked for and is not decided yet.",
  },
  "rectification/extension-not-asked": {
    zh: "没有待决定的延期申请。",
    en: "No extension is waiting for a decision.",
  },
  "follow-up/settled-already": {
    zh: "这项后续处置已经启动或免除。",
    en: "This follow-up has been opened or waived already.",
  },
  "follow-up/owed-still": {
    zh: "这项后续处置还没有启动。",
    en: "This follow-up has not been opened.",
  },
  "follow-up/reason-missing": {
    zh: "免除后续处置须书面写明理由。",
    en: "A follow-up is waived only with a written reason.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(rectificationRefusals);
