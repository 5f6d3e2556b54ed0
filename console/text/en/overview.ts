import type { Translated } from "../text.ts";
import type { overview as chinese } from "../zh-CN/overview.ts";

export const overview: Translated<typeof chinese> = {
  title: "Overview",
};
