import type { Translated } from "../text.ts";
import type { phaseTask as chinese } from "../zh-CN/phaseTask.ts";

export const phaseTask: Translated<typeof chinese> = {
  title: "Phase tasks",
  tab: { label: "View", matrix: "Matrix", list: "Tasks" },
  region: "Region",
  late: "Late",
  done: "Done",
  matrix: "task × region",
  back: "Back",
  due: "due {date}",
  own: "Own",
  legend: { DONE_ON_TIME: "Done on time", DONE_LATE: "Done late", LATE: "Late", OWED: "To do" },
  glyph: { DONE_ON_TIME: "✓", DONE_LATE: "L", LATE: "!", OWED: "" },
  share: "{done}/{owed}",
  column: { task: "Task", region: "Region", due: "Due", standing: "State", proof: "Proof", command: "Command" },
  none: "No task matches",
  noneHint: "Try other filters, or clear them to see all.",
  owedBy: { PROVINCE: "Province", CITY: "City", COUNTY: "County", SUBDISTRICT: "Sub-district" },
  command: {
    complete: "Mark as done",
    intro: "The proof may be a document number, an address or a file name; what was late stays late.",
    proof: "Proof",
    doneAt: "Done at",
    doneHint: "Now, if left empty",
  },
};
