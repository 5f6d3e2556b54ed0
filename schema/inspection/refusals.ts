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
