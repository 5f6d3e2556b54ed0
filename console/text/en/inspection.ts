import type { Translated } from "../text.ts";
import type { inspection as chinese } from "../zh-CN/inspection.ts";

export const inspection: Translated<typeof chinese> = {
  title: "Inspections",
};
