import type { Translated } from "../text.ts";
import type { dispatch as chinese } from "../zh-CN/dispatch.ts";

export const dispatch: Translated<typeof chinese> = {
  title: "Weekly dispatch",
};
