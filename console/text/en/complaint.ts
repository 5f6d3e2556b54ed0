import type { Translated } from "../text.ts";
import type { complaint as chinese } from "../zh-CN/complaint.ts";

export const complaint: Translated<typeof chinese> = {
  title: "Complaints",
};
