import type { Translated } from "../text.ts";
import type { access as chinese } from "../zh-CN/access.ts";

export const access: Translated<typeof chinese> = {
  title: "Access",
};
