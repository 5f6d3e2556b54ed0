import { type RefusalTable, refuser } from "../refusal.ts";

export const supervisionRefusals = {
  "supervision/not-in-this-state": {
    zh: "这件事目前的状态是“{state}”，不能这样办理。",
    en: "It is {state} now and cannot be dealt with like that.",
  },
  "supervision/region-unfit": {
    zh: "只能督导直接下一级的地区。",
    en: "Only a region directly below one's own is urged on.",
  },
  "supervision/step-stands": {
    zh: "对该地区已采取这一步或更进一步的措施，尚未办结。",
    en: "This step or a higher one stands for the region already.",
  },
  "supervision/step-skipped": {
    zh: "前面还有 {steps} 步没有采取，越级须写明理由。",
    en: "{steps} step(s) before this one would be left out: say why.",
  },
  "supervision/text-missing": { zh: "请写明事由和要求。", en: "Say what is asked, and why." },
  "supervision/meeting-missing": { zh: "请写明约谈时间。", en: "Say when the interview is." },
  "supervision/meeting-past": { zh: "约谈时间应晚于现在。", en: "The interview must be later than now." },
  "supervision/venue-missing": { zh: "请写明约谈地点。", en: "Say where the interview is." },
  "supervision/due-too-early": {
    zh: "答复期限应晚于 {than}。",
    en: "The answer must be due later than {than}.",
  },
  "supervision/answer-missing": { zh: "请写明答复内容。", en: "Write the answer." },
  "supervision/reason-missing": { zh: "请写明理由。", en: "Give the reason." },
  "supervision/case-missing": {
    zh: "请指明一项整改或一个问题。",
    en: "Name one rectification or one finding.",
  },
  "supervision/case-settled": {
    zh: "这个案件已经了结，不需要督办。",
    en: "The case is settled: nothing is left to supervise.",
  },
  "supervision/case-supervised": {
    zh: "这个案件已在重点督办中。",
    en: "The case is under key supervision already.",
  },
  "supervision/bulletin-sent": {
    zh: "这一周的通报已经印发。",
    en: "The bulletin of that week was sent already.",
  },
  "supervision/week-not-kept": {
    zh: "这一周还没有进度指数。",
    en: "No index has been kept of that week.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(supervisionRefusals);
