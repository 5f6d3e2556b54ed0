import type { Translated } from "../text.ts";
import type { phaseTask as chinese } from "../zh-CN/phaseTask.ts";

export const phaseTask: Translated<typeof chinese> = {
  title: "Phase tasks",
};
