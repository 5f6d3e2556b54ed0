import type { Translated } from "../text.ts";
import type { complex as chinese } from "../zh-CN/complex.ts";

export const complex: Translated<typeof chinese> = {
  title: "Complex ledger",
};
