import type { Translated } from "../text.ts";
import type { company as chinese } from "../zh-CN/company.ts";

export const company: Translated<typeof chinese> = {
  title: "Companies",
};
