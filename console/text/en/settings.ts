import type { Translated } from "../text.ts";
import type { settings as chinese } from "../zh-CN/settings.ts";

export const settings: Translated<typeof chinese> = {
  title: "Campaign settings",
};
