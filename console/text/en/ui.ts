import type { Translated } from "../text.ts";
import type { ui as chinese } from "../zh-CN/ui.ts";

export const ui: Translated<typeof chinese> = {
  line: {
    live: "Live",
    reconnecting: "Reconnecting",
    catchingUp: "Catching up: {n} event | Catching up: {n} events",
    stale: "As of {time}",
    label: "Connection",
  },
  phase: { label: "Phases of the campaign", past: "over", now: "under way", ahead: "ahead" },
  close: "Close",
  retry: "Try again",
};
