import { type RefusalTable, refuser } from "../refusal.ts";

export const findingRefusals = {
  "finding/kind-unknown": {
    zh: "违规类型“{kind}”不在目录中。",
    en: "The catalogue has no kind of violation “{kind}”.",
  },
  "finding/act-missing": {
    zh: "请至少选择这一类中的一种具体行为。",
    en: "Name at least one act that the plan lists under the kind.",
  },
  "finding/act-of-another-kind": {
    zh: "行为“{act}”不属于违规类型“{kind}”。",
    en: "The act “{act}” does not belong to the kind “{kind}”.",
  },
  "finding/description-missing": { zh: "请写明查到的情况。", en: "Describe what was found." },
  "finding/inspection-not-carried-out": {
    zh: "问题须由已实施的检查认定。",
    en: "A finding is established by an inspection that has been carried out.",
  },
  "finding/evidence-missing": {
    zh: "认定问题的检查须有证据。",
    en: "An inspection that establishes a finding needs evidence.",
  },
  "finding/not-in-this-state": {
    zh: "问题目前的状态是“{state}”，不能这样办理。",
    en: "The finding is in the state “{state}”; this cannot be done now.",
  },
  "finding/is-ground": {
    zh: "有处罚案件、移送件或失信认定以这个问题为依据，不能撤销；请先撤销案件或认定，或撤回移送。",
    en: "A penalty case, a transfer or discredit rests on this finding: withdraw that first.",
  },
  "finding/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
} as const satisfies RefusalTable;

export const refuse = refuser(findingRefusals);
