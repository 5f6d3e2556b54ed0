import type { PartName, SlowReason } from "./rules.ts";

/** How the parts of the index are called in papers. */
export const partLabels: Readonly<Record<PartName, string>> = {
  coverage: "排查覆盖率",
  rectified: "整改率",
  notOverdue: "未逾期率",
  feedbackInTime: "按时反馈率",
  satisfaction: "满意率",
  reportsOnTime: "按时报送率",
};

export const slowLabels: Readonly<Record<SlowReason, string>> = {
  belowThreshold: "指数偏低",
  amongLast: "连续靠后",
};

/** 68.70; of what could not be measured, a dash. */
export const writtenScore = (score: number | null): string => (score === null ? "—" : (score / 100).toFixed(2));

/** 33.3%, rounded half up; a dash where there is nothing to divide by. */
export function writtenShare({ numerator, denominator }: { numerator: number; denominator: number }): string {
  if (denominator === 0) return "—";
  const perMille = Math.floor((2000 * numerator + denominator) / (2 * denominator));
  return `${Math.floor(perMille / 10)}.${perMille % 10}%`;
}
