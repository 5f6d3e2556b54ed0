import type { Translated } from "../text.ts";
import type { overview as chinese } from "../zh-CN/overview.ts";

export const overview: Translated<typeof chinese> = {
  title: "Overview",
  figure: {
    ledger: "Complexes",
    coverage: "Screened",
    complaints: "Open complaints",
    findings: "Findings",
    rectified: "Rectified",
    overdue: "Overdue now",
  },
  map: {
    back: "Back",
    within: "By division",
    title: "Cities",
    rectified: "Rectified",
    coverage: "Screened",
    overdue: "Overdue",
    complaints: "Complaints",
  },
  overdue: {
    title: "Overdue now",
    note: "longest first",
    complex: "Complex · problem",
    company: "Company · person",
    clock: "Clock",
    all: "See all {n}",
    none: "No rectification is overdue",
    noneHint: "One that passes its deadline appears here at that minute.",
  },
  returns: {
    week: "Week {week}, {from} to {until}",
    title: "Weekly reports",
    note: { PROVINCE: "city × 8 weeks", CITY: "county × 8 weeks", COUNTY: "8 weeks" },
  },
  progress: {
    title: "Found and rectified",
    note: "to date, by week",
    found: "found",
    rectified: "rectified",
    label: "Findings and rectifications to date, by week",
  },
  punishment: {
    title: "Joint punishment",
    note: "{n} open",
    confirmed: "Confirmed",
    none: "No joint punishment is in force",
  },
  stream: {
    title: "Activity",
    all: "All",
    overdue: "Overdue",
    complaints: "Cases",
    reports: "Reports",
    punishment: "Credit",
  },
};
