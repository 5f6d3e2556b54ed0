import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { Tone } from "../../ui/tone.ts";
import { OpinionPage_opinionIncident, OpinionRow_opinionIncident } from "./operations.ts";

export type OpinionRow = ResultOf<typeof OpinionRow_opinionIncident>;
/** As its page reads it: its row with what the page adds. */
export type Opinion = OpinionRow & ResultOf<typeof OpinionPage_opinionIncident>;
export type OpinionState = OpinionRow["state"];
export type Heat = OpinionRow["heat"];

export function wholeOf(masked: FragmentOf<typeof OpinionPage_opinionIncident> | null): Opinion | null {
  const page = readFragment(OpinionPage_opinionIncident, masked);
  return page && { ...readFragment(OpinionRow_opinionIncident, page), ...page };
}

export const opinionTones: Readonly<Record<OpinionState, Tone>> = {
  REPORTED: "risk",
  HANDLING: "info",
  ANSWERED: "ok",
  CLOSED: "idle",
  WITHDRAWN: "idle",
};
export const opinionStates = Object.keys(opinionTones) as readonly OpinionState[];

export const heatTones: Readonly<Record<Heat, Tone>> = { LOW: "idle", MEDIUM: "info", HIGH: "risk", VERY_HIGH: "over" };
/** From the lowest to the highest. */
export const heats = Object.keys(heatTones) as readonly Heat[];

/** The clock that runs, in the unit of its heat; undefined once it was answered. */
export const deadlineOf = ({
  dueAt,
  inHours,
  workingDays,
  calendarPublished,
}: OpinionRow): DeadlineSummary | undefined =>
  dueAt
    ? { at: dueAt, unit: inHours ? "hour" : "workingDay", workingDays, provisional: !calendarPublished }
    : undefined;

/** Reported, handled, answered, closed; or how it ended before that. */
export function stepsOf(
  { state, openedAt, handledAt, answeredAt, settledAt }: Opinion,
  t: Translate,
  minute: (moment: string) => string,
): Step[] {
  const moments = { reported: openedAt, handled: handledAt, answered: answeredAt, closed: settledAt };
  if (state === "WITHDRAWN") {
    const note = settledAt ? minute(settledAt) : undefined;
    return [
      { key: "reported", label: t("opinion.steps.reported"), note: minute(openedAt), state: "done" },
      { key: "withdrawn", label: t("opinion.state.WITHDRAWN"), note, state: "done" },
    ];
  }
  const names = ["reported", "handled", "answered", "closed"] as const;
  const next = names.findIndex((name) => moments[name] === null);
  return names.map((name, index) => ({
    key: name,
    label: t(`opinion.steps.${name}`),
    note: moments[name] ? minute(moments[name]) : undefined,
    state: moments[name] ? "done" : index === next ? "now" : "ahead",
  }));
}
