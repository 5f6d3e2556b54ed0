import type { Label } from "../refusals.ts";

/** What letters are for: part of what makes a letter one. */
export const letterPurposes = {
  /** The provincial brief, to the centralised rectification office. */
  brief: { zh: "专报", en: "Brief" },
  /** A report of a county or city that is sent on. */
  report: { zh: "报告转送", en: "Report sent on" },
  /** Something is due and has not left. */
  alarm: { zh: "告警", en: "Alarm" },
  /** To whoever wrote to a supervision mailbox. */
  acknowledgement: { zh: "收件回执", en: "Acknowledgement" },
  /** What has happened for somebody, in one letter. */
  digest: { zh: "提醒汇总", en: "Digest" },
} as const satisfies Readonly<Record<string, Label>>;

export type LetterPurpose = keyof typeof letterPurposes;
