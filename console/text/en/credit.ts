import type { Translated } from "../text.ts";
import type { credit as chinese } from "../zh-CN/credit.ts";

export const credit: Translated<typeof chinese> = {
  title: "Credit",
};
