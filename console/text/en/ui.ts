import type { Translated } from "../text.ts";
import type { ui as chinese } from "../zh-CN/ui.ts";

export const ui: Translated<typeof chinese> = {
  close: "Close",
  retry: "Try again",
  loading: "Loading",
  line: {
    live: "Live",
    reconnecting: "Reconnecting",
    catchingUp: "Catching up: {n} event | Catching up: {n} events",
    stale: "As of {time}",
    label: "Connection",
  },
  phase: { label: "Phases of the campaign", past: "over", now: "under way", ahead: "ahead" },
  deadline: {
    workingDays: "{n} working day | {n} working days",
    days: "{n} day | {n} days",
    hours: "{n} hour | {n} hours",
    minutes: "{n} min",
    calm: "{amount} left",
    atRisk: "At risk: {amount} left",
    today: "Due today: {amount} left",
    overdue: "Overdue {amount}",
    settled: "Done",
    due: "Due {at}",
    provisional: "(the holidays of that year are not published yet: the day may move)",
  },
  figure: { versus: "vs last week", level: "unchanged" },
  map: {
    label: "Schematic map of the 11 cities",
    indicator: "Indicator",
    overdue: "{n} overdue",
    badge: "overdue",
  },
  matrix: {
    label: "Weekly reports of the cities over the last 8 weeks",
    glyph: { onTime: "✓", late: "L", returned: "R", missing: "M", open: "" },
    state: { onTime: "on time", late: "late", returned: "returned", missing: "missing", open: "not due yet" },
  },
  stream: {
    label: "Activity, newest first",
    filter: "Kind of activity",
    waiting: "{n} new event | {n} new events",
    empty: "Nothing has happened yet",
    emptyHint: "Complaints, rectifications, reports and punishments appear here the moment they happen.",
  },
};
