import type { ResultOf } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { RectificationPage_rectification } from "./operations.ts";
import type { RectificationState } from "./rectification.ts";

const reached: Readonly<Record<RectificationState, number>> = {
  ORDERED: 0,
  IN_PROGRESS: 1,
  SENT_BACK: 1,
  SUBMITTED: 2,
  ACCEPTED: 3,
  REFUSED: 3,
  FAILED: 3,
};

/** The line of an order from issue to acceptance; it says how it ended where it ended otherwise. */
export function stepsOf(
  { state, orderedAt, submittedAt, settledAt }: ResultOf<typeof RectificationPage_rectification>,
  t: Translate,
  day: (moment: string) => string,
): Step[] {
  const now = reached[state];
  const ended = settledAt !== null;
  const steps: readonly { key: string; label: string; at?: string | null }[] = [
    { key: "ordered", label: t("rectification.steps.ordered"), at: orderedAt },
    {
      key: "inProgress",
      label: t(state === "SENT_BACK" ? "rectification.state.SENT_BACK" : "rectification.steps.inProgress"),
    },
    { key: "submitted", label: t("rectification.steps.submitted"), at: submittedAt },
    {
      key: "settled",
      label: ended ? t(`rectification.state.${state}`) : t("rectification.steps.settled"),
      at: settledAt,
    },
  ];
  return steps.map(({ key, label, at }, index) => ({
    key,
    label,
    note: at ? day(at) : undefined,
    state: index < now || (index === now && ended) ? "done" : index === now ? "now" : "ahead",
  }));
}
