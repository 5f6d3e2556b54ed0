import { type RefusalTable, refuser } from "../refusal.ts";

export const policyDocumentRefusals = {
  "policy-document/empty": {
    zh: "请写明文件正文，或者附上文件。",
    en: "Give the text of the document, or attach its file.",
  },
  "policy-document/nobody-addressed": {
    zh: "没有收文单位：请选择本地区以下的单位和层级。",
    en: "It is sent to nobody: choose regions below your own and the level down to which it goes.",
  },
  "policy-document/region-unknown": {
    zh: "本地区以下没有这个单位。",
    en: "There is no such region below your own.",
  },
  "policy-document/number-taken": {
    zh: "文号“{documentNumber}”的文件已经下发，修订请用“换发”。",
    en: "The document numbered {documentNumber} was sent down already; replace it by a new edition.",
  },
  "policy-document/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "policy-document/nobody-unread": {
    zh: "您能催的单位都已签收。",
    en: "All regions that you could remind have confirmed reading it.",
  },
  "policy-document/of-another-body": {
    zh: "这是别的机关下发的文件，只有它能换发或撤回。",
    en: "Another body sent it down; only that one replaces or withdraws it.",
  },
  "policy-document/not-in-this-state": {
    zh: "文件目前的状态是“{state}”，不能这样办理。",
    en: "The document is in the state “{state}”; this cannot be done now.",
  },
  "policy-receipt/read-already": {
    zh: "本单位已经签收。",
    en: "Your region has confirmed reading it already.",
  },
  "policy-receipt/not-owed": {
    zh: "这份文件已经换发或撤回，不再需要签收。",
    en: "The document was replaced or withdrawn; it need not be confirmed any more.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(policyDocumentRefusals);
