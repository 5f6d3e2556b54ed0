import type { Translate } from "../../text/text.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { Penalty, PenaltyState } from "./penalty.ts";

const order = [
  "FILED",
  "EVIDENCE",
  "HEARING_OFFERED",
  "HEARING_ASKED",
  "HEARING_NOTIFIED",
  "HEARING_HELD",
  "DECIDED",
  "SERVED",
  "PERFORMED",
] as const satisfies readonly PenaltyState[];

/** What shows that a step was reached, also once the case has ended otherwise. */
const reachedOn = (one: Penalty): Readonly<Record<(typeof order)[number], string | null>> => ({
  FILED: one.filedAt,
  EVIDENCE: null,
  HEARING_OFFERED: one.offeredOn,
  HEARING_ASKED: one.hearingAskedOn,
  HEARING_NOTIFIED: one.hearingNotifiedOn,
  HEARING_HELD: one.hearingRecord ? one.hearingAt : null,
  DECIDED: one.decidedOn,
  SERVED: one.servedOn,
  PERFORMED: one.performedOn,
});

/**
 * The line of a case from filing to payment. The steps of a hearing show where one was asked for; a case that was closed
 * or withdrawn ends where it had come to.
 */
export function stepsOf(one: Penalty, t: Translate, day: (moment: string) => string): Step[] {
  const on = reachedOn(one);
  const ended = one.state === "CLOSED" || one.state === "WITHDRAWN";
  const hearing = (key: string) => key.startsWith("HEARING_") && key !== "HEARING_OFFERED";
  const last = ended
    ? Math.max(...order.map((key, index) => (on[key] ? index : -1)))
    : order.indexOf(one.state as (typeof order)[number]);
  const line = order
    .map((key, index): Step => {
      const at = on[key];
      const done = index < last || (index === last && (ended || key === "PERFORMED"));
      const note = at ? day(at) : key === "HEARING_HELD" && one.hearingAt ? day(one.hearingAt) : undefined;
      return { key, label: t(`penalty.step.${key}`), note, state: done ? "done" : index === last ? "now" : "ahead" };
    })
    .filter(({ key }) => !hearing(key) || one.hearingAskedOn !== null);
  if (!ended) return line;
  const closing = {
    key: one.state,
    label: t(`penalty.state.${one.state}`),
    note: one.settledAt ? day(one.settledAt) : "",
  };
  return [...line.filter(({ state }) => state === "done"), { ...closing, state: "done" as const }];
}
