import { type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { ComplaintState } from "./complaint.ts";
import { ComplaintClock_complaint, type ComplaintPage_complaint } from "./operations.ts";

/** How far each state has come on the line of six steps. */
const reached: Readonly<Record<ComplaintState, number>> = {
  RECEIVED: 0,
  ASSIGNED: 1,
  VERIFYING: 2,
  TRANSFERRED: 3,
  SUBSTANTIATED: 3,
  UNSUBSTANTIATED: 3,
  FEEDBACK_GIVEN: 4,
  CLOSED: 5,
  WITHDRAWN: 5,
};

/** The line of a complaint from intake to closing, with the days on which its clocks were met. */
export function stepsOf(
  complaint: ResultOf<typeof ComplaintPage_complaint>,
  t: Translate,
  day: (moment: string) => string,
): Step[] {
  const { clocks } = readFragment(ComplaintClock_complaint, complaint);
  const met = (name: string) => clocks.find(({ clock }) => clock === name)?.metAt ?? null;
  const now = reached[complaint.state];
  const ended = complaint.state === "CLOSED" || complaint.state === "WITHDRAWN";
  const concluded = ["SUBSTANTIATED", "UNSUBSTANTIATED", "TRANSFERRED"].includes(complaint.state);
  const steps: readonly { key: string; label: string; at?: string | null }[] = [
    { key: "received", label: t("complaint.steps.received"), at: complaint.filedAt },
    { key: "assigned", label: t("complaint.steps.assigned"), at: met("ACKNOWLEDGE") },
    { key: "verifying", label: t("complaint.steps.verifying") },
    {
      key: "concluded",
      label: concluded ? t(`complaint.state.${complaint.state}`) : t("complaint.steps.concluded"),
      at: met("VERIFY"),
    },
    { key: "feedback", label: t("complaint.steps.feedback"), at: met("FEEDBACK") },
    {
      key: "closed",
      label: complaint.state === "WITHDRAWN" ? t("complaint.state.WITHDRAWN") : t("complaint.steps.closed"),
      at: complaint.closedAt,
    },
  ];
  return steps.map(({ key, label, at }, index) => ({
    key,
    label,
    note: at && index <= now ? day(at) : undefined,
    state: index < now || (index === now && ended) ? "done" : index === now ? "now" : "ahead",
  }));
}
