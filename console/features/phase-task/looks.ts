import type { Tone } from "../../ui/tone.ts";
import type { TaskReturn } from "./operations.ts";

export const taskTones: Readonly<Record<TaskReturn["standing"], Tone>> = {
  DONE_ON_TIME: "ok",
  DONE_LATE: "risk",
  LATE: "over",
  OWED: "idle",
};
export const taskStandings = Object.keys(taskTones) as readonly TaskReturn["standing"][];
