import type { Translated } from "../text.ts";
import type { rectification as chinese } from "../zh-CN/rectification.ts";

export const rectification: Translated<typeof chinese> = {
  title: "Rectifications",
};
