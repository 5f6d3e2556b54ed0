import { type RefusalTable, refuser } from "../refusal.ts";

export const inspectionRefusals = {
  "inspection/complex-unknown": {
    zh: "没有找到这个小区，或不在您的辖区。",
    en: "There is no such complex in your region.",
  },
  "inspection/complaint-of-another-complex": {
    zh: "这件投诉不是这个小区的。",
    en: "The complaint is about another complex.",
  },
  "inspection/not-in-this-state": {
    zh: "检查目前的状态是“{state}”，不能这样办理。",
    en: "The inspection is in the state “{state}”; this cannot be done now.",
  },
  "inspection/in-the-future": {
    zh: "检查时间不能晚于现在（{now}）。",
    en: "An inspection cannot have been carried out later than now ({now}).",
  },
  "inspection/kind-of-another-body": {
    zh: "省级督查由省集中整治办登记，其他检查由市、县和街道登记。",
    en: "Provincial inspections are the provincial office's to record; the others belong to city, county and sub-district.",
  },
  "inspection/evidence-missing": {
    zh: "查到问题的检查须附证据。",
    en: "An inspection that found problems needs evidence.",
  },
  "inspection/complaint-missing": {
    zh: "线索核查须指明投诉或线索。",
    en: "A verification needs the complaint or clue that it verifies.",
  },
  "inspection/act-unknown": {
    zh: "检查清单中没有“{act}”这一项。",
    en: "The checklist has no item “{act}”.",
  },
  "inspection/act-twice": {
    zh: "检查清单中“{act}”填了两次。",
    en: "The item “{act}” of the checklist is answered twice.",
  },
  "inspection/note-missing": {
    zh: "有问题的项目须写明查到的情况。",
    en: "Describe what was found of an item that is not in order.",
  },
  "inspection/item-evidence-missing": {
    zh: "有问题的项目须附照片或材料。",
    en: "An item that is not in order needs a photo or another file.",
  },
  "inspection/follows-from-checklist": {
    zh: "有检查清单时，结果和问题由清单得出，请不要另填。",
    en: "Result and findings follow from the checklist: do not give others beside it.",
  },
  "inspection/nothing-looked-at": {
    zh: "检查清单中没有一项看过。",
    en: "No item of the checklist was looked at.",
  },
  "inspection/not-looked-at": {
    zh: "还有 {items} 项没有看：排查要看完全部项目，线索核查要看完所反映类别的项目，才能认定未发现问题。",
    en: "{items} items are left: nothing is found in order before a screening has looked at every item, and a verification at those of the kind complained of.",
  },
  "inspection/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "inspection/has-findings": {
    zh: "这次检查认定的 {findings} 个问题仍然有效，请先撤销问题。",
    en: "Findings that stand rest on this inspection ({findings}); withdraw them first.",
  },
  "inspection/is-proof": {
    zh: "整改验收、整改不到位、降级核验或抽签抽查以这次检查为依据，不能撤回。",
    en: "An acceptance, a failure, a verified grade or a spot check that was drawn rests on this inspection; it cannot be withdrawn.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(inspectionRefusals);
